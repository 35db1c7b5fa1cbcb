"""The rows of a table that nobody ruled: which lines of words are one row, where cells are broken into lines. Knows no heads."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from spotcheck.crawler.reading.files.pdf_ruled import Grid
from spotcheck.crawler.reading.files.pdf_runs import Run, RunLine

_RULED = 4  # lines ruled across from which each row is ruled off


def _rows(lines: Sequence[RunLine], edges: Sequence[float], levels: Sequence[float]) -> Grid:
    """The rows: lines between two lines ruled across are one where each row is ruled off, else each line that is more than the rest of
    a cell begins one."""
    cells = [_placed(line, edges) for line in lines]
    groups: list[list[int]]
    if len(levels) > _RULED:
        groups = [[n for n, line in enumerate(lines) if low < line[0].level <= high] for high, low in pairwise(levels)]
        groups = [group for group in groups if group]
        outside = [n for n in range(len(lines)) if not any(n in group for group in groups)]
        groups = sorted([*groups, *([n] for n in outside)])
    else:
        groups = _grouped(lines, cells)
    rows = []
    for group in groups:
        row = []
        for c in range(len(edges) - 1):
            row.append("".join(run.text for n in group for run in cells[n].get(c, [])))
        rows.append(row)
    return rows


def _placed(line: RunLine, edges: Sequence[float]) -> dict[int, list[Run]]:
    """The runs of a line by the column they stand in, or most of them does."""
    found: dict[int, list[Run]] = {}
    width = len(edges) - 1
    for run in line:
        first, last = (min(max(bisect(edges, place) - 1, 0), width - 1) for place in (run.left, run.right))
        inside = {c: min(run.right, edges[c + 1]) - max(run.left, edges[c]) for c in range(first, last + 1)}
        found.setdefault(max(inside, key=inside.__getitem__), []).append(run)
    return found


def _grouped(lines: Sequence[RunLine], cells: Sequence[dict[int, list[Run]]]) -> list[list[int]]:
    """Lines by rows. A line with words in one column alone is the rest of a cell above or below it, whichever is nearer in its column."""
    mains = [n for n, placed in enumerate(cells) if len(placed) > 1]
    if not mains:
        return [[n] for n in range(len(lines))]
    groups = {n: [n] for n in mains}
    level = [line[0].level for line in lines]
    pitch = min((level[a] - level[b] for a, b in pairwise(mains)), default=0.0)
    done = set(mains)
    for n in range(len(lines)):
        if n in done:
            continue
        column = next(iter(cells[n]))
        chain = [n]
        while chain[-1] + 1 < len(lines) and _goes_on(chain[-1], column, lines, cells, groups):
            chain.append(_next(chain[-1], column, cells, groups))
        done |= set(chain)
        home = _nearest(chain, column, level, cells, mains, lines)
        if home is None or (column == 0 and min(abs(level[home] - level[k]) for k in chain) > 0.9 * pitch):
            for k in chain:
                groups[k] = [k]  # a row of its own: a name without numbers
        else:
            groups[home] += chain
    return [sorted(group) for _, group in sorted(groups.items())]


def _next(n: int, column: int, cells: Sequence[dict[int, list[Run]]], groups: dict[int, list[int]]) -> int:
    """The next line that holds words of this column alone, past a line that has none in it."""
    k = n + 1
    while k in groups and column not in cells[k]:
        k += 1
    return k


def _goes_on(n: int, column: int, lines: Sequence[RunLine], cells: Sequence[dict[int, list[Run]]], groups: dict[int, list[int]]) -> bool:
    """Whether the cell that line ``n`` holds a piece of goes on below it: the next piece in its column is close, and stands alone."""
    k = _next(n, column, cells, groups)
    if k >= len(lines) or k in groups or set(cells[k]) != {column}:
        return False
    return lines[n][0].level - lines[k][0].level < 1.7 * lines[n][0].size


def _nearest(
    chain: Sequence[int],
    column: int,
    level: Sequence[float],
    cells: Sequence[dict[int, list[Run]]],
    mains: Sequence[int],
    lines: Sequence[RunLine],
) -> int | None:
    """The row that a piece of a cell belongs to: the one it stands in the middle of, else the one whose cell it goes on with."""
    middle = (level[chain[0]] + level[chain[-1]]) / 2
    size = lines[chain[0]][0].size
    centred = min(mains, key=lambda m: abs(level[m] - middle))
    if column not in cells[centred] and abs(level[centred] - middle) < 0.8 * size:
        return centred
    above = max((m for m in mains if m < chain[0] and column in cells[m]), default=None)
    below = min((m for m in mains if m > chain[-1] and column in cells[m]), default=None)
    up = level[above] - level[chain[0]] if above is not None else float("inf")
    down = level[chain[-1]] - level[below] if below is not None else float("inf")
    if min(up, down) > 2.0 * size:
        near = abs(level[centred] - middle)
        return centred if near < 1.2 * size else None
    return above if up <= down else below
