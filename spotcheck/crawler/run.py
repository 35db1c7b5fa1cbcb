"""Runs crawls: several sites at once in one event loop, each into its own snapshot. Judges nothing, keeps no ledger."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import is_reactor_installed

from spotcheck.config.errors import UserError
from spotcheck.crawler import settings as project
from spotcheck.crawler.archive import Archive
from spotcheck.crawler.crawl_plan import CrawlPlan, CrawlResult, Progress
from spotcheck.crawler.opening.pool import abandon_documents, close_pools
from spotcheck.crawler.spiders.portal import PortalSpider
from spotcheck.crawler.throttle import GATE

__all__ = ["CrawlPlan", "CrawlResult", "Progress", "crawl"]
_log = logging.getLogger(__name__)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LOOKED_FOR = 0.1  # seconds between looks whether another thread wants the crawls to end
_ALONE: dict[str, Any] = {  # nobody reads Scrapy's statistics, feeds and log here: the snapshot is what a crawl leaves
    "ASYNCIO_EVENT_LOOP": None,
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
    "CONCURRENT_ITEMS": 2,
    "EXTENSIONS": {
        **project.EXTENSIONS,
        **{
            f"scrapy.extensions.{name}": None
            for name in (
                "corestats.CoreStats",
                "logcount.LogCount",
                "memusage.MemoryUsage",
                "closespider.CloseSpider",
                "feedexport.FeedExporter",
                "logstats.LogStats",
            )
        },
    },
    "DOWNLOADER_MIDDLEWARES": {**project.DOWNLOADER_MIDDLEWARES, "scrapy.downloadermiddlewares.stats.DownloaderStats": None},
}


def crawl(
    plans: Sequence[CrawlPlan],
    *,
    at_once: int = 8,
    on_progress: Callable[[Progress], None] | None = None,
    on_done: Callable[[CrawlResult], None] | None = None,
    stop: threading.Event | None = None,
) -> list[CrawlResult]:
    """Crawl sites, ``at_once`` of them in parallel; results come in the order of the plans. May be called again and again.

    A plan whose ``run_dir`` holds an incomplete snapshot continues it. The first interrupt (SIGINT, SIGTERM) ends all crawls
    cleanly, a second one kills; elsewhere than in the main thread ``stop`` does what the first does. Raises UserError for an
    archive that is none, and where Twisted has taken the process; what goes wrong at one site is in its result.
    """
    for plan in plans:
        if plan.archive is not None:
            Archive(plan.archive).close()
    if is_reactor_installed():
        raise UserError(
            zh="本进程已装有 Twisted 的 reactor（例如另一个 Scrapy 爬虫），不能在其中抓取；请在单独的进程中运行 spotcheck",
            en="Twisted's reactor is installed in this process (by another Scrapy crawl, say), so none of ours can run here; "
            "run spotcheck in a process of its own",
        )
    try:
        with _scrapy_quiet(), asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_Crawls(on_progress, on_done).all(plans, at_once, stop))
    finally:
        close_pools()


@contextmanager
def _scrapy_quiet() -> Iterator[None]:
    """Scrapy tells of errors alone while we crawl, and is then as loud as it was."""
    logger, silent = logging.getLogger("scrapy"), logging.NullHandler()
    level = logger.level
    logger.addHandler(silent)
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(silent)


class _Crawls:
    """The crawls of one call."""

    def __init__(self, on_progress: Callable[[Progress], None] | None, on_done: Callable[[CrawlResult], None] | None) -> None:
        self._on_progress = on_progress
        self._on_done = on_done
        self._running: set[Crawler] = set()
        self._stopping: set[asyncio.Task[None]] = set()
        self._interrupted = False

    async def all(self, plans: Sequence[CrawlPlan], at_once: int, stop: threading.Event | None = None) -> list[CrawlResult]:
        loop = asyncio.get_running_loop()
        caught = []
        for number in _SIGNALS:
            try:
                loop.add_signal_handler(number, self._interrupt)
                caught.append(number)
            except (NotImplementedError, RuntimeError, ValueError):  # not the main thread, or no such signals here
                break
        places = asyncio.Semaphore(max(1, at_once))
        watch = asyncio.ensure_future(self._stop_when(stop)) if stop is not None else None
        try:
            return list(await asyncio.gather(*(self._one(plan, places) for plan in plans)))
        finally:
            if watch is not None:
                watch.cancel()
            for number in caught:
                loop.remove_signal_handler(number)

    async def _stop_when(self, stop: threading.Event) -> None:
        while not stop.is_set():
            await asyncio.sleep(_LOOKED_FOR)
        self._interrupt()

    async def _one(self, plan: CrawlPlan, places: asyncio.Semaphore) -> CrawlResult:
        async with places:
            if self._on_progress is not None and not self._interrupted:
                self._on_progress(_begun(plan))
            result = await self._crawl(plan) if not self._interrupted else _unfinished(plan)
        if self._on_done is not None:
            self._on_done(result)
        return result

    async def _crawl(self, plan: CrawlPlan) -> CrawlResult:
        crawler = Crawler(PortalSpider, _settings())
        self._running.add(crawler)
        try:
            await crawler.crawl_async(plan=plan, gate=GATE, on_progress=self._on_progress)
        except UserError as error:
            return _unfinished(plan, error=str(error))
        except Exception as error:
            _log.exception("crawl of %s failed", plan.site.url)
            return _unfinished(plan, error=f"{plan.site.url}: {type(error).__name__}: {error}")
        finally:
            self._running.discard(crawler)
            browser = getattr(crawler.spider, "browser", None)
            if browser is not None:
                await browser.close()
        spider: Any = crawler.spider
        return spider.result or _unfinished(plan)

    def _interrupt(self) -> None:
        if self._interrupted:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGINT)
            return
        self._interrupted = True
        abandon_documents()
        for crawler in self._running:
            spider: Any = crawler.spider
            if spider is not None:
                spider.interrupt()
                task = asyncio.ensure_future(crawler.stop_async())
                self._stopping.add(task)


def _settings() -> Settings:
    chosen = Settings()
    chosen.setmodule(project, priority="project")
    for name, value in _ALONE.items():
        chosen.set(name, value, priority="project")
    return chosen


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


def _begun(plan: CrawlPlan) -> Progress:
    """A crawl whose turn has come, before its first page."""
    url, name = plan.site.url, plan.site.name
    return Progress(run_id=plan.run_id, site=name or url, url=url, title="", pages=0, queued=1, elapsed_seconds=0.0, eta_seconds=None)


def _unfinished(plan: CrawlPlan, *, error: str | None = None) -> CrawlResult:
    return CrawlResult(run_id=plan.run_id, complete=False, interrupted=error is None, outcomes={}, error=error)
