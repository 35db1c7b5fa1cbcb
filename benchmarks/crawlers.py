"""The three crawlers that are compared, each run in a process of its own: python -m benchmarks.crawlers NAME URL PAGES"""

from __future__ import annotations

import datetime
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

from spotcheck.config.models import Site
from spotcheck.crawler.run import CrawlPlan, crawl

PLAIN = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "ROBOTSTXT_OBEY": True}


class Tutorial(CrawlSpider):
    """The spider a Scrapy user would write. Stores nothing."""

    name = "tutorial"
    rules = (Rule(LinkExtractor(), callback="parse_item", follow=True),)
    pages = 0

    def parse_item(self, response: Any) -> None:
        type(self).pages += 1


class Lean(scrapy.Spider):
    """The leanest one: hrefs by xpath, a seen-set before a Request is built. Stores nothing."""

    name = "lean"
    pages = 0
    seen: set[str]

    def parse(self, response: Any, **kwargs: Any) -> Iterator[scrapy.Request]:
        type(self).pages += 1
        for href in response.xpath("//a/@href").getall():
            url = urljoin(response.url, href)
            if url not in self.seen:
                self.seen.add(url)
                yield scrapy.Request(url)


def plain(spider: type[scrapy.Spider], url: str) -> int:
    """Crawl with a plain Scrapy spider; returns the pages read."""
    process = CrawlerProcess(PLAIN)
    process.crawl(spider, start_urls=[url], allowed_domains=["127.0.0.1"], seen={url})
    process.start()
    return spider.pages  # type: ignore[attr-defined, no-any-return]


def ours(url: str, budget: int, folder: Path) -> dict[str, float]:
    """The whole path: crawl, read, store; then judge what was stored."""
    site = Site(url=url, name="云州市人民政府")
    began, started = cpu(), time.monotonic()
    (result,) = crawl(
        [CrawlPlan(site=site, run_dir=folder, run_id="bench", delay=0.0, max_pages=budget, allow=(urlsplit(url).netloc,), terms=TERMS)]
    )
    if not result.complete:
        raise SystemExit(f"the crawl did not complete: {result}")
    figures = {"cpu": cpu() - began, "wall": time.monotonic() - started, "pages": result.outcomes["read"], "peak": peak()}
    figures["stored"] = sum(file.stat().st_size for file in folder.iterdir()) / figures["pages"]
    return figures


TERMS = ("部门预算", "部门决算", "三公经费", "行政事业性收费", "政府性基金", "规范性文件", "废止", "信息公开年度报告", "依申请公开")


def judging(folder: Path) -> float:
    """CPU seconds to judge a stored run against every bundled duty."""
    from spotcheck.audits.engine import judge
    from spotcheck.config.catalogue import load_catalogue
    from spotcheck.crawler.snapshot import Snapshot

    with Snapshot.open(folder) as snapshot:
        catalogue = load_catalogue("zhejiang-2017")
        began = cpu()
        judge(snapshot, [catalogue], datetime.date(2018, 4, 1))
        return cpu() - began


def cpu() -> float:
    """CPU seconds of this process so far, system time included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """Peak memory of this process in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Crawl and print the figures as JSON."""
    name, url, budget = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if name == "ours":
        with tempfile.TemporaryDirectory() as folder:
            figures = ours(url, budget, Path(folder))
            if "judge" in sys.argv:
                try:
                    figures["judge"] = judging(Path(folder)) / figures["pages"] * 1000
                except ImportError as error:
                    print(f"not judged: {error}", file=sys.stderr)
    else:
        began, started = cpu(), time.monotonic()
        pages = plain(Tutorial if name == "tutorial" else Lean, url)
        figures = {"cpu": cpu() - began, "wall": time.monotonic() - started, "pages": pages, "peak": peak()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
