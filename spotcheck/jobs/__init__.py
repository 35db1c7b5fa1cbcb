"""What a run, a judging, a quarter is: the rooms below put to work, in order.

Prints nothing, asks nobody, and knows no terminal.
"""
