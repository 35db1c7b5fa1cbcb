"""Epoint 国泰新点: lists at ``…/moreinfo.html`` whose further pages are ``2.html``, ``3.html`` … of the same folder.

Refuses to page without the count that the page shows. Its tags are often left as the placeholders of the template.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import LIMIT

_COUNT = re.compile(r"<span[^>]{0,99}\bid=[\"']index[\"'][^>]{0,99}>\s*(\d{1,4})\s*/\s*(\d{1,4})\s*</span>")
_PLACE = re.compile(r"^(.*/)(?:(?:\w*_)?moreinfo\w*|about|list|\d{1,4})\.html$", re.IGNORECASE)


class Epoint(Dialect):
    """Epoint 国泰新点."""

    name = "epoint"
    title = "国泰新点 Epoint"
    english = "Epoint"
    signs = ("EpointWebBuilder", 'class="ewb-', "ewb-article", "categorypagingcontent", "/epointres/")
    shape = re.compile(r"/\d{8}/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.html$|/(?:\w+_)?moreinfo\w*\.html$", re.IGNORECASE)
    shape_told = "…moreinfo.html"
    containers = ("ewb-article-content", "ewb-article-info", "ewb-info-content", "infodetail")
    verified = False

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """The numbered pages up to the count beside the page numbers."""
        place = _PLACE.match(markup.url.partition("?")[0])
        count = _COUNT.search(markup.source) if place else None
        if place is None or count is None:
            return None
        current = int(count[1])
        return tuple(resolve(f"{place[1]}{n}.html") for n in range(2, min(int(count[2]), LIMIT) + 1) if n != current)


DIALECT = Epoint()
