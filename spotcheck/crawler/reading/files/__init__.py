"""Attachments, one file a format family: bytes in, text and tables out. None of them judges, fetches or guesses by name."""
