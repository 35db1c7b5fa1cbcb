"""What is kept: register, draws, runs, findings, probes and reviews of a workspace, in one SQLite file.

Judges nothing. One process writes at a time, and a file of a newer version is refused before it is touched.
"""
