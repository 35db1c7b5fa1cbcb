"""The front door: the command line and the verbs made of several rooms. Knows every room; no room knows it."""
