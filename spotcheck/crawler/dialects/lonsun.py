"""Lonsun 龙讯: columns at ``/content/column/ID`` and ``/public/column/ID``, paged by ``Ls.pagination`` with ``pageIndex``.

Refuses to take an empty 废止时间 cell for anything but an empty cell.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import LIMIT

_CALL = re.compile(r"Ls\.pagination\(.{0,600}?pageCount['\"]?\s*:\s*['\"]?(\d{1,5})", re.DOTALL)
_ADDRESS = re.compile(r"['\"]([^'\"\s]*[?&]pageIndex=)['\"]\s*\+")
_INDEX = re.compile(r"([?&]pageIndex=)\d+")


class Lonsun(Dialect):
    """Lonsun 龙讯."""

    name = "lonsun"
    title = "龙讯"
    english = "Lonsun"
    signs = ("/css/lonsun", "Ls.pagination", "j-fontContent", "table_suoyin", "lonsun.css")
    shape = re.compile(r"/(?:content|public|grassroots)/(?:column|article)/\d+|/(?:public|grassroots)/\d+/\d+\.html")
    shape_told = "/content/column/…"
    containers = ("j-fontcontent",)

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """The pages that the paging call would ask for; the address is the one the call names, else the page's own."""
        call = _CALL.search(markup.source)
        if call is None:
            return None
        named = _ADDRESS.search(markup.source)
        own = _INDEX.search(markup.url)
        bare = _INDEX.sub("", markup.url)
        start = named[1] if named else f"{bare}{'&' if '?' in bare else '?'}pageIndex="
        current = int(own[0].rpartition("=")[2]) if own else 1
        pages = [resolve(f"{start}{number}") for number in range(1, min(int(call[1]), LIMIT) + 1) if number != current]
        return tuple(dict.fromkeys(page for page in pages if page and page != markup.url))


DIALECT = Lonsun()
