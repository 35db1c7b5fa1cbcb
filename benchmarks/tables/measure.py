"""What of a table was read right: that it was found as one, its caption, unit, heads and cells. Compares; reads and draws nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from benchmarks.tables.sheets import Sheet

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A table as a reader gives it. ``notes``: what it says of unit, number and maker."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``cells`` right of ``of``, the empty ones among them; ``one``: found as one table with as many columns and rows as it has."""

    one: bool
    caption: bool
    unit: bool
    heads: bool
    cells: int
    of: int


def squeezed(text: str) -> str:
    """Without white space."""
    return _WHITE.sub("", text)


def score(sheet: Sheet, tables: Sequence[Read]) -> Score:
    """The score of the table that fits best; cells are compared row by row, rows in their order."""
    best = max((_score(sheet, table) for table in tables), key=lambda s: (s.cells, s.heads, s.caption), default=None)
    size = len(sheet.rows) * len(sheet.widths)
    return best or Score(one=False, caption=False, unit=False, heads=False, cells=0, of=size)


def _score(sheet: Sheet, table: Read) -> Score:
    truth = [tuple(map(squeezed, row)) for row in sheet.rows]
    rows = [tuple(map(squeezed, row)) for row in table.rows]
    heads = tuple(map(squeezed, table.heads))
    right = 0
    for kind, i, j, k, m in SequenceMatcher(None, truth, rows, autojunk=False).get_opcodes():
        if kind == "equal":
            right += sum(map(len, truth[i:j]))
        elif kind == "replace":
            right += sum(a == b for left, other in zip(truth[i:j], rows[k:m], strict=False) for a, b in zip(left, other, strict=False))
    return Score(
        one=len(rows) == len(truth) and len(heads) == len(sheet.widths),
        caption=squeezed(table.caption) == squeezed(sheet.caption),
        unit=any(squeezed(sheet.unit) in squeezed(note) for note in table.notes),
        heads=heads == tuple(map(squeezed, sheet.names)),
        cells=right,
        of=sum(map(len, truth)),
    )
