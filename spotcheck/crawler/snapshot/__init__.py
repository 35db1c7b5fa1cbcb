"""What was seen at one site in one run: an SQLite index of facts beside a WARC file of raw answers. It judges nothing.

Files: ``<run_dir>/snapshot.db`` and ``<run_dir>/<run_id>.warc.gz`` (ISO 28500, one gzip member a record).
"""

from spotcheck.crawler.snapshot.reader import Snapshot
from spotcheck.crawler.snapshot.schema import RunInfo, StorageFull
from spotcheck.crawler.snapshot.warc import Asked, Exchange
from spotcheck.crawler.snapshot.writer import SnapshotWriter

__all__ = ["Asked", "Exchange", "RunInfo", "Snapshot", "SnapshotWriter", "StorageFull"]
