"""The columns of the ledger's file (问题台账), in one place: how they are called, who fills them in, and what its sheets are.

The file goes out with ``review export`` and with every xlsx report, and comes back with ``review import``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spotcheck.audits.reviews import Decision
from spotcheck.config.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heads, its width in characters, and whether people fill it in (``offers``: the words to choose from)."""

    zh: str
    en: str
    width: int
    filled_in: bool = False
    offers: tuple[str, ...] = ()
    printed: bool = True
    also: tuple[str, ...] = ()  # other heads by which it is known on its way back


TICK, CROSS = "√", "×"
_TICKED = (TICK, CROSS)
RECHECKED = ("已整改", "部分整改", "未整改", "无需整改")

COLUMNS: Mapping[str, Column] = {
    "serial": Column(zh="序号", en="No.", width=5),
    "body": Column(zh="单位", en="Body", width=11),
    "site": Column(zh="网站名称", en="Site", width=11),
    "code": Column(zh="网站标识码", en="Site code", width=12),
    "item": Column(zh="检查项", en="Check item", width=14),
    "problem": Column(zh="问题描述", en="What is wrong", width=32),
    "url": Column(zh="问题页面网址", en="Page", width=20),
    "evidence": Column(zh="证据编号", en="Evidence", width=14),
    "found_at": Column(zh="发现时间", en="Seen on", width=11),
    "veto": Column(zh="是否单项否决", en="Veto", width=6),
    "todo": Column(zh="整改要求", en="To be done", width=24),
    "deadline": Column(zh="整改时限", en="Until", width=11, filled_in=True),
    "responsible": Column(zh="责任人", en="Person responsible", width=7, filled_in=True),
    "done": Column(zh="整改情况", en="What was done", width=14, filled_in=True),
    "recheck": Column(zh="复核结果", en="Re-check", width=8, filled_in=True, offers=RECHECKED),
    "confirmed": Column(zh="确认", en="Confirmed", width=5, filled_in=True, offers=_TICKED),
    "rejected": Column(zh="误报", en="False alarm", width=5, filled_in=True, offers=_TICKED),
    "question": Column(zh="核实要点", en="Questions", width=36),
    "requires": Column(zh="要求", en="Requirement", width=26),
    "rule": Column(zh="评分细则", en="Rule of the score", width=18),
    "verdict": Column(zh="判定", en="Verdict", width=13),
    "sites": Column(zh="网站数", en="Sites", width=6),
    "address": Column(zh="证据网址", en="Evidence pages", width=26),
    "quote": Column(zh="证据原文", en="Evidence text", width=30),
    "met": Column(zh="符合", en="Met", width=5, filled_in=True, offers=_TICKED),
    "unmet": Column(zh="不符合", en="Not met", width=6, filled_in=True, offers=_TICKED),
    "points": Column(zh="扣分或加分", en="Points", width=8, filled_in=True),
    "note": Column(zh="说明", en="Note", width=14, filled_in=True),
    "reviewer": Column(zh="复核人", en="Reviewer", width=7, filled_in=True),
    "run": Column(zh="运行编号", en="Run", width=16, printed=False),
    "duty": Column(zh="事项", en="Duty", width=18, printed=False),
    "check": Column(zh="校验码（勿改）", en="Check code (keep)", width=14, printed=False, also=("校验码",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet that people fill in. ``ticks``: the two columns for a decision, with what each means.

    ``grouped``: a row may stand for several findings, whose runs and check codes fill its cells line by line.
    """

    zh: str
    en: str
    columns: tuple[str, ...]
    ticks: tuple[tuple[str, Decision], tuple[str, Decision]]
    grouped: bool = False


IDENTITY = ("run", "duty", "check")  # by which a row is known on its way back
FAULTS_TICKS = (("confirmed", Decision.CONFIRMED), ("rejected", Decision.REJECTED))
OPEN_TICKS = (("met", Decision.MET), ("unmet", Decision.UNMET))
FAULTS = Form(
    zh="复核",
    en="Faults",
    columns=(
        "serial", "body", "site", "code", "item", "problem", "url", "evidence", "found_at", "veto", "todo", "deadline", "responsible",
        "done", "recheck", "confirmed", "rejected", "note", "reviewer", *IDENTITY,
    ),
    ticks=FAULTS_TICKS,
)  # fmt: skip
OPEN = Form(
    zh="人工认定",
    en="For a person",
    columns=(
        "serial", "item", "question", "requires", "rule", "verdict", "sites", "site", "address", "quote", "met", "unmet", "points", "note",
        "reviewer", *IDENTITY,
    ),
    ticks=OPEN_TICKS,
    grouped=True,
)  # fmt: skip
SINGLE = Form(
    zh="逐站认定",
    en="Site by site",
    columns=(
        "serial", "item", "body", "site", "code", "verdict", "address", "quote", "met", "unmet", "points", "note", "reviewer", *IDENTITY,
    ),
    ticks=OPEN_TICKS,
)  # fmt: skip
FORMS = (FAULTS, OPEN, SINGLE)
FOLLOW_UP = ("deadline", "responsible", "done", "recheck")
WRITTEN = (*FOLLOW_UP, "note", "reviewer")  # what people write in their own words


def head(name: str) -> str:
    """The head of a column."""
    column = COLUMNS[name]
    return say(column.zh, column.en)


def known_heads() -> dict[str, tuple[str, ...]]:
    """Every head by which each column is known on its way back, in both languages."""
    return {name: (column.zh, column.en, *column.also) for name, column in COLUMNS.items()}
