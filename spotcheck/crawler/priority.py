"""Which page comes first: a rank from the role of a link and the words on it. Knows no page and no network."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import IntEnum

from ahocorasick_rs import AhoCorasick

from spotcheck.crawler.records import Role

DISCLOSURE = ("信息公开", "政务公开", "公开目录", "公开指南", "网站地图", "站点地图", "网站导航")
_MEMO = 4_000  # distinct link texts remembered


class Rank(IntEnum):
    """The order of a crawl, first to last.

    A matching item comes before the further pages of columns that match nothing: the item may decide a duty by itself,
    the fortieth page of an unrelated column rarely does.
    """

    HOME = 0
    DISCLOSURE = 1
    MATCHING = 2
    NAVIGATION = 3
    MATCHING_LIST = 4
    MATCHING_ITEM = 5
    LIST = 6
    ITEM = 7
    PAGE = 8
    DOUBTFUL = 9  # likely to bring nothing new
    UNLINKED = 10  # held by an archive, linked from nowhere


def plain(text: str) -> str:
    """Text as it is compared: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Order:
    """Ranks links by role and text. ``terms`` shorter than two characters say nothing and are left out."""

    def __init__(self, terms: Iterable[str]) -> None:
        wanted = sorted({term for term in map(plain, terms) if len(term) > 1})
        self._finder = AhoCorasick(wanted) if wanted else None
        self._disclosure = AhoCorasick(list(DISCLOSURE))
        self._memo: dict[str, tuple[bool, bool]] = {}

    def matches(self, text: str) -> bool:
        """Whether the words of a link hold one of the terms."""
        return self._look(text)[0]

    def rank(self, role: Role, text: str, *, matched: bool = False) -> Rank:
        """The rank of a link. ``matched``: it stands on a page, or belongs to a column, that matched a term."""
        if role is Role.HOME:
            return Rank.HOME
        found, disclosure = self._look(text)
        if role is Role.LIST:
            return Rank.MATCHING_LIST if found or matched else Rank.LIST
        if role in (Role.ENTRY, Role.DOCUMENT):
            return Rank.MATCHING_ITEM if found or matched else Rank.ITEM
        if disclosure and len(plain(text)) <= 12:
            return Rank.DISCLOSURE
        if found:
            return Rank.MATCHING
        return Rank.NAVIGATION if role is Role.NAVIGATION else Rank.PAGE

    def _look(self, text: str) -> tuple[bool, bool]:
        known = self._memo.get(text)
        if known is None:
            words = plain(text)
            found = self._finder is not None and bool(self._finder.find_matches_as_indexes(words))
            known = (found, bool(self._disclosure.find_matches_as_indexes(words)))
            if len(self._memo) < _MEMO:
                self._memo[text] = known
        return known
