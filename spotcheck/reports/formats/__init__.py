"""The forms that a report takes, each from the same facts. None of them counts or words anything."""
