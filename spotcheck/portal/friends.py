"""Friend links (友情链接): rows and drop-downs of the front pages of other sites. They name offices; they offer nothing of the body's own.

Told by their shape, not by a heading: many foreign front pages in a row. A link that stands anywhere else too is no friend link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spotcheck.config.platforms import platform_at
from spotcheck.crawler.records import Page

_LEAST = 4  # other sites that stand in a row
_FRONT = re.compile(r"(?:(?:index|default)\.[a-z]{3,5})?")
_SECOND = frozenset(("gov", "com", "org", "net", "edu", "ac"))


def friend_links(pages: Iterable[Page], home: str, key: Callable[[str], str]) -> frozenset[str]:
    """The keys of what friend links alone lead to. ``home``: the key of the site's front page; ``key`` gives the key of an address."""
    own = domain_of(home.partition("/")[0])
    known: dict[int, tuple[str, str]] = {}  # by identity, since most links stand on every page
    inside: set[str] = set()
    outside: set[str] = set()
    for page in pages:
        row: list[tuple[str, str]] = []
        for link in (*page.links, None):
            name, domain = ("", "") if link is None else known.get(id(link)) or known.setdefault(id(link), _front(key(link.url), own))
            if domain:
                row.append((name, domain))
                continue
            friends = len({each for _, each in row}) >= _LEAST
            (inside if friends else outside).update(each for each, _ in row)
            outside.add(name)
            row = []
    return frozenset(inside - outside)


def _front(name: str, own: str) -> tuple[str, str]:
    """A key, and its domain where it is the front page of another site and of no shared platform."""
    host, _, path = name.partition("/")
    domain = domain_of(host)
    away = host and domain != own and _FRONT.fullmatch(path.lower()) and platform_at(host.partition(":")[0]) is None
    return name, domain if away else ""


def domain_of(host: str) -> str:
    """The registered domain of a host: qinghe.gov.cn of czj.qinghe.gov.cn."""
    parts = host.partition(":")[0].split(".")
    long = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND
    return ".".join(parts[-3:] if long else parts[-2:])
