"""What is seen at a site: a Scrapy project that visits, reads each page alone, and keeps it in a snapshot.

Judges nothing, works around no refusal, and asks no address faster than was promised. What it could not see is an outcome, never a gap.
"""
