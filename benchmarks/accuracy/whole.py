"""The archived pages as a run tells them: crawled through the ordinary door, each page read with its whole site known.

Refuses to judge them; pages that a run does not keep are not in the answer.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.accuracy.truth import TODAY
from spotcheck.config.models import Site
from spotcheck.crawler.records import Page
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import key
from spotcheck.portal.pages import site_pages


def read_whole(corpus: Path) -> dict[str, Page]:
    """Every page of the archives that a run keeps, by URL key."""
    found: dict[str, Page] = {}
    with TemporaryDirectory() as folder:
        plans = [_plan(archive, Path(folder)) for archive in sorted(corpus.glob("*.warc.gz"))]
        crawl(plans)
        for plan in plans:
            with Snapshot.open(plan.snapshot) as snapshot:
                found |= {key(url): page for url, page in site_pages(snapshot).items()}
    return found


def _plan(archive: Path, folder: Path) -> CrawlPlan:
    host = archive.name.removesuffix(".warc.gz")
    return CrawlPlan(site=Site(url=f"http://{host}/"), run_dir=folder / host, run_id=host, archive=archive, today=TODAY)
