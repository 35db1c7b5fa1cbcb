"""What a request passes before the network: what is already held, the guard, and the host's own cookies. None reads a page.

Requests of Scrapy's shell, and of spiders that are not ours, pass untouched.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.http import Request, Response

from spotcheck.crawler.cookies import Cookies
from spotcheck.crawler.outcomes import GIVEN_UP, NotFetched
from spotcheck.crawler.records import Outcome, OutcomeClass, Visit, class_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FailedBefore(NotFetched):
    """A continued run: the first look failed, the second is held. The page waits for its second look again."""


class ReplayMiddleware:
    """The snapshot answers before the network does; an archive answers for everything."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReplayMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Answers from the snapshot or the archive. Raises NotFetched(not_archived)."""
        target = request.meta.get("target")
        if target is None or target.aside:
            return None
        spider = self._spider
        held = spider.writer.visit(target.url) if spider.continued else None
        if held is not None and (class_of(held.outcome) in (OutcomeClass.OK, OutcomeClass.FAULT) or _given_up(held)):
            if held.attempts > target.attempts:
                raise FailedBefore(held.outcome)
            again = held.attempts < target.attempts  # the second look that the killed run still owed
            if not again and (exchange := spider.writer.replay(held.url, anyhow=True)) is not None:
                request.meta["held"] = held
                request.meta["exchange"] = exchange
                return Response(exchange.url, status=exchange.status)
        if spider.archive is not None:
            if (found := spider.archive.replay(request.url)) is None:
                raise NotFetched(Outcome.NOT_ARCHIVED)
            if found.too_large:
                raise NotFetched(Outcome.TOO_LARGE, "too large when unpacked")
            request.meta["exchange"], request.meta["cut"] = found.exchange, found.cut
            return Response(found.exchange.url, status=found.exchange.status)
        if (why := spider.silence.why_not(target)) is not None:
            raise why
        return None


def _given_up(held: Visit) -> bool:
    """Whether this is a document that must not be opened again."""
    return held.outcome is Outcome.UNDECODABLE and held.detail.startswith(GIVEN_UP)


class GuardMiddleware:
    """Refuses what is not public and tells the gate which addresses an exchange concerns."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises NotFetched(refused_by_guard) or CannotResolveHostError."""
        spider: Any = self._crawler.spider
        guard = getattr(spider, "guard", None)
        if guard is None:
            return
        if proxy := spider.proxies.of(request.url):
            guard.check(request.url)
            request.meta["proxy"] = proxy
            request.meta["addresses"] = (urlsplit(request.url).hostname or "",)
        else:
            request.meta["addresses"] = await guard.addresses(request.url)


class CookiesMiddleware:
    """Sends a host what it has set itself."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CookiesMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Adds the header."""
        cookies: Cookies | None = getattr(self._crawler.spider, "cookies", None)
        if cookies is not None and (header := cookies.header(request.url, now=time.time())):
            request.headers["Cookie"] = header

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps what an answer sets."""
        cookies: Cookies | None = getattr(self._crawler.spider, "cookies", None)
        if cookies is not None and (lines := response.headers.getlist("Set-Cookie")):
            cookies.keep(request.url, lines, now=time.time())
        return response


class Proxies:
    """Which proxy an address goes through: the plan's, else the environment's with its exceptions."""

    def __init__(self, proxy: str | None) -> None:
        self._fixed = proxy
        self._environment = {scheme: url for scheme, url in getproxies().items() if scheme in ("http", "https")} if proxy is None else {}

    def of(self, url: str) -> str | None:
        """The proxy for a URL, or None."""
        if self._fixed is not None:
            return self._fixed or None
        if not self._environment:
            return None
        parts = urlsplit(url)
        proxy = self._environment.get(parts.scheme)
        return None if proxy is None or proxy_bypass(parts.hostname or "") else proxy

    def all(self) -> list[str]:
        """Every proxy that may be used."""
        return [self._fixed] if self._fixed else list(self._environment.values())
