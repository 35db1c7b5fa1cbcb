"""Webber 博达 vsb: ``list.htm`` first, then ``list/N.htm`` counting down, so that ``list/1.htm`` is the last page.

Refuses the usual reading of page numbers: the number in an address is not the number of the page.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import LIMIT

_STEP = re.compile(
    r"""<span[^>]{0,99}class=["'][^"']{0,60}\bp_(?:no|next|prev|last)\b[^"']{0,60}["'][^>]{0,99}>\s*<a[^>]{0,99}href=["']((?:[^"']{0,200}/)?)(\d{1,4})\.htm"""
)
_FIRST = re.compile(
    r"""<span[^>]{0,99}class=["'][^"']{0,60}\bp_(?:first|no)\b[^"']{0,60}["'][^>]{0,99}>\s*<a[^>]{0,99}href=["']([^"']{0,200}\D\.htm)"""
)
_PAGES = re.compile(r"""class=["']p_t["'][^>]{0,99}>\s*\d{1,4}\s*/\s*(\d{1,4})""")


class Vsb(Dialect):
    """Webber 博达 vsb."""

    name = "vsb"
    title = "博达 VSB"
    english = "Webber VSB"
    signs = ("vsb_content", "_vsb_", "/system/resource/", "v_news_content", "_sitegray", "_showDynClick", "pb_sys_common")
    containers = ("v_news_content", "vsb_content")
    verified = False

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """Every page from the highest number down to 1, and the first page, which has a name of its own."""
        steps = _STEP.findall(markup.source)
        if not steps:
            return None
        prefix = steps[0][0]
        highest = max(int(number) for folder, number in steps if folder == prefix)
        if pages := _PAGES.search(markup.source):
            highest = max(highest, int(pages[1]) - 1)
        first = _FIRST.search(markup.source)
        found = [resolve(first[1])] if first else []
        found += [resolve(f"{prefix}{number}.htm") for number in range(min(highest, LIMIT), 0, -1)]
        return tuple(dict.fromkeys(page for page in found if page and page != markup.url))


DIALECT = Vsb()
