"""Attachments opened in processes of their own, which may die alone. What stands in them is told by ``reading``."""
