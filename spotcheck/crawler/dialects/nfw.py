"""Guangdong NFW 南方网: static lists ``index_2.html``, documents ``/content/post_N.html``, attachments named in ``alt``.

Refuses to read the directory platform of the same house, whose content is JSON: that is ``gkmlpt``.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import numbered_pages

_LAST = re.compile(r'<a\s+class="last"\s+href="(?:[^"]{0,200}/)?index_(\d{1,4})\.html"')
_NUMBERS = ('<a class="first" href="', '<a class="current" href="', '<a class="last" href="')
_OWN = re.compile(r"/index_(\d{1,4})\.html$")


class Nfw(Dialect):
    """Guangdong NFW."""

    name = "nfw"
    title = "南方网 NFW（广东）"
    english = "NFW (Guangdong)"
    signs = ("nfw-cms",)
    shape = re.compile(r"/content/post_\d+\.s?html?$")
    shape_told = "/content/post_….html"
    containers = ("nfw-cms",)

    def recognise(self, markup: Markup) -> str:
        """By its attachment class, the names of its files or the classes of its page numbers."""
        if mark := super().recognise(markup):
            return mark
        if markup.source.count("content/post_") >= 3:
            return self.shape_told
        return "a.first, a.current, a.last" if all(mark in markup.source for mark in _NUMBERS) else ""

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """Every page up to the one that 最后一页 names; the first page has no number."""
        last = _LAST.search(markup.source)
        if last is None:
            return None
        own = _OWN.search(markup.url)
        return numbered_pages(markup.url, int(last[1]), int(own[1]) - 1 if own else 0, "index", "html", resolve, first_suffix=2)


DIALECT = Nfw()
