"""Columns that stand still for longer than their class allows, counted. Blank ones, and those whose days are not certain, are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.search.columns import State, state
from spotcheck.audits.search.last_updates import days_before, months_before, newest_of
from spotcheck.audits.search.looked_at import newest_seen
from spotcheck.audits.search.thresholds import Count, charged_column, judge_count, own_columns
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.stale_columns import NO_PERIOD_SET, ColumnClass, StaleColumnsCheck
from spotcheck.portal.matching import accepted
from spotcheck.portal.site_index import Node

KIND = "stale_columns"


def check(spec: StaleColumnsCheck, case: Case) -> Result:
    """Counts the columns of each class that stand still; a class with one that lives is in order where ``every`` must stand still."""
    if not spec.classes:
        return case.manual(case.searched(), details=Details(notes=(NO_PERIOD_SET,), form=case.duty.form))
    columns = own_columns(case)
    whole = Count()
    taken: set[str] = set()
    for kind in spec.classes:
        count, living = Count(), []
        for node in _of_class(case, kind, columns):
            if node.key in taken:
                continue
            taken.add(node.key)
            if _lives(case, kind, node, count):
                living.append(node)
        whole.evidence += [case.quote(node, "column") for node in living[:2]]
        if spec.every and (living or count.doubtful):
            count = Count(doubtful=[] if living else [*(node for node, _ in count.hits), *count.doubtful])
        whole.hits += count.hits
        whole.doubtful += count.doubtful
    return judge_count(case, whole, spec.least, Defect.STALE, unmet_menus=not spec.every)


def _lives(case: Case, kind: ColumnClass, node: Node, count: Count) -> bool:
    """Whether a column lives; one that does not is counted, or set apart as doubtful."""
    since = _since(kind, case.cutoff)
    seen = newest_seen(case, node)
    if seen is not None and seen.newest is not None and seen.newest >= since:
        return True  # it stood there between the checks
    held = state(case, node)
    if held is not State.HELD:
        if held is State.UNREAD:
            count.doubtful.append(node)
        return False
    newest = newest_of(case, node, since)
    if newest.day is not None and newest.day >= since:
        return True
    if newest.day is None or not newest.certain:
        count.doubtful.append(node)
        return False
    age = (case.cutoff - newest.day).days
    count.hits.append((node, replace(charged_column(node), kind=kind.label, newest=newest.day, age_days=age)))
    return False


def _of_class(case: Case, kind: ColumnClass, columns: list[Node]) -> list[Node]:
    """The columns of a class: only the innermost, so that one list is not counted with each column above it; or only the first level."""
    named = [node for node in columns if any(accepted(kind.names, name) for name in node.names)]
    if kind.first_level:
        below = {node.key for column in columns for node in case.holdings.below(column)}
        return [node for node in named if node.key not in below]
    keys = {node.key for node in named}
    return [node for node in named if keys.isdisjoint(below.key for below in case.holdings.below(node))]


def _since(kind: ColumnClass, day: date) -> date:
    if kind.max_age_months is not None:
        return months_before(day, kind.max_age_months)
    return days_before(day, kind.max_age_days or 1)
