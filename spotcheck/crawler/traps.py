"""Endless addresses: too long, turning in circles, or one path under ever new queries. Judges addresses, not pages."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from spotcheck.crawler.records import Role

MAX_URL = 1_000  # characters
MAX_SEGMENTS = 20
MAX_REPEATS = 3  # times one segment may stand in a path
MAX_REDIRECTS = 10
MAX_DEPTH = 40  # links from the start, through pages of no known role
MAX_LIST_DEPTH = 2_000
VARIANTS = 300  # queries of one path, met by ordinary links
LISTED_VARIANTS = 20_000  # the same, where a list itself names them: many sites show every article through one script


class Traps:
    """Remembers how many variants of each path were taken."""

    def __init__(self) -> None:
        self._variants: Counter[str] = Counter()

    def why(self, url: str, *, role: Role, depth: int) -> str:
        """The reason why an address is a trap, or ``""``. Counts the address as taken."""
        if len(url) > MAX_URL:
            return f"longer than {MAX_URL} characters"
        if role is not Role.HOME and depth > (MAX_LIST_DEPTH if role is Role.LIST else MAX_DEPTH):
            return f"more than {depth - 1} links from the start"
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        if len(segments) > MAX_SEGMENTS:
            return f"more than {MAX_SEGMENTS} path segments"
        if len(segments) > MAX_REPEATS:
            segment, times = Counter(segments).most_common(1)[0]
            if times > MAX_REPEATS and not segment.isdigit():
                return f"path segment repeated {times} times: {segment[:40]}"
        if parts.query:
            path = f"{parts.netloc}{parts.path}"
            self._variants[path] += 1
            most = LISTED_VARIANTS if role in (Role.LIST, Role.ENTRY, Role.DOCUMENT) else VARIANTS
            if self._variants[path] > most:
                return f"more than {most} queries of one path"
        return ""
