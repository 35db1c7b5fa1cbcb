"""The last step before the network: wait for one's turn, connect only to addresses the guard has checked, exchange."""

from __future__ import annotations

import asyncio
import socket
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Request, Response
from scrapy.utils.ssl import _make_ssl_context

from spotcheck.crawler.guard import Guard
from spotcheck.crawler.outcomes import Interrupted, pause_after

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_LONG_HEADER = 64 * 1024  # bytes; some portals send very long cookies and policies


def now() -> str:
    """The present time as records write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class GuardedResolver(AbstractResolver):
    """Answers a connection with the very addresses that were checked, so that a name cannot change under way."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """Addresses for aiohttp."""
        found = await (self._guard.resolve(host, port) if self._guard.is_proxy(host) else self._guard.addresses(f"http://{host}:{port}/"))
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""


class PoliteHandler(AiohttpDownloadHandler):
    """Scrapy's aiohttp handler behind the gate."""

    experimental: ClassVar[bool] = False  # it is what Scrapy itself uses without a Twisted reactor
    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super(AiohttpDownloadHandler, self).__init__(crawler)
        spider: Any = crawler.spider
        self._spider = spider
        self._running: set[asyncio.Task[Response]] = set()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # old TLS is what some portals still speak
            self._ssl_context = _make_ssl_context(crawler.settings)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=GuardedResolver(spider.guard), use_dns_cache=False, limit=64),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_line_size=_LONG_HEADER,
            max_field_size=_LONG_HEADER,
        )
        spider.on_interrupt(self._stop)

    async def download_request(self, request: Request) -> Response:
        """One exchange, when its turn has come. Raises Interrupted when the crawl is stopped meanwhile."""
        task = asyncio.ensure_future(self._exchange(request))
        self._running.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            raise Interrupted from None
        except TimeoutError as error:
            raise DownloadTimeoutError(str(error)) from error
        finally:
            self._running.discard(task)

    async def _exchange(self, request: Request) -> Response:
        spider: Any = self._spider
        delay = max(spider.plan.delay, spider.pace.seconds, request.meta.get("delay", 0.0))
        async with spider.gate.turn(request.meta["addresses"], delay):
            request.meta["fetched_at"] = now()
            response = await super().download_request(request)
            if pause := pause_after(response.status, (response.headers.get("Retry-After") or b"").decode("latin-1")):
                spider.gate.hold(request.meta["addresses"], pause)  # before the next one is let in
            return response

    async def _read_response(self, response: _ClientResponse, request: Request) -> Response:
        """The whole body, or what came of it: without the signals for every chunk, and never guessing a class from it."""
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > self._default_maxsize:
            self._cancel_maxsize(int(length), self._default_maxsize, request, expected=True)
        chunks, size, flags = [], 0, []
        try:
            async for chunk in response.content.iter_any():
                chunks.append(chunk)
                size += len(chunk)
                if size > self._default_maxsize:
                    self._cancel_maxsize(size, self._default_maxsize, request, expected=False)
        except aiohttp.ClientPayloadError:
            flags.append("dataloss")
        headers = self._extract_headers(response)
        return Response(request.url, status=response.status, headers=headers, body=b"".join(chunks), flags=flags)

    def _stop(self) -> None:
        for task in self._running:
            task.cancel()
