"""The one spider, for any portal: asks, reads, records, and follows what the pages make known. It judges nothing."""

from __future__ import annotations

import asyncio
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

from spotcheck.config.clock import now
from spotcheck.config.errors import UserError
from spotcheck.crawler.answers import Reading, read
from spotcheck.crawler.archive import Archive
from spotcheck.crawler.browser import Browser
from spotcheck.crawler.cookies import Cookies
from spotcheck.crawler.crawl_plan import CrawlPlan, CrawlResult, Progress, bad_url, plan_of
from spotcheck.crawler.discovery import Discovery
from spotcheck.crawler.exchange import exchange_of, location_of
from spotcheck.crawler.frontier import Frontier, Target
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.middlewares import FailedBefore, Proxies
from spotcheck.crawler.outcomes import CUT, Interrupted, of_failure
from spotcheck.crawler.pace import Pace
from spotcheck.crawler.page_lines import page_line
from spotcheck.crawler.politeness import Figures
from spotcheck.crawler.priority import Order
from spotcheck.crawler.records import DocumentState, Outcome, OutcomeClass, Role, Visit, class_of
from spotcheck.crawler.scope import Scope
from spotcheck.crawler.scrapy_options import checked_job, options_of
from spotcheck.crawler.second_looks import SecondLooks, Verdict
from spotcheck.crawler.snapshot import Exchange, SnapshotWriter
from spotcheck.crawler.throttle import GATE, Gate
from spotcheck.crawler.traps import MAX_REDIRECTS, Traps
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
        self.exporting = False  # whether visits are items of Scrapy's
        self._items: list[dict[str, Any]] = []
        self.archive = Archive(plan.archive) if plan.archive else None
        self.proxies = Proxies(plan.proxy)
        self.guard = Guard(allow=plan.allow, named=(canonical(plan.site.url), *plan.named), proxies=self.proxies.all())
        self.silence = Silence()
        self.cookies = Cookies()
        self._jars: dict[str, int] = {}  # of pages that redirected: what their hosts had set in cookies when they were asked for
        self.traps = Traps(learning=self.archive is None, left=lambda target, why: self._skip(target, Outcome.TRAP, why))
        self.frontier = Frontier(plan.max_pages if self.archive is None else 10**9, doubts=self.traps)
        self._start_url = canonical(plan.site.url)
        if not self._start_url.startswith("http"):
            raise bad_url(plan.site.url)
        self._scope = Scope(self._start_url, allow=plan.allow, platforms=plan.platforms)
        for address in plan.site.domains:
            self._scope.adopt(canonical(address))
        self._discovery = Discovery(self.frontier, self._scope, Order(plan.terms), self._skip, self.traps)
        self.pace = Pace(plan.delay)
        self._looks = SecondLooks(
            self._start_url,
            plan.run_id,
            lambda host: host in self._scope.own,
            self.frontier,
            self.pace,
            network=self.archive is None,
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
        self.figures = Figures(now(), self.writer.run.settings.get("politeness"))

    @classmethod
    def from_crawler(cls, crawler: scrapy.crawler.Crawler, *args: Any, plan: CrawlPlan | None = None, **kwargs: Any) -> PortalSpider:
        """Built from a plan, or from the arguments of ``scrapy crawl portal``: url, workspace, max_pages, delay, allow."""
        if plan is None:
            arguments = {name: str(kwargs.pop(name)) for name in _ARGUMENTS if name in kwargs}
            try:
                spider = super().from_crawler(crawler, _plan_for_scrapy(crawler, arguments), **kwargs)
            except UserError as error:
                _log.error("%s", error)
                asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)  # the line is all there is to say
                raise SystemExit(error.status) from None
            spider.exporting = True
            return spider
        if plan.archive is not None:  # the network stays shut
            crawler.settings.set("DOWNLOAD_HANDLERS", {"http": None, "https": None}, priority="cmdline")
        return super().from_crawler(crawler, plan, **kwargs)

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

    async def parse(self, response: Response, **kwargs: Any) -> list[Any]:
        """An answer. One that only leads to another spelling of the same page is followed on the spot."""
        target: Target = response.meta["target"]
        location = location_of(response) if "exchange" not in response.meta else ""
        if location.startswith("http") and key(location) == target.key and target.hops_same < MAX_SAME:
            target.hops_same += 1
            target.url = location
            if target.role is Role.HOME:
                self._scope.adopt(target.url)
            return [self._request(target)]
        await self._arrived(target, response.request or Request(target.url), response)
        return self._items_so_far()

    async def failed(self, failure: Failure) -> list[Any]:
        """No answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        await self._arrived(request.meta["target"], request, failure.value or RuntimeError("no answer"))
        return self._items_so_far()

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
                self._leave_the_rest()
            for verdict in self._looks.verdicts() if self._error is None else ():
                self._overrule(verdict)
            told = {"hosts": sorted(self._scope.own), "traps": self.traps.record(), **self._looks.told()}
            settings = {**self.writer.run.settings, **told}
            if self.archive is None:
                settings["politeness"] = self.figures.record()
            self.writer.run = replace(self.writer.run, settings=settings)
            self.writer.finish(complete, now() if complete else "")
        except UserError as error:
            self._error, complete = str(error), False
        try:
            outcomes = self.writer.outcomes()
            for outcome, number in outcomes.items():
                self.crawler.stats.set_value(f"visits/{outcome}", number)
            self.writer.close()
        except UserError as error:
            self._error, complete = self._error or str(error), False
        if self.archive is not None:
            self.archive.close()
        if self.exporting:
            _log.info("%s: %s", self.plan.snapshot, "complete" if complete else "not complete")
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
                self._ask_on()
            if self.frontier.done and self._error is None and not self._interrupted:
                self._leave_the_rest()
        except Exception as error:
            self._error = self._line(error)
            raise CloseSpider("error") from error
        finally:
            self._settling = False

    def _ask_on(self) -> None:
        self._looks.next()
        self.frontier.fill()
        if self.frontier.done:  # what was parked is left for good by now
            self._looks.next()
            self.frontier.fill()

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
        exchange: Exchange = request.meta.get("exchange") or exchange_of(answer, _asked(request) or now(), request.meta.get("asked"))
        cut = request.meta.get("cut") or (f"body ended after {len(exchange.body)} bytes" if CUT in answer.flags else "")
        try:
            found = await read(exchange, target, cut=cut, today=self.plan.today, links_only=held is not None, ocr=self.plan.ocr)
        except Interrupted:
            return
        if target.aside:
            self._looks.aside(target, found, exchange)
            self.frontier.settled(target)
            return
        if held is not None:
            found = replace(found, visit=held)
        elif self.browser is not None and found.visit.outcome is Outcome.SCRIPT_ONLY and (seen := await self.browser.rendered(exchange)):
            exchange = seen
            found = await read(exchange, target, today=self.plan.today)
            found = replace(found, visit=replace(found.visit, detail="shown by a browser"))
        self._follow(found, target, links=self._looks.arrived(target, found, exchange))
        self._record(target, found.visit, found=found, exchange=exchange, held=held is not None)

    def _follow(self, found: Reading, target: Target, *, links: bool = True) -> None:
        onward = found.visit.redirect_to
        if onward:
            name, self._jars[target.key] = key(onward), target.jar
            again = target.renewed and name in self._jars
            if again or name == target.key or name in target.trail or len(target.trail) >= MAX_REDIRECTS:
                if again or not self._asked_with_cookies(onward, target):
                    found.visit = replace(found.visit, outcome=Outcome.TRAP, detail="redirects in a circle")
                return
            self._discovery.redirect(onward, target)
        if links and (page := found.page or found.glimpse) is not None and not (self.plan.shallow and target.depth):
            self._discovery.links(page, target)

    def _asked_with_cookies(self, url: str, source: Target) -> bool:
        """Ask once more for a page that led round in a circle, where its host has set cookies since: with them it may answer."""
        name = key(url)
        if name not in self._jars or self.cookies.changes(url) <= self._jars[name] or source.renewed:
            return False
        self.frontier.renew(replace(source, url=url, key=name, trail=(), hops_same=0, attempts=0, renewed=True))
        return True

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
            page = found.page if found else None
            visit = self.writer.record(visit, page=page, document=document if found else None, exchange=exchange)
            self.silence.note(target, visit.outcome)
        if again:
            self.frontier.look_again(target)
        else:
            self._export(visit, found)
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
        visit = Visit(url=target.url, outcome=outcome, role=target.role, label=target.label, detail=detail, attempts=0)
        self.writer.record(visit)
        self._export(visit, None)

    def _leave_the_rest(self) -> None:
        for target in self.frontier.leftovers():
            self._skip(target, Outcome.OVER_BUDGET, f"more than {self.plan.max_pages} pages")

    def _export(self, visit: Visit, found: Reading | None) -> None:
        """Keep a visit for the feeds of ``scrapy crawl``, once nothing about it can change."""
        if self.exporting:
            line = page_line(visit, found.page if found else None, found.document if found else None)
            self._items.append({**line, "method": "GET"})

    def _items_so_far(self) -> list[Any]:
        items, self._items = self._items, []
        return items

    def _line(self, error: Exception) -> str:
        """One line for the person at the terminal; a fault of ours is logged in full."""
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, OSError):
            return f"{self.plan.run_dir}: {error.strerror or error}"
        _log.exception("crawl of %s stopped", self.plan.site.url)
        return f"{self.plan.site.url}: {type(error).__name__}: {error}"

    def _request(self, target: Target) -> Request:
        target.jar = self.cookies.changes(target.url)
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


def _plan_for_scrapy(crawler: scrapy.crawler.Crawler, arguments: dict[str, str]) -> CrawlPlan:
    """The plan of ``scrapy crawl``. Raises UserError."""
    options = options_of(crawler.settings)
    delay = arguments.pop("delay", "" if options.delay is None else options.delay)
    plan = plan_of(**arguments, delay=delay, timeout=options.timeout, agent=options.agent, job=options.job)
    if options.job is not None:
        checked_job(options.job, plan.site.url)
    crawler.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")  # the gate keeps the pause
    return plan


def _asked(request: Request) -> str:
    """When the exchange began; "" where none did."""
    asked: str = request.meta.get("fetched_at", "")
    return asked
