"""Something is there, and the newest item is young enough. Dates come from the items themselves, never from their place in a list."""

from __future__ import annotations

from typing import Any

from spotcheck.audits.case import Case, Result
from spotcheck.audits.columns import called, nothing_under
from spotcheck.audits.items import column_items, items
from spotcheck.audits.verdicts import Defect, Reason
from spotcheck.config.models import FreshCheck

KIND = "fresh"


def check(spec: FreshCheck, case: Case) -> Result:
    """Judges the age of the newest item on the last day that can be judged."""
    found = [item.node for item in items(case, spec.items)]
    found += [item.node for item in column_items(case, spec.items, found)]
    needle = case.needle(spec.items, names=spec.names)
    if not found:
        return nothing_under(case, called(case, spec.names) if spec.names else [], needle, [], [])
    dated = sorted(((node.day, node.key) for node in found if node.day is not None and node.day <= case.limit), reverse=True)
    undated = [node for node in found if node.day is None]
    nodes = case.holdings.nodes
    if not dated and spec.max_age_days is None:
        return case.passed([case.quote(node) for node in found], confidence=0.9)
    if not dated:
        return case.unknown(Reason.UNDATED, evidence=[case.quote(node) for node in found])
    day, key = dated[0]
    assert day is not None
    age = (case.limit - day).days
    evidence = [case.quote(nodes[key])]
    facts: dict[str, Any] = {"newest": day.isoformat(), "age_days": age}
    if spec.max_age_days is None or age <= spec.max_age_days:
        return case.passed(evidence, confidence=0.9 if nodes[key].inferred else 1.0, **facts)
    if undated:
        return case.unknown(Reason.UNDATED, evidence=[*evidence, *(case.quote(node) for node in undated)], **facts)
    return case.unless_unread(
        Defect.STALE, needle, narrow=True, evidence=evidence, confidence=0.8 if nodes[key].inferred else 0.95, **facts
    )
