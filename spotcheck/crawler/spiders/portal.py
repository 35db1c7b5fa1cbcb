"""The one spider, for any portal: asks, reads, records, and follows what the pages make known. It judges nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import scrapy
from scrapy.exceptions import CloseSpider
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from spotcheck.config.errors import UserError
from spotcheck.crawler.answers import Reading, read
from spotcheck.crawler.archive import Archive
from spotcheck.crawler.browser import Browser
from spotcheck.crawler.crawl_plan import CrawlPlan, CrawlResult, Progress, bad_url, plan_of
from spotcheck.crawler.discovery import Discovery
from spotcheck.crawler.exchange import exchange_of, location_of
from spotcheck.crawler.frontier import Frontier, Target
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.handler import now
from spotcheck.crawler.middlewares import FailedBefore, Proxies
from spotcheck.crawler.outcomes import Interrupted, of_failure
from spotcheck.crawler.pace import Pace
from spotcheck.crawler.priority import Order
from spotcheck.crawler.records import DocumentState, Outcome, OutcomeClass, Role, Visit, class_of
from spotcheck.crawler.scope import Scope
from spotcheck.crawler.second_looks import SecondLooks, Verdict
from spotcheck.crawler.snapshot import Exchange, SnapshotWriter
from spotcheck.crawler.throttle import GATE, Gate
from spotcheck.crawler.traps import MAX_REDIRECTS
from spotcheck.crawler.unresponsive import Silence
from spotcheck.crawler.urls import canonical, key

MAX_SAME = 5  # redirects between spellings of one page
_log = logging.getLogger(__name__)
_PROGRESS_EVERY = 0.25  # seconds
_ARGUMENTS = ("url", "workspace", "max_pages", "delay", "allow")
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",
}


class PortalSpider(scrapy.Spider):
    """Crawls one site into one snapshot, by its plan."""

    name = "portal"

    def __init__(self, plan: CrawlPlan, *, gate: Gate = GATE, on_progress: Callable[[Progress], None] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.gate = gate
        self.result: CrawlResult | None = None
        self.archive = Archive(plan.archive) if plan.archive else None
        self.proxies = Proxies(plan.proxy)
        self.guard = Guard(allow=plan.allow, proxies=self.proxies.all())
        self.silence = Silence()
        self.frontier = Frontier(plan.max_pages if self.archive is None else 10**9)
        self._start_url = canonical(plan.site.url)
        if not self._start_url.startswith("http"):
            raise bad_url(plan.site.url)
        self._scope = Scope(self._start_url, allow=plan.allow, platforms=plan.platforms)
        self._discovery = Discovery(self.frontier, self._scope, Order(plan.terms), self._skip)
        network = self.archive is None
        self.pace = Pace(plan.delay)
        self._looks = SecondLooks(
            self._start_url, plan.run_id, lambda host: host in self._scope.own, self.frontier, self.pace, network=network
        )
        self._answers: dict[int, tuple[Target, Request, Response | BaseException]] = {}
        self._turn = 0
        self._settling = False
        self._on_progress = on_progress
        self._begun = time.monotonic()
        self._told = 0.0
        self._pages = 0
        self._error: str | None = None
        self._interrupted = False
        self._stops: list[Callable[[], None]] = []
        self._headers = {**_HEADERS, "User-Agent": plan.user_agent}
        self._timeout = plan.timeout
        self.browser = Browser(self._for_browser, user_agent=plan.user_agent) if plan.browser and self.archive is None else None
        self.continued = plan.snapshot.exists()
        self.writer = self._open()

    @classmethod
    def from_crawler(cls, crawler: scrapy.crawler.Crawler, *args: Any, plan: CrawlPlan | None = None, **kwargs: Any) -> PortalSpider:
        """Built from a plan, or from the arguments of ``scrapy crawl portal``: url, workspace, max_pages, delay, allow."""
        if plan is None:
            plan = plan_of(
                **{name: str(kwargs.pop(name)) for name in ("url", "workspace", "max_pages", "delay", "allow") if name in kwargs}
            )
        if plan.archive is not None:  # the network stays shut
            crawler.settings.set("DOWNLOAD_HANDLERS", {"http": None, "https": None}, priority="cmdline")
        spider = cls(plan, **kwargs)
        spider._set_crawler(crawler)
        return spider

    # What Scrapy calls.

    async def start(self) -> AsyncIterator[Any]:
        """Names the first pages; requests are built by the scheduler."""
        self._discovery.start(self._start_url)
        if self.archive is not None:
            for url in self.archive.urls():
                self._discovery.seed(url)
        self.frontier.fill()
        return
        yield

    @property
    def unfinished(self) -> bool:
        """Whether something is still to be asked for."""
        return self._error is None and not self._interrupted and self.frontier.more

    def next_request(self) -> Request | None:
        """The request for the next target."""
        if self._error is not None or self._interrupted:
            return None
        target = self.frontier.take()
        return None if target is None else self._request(target)

    async def parse(self, response: Response, **kwargs: Any) -> list[Request]:
        """An answer. One that only leads to another spelling of the same page is followed on the spot."""
        target: Target = response.meta["target"]
        location = location_of(response) if "exchange" not in response.meta else ""
        if location and key(location) == target.key and target.hops_same < MAX_SAME:
            target.hops_same += 1
            target.url = canonical(location)
            if target.role is Role.HOME:
                self._scope.adopt(target.url)
            return [self._request(target)]
        await self._arrived(target, response.request or Request(target.url), response)
        return []

    async def failed(self, failure: Failure) -> None:
        """No answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        await self._arrived(request.meta["target"], request, failure.value or RuntimeError("no answer"))

    async def _for_browser(self, url: str, method: str, body: bytes, headers: dict[str, str]) -> Response:
        """What a page in the browser asks for, by the way of every other request."""
        meta = {"verbatim_url": True, "download_timeout": self._timeout}
        asked = Request(url, method=method, body=body, headers={**self._headers, **headers}, meta=meta, callback=NO_CALLBACK)
        assert self.crawler.engine is not None
        return await self.crawler.engine.download_async(asked)

    def closed(self, reason: str) -> None:
        """Finish the snapshot: complete only when the crawl ended by its own rules."""
        complete = reason == "finished" and self._error is None and not self._interrupted
        outcomes: dict[str, int] = {}
        try:
            if complete:
                for target in self.frontier.leftovers():
                    self._skip(target, Outcome.OVER_BUDGET, f"more than {self.plan.max_pages} pages")
            for verdict in self._looks.verdicts() if self._error is None else ():
                self._overrule(verdict)
            settings = {**self.writer.run.settings, "hosts": sorted(self._scope.own), **self._looks.told()}
            self.writer.run = replace(self.writer.run, settings=settings)
            self.writer.finish(complete, now() if complete else "")
        except UserError as error:
            self._error, complete = str(error), False
        try:
            outcomes = self.writer.outcomes()
            self.writer.close()
        except UserError as error:
            self._error, complete = self._error or str(error), False
        if self.archive is not None:
            self.archive.close()
        self.result = CrawlResult(
            run_id=self.plan.run_id,
            complete=complete,
            interrupted=self._error is None and not complete,
            outcomes=outcomes,
            error=self._error,
            notes=tuple(self.archive.notes) if self.archive else (),
        )

    # Stopping.

    def on_interrupt(self, stop: Callable[[], None]) -> None:
        """Have something stopped when the crawl is."""
        self._stops.append(stop)

    def interrupt(self) -> None:
        """Ask for nothing more and let go of what is being waited for."""
        self._interrupted = True
        for stop in self._stops:
            stop()

    # One answer after the other, in the order of asking.

    async def _arrived(self, target: Target, request: Request, answer: Response | BaseException) -> None:
        self._answers[target.ticket] = (target, request, answer)
        if self._settling:
            return
        self._settling = True
        try:
            while self._turn in self._answers and self._error is None and not self._interrupted:
                next_answer = self._answers.pop(self._turn)
                self._turn += 1
                await self._settle(*next_answer)
                self._looks.next()
                self.frontier.fill()
        except Exception as error:
            self._error = self._line(error)
            raise CloseSpider("error") from error
        finally:
            self._settling = False

    async def _settle(self, target: Target, request: Request, answer: Response | BaseException) -> None:
        held: Visit | None = request.meta.get("held")
        if isinstance(answer, Interrupted):
            return
        if isinstance(answer, FailedBefore):
            self.frontier.look_again(target)
            self.frontier.settled(target)
            return
        if isinstance(answer, BaseException):
            if target.aside:
                self._looks.aside(target, None, None)
                self.frontier.settled(target)
                return
            outcome, detail = of_failure(answer)
            self._looks.failed(target)
            self._record(target, Visit(url=target.url, outcome=outcome, role=target.role, detail=detail, fetched_at=_asked(request)))
            return
        exchange: Exchange = request.meta.get("exchange") or exchange_of(answer, _asked(request) or now())
        found = await read(
            exchange, target, cut="dataloss" in answer.flags, today=self.plan.today, links_only=held is not None, ocr=self.plan.ocr
        )
        if target.aside:
            self._looks.aside(target, found, exchange)
            self.frontier.settled(target)
            return
        if held is not None:
            found = replace(found, visit=held)
        elif self.browser is not None and found.visit.outcome is Outcome.SCRIPT_ONLY and (seen := await self.browser.rendered(exchange)):
            exchange = seen
            found = await read(exchange, target, cut=False, today=self.plan.today)
            found = replace(found, visit=replace(found.visit, detail="shown by a browser"))
        self._follow(found, target, links=self._looks.arrived(target, found, exchange))
        self._record(target, found.visit, found=found, exchange=exchange, held=held is not None)

    def _follow(self, found: Reading, target: Target, *, links: bool = True) -> None:
        onward = found.visit.redirect_to
        if onward:
            if key(onward) == target.key or key(onward) in target.trail or len(target.trail) >= MAX_REDIRECTS:
                found.visit = replace(found.visit, outcome=Outcome.TRAP, detail="redirects in a circle")
                return
            self._discovery.redirect(onward, target)
        if found.page is not None and links:
            self._discovery.links(found.page, target)

    def _record(
        self, target: Target, visit: Visit, *, found: Reading | None = None, exchange: Exchange | None = None, held: bool = False
    ) -> None:
        document = found.document if found else None
        state = self.writer.document_state(visit.url) if held else document.state if document else None
        visit, again = self._looks.owed(target, visit, exchange, broken=state is DocumentState.BROKEN)
        if held:
            again = again and visit.attempts < 2
        else:
            found = found if visit.outcome is (found.visit.outcome if found else None) else None
            visit = replace(visit, label=target.label, attempts=target.attempts)
            self.writer.record(visit, page=found.page if found else None, document=document if found else None, exchange=exchange)
            self.silence.note(target, visit.outcome)
        if again:
            self.frontier.look_again(target)
        free = class_of(visit.outcome) is OutcomeClass.SKIPPED or visit.outcome is Outcome.NOT_ARCHIVED
        self.frontier.settled(target, free=free)
        self._pages += not free
        self._tell(visit.url, found.page.title if found and found.page else target.label)

    def _overrule(self, verdict: Verdict) -> None:
        """What the whole run tells of a visit goes before what it looked like by itself."""
        visit = self.writer.visit(verdict.url)
        if verdict.outcome is None:
            self.writer.forget(verdict.url)
        elif visit is not None:
            self.writer.record(replace(visit, outcome=verdict.outcome, detail=verdict.detail))

    def _skip(self, target: Target, outcome: Outcome, detail: str) -> None:
        """Record a page that is not asked for."""
        self.writer.record(Visit(url=target.url, outcome=outcome, role=target.role, label=target.label, detail=detail, attempts=0))

    def _line(self, error: Exception) -> str:
        """One line for the person at the terminal; a fault of ours is logged in full."""
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, OSError):
            return f"{self.plan.run_dir}: {error.strerror or error}"
        _log.exception("crawl of %s stopped", self.plan.site.url)
        return f"{self.plan.site.url}: {type(error).__name__}: {error}"

    def _request(self, target: Target) -> Request:
        return Request(
            target.url,
            callback=self.parse,
            errback=self.failed,
            headers=self._headers,
            meta={"target": target, "verbatim_url": True, "download_timeout": self._timeout * (3 if target.role is Role.DOCUMENT else 1)},
            dont_filter=True,
        )

    def _open(self) -> SnapshotWriter:
        plan = self.plan
        if self.continued:
            return SnapshotWriter.open(plan.snapshot)
        settings = {
            "max_pages": plan.max_pages,
            "delay": plan.delay,
            "allow": list(plan.allow),
            "archive": plan.archive.name if plan.archive else "",
            "user_agent": plan.user_agent,
        }
        source = "archive" if self.archive is not None else "network"
        return SnapshotWriter.create(plan.snapshot, site=plan.site, run_id=plan.run_id, started=now(), settings=settings, source=source)

    def _tell(self, url: str, title: str) -> None:
        moment = time.monotonic()
        if self._on_progress is None or moment - self._told < _PROGRESS_EVERY:
            return
        self._told = moment
        elapsed, queued = moment - self._begun, self.frontier.queued
        self._on_progress(
            Progress(
                run_id=self.plan.run_id,
                site=self.plan.site.name or self.plan.site.url,
                url=url,
                title=title,
                pages=self._pages,
                queued=queued,
                elapsed_seconds=elapsed,
                eta_seconds=elapsed / self._pages * queued if self._pages > 4 else None,
            )
        )


def _asked(request: Request) -> str:
    """When the exchange began; "" where none did."""
    asked: str = request.meta.get("fetched_at", "")
    return asked
