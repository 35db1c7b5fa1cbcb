"""One probe of a home page: asked once, and how that ended. Follows redirects, obeys robots.txt, reads no content.

Passes the guard and waits its turn like every other request. Whether a site counts as open is for the audits to say.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp

from spotcheck.config.clock import now
from spotcheck.crawler import tls
from spotcheck.crawler.connections import GuardedConnector, Link, Sending, tracing
from spotcheck.crawler.cookies import Cookies
from spotcheck.crawler.crawl_plan import AGENT_NAME
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.middlewares import Proxies
from spotcheck.crawler.outcomes import NotFetched, of_status
from spotcheck.crawler.records import Outcome, Probe
from spotcheck.crawler.robots import MAX_REDIRECTS, MAX_SIZE, whole_lines
from spotcheck.crawler.robots_rules import rules_for
from spotcheck.crawler.throttle import GATE, Gate, Turn
from spotcheck.crawler.urls import join, of_header

LIMIT = 15.0  # seconds after which a site counts as not open
_ROBOTS_LIMIT = 10.0  # seconds to wait for robots.txt, which are not the site's
_HOPS = 5
_READ = 512 * 1024  # bytes of an answer that are waited for


def probe(
    urls: Sequence[str],
    *,
    user_agent: str,
    allow: Sequence[str] = (),
    named: Sequence[str] = (),
    proxy: str | None = None,
    limit: float = LIMIT,
    delay: float = 0.0,
) -> list[Probe]:
    """One probe of each address, all at once, but ``delay`` seconds apart where they share a server.

    ``allow`` and ``named``: as the guard has them; the own port of each address probed may be asked.
    """
    proxies = Proxies(proxy)
    guard = Guard(allow=allow, named=(*urls, *named), proxies=proxies.all())
    return asyncio.run(_all(urls, _Prober(guard, proxies, GATE, limit=limit, delay=delay), user_agent))


async def _all(urls: Sequence[str], prober: _Prober, user_agent: str) -> list[Probe]:
    headers = {"User-Agent": user_agent, "Accept": "text/html,*/*;q=0.5"}
    connector, jar = GuardedConnector(prober.guard, ssl=tls.context()), aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=connector, headers=headers, cookie_jar=jar, trace_configs=[tracing()]) as session:
        return list(await asyncio.gather(*(prober.probe(session, url) for url in urls)))


class _Prober:
    """What the probes of one call share."""

    def __init__(self, guard: Guard, proxies: Proxies, gate: Gate, *, limit: float, delay: float) -> None:
        self.guard = guard
        self._proxies = proxies
        self._gate = gate
        self._limit = limit
        self._delay = delay

    async def probe(self, session: aiohttp.ClientSession, url: str) -> Probe:
        """How it ended. ``seconds`` are those of the site: neither robots.txt nor the wait for one's turn counts."""
        clock = _Clock(self._limit)
        at, status, detail = now(), None, ""
        try:
            await self._permitted(session, url)
            at = now()
            status = await self._opened(session, url, clock)
            outcome = of_status(status)
        except NotFetched as refused:
            outcome, detail = refused.outcome, refused.detail
        except Exception as error:
            outcome, detail = _outcome(error), " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Probe(url=url, at=at, outcome=outcome, status=status, seconds=round(clock.spent, 3), detail=detail)

    async def _opened(self, session: aiohttp.ClientSession, url: str, clock: _Clock) -> int:
        """The status with which the home page came, redirects followed, its beginning read."""
        cookies = Cookies()
        for _ in range(_HOPS + 1):
            async with self._asked(session, url, clock, cookie=cookies.header(url, now=time.time())) as response:
                onward = _onward(response, url)
                if not onward:
                    await response.content.read(_READ)
                    return response.status
                cookies.keep(url, [value for name, value in response.raw_headers if name.lower() == b"set-cookie"], now=time.time())
                url = onward
        raise NotFetched(Outcome.TRAP, "too many redirects")

    async def _permitted(self, session: aiohttp.ClientSession, url: str) -> None:
        """Raises NotFetched where robots.txt forbids the home page, or leads where the guard lets nobody go. Where it cannot be had,
        the home page itself is asked (RFC 9309 allows it for 4xx; a site that is down has no robots.txt either, and that is what a
        probe is to find out)."""
        parts = urlsplit(url)
        address, text, clock = f"{parts.scheme}://{parts.netloc}/robots.txt", "", _Clock(_ROBOTS_LIMIT)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                async with self._asked(session, address, clock) as response:
                    onward = _onward(response, address)
                    if not onward:
                        text = whole_lines(await _body(response)) if response.status == 200 else ""
                        break
                    address = onward
        except NotFetched as refused:
            if refused.outcome is Outcome.REFUSED_BY_GUARD:
                raise
            return
        except Exception:
            return
        if not rules_for(AGENT_NAME, text).allows(url):
            raise NotFetched(Outcome.ROBOTS_DISALLOWED, "robots.txt")

    @asynccontextmanager
    async def _asked(
        self, session: aiohttp.ClientSession, url: str, clock: _Clock, cookie: bytes = b""
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """One exchange, when its turn has come. Raises NotFetched where the guard refuses the address."""
        self.guard.check(url)
        proxy = self._proxies.of(url)
        addresses = (urlsplit(url).hostname or "",) if proxy else await self.guard.addresses(url)
        headers = {"Cookie": cookie.decode("latin-1")} if cookie else None
        async with self._gate.turn(addresses, self._delay) as turn, clock.running():
            asked = session.get(url, allow_redirects=False, proxy=proxy, headers=headers, trace_request_ctx=_InTurn(turn))
            async with asked as response:
                turn.answered(response.status, response.headers.get("Retry-After", ""))
                yield response


class _InTurn(Sending):
    """Notes that the turn is used."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    async def sending(self, method: str, headers: Mapping[str, str], link: Link | None) -> None:
        """Waits where the client tries again by itself."""
        await self._turn.sending()


class _Clock:
    """Seconds that a site has taken, over all hops; raises TimeoutError when they are used up."""

    def __init__(self, limit: float) -> None:
        self.spent = 0.0
        self._limit = limit

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._limit - self.spent):
                yield
        finally:
            self.spent += time.monotonic() - began


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """One byte more than must be read of a robots.txt, at most."""
    chunks: list[bytes] = []
    while (left := MAX_SIZE + 1 - sum(map(len, chunks))) > 0 and (chunk := await response.content.read(left)):
        chunks.append(chunk)
    return b"".join(chunks)


def _onward(response: aiohttp.ClientResponse, url: str) -> str:
    """Where a redirect leads, in canonical form, "" for no redirect or no address."""
    raw = next((value for name, value in response.raw_headers if name.lower() == b"location"), b"")
    return join(url, of_header(raw)) if 300 <= response.status < 400 and raw else ""


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
