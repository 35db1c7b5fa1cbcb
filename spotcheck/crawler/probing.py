"""One probe of a home page: asked once, and how that ended. Follows redirects, obeys robots.txt, reads no content.

Refuses what the guard refuses. Whether a site counts as open is for the audits to say.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from protego import Protego

from spotcheck.crawler import tls
from spotcheck.crawler.cookies import Cookies
from spotcheck.crawler.crawl_plan import AGENT_NAME
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.handler import GuardedResolver, now
from spotcheck.crawler.middlewares import Proxies
from spotcheck.crawler.outcomes import NotFetched, of_status
from spotcheck.crawler.records import Outcome, Probe
from spotcheck.crawler.urls import join, of_header

LIMIT = 15.0  # seconds after which a site counts as not open
_ROBOTS_LIMIT = 10.0  # seconds to wait for robots.txt, which are not the site's
_HOPS = 5
_READ = 512 * 1024  # bytes of an answer that are waited for


def probe(
    urls: Sequence[str], *, user_agent: str, allow: Sequence[str] = (), proxy: str | None = None, limit: float = LIMIT
) -> list[Probe]:
    """One probe of each address, all at once."""
    return asyncio.run(_all(urls, user_agent, tuple(allow), proxy, limit))


async def _all(urls: Sequence[str], user_agent: str, allow: tuple[str, ...], proxy: str | None, limit: float) -> list[Probe]:
    proxies = Proxies(proxy)
    guard = Guard(allow=allow, proxies=proxies.all())
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(guard), use_dns_cache=False, ssl=tls.context())
    headers = {"User-Agent": user_agent, "Accept": "text/html,*/*;q=0.5"}
    async with aiohttp.ClientSession(connector=connector, headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as session:
        return list(await asyncio.gather(*(_one(session, guard, proxies, url, limit) for url in urls)))


async def _one(session: aiohttp.ClientSession, guard: Guard, proxies: Proxies, url: str, limit: float) -> Probe:
    at, began = now(), time.monotonic()
    status: int | None = None
    detail = ""
    try:
        await _permitted(session, guard, proxies, url)
        at, began = now(), time.monotonic()
        async with asyncio.timeout(limit):
            status = await _opened(session, guard, proxies, url)
        outcome = of_status(status)
    except NotFetched as refused:
        outcome, detail = refused.outcome, refused.detail
    except (Exception, asyncio.CancelledError) as error:
        if isinstance(error, asyncio.CancelledError):
            raise
        outcome, detail = _outcome(error), " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Probe(url=url, at=at, outcome=outcome, status=status, seconds=round(time.monotonic() - began, 3), detail=detail)


async def _opened(session: aiohttp.ClientSession, guard: Guard, proxies: Proxies, url: str) -> int:
    """The status with which the home page came, redirects followed, its beginning read."""
    cookies = Cookies()
    for _ in range(_HOPS + 1):
        sent = cookies.header(url, now=time.time()).decode("latin-1")
        way = await _way(guard, proxies, url)
        async with session.get(url, allow_redirects=False, headers={"Cookie": sent} if sent else None, **way) as response:
            raw = {name.lower(): value for name, value in reversed(response.raw_headers)}
            if 300 <= response.status < 400 and (onward := join(url, of_header(raw.get(b"location", b"")))) != "":
                cookies.keep(url, [value for name, value in response.raw_headers if name.lower() == b"set-cookie"], now=time.time())
                url = onward
                continue
            await response.content.read(_READ)
            return response.status
    raise NotFetched(Outcome.TRAP, "too many redirects")


async def _permitted(session: aiohttp.ClientSession, guard: Guard, proxies: Proxies, url: str) -> None:
    """Raises NotFetched where robots.txt forbids the home page. Where it cannot be had, the home page itself is asked (RFC 9309 allows
    it for 4xx; a site that is down has no robots.txt either, and that is what a probe is to find out)."""
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    way = await _way(guard, proxies, address)
    try:
        async with asyncio.timeout(_ROBOTS_LIMIT), session.get(address, **way) as response:
            if response.status != 200:
                return
            text = (await response.content.read(_READ)).decode("utf-8", "replace")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return
    if "disallow" in text.lower() and not Protego.parse(text.lstrip("\ufeff")).can_fetch(url, AGENT_NAME):
        raise NotFetched(Outcome.ROBOTS_DISALLOWED, "robots.txt")


async def _way(guard: Guard, proxies: Proxies, url: str) -> dict[str, Any]:
    """How an address is reached. Raises NotFetched where the guard refuses it."""
    guard.check(url)
    through = proxies.of(url)
    return {"proxy": through} if through else {}


def _outcome(error: BaseException) -> Outcome:
    if isinstance(error, TimeoutError):
        return Outcome.TIMEOUT
    chain = [error, error.__cause__, error.__context__, getattr(error, "os_error", None)]
    if any(isinstance(each, NotFetched) for each in chain):
        return next(each.outcome for each in chain if isinstance(each, NotFetched))
    if any(isinstance(each, ssl.SSLError | aiohttp.ClientSSLError) for each in chain):
        return Outcome.TLS
    if isinstance(error, aiohttp.ClientConnectorDNSError) or any("CannotResolve" in type(each).__name__ for each in chain):
        return Outcome.DNS
    if isinstance(error, aiohttp.ClientPayloadError):
        return Outcome.TRUNCATED
    return Outcome.CONNECT
