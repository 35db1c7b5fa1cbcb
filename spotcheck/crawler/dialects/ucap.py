"""UCAP 开普: ``createPageHTML('page_div', pages, current, 'name', 'shtml', records)``, pages counted from 1, name_2 the second.

Refuses the four-argument call of the same name.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import numbered_pages

_CALL = re.compile(
    r"createPageHTML\(\s*[\"'][\w-]+[\"']\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']\s*(?:,\s*(\d+)\s*)?\)"
)


class Ucap(Dialect):
    """UCAP 开普."""

    name = "ucap"
    title = "开普 UCAP"
    english = "UCAP"
    signs = ("UCAP-CONTENT", "ucapcontent", "ucap-", "ucapConf")
    shape = re.compile(r"/c\d+/\d{4}-?\d{0,2}/\d{1,2}/(?:\d{1,2}/)?(?:[0-9a-f]{32}|content_[0-9a-f]{32})\.s?html")
    shape_told = "/c…/….shtml"
    containers = ("ucap-content",)
    verified = False
    tag_is_publication = False
    path_is_publication = True

    def recognise(self, markup: Markup) -> str:
        """By its content id, the names of its files or its paging call."""
        if mark := super().recognise(markup):
            return mark
        return "createPageHTML('page_div', …)" if "createPageHTML" in markup.source and _CALL.search(markup.source) else ""

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """The numbered pages that the paging call would write."""
        call = _CALL.search(markup.source)
        if call is None:
            return None
        return numbered_pages(markup.url, int(call[1]), int(call[2]) - 1, call[3], call[4], resolve, first_suffix=2)


DIALECT = Ucap()
