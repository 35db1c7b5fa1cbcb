"""Where the crawler never goes: other schemes, ports nobody named, addresses of private networks, whatever name leads to them.

One guard for every request of every command; it fetches nothing, and an archive that is replayed does not pass it.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError

from spotcheck.crawler.addresses import is_private_name, is_public, plain_host, readings
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome

_REMEMBER = 300.0  # seconds a resolved name is kept; the connection uses the very addresses that were checked
_PATIENCE = 15.0  # seconds to wait for a resolver
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class _Place:
    """A host and a port, in one spelling."""

    host: str
    port: int


class Guard:
    """Refuses what is not public.

    ``allow``: ``host:port`` let through exactly. ``named``: addresses of sites (the target, the register's) whose own ports may be asked
    beside 80 and 443. ``proxies``: names behind a proxy are the proxy's to resolve.
    """

    def __init__(self, *, allow: Iterable[str] = (), named: Iterable[str] = (), proxies: Iterable[str] = ()) -> None:
        self._allow = {_place(f"http://{entry}") for entry in allow}
        self._ports = {_bare(place) for url in named if (place := _place_or_none(url)) is not None}
        self._proxies = {plain_host(urlsplit(proxy if "//" in proxy else f"http://{proxy}").hostname or "") for proxy in proxies}
        self._resolved: dict[str, tuple[float, tuple[str, ...]]] = {}

    def check(self, url: str) -> None:
        """Refuse by the address alone. Raises NotFetched(refused_by_guard)."""
        place = _place(url)
        if place in self._allow:
            return
        spelled = readings(place.host)
        if any(not is_public(each) for each in spelled):
            raise _refusal(f"{place.host} is not a public address")
        if not spelled and is_private_name(place.host):
            raise _refusal(f"{place.host} is a name of private networks")
        if place.host in self._proxies:
            raise _refusal(f"{place.host} is the proxy")
        if not self._usual(place) and not any(each.port == place.port and readings(each.host) for each in self._allow):
            raise _refusal(f"port {place.port}")

    async def addresses(self, url: str) -> tuple[str, ...]:
        """The addresses a name stands for, all of them checked.

        Raises NotFetched(refused_by_guard), or CannotResolveHostError.
        """
        self.check(url)
        place = _place(url)
        found = await self.resolve(place.host, place.port)
        if place in self._allow:
            return found
        for text in found:
            if _Place(text, place.port) in self._allow:
                continue
            if not is_public(text):
                raise _refusal(f"{place.host} resolves to {text}, which is not a public address")
            if not self._usual(place):
                raise _refusal(f"port {place.port}")
        return found

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Addresses of a host, IPv4 first, remembered for a while so that what was checked is what is used."""
        known = self._resolved.get(host)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        loop = asyncio.get_running_loop()
        try:
            answers = await asyncio.wait_for(loop.getaddrinfo(host, port, type=socket.SOCK_STREAM), _PATIENCE)
        except (OSError, UnicodeError, TimeoutError) as error:
            raise CannotResolveHostError(f"{host}: {str(error) or 'no answer from the resolver'}") from error
        ordered = sorted(answers, key=lambda answer: answer[0] != socket.AF_INET)
        found = tuple(dict.fromkeys(str(answer[4][0]) for answer in ordered))
        if not found:
            raise CannotResolveHostError(f"{host}: no address")
        self._resolved[host] = (time.monotonic() + _REMEMBER, found)
        return found

    def is_proxy(self, host: str) -> bool:
        """Whether a host is the proxy itself, which may well be on this machine."""
        return plain_host(host) in self._proxies

    def _usual(self, place: _Place) -> bool:
        return place.port in _PORTS.values() or _bare(place) in self._ports


def _place(url: str) -> _Place:
    """Host and port of an http address. Raises NotFetched(refused_by_guard) for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal("not an address") from None
    if parts.scheme not in _PORTS:
        raise _refusal(f"scheme {parts.scheme[:20] or 'missing'}")
    host = plain_host(parts.hostname or "")
    if not host:
        raise _refusal("no host")
    spelled = readings(host)
    return _Place(spelled[0] if len(spelled) == 1 else host, _PORTS[parts.scheme] if port is None else port)


def _place_or_none(url: str) -> _Place | None:
    try:
        return _place(url)
    except NotFetched:
        return None


def _bare(place: _Place) -> _Place:
    """The place without a leading ``www.``, which is one site with and without it."""
    return _Place(place.host.removeprefix("www."), place.port)


def _refusal(why: str) -> NotFetched:
    return NotFetched(Outcome.REFUSED_BY_GUARD, why)
