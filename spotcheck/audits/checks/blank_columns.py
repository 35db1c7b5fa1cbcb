"""Columns that show that they hold nothing, counted. One that was not read, or that a script may fill, is not."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.search.columns import State, state
from spotcheck.audits.search.thresholds import Count, charged_column, judge_count, own_columns
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.blank_columns import BlankColumnsCheck
from spotcheck.portal.matching import accepted

KIND = "blank_columns"


def check(spec: BlankColumnsCheck, case: Case) -> Result:
    """Counts blank columns, sub-columns included."""
    count = Count()
    for node in own_columns(case):
        if spec.other is not None and any(accepted(spec.other, name) for name in node.names):
            continue
        found = state(case, node)
        if found is State.BLANK and node.page is not None and node.page.blank:
            count.hits.append((node, charged_column(node)))
        elif found in (State.UNREAD, State.BLANK):
            count.doubtful.append(node)
    return judge_count(case, count, spec.least, Defect.BLANK, unmet_menus=True)
