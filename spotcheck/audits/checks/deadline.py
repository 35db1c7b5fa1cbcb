"""Whether a document stood on the site by its day. Weighs every witness of a date; picks none silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spotcheck.audits.calendar import day_after
from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.reach import Query, SearchScope
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.items import Item, items, lookalikes
from spotcheck.audits.titles.days import spans
from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.conclusions import Note
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.deadline import DeadlineCheck
from spotcheck.config.models import Terms
from spotcheck.crawler.records import DateType, OutcomeClass
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "deadline"
_WITNESSES = (DateType.PUBLISHED, DateType.URL, DateType.META, DateType.LIST)
_ISSUED = ("成文日期", "成文时间", "印发日期", "签发日期", "发文日期", "生成日期")
_NEWEST = 5  # documents judged by their days of issue
_YEAR = 366  # days after its issue from which a document was put up again rather than published


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opinion:
    result: Result
    rank: int  # of several items the best speaks for the site


def check(spec: DeadlineCheck, case: Case) -> Result:
    """Judges a document due by a day, the day itself included; or every new document by the days since it was issued."""
    if spec.every_year:
        return _yearly(spec, case)
    try:
        if spec.counted_from == "issued":
            return _since_issued(spec, case)
        by = spec.by or _counted(spec, spec.counted_from, case)
    except UserError:
        return case.unknown(Reason.NO_CALENDAR, evidence=case.searched())
    return _by(spec, case, by)


def _by(spec: DeadlineCheck, case: Case, by: date) -> Result:
    year = by.year
    known = _items(spec, case)
    found = [item.node for item in known if year in item.years or (spec.any_year and not item.years)]
    query = case.query(*_terms(spec), names=spec.names, years=None if spec.any_year else [year])
    facts = Details(deadline=by)
    if case.cutoff < by and not found:
        return case.passed(case.searched(), details=replace(facts, notes=(Note.NOTHING_DUE,)))
    if not found:
        vague = [item.node for item in known if not item.years]
        doubtful = [node for node in vague if _may_be_of(node, year)] + lookalikes(case, spec.items, [], year)
        return _nothing(spec, case, query, doubtful, by)
    opinions = [_opinion(node, by, case) for node in found]
    best = min(opinions, key=lambda opinion: opinion.rank).result
    if best.verdict is Verdict.FAIL and best.defects != (Defect.INCONSISTENT,):
        earlier = case.reach.unread_of(query, SearchScope.BY_NAME)
        if earlier:
            return case.unknown(case.reach.reason(earlier), evidence=best.evidence, unread=earlier, details=facts)
    return best


def _yearly(spec: DeadlineCheck, case: Case) -> Result:
    """The item of the year before, by the last day that has passed; none there is for the series beside it to judge."""
    month, day = (int(part) for part in spec.every_year.split("-"))
    by = date(case.cutoff.year, month, day)
    by = by if by < case.cutoff else date(case.cutoff.year - 1, month, day)
    year = by.year - 1
    found = [item.node for item in _items(spec, case) if item.years == (year,)]
    found = [node for node in found if node.day is None or (node.day - by).days <= _YEAR]  # later, it was put up again
    if not found or (case.duty.valid_from and by < case.duty.valid_from):
        return replace(case.passed(case.searched(), details=Details(notes=(Note.NOTHING_DUE,))), steps_back=True)
    best = min((_opinion(node, by, case) for node in found), key=lambda opinion: opinion.rank).result
    if best.defects == (Defect.LATE,):
        earlier = case.reach.unread_of(case.query(*_terms(spec), names=spec.names, years=[year]), SearchScope.BY_NAME)
        if earlier:
            return case.unknown(case.reach.reason(earlier), evidence=best.evidence, unread=earlier, details=Details(deadline=by))
    return best


def _terms(spec: DeadlineCheck) -> tuple[Terms, ...]:
    return (spec.items,) if spec.also is None else (spec.items, spec.also)


def _items(spec: DeadlineCheck, case: Case) -> list[Item]:
    """The items under either kind of title, each once."""
    return list({item.node.key: item for terms in reversed(_terms(spec)) for item in items(case, terms)}.values())


def _nothing(spec: DeadlineCheck, case: Case, query: Query, doubtful: Sequence[Node], by: date | None) -> Result:
    facts = Details(deadline=by)
    if doubtful:
        return case.unknown(Reason.UNRECOGNISED, evidence=[case.quote(node) for node in doubtful], details=facts)
    if spec.judge_absence_until is not None and case.cutoff > spec.judge_absence_until:
        return case.unknown(Reason.DEADLINE_LONG_PAST, evidence=case.searched(), certificate=case.reach.certificate(query), details=facts)
    result = judge_absence(case, columns_named(case, spec.names), query, [], [])
    return replace(result, details=replace(result.details, deadline=by))


def _since_issued(spec: DeadlineCheck, case: Case) -> Result:
    """The newest documents, each by its own day of issue; the best of several copies speaks for a document."""
    found = [item.node for item in _items(spec, case) if item.node.day is None or item.node.day <= case.cutoff]
    query = case.query(*_terms(spec), names=spec.names)
    if not found:
        return _nothing(spec, case, query, lookalikes(case, spec.items, []), None)
    newest = sorted(found, key=lambda node: (-(node.day or date.min).toordinal(), node.key))
    documents = list(dict.fromkeys(normal(node.title) for node in newest))[:_NEWEST]
    results = [result for title in documents if (result := _document(spec, case, [n for n in newest if normal(n.title) == title], query))]
    for wanted in ((Verdict.FAIL, Defect.LATE), (Verdict.FAIL, Defect.INCONSISTENT), (Verdict.PASS, None), (Verdict.UNKNOWN, None)):
        mine = [result for result in results if (result.verdict, result.defects[0] if result.defects else None) == wanted]
        if mine:
            return replace(mine[0], evidence=tuple(dict.fromkeys(piece for result in mine for piece in result.evidence[:2]))[:8])
    if results:
        return results[0]
    return case.unknown(Reason.UNDATED, evidence=[case.quote(node) for node in newest[:_NEWEST]])


def _document(spec: DeadlineCheck, case: Case, copies: Sequence[Node], query: Query) -> Result | None:
    """The answer for one document, None where nobody can count its days."""
    issued = min((day for node in copies if (day := _issued(node)) is not None), default=None)
    if issued is None or any(node.day is not None and not -1 <= (node.day - issued).days <= _YEAR for node in copies):
        return None
    opinions = [_opinion(node, _counted(spec, issued, case), case) for node in copies]
    result = min(opinions, key=lambda opinion: opinion.rank).result
    if result.defects == (Defect.LATE,):
        title = normal(copies[0].title)
        earlier = case.reach.unread_of(replace(query, like=lambda label: label == title), SearchScope.BY_NAME)
        if earlier:
            return case.unknown(case.reach.reason(earlier), evidence=result.evidence, unread=earlier)
        result = replace(result, confidence=0.9)
    return replace(result, details=replace(result.details, issued=issued))


def _issued(node: Node) -> date | None:
    """The day of issue that a page shows (成文日期), None where it shows none or several."""
    if node.page is None:
        return None
    days = {fact.value for fact in node.page.dates if fact.type is DateType.ISSUED}
    for name, value in node.page.metadata:
        if normal(name) in _ISSUED:
            days |= {span.first for span in spans(value)}
    return days.pop() if len(days) == 1 else None


def _counted(spec: DeadlineCheck, start: date | str | None, case: Case) -> date:
    assert isinstance(start, date) and spec.within is not None
    return day_after(start, spec.within, spec.days, case.calendar)


def _may_be_of(node: Node, year: int) -> bool:
    return node.day is None or node.day.year == year


def _opinion(node: Node, by: date, case: Case) -> _Opinion:
    facts = Details(deadline=by)
    page = node.page
    if page is None and node.document is None:
        if node.outcome is OutcomeClass.FAULT:
            return _Opinion(result=case.failed(Defect.BROKEN, evidence=[case.quote(node)], details=facts), rank=6)
        missing = unread(node)
        return _Opinion(result=case.unknown(missing.outcome, evidence=[case.quote(node)], unread=[missing], details=facts), rank=3)
    witnesses = [(fact.value, fact.type.value, fact.words) for fact in page.dates if fact.type in _WITNESSES] if page else []
    if page is not None and page.published is not None:
        witnesses.append((page.published.value, page.published.type.value, page.published.words))
    listed = [(day, "list", day.isoformat()) for day in sorted(node.dates)]
    shown = sorted({fact.value for fact in page.dates if fact.type is DateType.PUBLISHED and fact.labelled}) if page else []
    evidence = [case.quote(node), *(_words(case, node, words) for _, _, words in dict.fromkeys([*witnesses, *listed]))]
    if len(shown) > 1 and (shown[-1] - shown[0]).days > 1 and shown[0] <= by < shown[-1]:
        told = replace(facts, dates=tuple(shown))
        return _Opinion(result=case.failed(Defect.INCONSISTENT, evidence=evidence, confidence=0.95, details=told), rank=4)
    stated = page.published.value if page is not None and page.published is not None else max(node.dates, default=None)
    days = sorted({day for day, _, _ in (*witnesses, *listed)})
    if stated is None or (page is not None and page.published is None and not node.dates):
        return _Opinion(result=case.unknown(Reason.UNDATED, evidence=evidence, details=facts), rank=2)
    told = replace(facts, published=stated)
    contrary = [day for day in days if (day <= by) != (stated <= by) and abs((day - stated).days) > 1]
    if contrary:
        told = replace(told, dates=tuple(days))
        return _Opinion(result=case.unknown(Reason.DATES_DISAGREE, evidence=evidence, details=told), rank=1)
    inferred = bool(page and page.published and page.published.year_inferred) or (page is not None and page.published is None)
    if stated <= by:
        return _Opinion(result=case.passed(evidence, confidence=0.85 if inferred else 1.0, details=told), rank=0)
    if inferred:
        return _Opinion(result=case.unknown(Reason.UNDATED, evidence=evidence, details=told), rank=2)
    return _Opinion(result=case.failed(Defect.LATE, evidence=evidence, confidence=0.95, details=told), rank=5)


def _words(case: Case, node: Node, words: str) -> Evidence:
    return case.holdings.evidence(node, words, "page" if node.page else "list")
