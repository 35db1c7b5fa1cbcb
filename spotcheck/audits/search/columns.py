"""Columns as a rule names them, and whether there is something in them. A link offers a column; only its page fills it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.reach import Query
from spotcheck.audits.verdicts import Defect
from spotcheck.config.models import Names
from spotcheck.crawler.records import Area, Outcome, OutcomeClass, Page, PageKind
from spotcheck.portal.contents import unread
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.matching import accepted, bare, misnamed, normal
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Node

_SAID = 20  # characters of text from which a column page says something


class State(StrEnum):
    """What looking at a column showed."""

    HELD = "held"
    BLANK = "blank"
    BROKEN = "broken"
    UNREAD = "unread"


def columns_named(case: Case, names: Names | None, *, wrongly: bool = False) -> list[Node]:
    """The columns under accepted names, or ``wrongly`` under names that are understood and not accepted; by address.

    None where the rule names no column.
    """
    if names is None:
        return []
    tell = misnamed if wrongly else accepted
    found = []
    for key in sorted(case.holdings.nodes):
        node = case.holdings.nodes[key]
        if node is not case.holdings.home and node.names and any(tell(names, name) for name in node.names):
            found.append(node)
    return found


def column_names(nodes: Iterable[Node]) -> tuple[str, ...]:
    """What the site itself calls these columns; a link that only says 更多 names nothing."""
    return tuple(sorted({name for node in nodes for name in node.names if not opaque(name)}))


def state(case: Case, column: Node) -> State:
    """Whether a column holds something, its sub-columns included; unread sub-columns leave a blank one undecided."""
    own = _own_state(case, column)
    if own in (State.HELD, State.BROKEN):
        return own
    below = [_own_state(case, node) for node in (*case.holdings.pages_of(column), *case.holdings.below(column)) if node is not column]
    if State.HELD in below:
        return State.HELD
    if own is State.UNREAD or State.UNREAD in below:
        return State.UNREAD
    return State.BLANK


def judge_absence(case: Case, proper: Sequence[Node], query: Query, seen: Sequence[Evidence], extra: Sequence[Unread]) -> Result:
    """What was looked for stands nowhere: the state of the columns under accepted names says which defect that is."""
    states = [state(case, node) for node in proper]
    facts = Details(names_seen=column_names(proper))
    defect = Defect.ABSENT
    if proper and State.HELD not in states and State.UNREAD not in states:
        defect = Defect.BLANK if State.BLANK in states else Defect.BROKEN
    return case.fail_or_unknown(defect, query, evidence=seen, extra=[*extra, *unreadable(case, proper)], details=facts)


def unreadable(case: Case, columns: Sequence[Node]) -> list[Unread]:
    """Columns that were opened and could not be read: pictures, or what a script fills."""
    found = []
    for node in columns:
        if node.page is not None and _own_state(case, node) is State.UNREAD:
            outcome = Reason.SCAN.value if case.holdings.pictures_of(node) else Outcome.SCRIPT_ONLY.value
            found.append(unread(node, outcome))
    return found


def _own_state(case: Case, node: Node) -> State:
    if node.document is not None:
        return State.HELD
    page = node.page
    if page is None:
        return State.BROKEN if node.outcome is OutcomeClass.FAULT else State.UNREAD
    if case.holdings.own_entries(node) or page.attachments or page.tables:
        return State.HELD
    if page.needs_script or page.kind in (PageKind.CHALLENGE, PageKind.ERROR, PageKind.REDIRECT):
        return State.UNREAD
    if page.blank:
        return State.BLANK
    if page.kind in (PageKind.FORM, PageKind.INTERACTION):
        return State.HELD
    if _said(case, node, page) >= _SAID:
        return State.HELD
    offered = _offered(case, node, page)
    if offered:
        return State.HELD if any(target.read for target in offered) else State.UNREAD
    return State.UNREAD if case.holdings.pictures_of(node) else State.BLANK


def _offered(case: Case, node: Node, page: Page) -> list[Node]:
    """Pages of the site that a column page links to outside its menus: a list of one item without a date looks like this."""
    links = (
        link
        for link in page.links
        if link.area in (Area.LIST, Area.BODY) and not case.holdings.in_menus(node, link) and not opaque(link.text)
    )
    found = [target for link in links if (target := case.holdings.node(link.url)) is not node and case.holdings.own(target.key)]
    found = [target for target in found if not target.is_list and target is not case.holdings.home]
    return [target for target in found if target.outcome is not OutcomeClass.FAULT]


def _said(case: Case, node: Node, page: Page) -> int:
    """Characters that a column page says itself: without what the site repeats, its own name, and the words of its menus."""
    menus = {bare(link.text) for link in page.links if case.holdings.in_menus(node, link)} - {""}
    names = {*node.names, *(bare(crumb.name) for crumb in page.breadcrumb), *_siblings(case, page), *menus}
    said = 0
    for line in map(normal, page.text.split("\n")):
        if line in case.holdings.furniture or bare(line) in names:
            continue
        rest = line
        for name in sorted(menus, key=len, reverse=True):
            rest = rest.replace(name, "")
        said += len(rest) if len(rest) < len(line) / 2 else len(line)
    return said


def _siblings(case: Case, page: Page) -> set[str]:
    """The names of columns that the page links to: a menu in its text says nothing of its own."""
    return {name for link in page.links for name in case.holdings.node(link.url).names if case.holdings.node(link.url).is_list}
