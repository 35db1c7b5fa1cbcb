"""Something is there, and the newest item is young enough. Dates come from the items themselves, never from their place in a list.

Without an age only presence is judged: a duty without a rhythm is never stale. Numbered issues that skip a number are a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spotcheck.audits.case import Case, Result, without_guess
from spotcheck.audits.details import Details, laid_over
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.columns import State, columns_named, judge_absence, state
from spotcheck.audits.search.items import carries, column_items, items, lookalikes, shown
from spotcheck.audits.titles.issue_numbers import holes
from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "fresh"


def check(spec: FreshCheck, case: Case) -> Result:
    """Judges the age of the newest item on the last day that can be judged, and the numbers of issues."""
    found = [item.node for item in items(case, spec.items) if shown(case, item.node)]
    found += [item.node for item in column_items(case, spec.items, found, spec.names, subject=True)]
    found += _told_by_columns(spec, case)
    if not found:
        return _nothing(spec, case)
    alive = [node for node in found if node.outcome is not OutcomeClass.FAULT]
    if not alive:
        evidence = [case.quote(node) for node in found]
        return case.fail_or_unknown(
            Defect.BROKEN, case.query(spec.items, names=spec.names), scope=SearchScope.KNOWN_PLACE, evidence=evidence
        )
    result = _age(spec, case, alive)
    gap = _gap(spec, case, found) if spec.numbered else None
    if gap is None or result.verdict is Verdict.FAIL:
        return result
    return replace(gap, details=laid_over(gap.details, result.details))


def _told_by_columns(spec: FreshCheck, case: Case) -> list[Node]:
    """Columns under an accepted name that carries the subject, which list nothing and say it themselves."""
    proper = columns_named(case, spec.names)
    return [
        node
        for node in proper
        if spec.names
        and carries(spec.items, spec.names, node)
        and node.page is not None
        and case.holdings.own(node.key)
        and not case.holdings.own_entries(node)
        and not case.holdings.below(node)
        and state(case, node) is State.HELD
    ]


def _nothing(spec: FreshCheck, case: Case) -> Result:
    like = lookalikes(case, spec.items, [])
    if like:
        return case.unknown(Reason.UNRECOGNISED, evidence=[case.quote(node) for node in like], details=Details(notes=(Note.LOOKALIKE,)))
    return judge_absence(case, columns_named(case, spec.names), case.query(spec.items, names=spec.names), [], [])


def _age(spec: FreshCheck, case: Case, found: Sequence[Node]) -> Result:
    dated = sorted(((node.day, node.key) for node in found if node.day is not None and node.day <= case.cutoff), reverse=True)
    undated = [node for node in found if node.day is None]
    nodes = case.holdings.nodes
    if not dated and spec.max_age_days is None:
        return case.passed([case.quote(node) for node in found], confidence=0.9 if any(node.read for node in found) else 0.8)
    if not dated:
        return case.unknown(Reason.UNDATED, evidence=[case.quote(node) for node in found])
    day, key = dated[0]
    assert day is not None
    age = (case.cutoff - day).days
    evidence = [case.quote(nodes[key])]
    facts = Details(newest=day, age_days=age)
    if spec.max_age_days is None:
        sure = 0.8 if not any(node.read for node in found) else 0.9 if nodes[key].inferred else 1.0
        return case.passed(evidence, confidence=sure, details=facts)
    if age <= spec.max_age_days:
        return case.passed(evidence, confidence=0.9 if nodes[key].inferred else 1.0, details=facts)
    if undated:
        return case.unknown(Reason.UNDATED, evidence=[*evidence, *(case.quote(node) for node in undated)], details=facts)
    query = case.query(spec.items, names=spec.names)
    sure = 0.8 if nodes[key].inferred else 0.95
    return case.fail_or_unknown(Defect.STALE, query, scope=SearchScope.KNOWN_PLACE, evidence=evidence, confidence=sure, details=facts)


def _gap(spec: FreshCheck, case: Case, found: Sequence[Node]) -> Result | None:
    """What the numbers of the issues say: None where they skip nothing."""
    skipped, unnumbered = holes(found)
    if not skipped:
        return None
    beside = list(dict.fromkeys(node.key for hole in skipped for node in (hole.before, hole.after)))
    evidence = [case.quote(case.holdings.nodes[key]) for key in beside]
    doubtful = [node for node in unnumbered if any(hole.may_be(node) for hole in skipped)]
    doubtful += lookalikes(case, spec.items, found)
    if doubtful:
        return case.unknown(Reason.UNRECOGNISED, evidence=[*evidence[:4], *map(case.quote, doubtful)])
    missing = Details(missing=tuple(hole.name for hole in skipped))
    query = case.query(spec.items, names=spec.names)
    result = case.fail_or_unknown(Defect.GAP, query, scope=SearchScope.KNOWN_PLACE, evidence=evidence, confidence=0.9, details=missing)
    return without_guess(result)
