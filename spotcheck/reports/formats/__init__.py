"""The formats of a report, found by placing. None of them counts or words anything."""
