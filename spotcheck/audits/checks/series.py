"""Every due period has its item, told by the title or, where the rule allows, by its day.

A missing period is a gap; nothing at all is absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details, DuePeriod
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.five_day_reports import in_run, in_seasons
from spotcheck.audits.search.items import column_items, items, lookalikes
from spotcheck.audits.search.period_coverage import Cover, cover, period_names
from spotcheck.audits.titles.issue_numbers import Hole, holes
from spotcheck.audits.titles.periods import due_periods, told, years
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note, Verdict
from spotcheck.config.kinds.base import Period
from spotcheck.config.kinds.series import SeriesCheck
from spotcheck.config.models import Terms
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.matching import matches, normal
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "series"
_CELL = 12  # characters of a cell that names a period
# Days before an item is due in which it may come out.
_TIME = {Period.FIVE_DAYS: 10, Period.WEEK: 21, Period.MONTH: 62, Period.QUARTER: 120, Period.YEAR: 200}


def check(spec: SeriesCheck, case: Case) -> Result:
    """Judges the latest due periods of a series."""
    known = [item.node for item in items(case, spec.items)]
    weak = [item.node for item in column_items(case, spec.items, known, spec.names)]
    covered = _cover(spec, case, known, weak)
    if not covered.due and (spec.period is not Period.FIVE_DAYS or spec.seasons):
        return case.passed(case.searched(), details=Details(notes=(Note.NOTHING_DUE,)))
    skipped, unnumbered = holes([*known, *weak]) if spec.period is Period.FIVE_DAYS else ([], [])
    here = [node for name, _ in covered.due for node in covered.by_period.get(name, [])]
    periods = tuple(_period(case, name, on, covered.by_period.get(name, [])) for name, on in covered.due)
    periods += tuple(DuePeriod(period=hole.name, verdict=Verdict.FAIL) for hole in skipped)
    missing = (*covered.missing, *(hole.name for hole in skipped))
    facts = Details(periods=periods, missing=missing)
    if covered.due and not missing:
        return _complete(case, covered, here, facts)
    filled = [hole for hole in skipped if any(map(hole.may_be, unnumbered))]
    result = _open_or_missing(spec, case, covered, known, weak, filled, facts)
    dead = _dead(covered)
    if dead and not result.defects:
        return case.failed(Defect.BROKEN, evidence=[case.quote(node) for node in dead], details=_open(facts))
    return result


def _cover(spec: SeriesCheck, case: Case, known: Sequence[Node], weak: Sequence[Node]) -> Cover:
    if spec.period is Period.FIVE_DAYS:
        return (in_seasons if spec.seasons else in_run)(spec, [*known, *weak], case.cutoff)
    due = due_periods(spec.period, spec.due, spec.latest, spec.first, case.cutoff, case.duty.valid_from)
    return cover(spec.period, due, [*known, *weak], case.cutoff, by_date=spec.by_date)


def _complete(case: Case, covered: Cover, here: Sequence[Node], facts: Details) -> Result:
    each = [covered.by_period[name] for name, _ in covered.due]
    dead = _dead(covered)
    if dead:
        return case.failed(Defect.BROKEN, evidence=[case.quote(node) for node in dead], details=facts)
    titles_only = any(not any(node.read for node in nodes) for nodes in each)
    return case.passed(_evidence(case, here), confidence=0.8 if titles_only else 0.85 if covered.by_date else 0.95, details=facts)


def _dead(covered: Cover) -> list[Node]:
    """The items of periods all of whose items are dead links."""
    each = [covered.by_period.get(name, []) for name, _ in covered.due]
    return [node for nodes in each if all(node.outcome is OutcomeClass.FAULT for node in nodes) for node in nodes]


def _open_or_missing(
    spec: SeriesCheck,
    case: Case,
    covered: Cover,
    known: Sequence[Node],
    weak: Sequence[Node],
    filled: Sequence[Hole],
    facts: Details,
) -> Result:
    """What stands in the way of saying that periods are missing; else that they are."""
    here = [node for name, _ in covered.due for node in covered.by_period.get(name, [])]
    evidence = _evidence(case, here)
    doubtful = _doubtful(spec, case, covered, known, weak)
    if doubtful or filled:
        shown = [*evidence, *map(case.quote, [*doubtful, *(hole.before for hole in filled)])]
        return case.unknown(Reason.UNRECOGNISED, evidence=shown, details=_open(facts))
    named = {int(year[0]) for name in facts.missing or [name for name, _ in covered.due] if (year := re.match(r"\d{4}", name))}
    query = case.query(spec.items, names=spec.names, years=named | {year + 1 for year in named} if named else None)
    if not known and not weak:
        result = judge_absence(case, columns_named(case, spec.names), query, [], [])
        result = replace(result, details=replace(result.details, periods=facts.periods, missing=facts.missing))
    else:
        # Issues of other periods that count show that the series is there: what is missing is a gap in it.
        defect = Defect.GAP if here or any(name >= spec.first for name in covered.by_period) else Defect.ABSENT
        sure = 0.9 if covered.by_date else 0.95
        result = case.fail_or_unknown(defect, query, evidence=evidence, confidence=sure, details=facts)
    return result if result.defects else replace(result, details=_open(result.details))


def _doubtful(spec: SeriesCheck, case: Case, covered: Cover, known: Sequence[Node], weak: Sequence[Node]) -> list[Node]:
    """Items that could stand for a period found missing."""
    own = {node.key for node in known}
    names = set(covered.missing)
    on = [day for name, day in covered.due if name in names]
    found = [node for node in covered.vague if (_may_be(node, names) if node.key in own else spec.by_date or _before(spec, node, on))]
    for node in lookalikes(case, spec.items, [*known, *weak]):
        line = node.page.text[:80] if node.page else ""
        if spec.period is Period.FIVE_DAYS or spec.by_date or period_names(spec.period, node, line):
            found.append(node)
    if not names and covered.due:
        return []
    taken = {node.key for node in (*known, *weak)}
    close = case.candidates(case.query(spec.items, names=spec.names))
    found += [node for node in close if node.key not in taken and _before(spec, node, on)]
    found += [node for node in known if names and names <= _rows_name(spec.period, node)]
    found += _tabled(spec, case, names)
    return list({node.key: node for node in found}.values())


def _tabled(spec: SeriesCheck, case: Case, missing: set[str]) -> list[Node]:
    """What holds a table on the subject with a row for a missing period: one page kept up to date instead of an item each time."""
    subject = Terms(all=spec.items.all[:-1] or spec.items.all, none=spec.items.none)
    return [
        node
        for key, node in sorted(case.holdings.nodes.items())
        if (body := node.page or node.document) is not None
        for table in body.tables
        if matches(subject, normal(" ".join((table.caption, table.sheet, *table.heads))))
        and any(missing.intersection(told(spec.period, cell, node.day)) for row in table.rows for cell in row[:2])
    ][:1]


def _rows_name(period: Period, node: Node) -> set[str]:
    """The periods that the rows of an item's tables name: one page that grows month by month holds the whole series."""
    body = node.page or node.document
    if body is None or period not in (Period.MONTH, Period.QUARTER):
        return set()
    named = {year for label in node.labels for year in years(label)}
    cells = [cell for table in body.tables for row in (table.heads, *table.rows) for cell in row if len(cell) <= _CELL]
    dated = [cell if years(cell) else f"{year}年{cell}" for cell in cells for year in named or {0} if named or years(cell)]
    return {name for cell in dated for name in told(period, cell, node.day)}


