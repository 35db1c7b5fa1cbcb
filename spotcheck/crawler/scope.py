"""What belongs to the crawl of a site: its hosts, documents elsewhere, one hop to a government host. Fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from spotcheck.crawler.urls import is_government

_PORTS = {"http": "80", "https": "443"}
_MEMO = 5_000


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

    def __init__(self, start: str, *, allow: Iterable[str] = ()) -> None:
        self.own = {authority(start)}
        self._allowed = {spelling for entry in allow for spelling in (entry.lower(), entry.lower().removeprefix("www."))}
        self._memo: dict[str, tuple[str, str, bool]] = {}

    def adopt(self, url: str) -> str:
        """Take the host of ``url`` into the site; returns it."""
        name = authority(url)
        self.own.add(name)
        return name

    def hop(self, url: str, *, document: bool, matches: bool, hop: int) -> int | None:
        """How far outside ``url`` would stand: 0 on the own hosts, ``hop`` + 1 elsewhere, None when it is out of scope.

        ``matches``: the link's words match a duty. ``hop``: where the linking page stands. From a page outside the
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
            if len(self._memo) < _MEMO:
                self._memo[origin] = known = (name, full, is_government(name.partition(":")[0]))
            else:
                known = (name, full, is_government(name.partition(":")[0]))
        name, full, government = known
        if not origin.startswith(("http://", "https://")) or not name:
            return None
        if name in self.own:
            return 0
        if document:
            return hop + 1
        if hop:
            return None
        return 1 if full in self._allowed or (matches and government) else None
