"""robots.txt as RFC 9309 has it: 4xx allows everything, 5xx and silence leave the host undetermined. Judges no page."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from spotcheck.crawler.crawl_plan import AGENT_NAME
from spotcheck.crawler.exchange import location_of
from spotcheck.crawler.outcomes import CUT, Interrupted, NotFetched, of_failure
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.robots_rules import RobotsRules, rules_for

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_SIZE = 500 * 1024  # bytes that must be read (RFC 9309, 2.5)
MAX_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_ANYTHING = RobotsRules()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one host's robots.txt says. ``failure``: it could not be read, so nothing on the host may be asked for."""

    rules: RobotsRules = _ANYTHING
    failure: NotFetched | None = None
    attempt: int = 0


class RobotsMiddleware:
    """Asks for robots.txt before the first page of each host, and once more when a second look is due."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._answers: dict[str, asyncio.Future[_Answer]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises NotFetched when robots.txt forbids the page or could not be read."""
        if request.meta.get("is_robots") or getattr(self._crawler.spider, "plan", None) is None:  # Scrapy's shell asks as its user says
            return
        target = request.meta.get("target")
        parts = urlsplit(request.url)
        answer = await self._of(f"{parts.scheme}://{parts.netloc}", target.attempts if target else 1)
        if answer.failure is not None:
            raise answer.failure
        if not answer.rules.allows(request.url):
            raise NotFetched(Outcome.ROBOTS_DISALLOWED, "robots.txt")
        if answer.rules.delay:
            request.meta["delay"] = answer.rules.delay

    async def _of(self, origin: str, attempt: int) -> _Answer:
        known = self._answers.get(origin)
        if known is not None:
            answer = await known
            if answer.failure is None or answer.attempt >= attempt:
                return answer
        if self._answers.get(origin) is known:
            self._answers[origin] = asyncio.ensure_future(self._fetch(origin, attempt))
        return await self._answers[origin]

    async def _fetch(self, origin: str, attempt: int) -> _Answer:
        url = f"{origin}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS + 1):
                meta = {"is_robots": True, "verbatim_url": True, "download_timeout": 20.0}
                request = Request(url, callback=NO_CALLBACK, headers=_headers(self._crawler), meta=meta)
                response = await self._crawler.engine.download_async(request)
                onward = location_of(response)
                if not onward:
                    return _answer(response, attempt)
                url = onward
        except Interrupted:
            raise
        except Exception as error:
            return _Answer(failure=_failure(error), attempt=attempt)
        return _Answer()  # more redirects than anyone must follow: unavailable, so everything is allowed (2.3.1.3)


def _headers(crawler: Crawler) -> dict[str, str]:
    plan = getattr(crawler.spider, "plan", None)
    return {"User-Agent": plan.user_agent if plan else AGENT_NAME, "Accept": "text/plain,*/*;q=0.5"}


def _answer(response: Response, attempt: int) -> _Answer:
    if response.status >= 500 or response.status == 429:
        return _Answer(failure=NotFetched(Outcome.ROBOTS_UNAVAILABLE, f"robots.txt: HTTP {response.status}"), attempt=attempt)
    if response.status >= 400:
        return _Answer()
    if CUT in response.flags:
        return _Answer(failure=NotFetched(Outcome.ROBOTS_UNAVAILABLE, "robots.txt: cut short"), attempt=attempt)
    return _Answer(rules=rules_for(AGENT_NAME, whole_lines(response.body)))


def whole_lines(body: bytes) -> str:
    """As much of a robots.txt as must be read. A line that the bound cuts is left out: its beginning may forbid what the whole allows."""
    text = body[:MAX_SIZE]
    return (text if len(body) <= MAX_SIZE else text[: text.rfind(b"\n") + 1]).decode("utf-8", "replace")


def _failure(error: Exception) -> NotFetched:
    """A host that cannot be reached at all is said to be so; everything else is robots.txt's own failure."""
    outcome, detail = of_failure(error)
    if outcome in (Outcome.DNS, Outcome.CONNECT, Outcome.TLS, Outcome.REFUSED_BY_GUARD):
        return NotFetched(outcome, detail)
    return NotFetched(Outcome.ROBOTS_UNAVAILABLE, f"robots.txt: {outcome}")
