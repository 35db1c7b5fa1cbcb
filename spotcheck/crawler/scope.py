"""What belongs to the crawl of a site: its hosts, documents elsewhere, one hop to a platform or a government host. Fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from spotcheck.config.platforms import platform_at
from spotcheck.crawler.urls import is_government

_PORTS = {"http": "80", "https": "443"}
_MEMO = 5_000
_PAGES_OF_A_PLATFORM = 300  # pages of one platform that are looked at though their links match no duty


def authority(url: str) -> str:
    """Host and port by which two spellings are one site: lower case, no default port, no leading ``www.``."""
    parts = urlsplit(url)
    host, port = (parts.hostname or "").removeprefix("www."), parts.port
    return host if port is None or str(port) == _PORTS.get(parts.scheme, "") else f"{host}:{port}"


def address(url: str) -> str:
    """``host:port`` with the port always written, as ``--allow`` writes it."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or _PORTS.get(parts.scheme, '')}"


class Scope:
    """Decides for each link whether it is looked at, and how many hops from the site it then stands."""

    def __init__(self, start: str, *, allow: Iterable[str] = (), platforms: Iterable[str] = ()) -> None:
        """``platforms``: hosts of shared platforms beside those that are known to everybody."""
        self.own = {authority(start)}
        self._allowed = {spelling for entry in allow for spelling in (entry.lower(), entry.lower().removeprefix("www."))}
        self._platforms = frozenset(name.lower().removeprefix("www.") for name in platforms)
        self._through: dict[str, set[str]] = {}  # pages of platforms let through whatever their links say
        self._memo: dict[str, tuple[str, str, bool, bool]] = {}

    def adopt(self, url: str) -> str:
        """Take the host of ``url`` into the site; returns it."""
        name = authority(url)
        self.own.add(name)
        return name

    def hop(self, url: str, *, document: bool, matches: bool, hop: int) -> int | None:
        """How far outside ``url`` would stand: 0 on the own hosts, ``hop`` + 1 elsewhere, None when it is out of scope.

        ``matches``: the link's words match a duty or call a platform. ``hop``: where the linking page stands. From a page outside the
        site only its documents are followed.
        """
        end = url.find("/", 8)
        origin = url if end < 0 else url[:end]
        known = self._memo.get(origin)
        if known is None:
            try:
                name, full = authority(origin), address(origin).removeprefix("www.")
            except ValueError:
                return None
            bare = name.partition(":")[0]
            known = (name, full, is_government(bare), self._is_platform(bare))
            if len(self._memo) < _MEMO:
                self._memo[origin] = known
        name, full, government, platform = known
        if not origin.startswith(("http://", "https://")) or not name:
            return None
        if name in self.own:
            return 0
        if document:
            return hop + 1
        if hop:
            return None
        if full in self._allowed or (matches and (government or platform)):
            return 1
        if not platform:
            return None
        through = self._through.setdefault(name, set())
        if url not in through and len(through) >= _PAGES_OF_A_PLATFORM:
            return None
        through.add(url)
        return 1

    def _is_platform(self, host: str) -> bool:
        return platform_at(host) is not None or any(host == name or host.endswith(f".{name}") for name in self._platforms)
