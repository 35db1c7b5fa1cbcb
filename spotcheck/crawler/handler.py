"""The last step before the network: wait for one's turn, connect only to addresses the guard has checked, exchange.

A handler of Scrapy's public kind over aiohttp, which nothing of Scrapy's own handlers is taken from. Refuses to guess a class of
response, and to take a body that was cut for a whole one.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import yarl
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, HtmlResponse, Request, Response, TextResponse

from spotcheck.config.clock import now
from spotcheck.crawler import tls
from spotcheck.crawler.connections import GuardedConnector, Link, Sending, tracing
from spotcheck.crawler.encodings import TooLarge, opened
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.outcomes import CUT, Interrupted, MalformedAnswer
from spotcheck.crawler.pace import Pace
from spotcheck.crawler.reading.decode import Undecodable, decode
from spotcheck.crawler.snapshot import Asked
from spotcheck.crawler.throttle import GATE, Turn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from scrapy.crawler import Crawler

_HEAD = 1024  # bytes in which a page shows that it is one
_LONG_HEADER = 64 * 1024  # bytes; some portals send very long cookies and policies


class _OfAPerson(Guard):
    """Lets through what a person types into Scrapy's shell, private addresses included; no page can lead anywhere there."""

    def check(self, url: str) -> None:
        """Nothing is refused."""

    async def addresses(self, url: str) -> tuple[str, ...]:
        """Whatever the name stands for."""
        parts = urlsplit(url)
        return await self.resolve(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


class _Watched(Sending):
    """Notes what is sent, and that the turn is used."""

    def __init__(self, turn: Turn, request: Request) -> None:
        self._turn = turn
        self._request = request

    async def sending(self, method: str, headers: Mapping[str, str], link: Link | None) -> None:
        """Waits where the client tries again by itself."""
        await self._turn.sending(link.connections if link else 1)
        self._request.meta["fetched_at"] = now()
        self._request.meta["asked"] = Asked(method=method, headers=tuple(headers.items()), address=link.address if link else "")


class PoliteHandler(BaseDownloadHandler):
    """HTTP and HTTPS behind the gate and the guard."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider: Any = crawler.spider
        plan = getattr(spider, "plan", None)
        self._ours = plan is not None
        self._delay: float = plan.delay if plan else crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._pace: Pace = getattr(spider, "pace", None) or Pace(0.0)
        self._gate = getattr(spider, "gate", GATE)
        self._figures = getattr(spider, "figures", None)
        self._guard: Guard = getattr(spider, "guard", None) or _OfAPerson()
        self._agent = str(crawler.settings["USER_AGENT"])
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._running: set[asyncio.Task[Response]] = set()
        self._session: aiohttp.ClientSession | None = None
        if plan is not None:
            spider.on_interrupt(self._stop)

    async def download_request(self, request: Request) -> Response:
        """One exchange, when its turn has come. Raises Interrupted when the crawl is stopped meanwhile."""
        task = asyncio.ensure_future(self._in_turn(request))
        self._running.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            raise Interrupted from None
        finally:
            self._running.discard(task)

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()

    async def _in_turn(self, request: Request) -> Response:
        addresses = request.meta.get("addresses") or (urlsplit(request.url).hostname or "",)
        host, delay = urlsplit(request.url).hostname or "", max(self._delay, self._pace.seconds, request.meta.get("delay", 0.0))
        async with self._gate.turn(addresses, delay, host=host, figures=self._figures) as turn:
            request.meta["fetched_at"] = now()
            async with self._asked(request, _Watched(turn, request)) as answer:
                response = await self._read(answer, request)
            turn.answered(response.status, (response.headers.get("Retry-After") or b"").decode("latin-1"))  # before the next one is let in
            return response

    @contextlib.asynccontextmanager
    async def _asked(self, request: Request, watched: _Watched) -> AsyncIterator[aiohttp.ClientResponse]:
        headers = request.headers.copy()
        headers.setdefault("User-Agent", self._agent)
        headers.setdefault("Accept-Encoding", "gzip, deflate")
        timeout = aiohttp.ClientTimeout(total=request.meta.get("download_timeout", self._timeout))
        url = _address(request.url)
        try:
            async with self._open().request(
                request.method,
                url,
                data=request.body or None,
                headers=headers.to_tuple_list(),
                timeout=timeout,
                allow_redirects=False,
                proxy=request.meta.get("proxy"),
                trace_request_ctx=watched,
            ) as answer:
                yield answer
        except TimeoutError as error:
            raise DownloadTimeoutError(f"no answer within {timeout.total} seconds") from error
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError) as error:
            raise UnsupportedURLSchemeError(str(error)) from error
        except aiohttp.ClientConnectorDNSError as error:
            raise CannotResolveHostError(str(error)) from error
        except aiohttp.ClientConnectorError as error:
            raise DownloadConnectionRefusedError(str(error)) from error
        except aiohttp.ClientResponseError as error:
            raise MalformedAnswer(error.message) from error
        except aiohttp.ClientError as error:
            raise DownloadFailedError(str(error)) from error

    async def _read(self, answer: aiohttp.ClientResponse, request: Request) -> Response:
        """The whole body without its encoding, or what came of it, marked as cut."""
        length = answer.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and int(length) > self._limit:
            raise DownloadCancelledError(f"{length} bytes are announced, {self._limit} are read at most")
        parts, size, flags = [], 0, []
        try:
            async for part in answer.content.iter_any():
                parts.append(part)
                size += len(part)
                if size > self._limit:
                    raise DownloadCancelledError(f"more than {self._limit} bytes")
        except (aiohttp.ClientError, ConnectionError):
            flags.append(CUT)
        headers = Headers(answer.raw_headers)
        try:
            named, declared = (_text(headers.getlist(name)) for name in ("Content-Encoding", "Content-Type"))
            unpacked = opened(b"".join(parts), named, declared, limit=self._limit)
        except TooLarge as error:
            raise DownloadCancelledError(str(error)) from error
        if not unpacked.whole and not flags:
            flags.append(CUT)
        response = Response(request.url, status=answer.status, headers=headers, body=unpacked.body, flags=flags)
        return response if self._ours else _classed(response, declared)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=GuardedConnector(self._guard, limit=64, ssl=tls.context()),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
                max_line_size=_LONG_HEADER,
                max_field_size=_LONG_HEADER,
                trace_configs=[tracing()],
            )
        return self._session

    def _stop(self) -> None:
        for task in self._running:
            task.cancel()


def _address(url: str) -> yarl.URL:
    """The address as it is to be sent, unchanged."""
    try:
        return yarl.URL(url, encoded=True)
    except ValueError as error:
        raise UnsupportedURLSchemeError(str(error)) from error


def _classed(response: Response, declared: str) -> Response:
    """A response of a class that people at Scrapy's shell can ask, told by its bytes; our own spider reads bytes."""
    try:
        charset = decode(response.body, declared)[1]
    except Undecodable:
        return response
    return response.replace(cls=HtmlResponse if b"<" in response.body[:_HEAD] else TextResponse, encoding=charset)


def _text(values: list[bytes]) -> str:
    return ",".join(value.decode("latin-1") for value in values)
