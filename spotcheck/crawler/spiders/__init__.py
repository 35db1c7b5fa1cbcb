"""Scrapy's spiders. There is one, for every portal."""
