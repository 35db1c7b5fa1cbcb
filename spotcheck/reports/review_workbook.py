"""The workbook of a review: a row a finding, and cells for people. Everything is text; nothing becomes a formula.

The first sheet holds the faults, to be confirmed or rejected; the second what a machine could not decide, to be found met or unmet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spotcheck.audits.reviews import FAULTS, OPEN, Decision, Review
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Duty
from spotcheck.config.errors import UserError, say
from spotcheck.config.glossary import term
from spotcheck.config.spreadsheets import Row
from spotcheck.ledger.ledger import Ledger, Run, digest
from spotcheck.reports.privacy import shown

CODE, NOTE, POINTS = "校验码（勿改）", "说明", "扣分或加分"
_CELL = 32_000
_NO = {"", "否", "0", "false", "no", "n", "×", "x"}
_WIDTHS = {"运行编号": 30, "网站": 24, "网址": 28, "事项": 22, "名称": 34, "判定": 12, "缺陷": 16, "证据网址": 44, "证据原文": 50} | {
    "要求": 44,
    "核实要点": 44,
    "评分细则": 34,
    POINTS: 11,
    NOTE: 36,
    CODE: 18,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """A sheet of the workbook. ``ticks``: the two columns for people, with what each means."""

    name: str
    heads: tuple[str, ...]
    ticks: tuple[tuple[str, Decision], tuple[str, Decision]]


_FIRST = ("运行编号", "网站", "网址", "事项", "名称", "判定")
_FAULTS = _Form(
    "复核",
    (*_FIRST, "缺陷", "证据网址", "证据原文", "确认", "误报", NOTE, CODE),
    (("确认", Decision.CONFIRMED), ("误报", Decision.REJECTED)),
)
_OPEN = _Form(
    "人工认定",
    (*_FIRST, "要求", "核实要点", "评分细则", "证据网址", "证据原文", "符合", "不符合", POINTS, NOTE, CODE),
    (("符合", Decision.MET), ("不符合", Decision.UNMET)),
)
_FORMS = (_FAULTS, _OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back. ``outdated`` rows speak of findings that have changed; ``unticked`` ones say something without a tick."""

    reviews: tuple[Review, ...]
    outdated: int
    unticked: int


