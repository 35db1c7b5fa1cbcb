"""Which lists are whole and which go on beyond what was read, and why. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spotcheck.crawler.records import Control, OutcomeClass, Page, Way
from spotcheck.portal.site_index import Holdings, Node


class Open(StrEnum):
    """Why a list is not known to be whole."""

    PAGES = "pages"  # it says that it has more pages than are known
    TOTAL = "total"  # it says that it holds more entries than were seen
    CONTROL = "control"  # something leads to more of it that cannot be followed


@dataclass(frozen=True, slots=True)
class OpenList:
    """A column whose list goes on beyond what was read."""

    column: Node
    why: Open


def open_lists(holdings: Holdings) -> Iterator[OpenList]:
    """The lists of the site's own columns that are not whole. Pages of a list that were known and not read are told elsewhere."""
    for column in holdings.columns.values():
        if holdings.own(column.key) and column is not holdings.home:
            nodes = holdings.pages_of(column)
            pages = [node.page for node in nodes]
            if any(node is not column and node.outcome is OutcomeClass.FAULT for node in nodes):  # an address that we made up ourselves
                yield OpenList(column, Open.PAGES)
                continue
            further = [holdings.node(url).page for url in column.page.more] if column.page is not None else []
            if column.page is not None and any(_repeats(column.page, page) for page in further):
                yield OpenList(column, Open.PAGES)
                continue
            read = [page for page in pages if page is not None and page.kind.is_list]
            if column.page in read and (why := _why(read, len(pages), all(page is not None for page in pages))) is not None:
                yield OpenList(column, why)


def _repeats(first: Page, further: Page | None) -> bool:
    """Whether what was asked for as a further page shows the first again: the list goes on, and not by this address."""
    shown = {(entry.url, entry.title) for entry in first.entries}
    return further is not None and bool(shown) and {(entry.url, entry.title) for entry in further.entries} == shown


def _why(read: Sequence[Page], known: int, complete: bool) -> Open | None:
    if max((page.expected_pages or 1 for page in read), default=1) > known and any(page.entries for page in read):
        return Open.PAGES
    total = max((page.expected_entries or 0 for page in read), default=0)
    if complete and 0 < sum(len(page.entries) for page in read) < total:
        return Open.TOTAL
    if known == 1 and any(leads_further(control) for page in read for control in page.controls):
        return Open.CONTROL
    return None


def leads_further(control: Control) -> bool:
    """Whether a control leads to other pages of a list rather than back to the first."""
    return control.how is Way.PAGING and control.text.strip() not in ("1", "首页", "上一页", "第一页")
