"""The browser and the guard: whatever a page tries, a real Chromium reaches nothing but what the crawl fetches for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import Response

from spotcheck.crawler.browser import Browser, program
from spotcheck.crawler.snapshot import Exchange
from tests.crawler.baits import BAITS, answer, bait, canary

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not program(), reason="no Chromium on this machine"),
    pytest.mark.timeout(300),
]
SITE = "http://portal.example"
_BUSY = 1.2  # seconds for which a page is not at rest
_AT_ONCE = 6


async def each(work: Callable[[str], Awaitable[Any]]) -> dict[str, Any]:
    """What comes of each bait, some at a time."""
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> Any:
        async with places:
            return await work(name)

    return dict(zip(BAITS, await asyncio.gather(*map(one, BAITS)), strict=True))


@pytest.fixture(scope="module")
def guarded() -> dict[str, tuple[list[str], str]]:
    """What the canary heard of each bait, and the page as it was shown."""
    ports: dict[str, int] = {}

    async def fetch(url: str, method: str, body: bytes, headers: dict[str, str]) -> Response:
        host, path = urlsplit(url).netloc.partition(".")[0], urlsplit(url).path
        if path == "/slow":
            await asyncio.sleep(_BUSY)
        status, said, text = answer(path, ports[host])
        return Response(url, status=status, headers=said, body=text.encode())

    async def main() -> dict[str, Any]:
        browser = Browser(fetch, user_agent="spotcheck/0")

        async def show(name: str) -> tuple[list[str], str]:
            host = f"p{list(BAITS).index(name)}"
            with canary() as bird:
                ports[host] = bird.port
                body, headers = bait(name, bird.port)
                page = Exchange(
                    url=f"http://{host}.example/", status=200, headers=headers, body=body.encode(), fetched_at="2018-01-15T02:00:00Z"
                )
                shown = await browser.rendered(page)
                return list(bird.heard), shown.body.decode() if shown else ""

        try:
            return await each(show)
        finally:
            await browser.close()

    return asyncio.run(main())


@pytest.mark.parametrize("name", list(BAITS))
def test_a_page_reaches_nothing_on_its_own(name: str, guarded: dict[str, tuple[list[str], str]]) -> None:
    heard, shown = guarded[name]
    assert heard == []
    assert "<title>x</title>" in shown or name in ("navigation", "refresh")


@pytest.fixture(scope="module")
def unguarded() -> dict[str, list[str]]:
    """What the canary hears of the same pages in a browser as people use it."""
    from playwright.async_api import async_playwright

    async def main() -> dict[str, Any]:
        async with async_playwright() as player:
            browser = await player.chromium.launch(executable_path=program(), args=["--no-sandbox"])

            async def show(name: str) -> list[str]:
                with canary() as bird, site(name, bird.port) as url:
                    context = await browser.new_context()
                    page = await context.new_page()
                    await page.goto(url, wait_until="commit")
                    await asyncio.sleep(_BUSY + 0.5)
                    await context.close()
                    return list(bird.heard)

            return await each(show)

    return asyncio.run(main())


def site(name: str, port: int) -> Any:
    """The site of a bait, served on loopback."""
    from contextlib import contextmanager

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/slow":
                time.sleep(_BUSY)
            status, headers, body = answer(self.path, port)
            if self.path == "/":
                body, pairs = bait(name, port)
                status, headers = 200, dict(pairs)
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    @contextmanager
    def served() -> Iterator[str]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://localhost:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()

    return served()


def test_the_baits_are_live(unguarded: dict[str, list[str]]) -> None:
    """Or the silence above would prove nothing."""
    assert [name for name, heard in unguarded.items() if not heard] == []


def test_redirects_are_followed_on_the_pages_own_host_alone_and_not_without_end() -> None:
    asked: list[tuple[str, str]] = []

    async def fetch(url: str, method: str, body: bytes, headers: dict[str, str]) -> Response:
        asked.append((method, urlsplit(url).path))
        path = urlsplit(url).path
        onward = {"/a": "/b", "/b": "/data", "/round": "/round", "/post": "/data", "/out": "http://other.example/x"}.get(path)
        status = 307 if path == "/round" else 302
        return Response(url, status=status if onward else 200, headers={"Location": onward} if onward else {}, body=b"there")

    page = (
        "<html><head><title>x</title></head><body><p id=a></p><script>"
        "for (const [path, options] of [['/a', {}], ['/post', {method: 'POST', body: 'x'}], ['/round', {}], ['/out', {}]])"
        " fetch(path, options).then(r => r.text()).then(t => document.body.append(path + ' ' + t + ';')).catch(() => "
        "document.body.append(path + ' failed;'))</script></body></html>"
    )

    async def main() -> str:
        browser = Browser(fetch, user_agent="spotcheck/0")
        held = Exchange(url=f"{SITE}/", status=200, headers=(("Content-Type", "text/html"),), body=page.encode(), fetched_at="")
        try:
            shown = await browser.rendered(held)
        finally:
            await browser.close()
        assert shown is not None
        return shown.body.decode()

    shown = asyncio.run(main())
    assert all(words in shown for words in ("/a there;", "/post there;", "/round failed;", "/out failed;"))
    assert ("GET", "/b") in asked and ("POST", "/data") not in asked and asked.count(("GET", "/round")) == 6