def write_sheet(
    path: Path, runs: Iterable[tuple[Run, Sequence[Finding], Mapping[str, Review]]], duties: Mapping[str, Duty]
) -> tuple[int, int]:
    """Writes the faults of the runs, and what a person must decide; returns how many of each. What was said before stands in its
    cells. ``duties``: the rules, by the full id of the duty. Raises UserError where the file cannot be written."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheets = {}
    for form in _FORMS:
        sheet = sheets[form] = book.add_worksheet(form.name)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(form.heads):
            sheet.set_column(column, column, _WIDTHS.get(name, 7))
            sheet.write_string(0, column, name, bold)
    counts = dict.fromkeys(_FORMS, 0)
    for run, findings, reviews in runs:
        for finding in sorted(findings, key=lambda each: each.verdict is Verdict.UNKNOWN):  # what needs a person first
            if finding.verdict is not Verdict.FAIL and finding.verdict not in OPEN:
                continue
            form = _FAULTS if finding.verdict is Verdict.FAIL else _OPEN
            counts[form] += 1
            review = reviews.get(finding.duty)
            cells = shown(_cells(run, finding, review, duties.get(finding.duty)))
            cells |= {NOTE: review.note if review else "", CODE: digest(finding)}  # as they are: they come back
            for column, name in enumerate(form.heads):
                sheets[form].write_string(counts[form], column, cells[name][:_CELL], wrapped)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise UserError(zh=f"{path}：无法写入（{error}）", en=f"{path}: cannot be written ({error})", status=3) from error
    return counts[_FAULTS], counts[_OPEN]


def read_sheet(path: Path, ledger: Ledger, at: str) -> Returned:
    """The reviews filled in. Raises UserError for a wrong row."""
    from spotcheck.config.spreadsheets import read_sheets

    known: dict[str, dict[str, Finding]] = {}
    reviews: list[Review] = []
    outdated = unticked = 0
    lacking: list[str] = []
    read = 0
    for name, rows in read_sheets(path):
        head = rows[0][1] if rows else ()
        form = next((form for form in _FORMS if all(tick in head for tick, _ in form.ticks)), None)
        missing = [each for each in (form or _FAULTS).heads if each not in head]
        if form is None or missing:
            lacking += missing
            continue
        read += 1
        for number, cells in rows[1:]:
            told = _told(path, name, (number, (*cells, *[""] * (len(head) - len(cells)))), head, form)
            if told.decision is None:
                unticked += bool(told.note or told.points is not None)
                continue
            if told.run not in known:
                if ledger.run(told.run) is None:
                    raise _wrong(path, name, number, f"本工作区没有运行“{told.run}”", f"this workspace has no run '{told.run}'")
                known[told.run] = {finding.duty: finding for finding in ledger.findings(told.run)}
            finding = known[told.run].get(told.duty)
            if finding is None or digest(finding) != told.code or (finding.verdict is Verdict.FAIL) != (told.decision in FAULTS):
                outdated += 1
                continue
            reviews.append(
                Review(
                    run=told.run,
                    duty=told.duty,
                    finding=told.code,
                    decision=told.decision.value,
                    note=told.note,
                    reviewed_at=at,
                    points=told.points,
                )
            )
    if not read:
        raise UserError(
            zh=f"{path}：缺少列“{lacking[0]}”；请用 spotcheck review export 导出的文件",
            en=f"{path}: the column '{lacking[0]}' is missing; use the file that 'spotcheck review export' wrote",
        )
    return Returned(reviews=tuple(reviews), outdated=outdated, unticked=unticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    run: str
    duty: str
    code: str
    note: str
    decision: Decision | None
    points: float | None


def _told(path: Path, sheet: str, row: Row, head: Sequence[str], form: _Form) -> _Told:
    number, cells = row
    cell = {name: cells[head.index(name)].strip() for name in form.heads}
    ticked = [(name, decision) for name, decision in form.ticks if cell[name].lower() not in _NO]
    if len(ticked) > 1:
        (first, _), (second, _) = form.ticks
        raise _wrong(path, sheet, number, f"“{first}”和“{second}”都填了；请只留一个", f"both {first} and {second} are filled in; keep one")
    points = _number(cell.get(POINTS, ""))
    if points is not None and not (math.isfinite(points) and points >= 0):
        zh = f"“{POINTS}”应为不小于 0 的数，不是“{cell[POINTS]}”"
        raise _wrong(path, sheet, number, zh, f"{POINTS} must be a number from 0 up, not '{cell[POINTS]}'")
    return _Told(
        run=cell["运行编号"], duty=cell["事项"], code=cell[CODE], note=cell[NOTE], decision=ticked[0][1] if ticked else None, points=points
    )


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return math.nan


def _wrong(path: Path, sheet: str, number: int, zh: str, en: str) -> UserError:
    named = say(f"工作表“{sheet}”", f"sheet '{sheet}', ") if sheet else ""
    return UserError(zh=f"{path}：{named}第 {number} 行：{zh}", en=f"{path}: {named}row {number}: {en}")


def _cells(run: Run, finding: Finding, review: Review | None, duty: Duty | None) -> dict[str, str]:
    shown = finding.evidence[:1] if finding.verdict is Verdict.FAIL else finding.evidence
    form = finding.details.form or (duty.form if duty else ())
    asked = [*map(str, form), *([f"机器看不到的：{duty.unseen}"] if duty and duty.unseen else [])]
    score = duty.score if duty else None
    said = review.decision if review else ""
    return {
        "运行编号": run.id,
        "网站": run.site.name,
        "网址": run.site.url,
        "事项": finding.duty,
        "名称": finding.title,
        "判定": term("verdict", finding.verdict, "zh") + (f"：{term('reason', finding.reason, 'zh')}" if finding.reason else ""),
        "缺陷": "、".join(term("defect", defect, "zh") for defect in finding.defects),
        "要求": duty.requires if duty else "",
        "核实要点": "\n".join(asked),
        "评分细则": "；".join(charge.rule for charge in score.charges) if score else "",
        "证据网址": "\n".join(dict.fromkeys(item.url for item in shown)),
        "证据原文": "\n".join(item.quote for item in shown),
        "确认": "√" if said == Decision.CONFIRMED else "",
        "误报": "√" if said == Decision.REJECTED else "",
        "符合": "√" if said == Decision.MET else "",
        "不符合": "√" if said == Decision.UNMET else "",
        POINTS: f"{review.points:g}" if review and review.points is not None else "",
    }
