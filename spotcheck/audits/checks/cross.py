"""The newest items of the site stand on a shared platform as well. What the platform shows decides; a platform not read decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.columns import called, nothing_under
from spotcheck.audits.contents import unread
from spotcheck.audits.holdings import Node
from spotcheck.audits.items import column_items, items
from spotcheck.audits.shared import ways
from spotcheck.audits.terms import normal
from spotcheck.audits.verdicts import Defect, Reason
from spotcheck.config.models import CrossCheck, Terms
from spotcheck.config.platforms import platform_name, platforms

KIND = "cross"


def check(spec: CrossCheck, case: Case) -> Result:
    """Compares the newest items with what the platform lists."""
    found = [item.node for item in items(case, spec.items) if case.holdings.own(item.node.key)]
    found += [item.node for item in column_items(case, spec.items, found)]
    needle = case.needle(spec.items, names=spec.names)
    if not found:
        return nothing_under(case, called(case, spec.names) if spec.names else [], needle, [], [])
    newest = sorted(found, key=lambda node: (-(node.day.toordinal() if node.day else 0), node.key))[: spec.newest]
    links = ways(case, spec.platforms)
    told: dict[str, Any] = {"platform": platform_name(links[0].platform.id if links else spec.platforms[0]), "compared": len(newest)}
    seen = [case.quote(node) for node in newest]
    if not links:
        terms = Terms(all=(tuple(name for each in spec.platforms for name in platforms()[each].names),))
        return case.unless_unread(Defect.INCOMPLETE, case.needle(terms), evidence=seen, confidence=0.9, **told)
    pages = [way.node for way in links if way.node.page is not None]
    closed = [unread(way.node) for way in links if way.node.page is None]
    lacking = [node for node in newest if not _stands(case, node, pages)]
    evidence = [*(case.quote(way.node, "link") for way in links[:2]), *seen]
    if not lacking:
        return case.passed(evidence, confidence=0.9, **told)
    lists = [node for node in pages if node.page and node.page.entries and not (node.page.more or node.page.needs_script)]
    if closed or not lists:
        return case.unknown(reason_of(closed) if closed else Reason.NO_EXTENT, evidence=evidence, unread=closed, **told)
    return case.failed(Defect.INCOMPLETE, evidence=evidence, confidence=0.85, missing=[node.title for node in lacking], **told)


def _stands(case: Case, node: Node, pages: Sequence[Node]) -> bool:
    title = normal(node.title)
    for each in pages:
        page = each.page
        assert page is not None
        if any(title == normal(entry.title) or normal(entry.title).rstrip(".…") in title for entry in page.entries if len(entry.title) > 5):
            return True
        if any(case.holdings.node(link.url) is node or normal(link.text) == title for link in page.links) or title in normal(page.text):
            return True
    return False
