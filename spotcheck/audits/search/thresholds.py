"""Places counted against a threshold: enough of them are a fault, too few are none, and what was not read may still tip it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import NO_DETAILS, ChargedPlace, Details
from spotcheck.audits.reach import Query
from spotcheck.audits.verdicts import Defect
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.contents import unread
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.matching import bare
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Node

_LEADING = ("home", "navigation", "list", "run")
_CHARGED = 50  # places that details list


@dataclass(slots=True)
class Count:
    """``hits``: places at fault with what details say of each; ``doubtful``: places that may be; ``evidence`` of what is in order."""

    hits: list[tuple[Node, ChargedPlace]] = field(default_factory=list)
    doubtful: list[Node] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


def own_columns(case: Case) -> list[Node]:
    """The columns of the site itself, each once however many addresses it has, by address."""
    found: dict[tuple[object, ...], Node] = {}
    for node in case.holdings.columns.values():
        if node is case.holdings.home or not case.holdings.own(node.key) or node.outcome is OutcomeClass.FAULT:
            continue
        column = node.page.column if node.page is not None else None
        names = frozenset(name for name in node.names if not opaque(name))
        if not names:
            continue
        found.setdefault((column.trail, bare(column.name)) if column is not None else (node.key,), node)
    return list(found.values())


def charged_column(node: Node) -> ChargedPlace:
    """What details say of a column at fault."""
    url = node.visit.url if node.visit else node.url
    return ChargedPlace(what=column_name(node), url=url, column=url)


def column_name(node: Node) -> str:
    """What the site calls a column."""
    if node.page is not None and node.page.column is not None and node.page.column.name:
        return node.page.column.name
    return min((name for name in node.names if not opaque(name)), key=lambda name: (len(name), name), default=node.title)


def judge_count(
    case: Case,
    count: Count,
    least: int,
    defect: Defect,
    *,
    unmet_menus: bool = False,
    confidence: float = 0.9,
    details: Details = NO_DETAILS,
) -> Result:
    """The answer: a fail from ``least`` hits, a pass where even all that is doubtful would not make so many, else an unknown.

    ``unmet_menus``: columns behind menus that were not read count as doubtful.
    """
    missing = [unread(node, "" if not node.read else Reason.UNRECOGNISED.value) for node in count.doubtful]
    if unmet_menus:
        known = {item.url for item in missing}
        missing += [item for item in unread_menus(case) if item.url not in known]
    evidence = [case.quote(node, "column" if node.is_list else "entry") for node, _ in count.hits]
    facts = replace(details, counted=len(count.hits), least=least)
    if len(count.hits) >= least:
        facts = replace(facts, charged=tuple(place for _, place in count.hits[:_CHARGED]), open=bool(missing))
        proof = case.reach.certificate(Query(shown=()))
        certificate = proof if proof.proves_absence else None  # what was counted stands, whatever else was not read
        return case.failed(defect, evidence=evidence, certificate=certificate, confidence=confidence, details=facts)
    if case.holdings.home is None:
        return case.unknown(Reason.HOME_NOT_READ, evidence=evidence, details=facts)
    if len(count.hits) + len(missing) >= least or any(item.role == "run" for item in missing):
        return case.unknown(case.reach.reason(missing), evidence=evidence or case.searched(), unread=missing, details=facts)
    return case.passed(evidence or count.evidence or case.searched(), confidence=confidence, details=facts)


def unread_menus(case: Case) -> list[Unread]:
    """Menus and lists that were not read: columns may stand behind them."""
    found = case.reach.unread_of(Query(shown=()))
    return [item for item in found if item.role in _LEADING or case.holdings.node(item.url).menu]
