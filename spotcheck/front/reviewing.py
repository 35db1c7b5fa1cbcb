"""The workbook of a review: a row a finding, and three cells for people. Everything is text; nothing becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from spotcheck.audits.ledger import Ledger, Review, Run, digest
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.errors import UserError
from spotcheck.config.glossary import term

HEADS = (
    ("运行编号", 30),
    ("网站", 24),
    ("网址", 28),
    ("事项", 22),
    ("名称", 34),
    ("判定", 10),
    ("缺陷", 16),
    ("证据网址", 44),
    ("证据原文", 50),
    ("确认", 7),
    ("误报", 7),
    ("说明", 36),
    ("校验码（勿改）", 18),
)
_NAMES = tuple(name for name, _ in HEADS)
_CELL = 32_000
_NO = {"", "否", "0", "false", "no", "n", "×", "x"}


def write_sheet(path: Path, runs: Iterable[tuple[Run, Sequence[Finding], dict[str, Review]]]) -> int:
    """Writes the faults of the runs; returns how many. What was said before stands in its cells. Raises OSError."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("复核")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    number = 0
    for run, findings, reviews in runs:
        for finding in findings:
            if finding.verdict is not Verdict.FAIL:
                continue
            number += 1
            for column, cell in enumerate(_cells(run, finding, reviews.get(finding.duty))):
                sheet.write_string(number, column, cell[:_CELL], wrapped)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise UserError(zh=f"{path}：无法写入（{error}）", en=f"{path}: cannot be written ({error})", status=3) from error
    return number


def read_sheet(path: Path, ledger: Ledger, at: str) -> tuple[list[Review], int]:
    """The reviews filled in, and how many speak of findings that have changed since. Raises UserError for a wrong row."""
    from spotcheck.config.sheets import read_rows

    rows = [(number, list(cells)) for number, cells in read_rows(path)]
    head = rows[0][1] if rows else []
    missing = [name for name in _NAMES if name not in head]
    if missing:
        raise UserError(
            zh=f"{path}：缺少列“{missing[0]}”；请用 spotcheck review export 导出的文件",
            en=f"{path}: the column '{missing[0]}' is missing; use the file that 'spotcheck review export' wrote",
        )
    places = {name: head.index(name) for name in _NAMES}
    known: dict[str, dict[str, Finding]] = {}
    reviews, outdated = [], 0
    for number, cells in rows[1:]:
        cells += [""] * (len(head) - len(cells))
        run, duty, code, note = (cells[places[name]].strip() for name in ("运行编号", "事项", _NAMES[-1], "说明"))
        right, wrong = (cells[places[name]].strip().lower() not in _NO for name in ("确认", "误报"))
        if not right and not wrong:
            continue
        if right and wrong:
            raise UserError(
                zh=f"{path}：第 {number} 行：“确认”和“误报”都填了；请只留一个",
                en=f"{path}: row {number}: both 确认 and 误报 are filled in; keep one",
            )
        if run not in known:
            if ledger.run(run) is None:
                raise UserError(
                    zh=f"{path}：第 {number} 行：本工作区没有运行“{run}”", en=f"{path}: row {number}: this workspace has no run '{run}'"
                )
            known[run] = {finding.duty: finding for finding in ledger.findings(run)}
        finding = known[run].get(duty)
        if finding is None or digest(finding) != code:
            outdated += 1
            continue
        decision = "confirmed" if right else "rejected"
        reviews.append(Review(run=run, duty=duty, finding=code, decision=decision, note=note, reviewed_at=at))
    return reviews, outdated


def _cells(run: Run, finding: Finding, review: Review | None) -> tuple[str, ...]:
    first = finding.evidence[0] if finding.evidence else None
    return (
        run.id,
        run.site.name,
        run.site.url,
        finding.duty,
        finding.title,
        term("verdict", finding.verdict, "zh"),
        "、".join(term("defect", defect, "zh") for defect in finding.defects),
        first.url if first else "",
        first.quote if first else "",
        "√" if review and review.decision == "confirmed" else "",
        "√" if review and review.decision == "rejected" else "",
        review.note if review else "",
        digest(finding),
    )
