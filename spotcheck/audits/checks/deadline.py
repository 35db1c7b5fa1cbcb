"""Whether a document stood on the site by its day. Weighs every witness of a date; picks none silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spotcheck.audits.case import Case, Result
from spotcheck.audits.contents import unread
from spotcheck.audits.holdings import Node
from spotcheck.audits.items import items, lookalikes
from spotcheck.audits.verdicts import Defect, Evidence, Reason, Verdict
from spotcheck.config.models import DeadlineCheck
from spotcheck.crawler.records import DateType, OutcomeClass

KIND = "deadline"
_WITNESSES = (DateType.PUBLISHED, DateType.URL, DateType.META, DateType.LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opinion:
    result: Result
    rank: int  # of several items the best speaks for the site


def check(spec: DeadlineCheck, case: Case) -> Result:
    """Judges a document due by a day, the day itself included."""
    by = spec.by or _counted(spec)
    year = by.year
    found = [item.node for item in items(case, spec.items) if year in item.years]
    needle = case.needle(spec.items, names=spec.names, years=[year])
    facts: dict[str, Any] = {"deadline": by.isoformat()}
    if case.limit < by and not found:
        return case.passed(case.searched(), **facts, notes=["nothing_due"])
    if not found:
        vague = [item.node for item in items(case, spec.items) if not item.years]
        doubtful = [node for node in vague if _may_be_of(node, year)] + lookalikes(case, spec.items, [], year)
        if doubtful:
            return case.unknown(Reason.UNRECOGNISED, evidence=[case.quote(node) for node in doubtful], **facts)
        if spec.judge_absence_until is not None and case.limit > spec.judge_absence_until:
            return case.unknown(Reason.DEADLINE_LONG_PAST, evidence=case.searched(), certificate=case.reach.certificate(needle), **facts)
        return case.unless_unread(Defect.ABSENT, needle, **facts)
    opinions = [_opinion(node, by, case) for node in found]
    best = min(opinions, key=lambda opinion: opinion.rank).result
    if best.verdict is Verdict.FAIL and best.defects != (Defect.INCONSISTENT,):
        earlier = case.reach.unread_of(needle, matching_only=True)
        if earlier:
            return case.unknown(case.reach.reason(earlier), evidence=best.evidence, unread=earlier, **facts)
    return best


def _counted(spec: DeadlineCheck) -> date:
    assert isinstance(spec.counted_from, date) and spec.within is not None
    return spec.counted_from + timedelta(days=spec.within)


def _may_be_of(node: Node, year: int) -> bool:
    return node.day is None or node.day.year == year


def _opinion(node: Node, by: date, case: Case) -> _Opinion:
    facts: dict[str, Any] = {"deadline": by.isoformat()}
    page = node.page
    if page is None and node.document is None:
        if node.outcome is OutcomeClass.FAULT:
            return _Opinion(result=case.failed(Defect.BROKEN, evidence=[case.quote(node)], **facts), rank=6)
        missing = unread(node)
        return _Opinion(result=case.unknown(missing.outcome, evidence=[case.quote(node)], unread=[missing], **facts), rank=3)
    witnesses = [(fact.value, fact.type.value, fact.words) for fact in page.dates if fact.type in _WITNESSES] if page else []
    if page is not None and page.published is not None:
        witnesses.append((page.published.value, page.published.type.value, page.published.words))
    listed = [(day, "list", day.isoformat()) for day in sorted(node.dates)]
    shown = sorted({fact.value for fact in page.dates if fact.type is DateType.PUBLISHED and fact.labelled}) if page else []
    evidence = [case.quote(node), *(_words(case, node, words) for _, _, words in dict.fromkeys([*witnesses, *listed]))]
    if len(shown) > 1 and (shown[-1] - shown[0]).days > 1 and shown[0] <= by < shown[-1]:
        dates = [day.isoformat() for day in shown]
        return _Opinion(result=case.failed(Defect.INCONSISTENT, evidence=evidence, confidence=0.95, dates=dates, **facts), rank=4)
    stated = page.published.value if page is not None and page.published is not None else max(node.dates, default=None)
    days = sorted({day for day, _, _ in (*witnesses, *listed)})
    if stated is None or (page is not None and page.published is None and not node.dates):
        return _Opinion(result=case.unknown(Reason.UNDATED, evidence=evidence, **facts), rank=2)
    told = {**facts, "published": stated.isoformat()}
    contrary = [day for day in days if (day <= by) != (stated <= by) and abs((day - stated).days) > 1]
    if contrary:
        dates = [day.isoformat() for day in days]
        return _Opinion(result=case.unknown(Reason.DATES_DISAGREE, evidence=evidence, dates=dates, **told), rank=1)
    inferred = bool(page and page.published and page.published.year_inferred) or (page is not None and page.published is None)
    if stated <= by:
        return _Opinion(result=case.passed(evidence, confidence=0.85 if inferred else 1.0, **told), rank=0)
    if inferred:
        return _Opinion(result=case.unknown(Reason.UNDATED, evidence=evidence, **told), rank=2)
    return _Opinion(result=case.failed(Defect.LATE, evidence=evidence, confidence=0.95, **told), rank=5)


def _words(case: Case, node: Node, words: str) -> Evidence:
    return case.holdings.evidence(node, words, "page" if node.page else "list")
