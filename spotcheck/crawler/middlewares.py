"""What a request passes before the network: what is already held, and the guard. Neither reads a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.http import Request, Response

from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome, OutcomeClass, class_of

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
        if held is not None and class_of(held.outcome) in (OutcomeClass.OK, OutcomeClass.FAULT):
            if held.attempts > target.attempts:
                raise FailedBefore(held.outcome)
            again = held.attempts < target.attempts  # the second look that the killed run still owed
            if not again and (exchange := spider.writer.replay(held.url)) is not None:
                request.meta["held"] = held
                request.meta["exchange"] = exchange
                return Response(exchange.url, status=exchange.status)
        if spider.archive is not None:
            if (exchange := spider.archive.replay(request.url)) is None:
                raise NotFetched(Outcome.NOT_ARCHIVED)
            request.meta["exchange"] = exchange
            return Response(exchange.url, status=exchange.status)
        if (why := spider.silence.why_not(target)) is not None:
            raise why
        return None


class GuardMiddleware:
    """Refuses what is not public and tells the gate which addresses an exchange concerns."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises NotFetched(refused_by_guard) or CannotResolveHostError."""
        guard = self._spider.guard
        if proxy := self._spider.proxies.of(request.url):
            guard.check(request.url)
            request.meta["proxy"] = proxy
            request.meta["addresses"] = (urlsplit(request.url).hostname or "",)
        else:
            request.meta["addresses"] = await guard.addresses(request.url)


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
