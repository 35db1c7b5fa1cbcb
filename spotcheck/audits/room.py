"""Whether a list that goes on beyond what was read could hold what is looked for: by its name, and by what it was seen to hold.

Refuses to rule a list out on its name alone: enough of it must have been read, and none of that may touch the matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from spotcheck.audits.reach_query import Query
from spotcheck.config.models import Terms
from spotcheck.portal.link_labels import anything, opaque
from spotcheck.portal.matching import holds, normal
from spotcheck.portal.site_index import Holdings, Node

_LEAST = 5  # items that show what a list holds


class Room:
    """What is known of one list that is not whole."""

    def __init__(self, holdings: Holdings, column: Node) -> None:
        self._holdings = holdings
        self._names = [name for name in {*column.names, *column.labels} if not opaque(name)]
        pages = holdings.pages_of(column)
        labels = [[*entry.labels] for page in pages for entry in holdings.own_entries(page)]
        self._told = len(labels) >= _LEAST and bool(self._names) and not any(anything(name) for name in self._names)
        self._words = frozenset(word for told in labels for label in told for word in holdings.words.get(label, ()))
        self._pairs = _pairs(self._names)

    def may_hold(self, query: Query) -> bool:
        """Whether the rest of the list could hold it."""
        sought = query.words | query.subject | {normal(word) for terms in query.terms for word in _all(terms)}
        if not self._told or query.like is not None or not sought:
            return True
        if not self._words.isdisjoint(query.words | query.subject) or any(holds(terms, self._words) for terms in query.terms):
            return True
        return not self._pairs.isdisjoint(_pairs(sought))


def _all(terms: Terms) -> Iterable[str]:
    return (word for group in terms.all for word in group)


def _pairs(words: Iterable[str]) -> frozenset[str]:
    """Every two characters that stand together."""
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