def _before(spec: SeriesCheck, node: Node, on: Sequence[date]) -> bool:
    """Whether an item of a column came out in the time in which a missing one was to come out."""
    return node.day is None or any(0 <= (day - node.day).days <= _TIME[spec.period] for day in on)


def _may_be(node: Node, missing: set[str]) -> bool:
    """Whether an item that names no period could be one of those missing, by its year."""
    named = {year for label in node.labels for year in years(label)}
    wanted = {int(name[:4]) for name in missing}
    if named:
        return not named.isdisjoint(wanted)
    return node.day is None or node.day.year in wanted | {year + 1 for year in wanted}


def _evidence(case: Case, here: Sequence[Node]) -> list[Evidence]:
    return [case.quote(case.holdings.nodes[key]) for key in dict.fromkeys(node.key for node in here)]


def _open(details: Details) -> Details:
    """Details of an unknown: what was not found is not said to be missing."""
    periods = (replace(each, verdict=Verdict.UNKNOWN) if each.verdict is Verdict.FAIL else each for each in details.periods)
    return replace(details, periods=tuple(periods), missing=())


def _period(case: Case, name: str, due: date, nodes: Sequence[Node]) -> DuePeriod:
    if not nodes:
        return DuePeriod(period=name, due=due, verdict=Verdict.FAIL)
    return DuePeriod(period=name, due=due, verdict=Verdict.PASS, url=case.quote(nodes[0]).url, title=nodes[0].title)
