"""Pages that scripts fill, shown by the system's Chromium (the extra ``browser``). The browser has no network of its own:

what a page asks for goes through the crawl's own downloader, behind the guard, robots.txt and the gate, each hop of a redirect
anew, or is refused. What never asks (sockets, WebRTC, workers, connections made ahead) finds every way out closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from spotcheck.config.errors import UserError
from spotcheck.crawler.exchange import location_of
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.snapshot import Exchange

RENDERED = "X-Spotcheck-Rendered"  # marks a stored answer as what a browser made of it
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_WANTED = frozenset({"script", "xhr", "fetch"})
_REQUESTS_OF_A_PAGE = 30  # requests that one page may make
_HOPS = 5  # redirects of one script or of one piece of data
_SETTLED = 20_000  # milliseconds in which a page must come to rest
_ARGUMENTS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--disable-component-update",
    "--proxy-bypass-list=<-loopback>",  # or loopback would be reached past the proxy, which is a dead end
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-quic",  # WebTransport with it
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)  # fmt: skip
# The page may run its own scripts and ask its own host. Workers would ask past the desk; frames and plug-ins are not needed.
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; worker-src 'none'; child-src 'none'; frame-src 'none'; "
    "object-src 'none'; form-action 'none'; manifest-src 'none'"
)
_TAKEN = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker']) delete globalThis[name]"
# What has run says nothing more; scripts that only hold data (text/xml, application/json) stay.
_DONE = "document.querySelectorAll('script').forEach(s => { if (!s.type || /javascript|module/.test(s.type)) s.remove(); })"
# Frames the smallest element that holds the words, and says how high the page is.
_FRAMED = """words => {
  const bare = e => (e.textContent || '').replace(/\\s+/g, '');
  let found = words && document.body && bare(document.body).includes(words) ? document.body : null;
  for (let next = found; next; next = [...next.children].find(e => bare(e).includes(words))) found = next;
  if (found && found !== document.body) found.style.outline = '3px solid #c00';
  return document.documentElement.scrollHeight;
}"""
_WIDE, _HIGH = 1280, 12_000  # pixels of a picture, at most
_SENT = ("content-type", "accept", "referer", "x-requested-with")  # headers of a request that are passed on
_KEPT = ("content-type", "content-language", "last-modified", "etag", "x-total-count")  # and of an answer: none that sets off requests
_log = logging.getLogger(__name__)

Fetch = Callable[[str, str, bytes, dict[str, str]], Awaitable[Response]]


def program() -> str:
    """The path of the browser: SPOTCHECK_CHROMIUM, else the first that is installed; "" where there is none."""
    named = os.environ.get("SPOTCHECK_CHROMIUM", "")
    return named or next((path for name in _PROGRAMS if (path := shutil.which(name))), "")


def require() -> None:
    """Raises UserError where the extra or the browser is missing, before any work begins."""
    try:
        import playwright.async_api  # noqa: F401
    except ImportError:
        raise UserError(
            zh="--browser：缺少浏览器组件；请运行 pip install 'spotcheck[browser]'",
            en="--browser: the extra is missing; pip install 'spotcheck[browser]'",
        ) from None
    if not program():
        raise UserError(
            zh="--browser：没有找到 Chromium；请安装（如 apt-get install chromium），或用环境变量 SPOTCHECK_CHROMIUM 指明路径",
            en="--browser: no Chromium was found; install it (apt-get install chromium), or name its path in SPOTCHECK_CHROMIUM",
        )


class Browser:
    """One browser for a crawl, started when the first page needs it."""

    def __init__(self, fetch: Fetch, *, user_agent: str) -> None:
        self._fetch = fetch
        self._agent = user_agent
        self._playwright: Any = None
        self._browser: Any = None
        self._starting = asyncio.Lock()
        self._dead_end = socket.socket()
        self._failed = False

    async def rendered(self, exchange: Exchange) -> Exchange | None:
        """The page as a visitor sees it once its scripts have run, or None where that did not work."""
        if self._failed:
            return None
        try:
            async with self._starting:
                browser = await self._started()
        except Exception as error:  # a browser that does not start leaves the pages unread, and says so once
            _log.warning("the browser does not start: %s", error)
            self._failed = True
            return None
        try:
            async with self._shown(browser, exchange, scripts=True) as page:
                with contextlib.suppress(Exception):  # a page that never rests is taken as it stands
                    await page.wait_for_load_state("networkidle", timeout=_SETTLED)
                await page.evaluate(_DONE)
                html = await page.content()
        except Exception as error:
            _log.info("cannot render %s: %s", exchange.url, error)
            return None
        headers = (("Content-Type", "text/html; charset=utf-8"), (RENDERED, "chromium"))
        return replace(exchange, status=200, headers=headers, body=html.encode())

    async def picture(self, exchange: Exchange, quote: str = "") -> bytes | None:
        """The page as its stored bytes show it, as PNG, no script run, ``quote`` framed where it stands; None where that did not work."""
        try:
            async with self._starting:
                browser = await self._started()
            async with self._shown(browser, exchange, scripts=False) as page:
                height = await page.evaluate(_FRAMED, "".join(quote.split()))
                clip = {"x": 0, "y": 0, "width": _WIDE, "height": max(1, min(int(height), _HIGH))}
                found: bytes = await page.screenshot(full_page=True, clip=clip)
                return found
        except Exception as error:
            _log.warning("no picture of %s: %s", exchange.url, error)
            return None

    @contextlib.asynccontextmanager
    async def _shown(self, browser: Any, exchange: Exchange, *, scripts: bool) -> AsyncIterator[Any]:
        """A page that is loaded, in a context of its own with every way out closed."""
        context = await browser.new_context(
            user_agent=self._agent,
            java_script_enabled=scripts,
            service_workers="block",
            accept_downloads=False,
            viewport={"width": _WIDE, "height": 900},
        )
        try:
            await context.add_init_script(_TAKEN)
            await context.route("**/*", _Desk(exchange, self._fetch).answer)
            await context.route_web_socket("**/*", _hang_up)
            page = await context.new_page()
            await page.goto(exchange.url, wait_until="load", timeout=_SETTLED)
            yield page
        finally:
            await context.close()

    async def close(self) -> None:
        """Ends the browser."""
        with contextlib.suppress(Exception):
            if self._browser is not None:
                await self._browser.close()
            if self._playwright is not None:
                await self._playwright.stop()
        self._browser = self._playwright = None
        self._dead_end.close()

    async def _started(self) -> Any:
        if self._browser is None:
            from playwright.async_api import async_playwright

            self._playwright = await async_playwright().start()
            sandbox = () if not hasattr(os, "geteuid") or os.geteuid() else ("--no-sandbox",)
            proxy = f"--proxy-server=http://127.0.0.1:{self._closed_port()}"
            self._browser = await self._playwright.chromium.launch(executable_path=program(), args=[*_ARGUMENTS, proxy, *sandbox])
        return self._browser

    def _closed_port(self) -> int:
        """A port that nobody can listen at while the browser runs: it is taken, and refuses every connection."""
        self._dead_end.bind(("127.0.0.1", 0))
        return int(self._dead_end.getsockname()[1])


class _Desk:
    """Answers what one page asks for."""

    def __init__(self, exchange: Exchange, fetch: Fetch) -> None:
        self._exchange = exchange
        self._fetch = fetch
        self._asked = 0

    async def answer(self, route: Any) -> None:
        """The page itself from what is held; its scripts and data from its own host; nothing else."""
        request = route.request
        if request.resource_type == "document" and request.url.partition("#")[0] == self._exchange.url.partition("#")[0]:
            headers = _kept(self._exchange.headers) | {"content-security-policy": _POLICY}
            await route.fulfill(status=self._exchange.status, headers=headers, body=self._exchange.body)
            return
        try:
            response = await self._fetched(request)
            headers = {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
            await route.fulfill(status=response.status, headers=_kept(tuple(headers.items())), body=response.body)
        except Exception as error:  # refused here, by the guard, by robots.txt, or by the site: the page does without
            _log.info("%s was not fetched for %s: %s", request.url, self._exchange.url, error)
            with contextlib.suppress(Exception):
                await route.abort()

    async def _fetched(self, request: Any) -> Response:
        """The answer to a request, redirects followed here: the browser would follow them by itself. Raises NotFetched."""
        url, method, body = request.url, request.method, request.post_data_buffer or b""
        sent = {name: value for name, value in request.headers.items() if name in _SENT}
        if request.resource_type not in _WANTED or method not in ("GET", "POST"):
            raise NotFetched(Outcome.REFUSED_BY_GUARD, f"{method} {request.resource_type}")
        for _ in range(_HOPS + 1):
            if urlsplit(url).netloc != urlsplit(self._exchange.url).netloc or self._asked >= _REQUESTS_OF_A_PAGE:
                raise NotFetched(Outcome.REFUSED_BY_GUARD, url)
            self._asked += 1
            response = await self._fetch(url, method, body, sent)
            onward = location_of(response)
            if not onward:
                return response
            url = onward
            if response.status not in (307, 308):
                method, body = "GET", b""
        raise NotFetched(Outcome.TRAP, "too many redirects")


async def _hang_up(web_socket: Any) -> None:
    await web_socket.close()


def _kept(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Headers that say what a body is. Others speak of its transfer, or have the browser ask for more (Link, Refresh, Report-To)."""
    return {name.lower(): value for name, value in headers if name.lower() in _KEPT}
