"""The rows of a table that nobody ruled, told by the white between them: wider than that between the lines of a cell, wherever the
cells stand in their rows. Refuses to tell where the white is alike everywhere, or where a row so told would hold several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spotcheck.crawler.reading.files.pdf_runs import RunLine, is_number

_WIDER = 1.5  # how many times as wide the white between rows is as the widest within one
_LETTER = 0.15  # of a letter's height: white that is none
_LEADING = 0.7  # of a letter's height: white that no two lines of a cell have between them
_FEW = 2  # rows of several lines: one may be two rows that stand close


def bands(lines: Sequence[RunLine]) -> list[int]:
    """The first line of each row, the heads being the first; nothing where that cannot be told."""
    gaps = [_white(above, below) for above, below in pairwise(lines)]
    letter = max((run.size for line in lines for run in line), default=0.0)
    sizes = sorted(max(gap, _LETTER * letter) for gap in gaps)
    steps = [(high / low, low) for low, high in pairwise(sizes) if high >= _WIDER * low and low <= _LEADING * letter]
    if not steps:
        return []
    within = max(steps)[1]
    starts = [0, *(n for n, gap in enumerate(gaps, 1) if gap > within)]
    rows = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return starts if len(rows) > 2 and _are_rows(rows) else []


def _white(above: RunLine, below: RunLine) -> float:
    """The white between two lines of words."""
    foot = min(run.level - run.size / 2 for run in above)
    return foot - max(run.level + run.size / 2 for run in below)


def _are_rows(rows: Sequence[Sequence[RunLine]]) -> bool:
    """Whether each has several cells, no column has two numbers in one of them (but where its lines reach between each other, as those of
    two rows do not: a number is broken), and most of several lines have a cell of a single one."""
    broken = [row for row in rows if len(row) > 1]
    if len(broken) < _FEW or any(len(_cells(row)) < 2 for row in rows):
        return False
    apart = [row for row in broken if all(_white(above, below) >= 0 for above, below in pairwise(row))]
    if any(sum(is_number(run.text) for run in cell) > 1 for row in apart for cell in _cells(row)):
        return False
    return sum(any(len(cell) == 1 for cell in _cells(row)) for row in broken) * 2 > len(broken)


def _cells(row: Sequence[RunLine]) -> list[RunLine]:
    """The pieces of each cell: what overlaps from line to line."""
    found: list[RunLine] = []
    right = float("-inf")
    for run in sorted((run for line in row for run in line), key=lambda run: run.left):
        if run.left < right:
            found[-1].append(run)
        else:
            found.append([run])
        right = max(right, run.right)
    return found
