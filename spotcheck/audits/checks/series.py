"""Every due period has its item, told by the title. A missing period is a gap; nothing at all is absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spotcheck.audits.case import Case, Result
from spotcheck.audits.holdings import Node
from spotcheck.audits.items import column_items, items, lookalikes
from spotcheck.audits.periods import due_periods, months, quarters, years
from spotcheck.audits.verdicts import Defect, Reason
from spotcheck.config.models import Period, SeriesCheck
from spotcheck.crawler.records import OutcomeClass

KIND = "series"


def check(spec: SeriesCheck, case: Case) -> Result:
    """Judges the latest due periods of a series."""
    due = due_periods(spec.period, spec.due, spec.latest, spec.first, case.limit)
    if not due:
        return case.passed(case.searched(), notes=["nothing_due"])
    known = [item.node for item in items(case, spec.items)]
    weak = [item.node for item in column_items(case, spec.items, known)]
    by_period: dict[str, list[Node]] = {}
    vague: list[Node] = []
    for node in [*known, *weak]:
        told = _periods(spec.period, node)
        for name in told:
            by_period.setdefault(name, []).append(node)
        if not told and node in known:
            vague.append(node)
    facts = [_facts(case, name, on.isoformat(), by_period.get(name, [])) for name, on in due]
    here = [node for name, _ in due for node in by_period.get(name, [])]
    evidence = [case.quote(case.holdings.nodes[key]) for key in dict.fromkeys(node.key for node in here)]
    missing = [name for name, _ in due if not by_period.get(name)]
    dead = [
        node for name, _ in due if (nodes := by_period.get(name)) and all(n.outcome is OutcomeClass.FAULT for n in nodes) for node in nodes
    ]
    if not missing and not dead:
        titles_only = any(not any(node.read for node in by_period[name]) for name, _ in due)
        return case.passed(evidence, confidence=0.8 if titles_only else 0.95, periods=facts)
    needle = case.needle(
        spec.items, names=spec.names, years={int(name[:4]) for name in missing or [n for n, _ in due]} | _next_years(missing)
    )
    names = set(missing)
    doubtful = [node for node in vague if missing and _may_be(node, names)]
    doubtful += [
        node
        for node in lookalikes(case, spec.items, known)
        if missing and _periods(spec.period, node, node.page.text[:80] if node.page else "")
    ]
    if doubtful:
        return case.unknown(Reason.UNRECOGNISED, evidence=[*evidence, *map(case.quote, doubtful)], **_open({"periods": facts}))
    if missing:
        defect = Defect.ABSENT if not here else Defect.GAP
        result = case.unless_unread(defect, needle, evidence=evidence, confidence=0.95, periods=facts, missing=missing)
        if not result.defects:
            result = replace(result, details=_open(result.details))
        if result.defects or not dead:
            return result
    if dead:
        return case.failed(Defect.BROKEN, evidence=[case.quote(node) for node in dead], periods=facts)
    return result


def _open(details: dict[str, Any]) -> dict[str, Any]:
    """Details of an unknown: what was not found is not said to be missing."""
    periods = [{**each, "verdict": "unknown" if each["verdict"] == "fail" else each["verdict"]} for each in details["periods"]]
    return {**{name: value for name, value in details.items() if name != "missing"}, "periods": periods}


def _periods(period: Period, node: Node, extra: str = "") -> tuple[str, ...]:
    found: dict[str, None] = {}
    for label in sorted([*node.labels, extra]):
        if period is Period.YEAR:
            found.update(dict.fromkeys(map(str, years(label))))
        elif period is Period.QUARTER:
            found.update(dict.fromkeys(quarters(label, node.day)))
        elif period is Period.MONTH:
            found.update(dict.fromkeys(months(label, node.day)))
    return tuple(found)


def _next_years(missing: Sequence[str]) -> set[int]:
    return {int(name[:4]) + 1 for name in missing}


def _may_be(node: Node, missing: set[str]) -> bool:
    """Whether an item that names no period could be one of those missing, by its year."""
    named = {year for label in node.labels for year in years(label)}
    wanted = {int(name[:4]) for name in missing}
    if named:
        return not named.isdisjoint(wanted)
    return node.day is None or node.day.year in wanted | {year + 1 for year in wanted}


def _facts(case: Case, name: str, due: str, nodes: Sequence[Node]) -> dict[str, Any]:
    if not nodes:
        return {"period": name, "due": due, "verdict": "fail"}
    first = nodes[0]
    return {"period": name, "due": due, "verdict": "pass", "url": case.quote(first).url, "title": first.title}
