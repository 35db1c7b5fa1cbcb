"""Where the crawler never goes: other schemes, and addresses of private networks, whatever name leads to them."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError

from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome

_REMEMBER = 300.0  # seconds a resolved name is kept; the connection uses the very addresses that were checked
_PATIENCE = 15.0  # seconds to wait for a resolver
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Guard:
    """Refuses what is not public. ``allow``: ``host:port`` let through exactly. ``proxied``: names are the proxy's to resolve."""

    def __init__(self, *, allow: Iterable[str] = (), proxies: Iterable[str] = ()) -> None:
        self._allow = {entry.lower() for entry in allow}
        self._proxies = {urlsplit(proxy if "//" in proxy else f"http://{proxy}").hostname or "" for proxy in proxies}
        self._resolved: dict[str, tuple[float, tuple[str, ...]]] = {}

    def check(self, url: str) -> None:
        """Refuse by the address alone. Raises NotFetched(refused_by_guard)."""
        host, port = _split(url)
        if f"{host}:{port}" in self._allow:
            return
        if host == "localhost" or host.endswith(".localhost"):
            raise _refusal(f"{host} is this machine")
        literal = _literal(host)
        if literal is not None and not is_public(literal):
            raise _refusal(f"{host} is not a public address")

    async def addresses(self, url: str) -> tuple[str, ...]:
        """The addresses a name stands for, all of them checked.

        Raises NotFetched(refused_by_guard), or CannotResolveHostError.
        """
        self.check(url)
        host, port = _split(url)
        found = await self.resolve(host, port)
        if f"{host}:{port}" not in self._allow:
            for text in found:
                if not is_public(text) and f"{text}:{port}" not in self._allow:
                    raise _refusal(f"{host} resolves to {text}, which is not a public address")
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
            raise CannotResolveHostError(f"{host}: {error or 'no answer from the resolver'}") from error
        ordered = sorted(answers, key=lambda answer: answer[0] != socket.AF_INET)
        found = tuple(dict.fromkeys(str(answer[4][0]) for answer in ordered))
        if not found:
            raise CannotResolveHostError(f"{host}: no address")
        self._resolved[host] = (time.monotonic() + _REMEMBER, found)
        return found

    def is_proxy(self, host: str) -> bool:
        """Whether a host is the proxy itself, which may well be on this machine."""
        return host in self._proxies


def is_public(address: str) -> bool:
    """Whether an IP address is reachable on the public internet, embedded IPv4 addresses included."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _literal(host: str) -> str | None:
    """The address a host spells out, in any form that C libraries accept (``127.1``, ``0x7f000001``), or None."""
    try:
        return str(ipaddress.ip_address(host.split("%")[0]))
    except ValueError:
        pass
    if host and host[0].isdigit():
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            return None
    return None


def _split(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal("not an address") from None
    if parts.scheme not in ("http", "https"):
        raise _refusal(f"scheme {parts.scheme[:20] or 'missing'}")
    if not parts.hostname:
        raise _refusal("no host")
    return parts.hostname.rstrip("."), port or (443 if parts.scheme == "https" else 80)


def _refusal(why: str) -> NotFetched:
    return NotFetched(Outcome.REFUSED_BY_GUARD, why)
