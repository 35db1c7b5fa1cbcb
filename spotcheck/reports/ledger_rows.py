"""The rows of a ledger's file as it comes back, whatever was moved, added, sorted or joined in it. Reads marks, and decides nothing.

Refuses a row in which nobody can tell what is meant, and names it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spotcheck.audits.reviews import Decision
from spotcheck.config.errors import UserError
from spotcheck.config.sheet_heads import Heads, find_heads
from spotcheck.config.spreadsheets import Sheet, read_sheets
from spotcheck.reports.ledger_columns import COLUMNS, FAULTS, FOLLOW_UP, FORMS, IDENTITY, LETTER, OPEN, Form, known_heads
from spotcheck.reports.marks import Mark, mark_of

_LEAST = 4  # known heads that make a row the heads of one of our sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in the file."""

    sheet: str
    row: int

    def zh(self) -> str:
        """In Chinese."""
        return f"{f'工作表“{self.sheet}”' if self.sheet else ''}第 {self.row} 行"

    def en(self) -> str:
        """In English."""
        return f"{f'sheet {self.sheet!r}, ' if self.sheet else ''}row {self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a row says of one finding. ``decision`` None: nothing was ticked; ``denied``: the decisions that a no was put under.

    ``wrong`` (Chinese, English): why the row is refused. ``group``: the row stands for several findings.
    """

    place: Place
    run: str
    duty: str
    check: str
    decision: Decision | None = None
    denied: tuple[Decision, ...] = ()
    note: str = ""
    points: float | None = None
    reviewer: str = ""
    follow_up: Mapping[str, str] | None = None
    wrong: tuple[str, str] | None = None
    group: bool = False

    @property
    def silent(self) -> bool:
        """Whether the row says nothing at all of the finding itself."""
        return self.decision is None and not self.denied and not self.note and self.points is None and self.wrong is None


def read_statements(path: Path) -> tuple[list[Statement], list[str]]:
    """What every row of every sheet of the file says, and the sheets that have heads for ticks and no codes, and were not read.

    Raises UserError for a file that is no ledger.
    """
    found: list[Statement] = []
    read = False
    unread: list[str] = []
    lacking = "run"
    sheets = [sheet for sheet in read_sheets(path) if sheet.rows]
    for sheet in sheets:
        heads = find_heads(sheet, known_heads(), least=_LEAST)
        form = next((form for form in (*FORMS, LETTER) if heads and _is_of(form, heads)), None)
        if heads is None or form is None:
            continue
        missing = [name for name in IDENTITY if name not in heads.columns]
        if missing:
            unread.append(sheet.name)
            lacking = missing[0]
            continue
        _refuse_doubled(path, heads, form)
        read = True
        found += _Reader(sheet, heads, form if form in (FAULTS, LETTER) else OPEN, sheet.name if len(sheets) > 1 else "").statements()
    if not read:
        raise UserError(
            zh=f"{path}：缺少列“{COLUMNS[lacking].zh}”；请用 spotcheck review export 导出的文件",
            en=f"{path}: the column '{COLUMNS[lacking].zh}' is missing; use the file that 'spotcheck review export' wrote",
        )
    return found, unread


def _is_of(form: Form, heads: Heads) -> bool:
    """Whether a sheet is of this form: by its ticks, or where it has none by the column that is filled in and the codes of findings."""
    names = [name for name, _ in form.ticks] or ["done", *IDENTITY]
    return all(name in heads.columns for name in names)


def _refuse_doubled(path: Path, heads: Heads, form: Form) -> None:
    for name in (*(tick for tick, _ in form.ticks), *IDENTITY):
        if name in heads.doubled.values():
            raise UserError(
                zh=f"{path}：第 {heads.row} 行：“{COLUMNS[name].zh}”有两列；请只留一列",
                en=f"{path}: row {heads.row}: the head '{COLUMNS[name].zh}' stands there twice; keep one column",
            )


class _Reader:
    """One sheet."""

    def __init__(self, sheet: Sheet, heads: Heads, form: Form, name: str) -> None:
        self.sheet, self.heads, self.form, self.name = sheet, heads, form, name
        self.ticks = [heads.columns[tick] for tick, _ in form.ticks]

    def statements(self) -> Iterator[Statement]:
        """Each row below the heads."""
        for number, cells in self.sheet.filled().rows:
            if number > self.heads.last:
                yield from self._row(Place(sheet=self.name, row=number), cells)

    def _row(self, place: Place, cells: Sequence[str]) -> Iterator[Statement]:
        def at(name: str) -> str:
            column = self.heads.columns.get(name, len(cells))
            return cells[column].strip() if column < len(cells) else ""

        runs, duty, checks = at("run").split(), at("duty"), at("check").split()
        marks = {decision: (mark_of(at(tick), COLUMNS[tick].zh), tick, at(tick)) for tick, decision in self.form.ticks}
        said = [decision for decision, (mark, _, _) in marks.items() if mark is Mark.YES]
        denied = tuple(decision for decision, (mark, _, _) in marks.items() if mark is Mark.NO)
        points = _number(at("points"))
        wrong = self._wrong(place, marks, said, at("points"), points)
        if len(runs) != len(checks) or not runs or not duty:
            if any(mark is not Mark.EMPTY for mark, _, _ in marks.values()):
                lost = (
                    "运行编号、事项或校验码不完整，认不出是哪一项",
                    "run, duty or check code is not whole, so nobody can tell which finding it is",
                )
                yield Statement(place=place, run="", duty=duty, check="", wrong=lost)
            return
        follow_up = {name: at(name) for name in FOLLOW_UP} if self.form in (FAULTS, LETTER) else None
        for run, check in zip(runs, checks, strict=True):
            yield Statement(
                place=place,
                run=run,
                duty=duty,
                check=check,
                decision=said[0] if said and not wrong else None,
                denied=denied,
                note=at("note"),
                points=None if wrong else points,
                reviewer=at("reviewer"),
                follow_up=follow_up,
                wrong=wrong,
                group=len(runs) > 1,
            )

    def _wrong(
        self,
        place: Place,
        marks: Mapping[Decision, tuple[Mark, str, str]],
        said: Sequence[Decision],
        written: str,
        points: float | None,
    ) -> tuple[str, str] | None:
        """Why the row is refused, if it is."""
        for mark, tick, cell in marks.values():
            if mark is Mark.UNCLEAR:
                head = COLUMNS[tick].zh
                zh = f"“{head}”一栏的“{cell[:40]}”看不懂；确定的请打“√”，不是的请打“×”或留空，其余写在“说明”里"
                return zh, f"'{cell[:40]}' under {head} is neither a tick (√) nor a no (×); put anything else under 说明"
        if len(said) > 1:
            first, second = (COLUMNS[tick].zh for tick, _ in self.form.ticks)
            return f"“{first}”和“{second}”都填了；请只留一个", f"both {first} and {second} are filled in; keep one"
        if said and self._joined_across(place.row):
            return "标记的单元格横着合并了几列，分不清是哪一栏；请拆开", "the mark stands in a cell joined across columns; split it"
        if points is not None and not (math.isfinite(points) and points >= 0):
            head = COLUMNS["points"].zh
            return f"“{head}”应为不小于 0 的数，不是“{written}”", f"{head} must be a number from 0 up, not '{written}'"
        return None

    def _joined_across(self, row: int) -> bool:
        wide = [merge for merge in self.sheet.merges if merge.first <= row <= merge.last and merge.left < merge.right]
        return any(merge.left <= tick <= merge.right for merge in wide for tick in self.ticks)


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return math.nan
