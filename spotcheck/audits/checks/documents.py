"""An expected document, opened and recognised: of each due year, or a notice that lists others.

Titles alone prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details, DuePeriod
from spotcheck.audits.reach import Query, SearchScope
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.items import Item, column_items, items, lookalikes
from spotcheck.audits.search.notices import listing
from spotcheck.audits.titles.periods import due_periods, years
from spotcheck.audits.verdicts import Certificate, Defect, Verdict
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.documents import DocumentsCheck
from spotcheck.config.models import Part
from spotcheck.portal.contents import Content, Found
from spotcheck.portal.matching import normal, synonyms
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Node

KIND = "documents"
_SUBSTANCE = 200  # characters
_HEAD = 300  # characters of a text in which the year of an untitled item is looked for
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")  # when something was put up or decided: no year of a budget


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """What was found for one due year."""

    result: Result
    period: DuePeriod
    missing: bool = False  # nothing at all stands there for this year


def check(spec: DocumentsCheck, case: Case) -> Result:
    """Judges the documents of a duty."""
    if spec.lists_documents:
        return listing(spec, case)
    if spec.period is None or spec.due is None or spec.latest is None:
        return _once(spec, case)
    due = due_periods(spec.period, spec.due, spec.latest, "", case.cutoff, case.duty.valid_from)
    known = items(case, spec.items)
    weak = column_items(case, spec.items, [item.node for item in known])
    dated, vague = _dated(case, known)
    years_found = [_year(spec, case, int(name), on, dated, vague, weak) for name, on in due]
    return _together(spec, case, years_found)


def _once(spec: DocumentsCheck, case: Case) -> Result:
    found = items(case, spec.items) or [item for item in column_items(case, spec.items, []) if item.node.read]
    query = case.query(spec.items, names=spec.names)
    if not found:
        like = lookalikes(case, spec.items, [])
        if like:
            return case.unknown(Reason.UNRECOGNISED, evidence=[case.quote(node) for node in like], details=Details(notes=(Note.LOOKALIKE,)))
        if spec.if_there:
            return case.passed(case.searched())
        return judge_absence(case, columns_named(case, spec.names), query, [], [])
    nodes = [item.node for item in found]
    content = case.reader.content(nodes, spec.parts)
    result = _parts(spec, case, nodes, content, None)
    if spec.whole and result.verdict is Verdict.FAIL:
        return case.fail_or_unknown(Defect.ABSENT, query)
    return result


def _dated(case: Case, known: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Items with their years, those without a year in the title read for one; and items whose year stays unknown."""
    dated: list[Item] = []
    vague: list[Item] = []
    for item in known:
        if item.years:
            dated.append(item)
            continue
        read = _years_inside(item.node)
        (dated if read else vague).append(replace(item, years=read, certain=False))
    return dated, vague


def _years_inside(node: Node) -> tuple[int, ...]:
    body = node.page or node.document
    if body is None:
        return ()
    lines = [body.text[:_HEAD].replace("\n", " "), *(table.caption for table in body.tables), *(table.sheet for table in body.tables)]
    if node.page is not None:
        lines += [attachment.name for attachment in node.page.attachments]
    return tuple(sorted({year for line in lines for year in years(_DAY.sub(" ", line))}, reverse=True))


def _year(
    spec: DocumentsCheck, case: Case, year: int, on: date, dated: Sequence[Item], vague: Sequence[Item], weak: Sequence[Item]
) -> _Year:
    mine = [item for item in dated if year in item.years]
    extra: list[Unread] = []
    if not mine:
        mine, extra = _by_column(spec, case, year, weak)
    if mine:
        nodes = sorted((item.node for item in mine), key=lambda node: (node.page is None, node.key))
        content = case.reader.content(nodes, spec.parts)
        missing = [part for part in spec.parts if part.required and part.name not in content.find(spec.parts)]
        if missing and (beside := _beside(spec, case, nodes, missing, year)):
            content = case.reader.content([*nodes, *beside], spec.parts)
        result = _parts(spec, case, nodes, content, year)
        if not all(item.certain for item in mine):
            result = replace(result, confidence=min(result.confidence, 0.85))
        return _Year(result=result, period=_period(case, year, on, nodes[0], result))
    query = case.query(spec.items, names=spec.names, years=[year])
    doubtful = [item.node for item in vague] + lookalikes(case, spec.items, [], year)
    if doubtful:
        result = case.unknown(
            Reason.UNRECOGNISED, evidence=[case.quote(node) for node in doubtful], certificate=case.reach.certificate(query)
        )
    else:
        result = case.fail_or_unknown(Defect.GAP, query, extra=extra, open_to_candidates=True)
    return _Year(result=result, period=DuePeriod(period=str(year), due=on, verdict=result.verdict), missing=True)


def _period(case: Case, year: int, on: date, item: Node, result: Result) -> DuePeriod:
    """What is told of a year for which something stands."""
    return DuePeriod(
        period=str(year),
        due=on,
        verdict=result.verdict,
        url=case.quote(item).url or None,
        title=item.title or None,
        found=result.details.found,
        missing=result.details.missing,
        advisory_missing=result.details.advisory_missing,
    )


def _beside(spec: DocumentsCheck, case: Case, nodes: Sequence[Node], missing: Sequence[Part], year: int) -> list[Node]:
    """Neighbours in the lists of an item that are named like one of its missing parts, of the same year: parts published one by one."""
    found: dict[str, Node] = {}
    for column in {column.key: column for node in nodes for column in case.holdings.columns_of(node)}.values():
        for node in case.holdings.own_entries(column):
            for label in node.labels:
                named = years(label)
                mine = year in named if named else node.day is not None and node.day.year == year
                other = not mine or node in nodes or any(normal(word) in label for word in spec.items.none)
                if not other and any(all(word in label for word in words) for part in missing for words in synonyms(part)):
                    found[node.key] = node
    return [found[key] for key in sorted(found)]


