"""Web archives (WARC, WARC.GZ, WACZ) as the only source of a crawl: opened, indexed, and the best capture of each page replayed."""

from spotcheck.crawler.archive.archive import Archive, Replay

__all__ = ["Archive", "Replay"]
