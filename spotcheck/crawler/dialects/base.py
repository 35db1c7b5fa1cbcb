"""What a dialect may say about a platform: every method has the generic answer, a dialect states only what differs.

Refuses to look at host names: a platform is recognised by its markup, in any place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Items that a platform keeps inline for its scripts: HTML fragments in order, the total over all pages (None: not said)."""

    fragments: tuple[str, ...]
    total: int | None
    more: tuple[str, ...]
    name: str = ""  # the column, where the data name it


def path_of(url: str) -> str:
    """An address without its host, which must tell nothing: ``/a/b.html?c=d``."""
    _, slash, rest = url.partition("://")[2].partition("/")
    return slash + rest


class Dialect:
    """The generic platform. Adding a platform: a module of this package with a subclass and ``DIALECT = Subclass()``."""

    name = "generic"
    title = "通用"  # what people call it in Chinese
    english = "generic"
    signs: tuple[str, ...] = ()  # texts in the markup that give it away, the most telling first
    shape: re.Pattern[str] | None = None  # how the paths of its documents are written
    shape_told = ""  # the same, for people
    containers: tuple[str, ...] = ()  # ids or classes of the text of an article, where the common ones do not do
    verified = True  # seen on real pages
    tag_is_publication = True  # False: its PubDate tag holds the time of generation
    path_is_publication = False  # True: the day in its addresses is the day of publication

    def recognise(self, markup: Markup) -> str:
        """The mark in the markup that gives the platform away, "" where there is none."""
        for sign in self.signs:
            if sign in markup.signs:
                return sign
        return self.shape_told if self.shape is not None and self.shape.search(path_of(markup.url)) else ""

    def shown(self, markup: Markup) -> str | None:
        """The page as HTML with what its scripts would show of the data kept inline; None where there are none."""
        return None

    def records(self, markup: Markup, resolve: Resolver) -> Records | None:
        """Items kept inline for scripts; None where the list is plain HTML."""
        return None

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """Addresses of the other pages of this list; None to leave it to the paging links."""
        return None
