"""How new a column or a page is: the newest day of what it lists, and whether something it lists might be newer. Judges nothing."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from spotcheck.audits.case import Case
from spotcheck.crawler.records import DateType, OutcomeClass, PageKind
from spotcheck.portal.site_index import Node

_CLAIMS = (DateType.PUBLISHED, DateType.ISSUED, DateType.UPDATED, DateType.URL, DateType.META, DateType.LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """``day`` of the newest item, and how many are ``recent``. ``certain``: nothing ``doubtful`` or unread may be so, too."""

    day: date | None
    node: Node | None
    recent: int
    doubtful: tuple[Node, ...]
    certain: bool


def newest_of(case: Case, column: Node, since: date) -> Newest:
    """The newest item that a column shows, its further pages and its sub-columns included."""
    listed: dict[str, Node] = {}
    whole = True
    for node in (column, *case.holdings.below(column)):
        pages = case.holdings.pages_of(node)
        listed |= {item.key: item for page in pages for item in case.holdings.own_entries(page)}
        whole = whole and _whole(case, node, pages)
    return newest_among(case, listed.values(), since, whole=whole)


def newest_among(case: Case, nodes: Iterable[Node], since: date, *, whole: bool = True) -> Newest:
    """As ``newest_of``, for items given one by one; ``whole``: there are no others."""
    listed = list(nodes)
    dated = [(node.day, node.key, node) for node in listed if node.day is not None and node.day <= case.cutoff]
    day, _, node = max(dated, default=(None, "", None))
    recent = sum(each >= since for each, _, _ in dated)
    doubtful = tuple(each for each in listed if _may_be_newer(case, each, since))
    return Newest(day=day, node=node, recent=recent, doubtful=doubtful, certain=whole and not doubtful)


def _whole(case: Case, column: Node, pages: Sequence[Node]) -> bool:
    """Whether all that a list shows is known. Further pages that were not read hold older items where the list runs downwards."""
    page = column.page
    if page is None:
        return column.outcome is OutcomeClass.FAULT
    if page.needs_script or page.kind in (PageKind.CHALLENGE, PageKind.ERROR):
        return False
    if all(each.page is not None or each.outcome is OutcomeClass.FAULT for each in pages):
        return True
    days = [node.day for node, _ in case.holdings.entries_of(column) if node.day is not None]
    return len(days) > 1 and all(first >= second for first, second in pairwise(days))


def _may_be_newer(case: Case, node: Node, since: date) -> bool:
    """An item of which no day is known and that was not read, or whose address or tags hold one that late.

    What was read and shows no day counts as not updated, as the tables say.
    """
    if node.day is not None:
        return node.inferred and node.day < since and _a_year_on(node.day) >= since
    if node.outcome is OutcomeClass.FAULT or not node.key:
        return False
    if node.page is None:
        return True
    return any(fact.type in _CLAIMS and since <= fact.value <= case.cutoff for fact in node.page.dates)


def _a_year_on(day: date) -> date:
    return months_before(day, -12)


def days_before(day: date, days: int) -> date:
    """The first day of the last ``days`` days: one that lies exactly so far back is still within."""
    return day - timedelta(days=days)


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months back, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