def _by_column(spec: DocumentsCheck, case: Case, year: int, weak: Sequence[Item]) -> tuple[list[Item], list[Unread]]:
    """Items known by their column: taken when their content bears them out; unread ones of that year stand against absence."""
    required = [part for part in spec.parts if part.required]
    mine, extra = [], []
    for item in weak:
        if item.years and year not in item.years:
            continue
        content = case.reader.content([item.node], spec.parts)
        if 2 * len(content.find(required)) >= max(1, len(required)) and (item.years or year in _years_inside(item.node)):
            mine.append(item)
        elif content.unread:
            extra += content.unread
    return mine, extra


def _parts(spec: DocumentsCheck, case: Case, nodes: Sequence[Node], content: Content, year: int | None) -> Result:
    found = content.find(spec.parts)
    found |= _by_title(case, content, [part for part in spec.parts if part.name not in found])
    missing = [part.name for part in spec.parts if part.required and part.name not in found]
    evidence = _evidence(case, nodes, found, spec.parts)
    nothing = not any(part.required for part in spec.parts) and not _substance(content, found)
    query = case.query(spec.items, names=spec.names, years=None if year is None else [year])
    if content.sources and not missing and not nothing:
        result = case.passed(evidence, confidence=1.0 if any(part.required for part in spec.parts) else 0.9)
    elif content.unread:
        result = case.unknown(reason_of(content.unread), evidence=evidence, unread=content.unread)
    elif content.broken:
        result = _broken(case, query, evidence, content)
    elif not found and not _substance(content, found):
        # Next to nothing to read: the tables may stand there as images.
        result = case.unknown(Reason.UNRECOGNISED, evidence=evidence)
    else:
        result = case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, confidence=0.95)
    advisory = tuple(part.name for part in spec.parts if not part.required and part.name not in found)
    lacking = tuple(missing) if result.verdict is Verdict.FAIL else ()
    return replace(result, details=replace(result.details, found=tuple(found), missing=lacking, advisory_missing=advisory))


def _by_title(case: Case, content: Content, parts: Sequence[Part]) -> dict[str, Found]:
    """The parts that the titles of items name, where the item holds a table: one called 政府性基金预算收支表 need not repeat it."""
    found: dict[str, Found] = {}
    for source in content.sources:
        beneath = case.holdings.attachments_of(source.node) if source.node.page is not None else []
        if not source.tables and not any(node.document is not None and node.document.tables for node in beneath):
            continue
        for part in parts:
            if any(all(word in label for word in words) for words in synonyms(part) for label in source.node.labels):
                found.setdefault(part.name, Found(part=part.name, evidence=case.quote(source.node, "entry")))
    return found


def _substance(content: Content, found: dict[str, Found]) -> bool:
    """Whether an item without required parts is more than a line that points to an attachment."""
    if found or any(source.where == "document" or source.tables for source in content.sources):
        return True
    return sum(len(source.text) for source in content.sources) >= _SUBSTANCE


def _broken(case: Case, query: Query, evidence: list[Evidence], content: Content) -> Result:
    other = case.reach.unread_of(query, SearchScope.BY_NAME)
    evidence = [*evidence, *(case.quote(node, "document") for node in content.broken)]
    if other:
        return case.unknown(case.reach.reason(other), evidence=evidence, unread=other)
    return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.95)


def _evidence(case: Case, nodes: Sequence[Node], found: dict[str, Found], parts: Sequence[Part]) -> list[Evidence]:
    required = [found[part.name].evidence for part in parts if part.required and part.name in found]
    return list(dict.fromkeys([*(case.quote(node) for node in nodes[:2]), *required]))


def _together(spec: DocumentsCheck, case: Case, judged: Sequence[_Year]) -> Result:
    periods = tuple(year.period for year in judged)
    if not judged:
        return case.passed(case.searched(), details=Details(notes=(Note.NOTHING_DUE,)))
    alone = all(year.missing and year.result.verdict is Verdict.FAIL for year in judged)
    if alone and spec.names is not None:
        due = [int(each.period) for each in periods]
        nothing = judge_absence(
            case, columns_named(case, spec.names), case.query(spec.items, names=spec.names, years=due), case.searched(), []
        )
        return replace(nothing, details=replace(nothing.details, periods=periods))
    defects: list[Defect] = []
    for year in judged:
        for defect in year.result.defects:
            defects.append(Defect.ABSENT if alone and defect is Defect.GAP else defect)
    failing = [year.result for year in judged if year.result.verdict is Verdict.FAIL]
    open_ = [year.result for year in judged if year.result.verdict is Verdict.UNKNOWN]
    first = (failing or open_ or [year.result for year in judged])[0]
    evidence = list(dict.fromkeys(piece for result in (failing or open_ or [y.result for y in judged]) for piece in result.evidence))
    certificate: Certificate | None = next((result.certificate for result in failing or open_ if result.certificate), None)
    details = replace(first.details, periods=periods)
    if failing:
        confidence = min(result.confidence for result in failing)
        return case.failed(*defects, evidence=evidence, certificate=certificate, confidence=confidence, details=details)
    if open_:
        unread = list(dict.fromkeys(each for result in open_ for each in result.details.unread))
        reason = first.reason or Reason.UNRECOGNISED
        return case.unknown(reason, evidence=evidence, certificate=certificate, unread=unread, details=details)
    return case.passed(evidence, confidence=min(year.result.confidence for year in judged), details=details)
