"""Whether notices stay open long enough by the days that their own pages state. One that states none, or gives a reason, is not accused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spotcheck.audits.calendar import day_after
from spotcheck.audits.case import Case, Result
from spotcheck.audits.search.items import items
from spotcheck.audits.titles.days import spans
from spotcheck.audits.verdicts import Defect
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.open_days import OpenDaysCheck
from spotcheck.portal.contents import Source, unread
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "open_days"
_TERM = re.compile(r"征求|征集|意见|公示|公告|预公告|反馈|期限|期间|截止")  # a passage with none of these tells of other days
_START = re.compile(r"起(?=[至到])")  # 自6月1日起至6月30日止
_NUMBER = re.compile(r"(?<![月\d])(\d{1,3})(?:个)?(工作日|日|天)|(一个月|三十日|三十天|十个工作日)")


def check(spec: OpenDaysCheck, case: Case) -> Result:
    """Judges the newest notices that state their days."""
    found = [item.node for item in items(case, spec.items) if case.holdings.own(item.node.key)]
    newest = sorted(found, key=lambda node: (-(node.day or date.min).toordinal(), node.key))[: spec.draw]
    told: list[tuple[Node, Evidence, bool]] = []
    try:
        for node in newest:
            if node.page is not None and (term := _term(spec, case, node)):
                told.append((node, *term))
    except UserError:
        return case.unknown(Reason.NO_CALENDAR, evidence=case.searched())
    short = [evidence for _, evidence, enough in told if not enough]
    if short:
        return case.failed(Defect.INCOMPLETE, evidence=short, confidence=0.9)
    if told:
        return case.passed([evidence for _, evidence, _ in told])
    missing = [unread(node) for node in newest if node.page is None]
    reason = missing[0].outcome if missing else Reason.NO_BASIS
    return case.unknown(reason, evidence=[case.quote(node) for node in newest] or case.searched(), unread=missing)


def _term(spec: OpenDaysCheck, case: Case, node: Node) -> tuple[Evidence, bool] | None:
    """The passage that states the longest time, and whether that is enough; None where the page states no first and last day."""
    source = case.reader.source(node)
    days = [
        (span.last - span.first, span.first, span.last, passage)
        for passage in source.passages
        if _TERM.search(passage.words)
        for span in spans(_START.sub("", passage.words), node.day)
        if span.last > span.first
    ]
    if not days or any(normal(word) in source.whole for word in spec.reasons) or _by_number(spec, source):
        return None
    _, first, last, passage = max(days, key=lambda each: each[:3])
    start = min(first, node.day) if node.day is not None else first
    enough = last >= day_after(start - timedelta(days=1), spec.at_least, spec.days, case.calendar)
    return source.evidence(passage), enough


def _by_number(spec: OpenDaysCheck, source: Source) -> bool:
    """Whether the page also tells a time of enough days in numbers: the days that it names may be of something else."""
    return any(match[3] or int(match[1]) >= spec.at_least for match in _NUMBER.finditer(source.whole))
