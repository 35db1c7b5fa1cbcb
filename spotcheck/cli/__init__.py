"""The command line: parses what is typed, has it done, and prints what came of it, one file a command.

Decides nothing that Python could not ask for as well. No room knows it.
"""
