"""What a dialect may say about a platform: every method has the generic answer, a dialect states only what differs.

Refuses to look at host names: a platform is recognised by its markup, in any place.
"""

from __future__ import annotations

from dataclasses import dataclass

from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Items that a platform keeps inline for its scripts: HTML fragments in order, the total over all pages (None: not said)."""

    fragments: tuple[str, ...]
    total: int | None
    more: tuple[str, ...]


class Dialect:
    """The generic platform. Adding a platform: a module of this package with a subclass and ``DIALECT = Subclass()``."""

    name = "generic"
    containers: tuple[str, ...] = ()  # ids or classes of the text of an article, where the common ones do not do
    verified = True  # seen on real pages

    def recognise(self, markup: Markup) -> str:
        """The mark in the markup that gives the platform away, "" where there is none."""
        return ""

    def records(self, markup: Markup, resolve: Resolver) -> Records | None:
        """Items kept inline for scripts; None where the list is plain HTML."""
        return None

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """Addresses of the other pages of this list; None to leave it to the paging links."""
        return None
