"""From the bytes of one page to its facts: kind, title, dates, column, entries, tables, text. Knows no other page."""
