"""Scrapy's door to the frontier. Requests are built here, one by one as they are wanted, and nowhere else.

Spiders that have no frontier, as the one of Scrapy's shell, have their requests in the order they came.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from scrapy.core.scheduler import BaseScheduler
from scrapy.http import Request

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FrontierScheduler(BaseScheduler):
    """Takes targets from the spider's frontier; requests the spider itself yields go first."""

    def __init__(self, spider: Any) -> None:
        self._spider = spider
        self._first: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FrontierScheduler:
        """Built by Scrapy, after the spider."""
        return cls(crawler.spider)

    def has_pending_requests(self) -> bool:
        """Whether anything is still to be asked."""
        return bool(self._first) or getattr(self._spider, "unfinished", False)

    def enqueue_request(self, request: Request) -> bool:
        """Requests that stand for a target already handed out."""
        self._first.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request, or None while answers are awaited."""
        if self._first:
            return self._first.popleft()
        ask = getattr(self._spider, "next_request", None)
        request: Request | None = ask() if ask is not None else None
        return request
