"""The rows of a table that nobody ruled: which lines of words are one row, where cells are broken into lines. Knows no heads."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from spotcheck.crawler.reading.files.pdf_ruled import Grid
from spotcheck.crawler.reading.files.pdf_runs import Run, RunLine, is_number

_CLOSE = 6.0  # points by which words may reach over the edge of a column
RULED = 4  # lines ruled across from which each row is ruled off


def rows_of(lines: Sequence[RunLine], edges: Sequence[float], levels: Sequence[float], starts: Sequence[int] = ()) -> Grid:
    """The rows: lines between two lines ruled across are one where each row is ruled off, or those that white parts (``starts``: the
    first line of each), else each line that is more than the rest of a cell begins one."""
    cells = [_placed(line, edges) for line in lines]
    groups: list[list[int]]
    if len(levels) > RULED:
        groups = [[n for n, line in enumerate(lines) if low < line[0].level <= high] for high, low in pairwise(levels)]
        groups = [group for group in groups if group]
        outside = [n for n in range(len(lines)) if not any(n in group for group in groups)]
        groups = sorted([*groups, *([n] for n in outside)])
    elif starts:
        groups = [list(range(start, end)) for start, end in pairwise([*starts, len(lines)])]
    else:
        groups = _grouped(lines, cells, edges)
    rows = []
    for group in groups:
        row = []
        for c in range(len(edges) - 1):
            row.append("".join(run.text for n in group for run in cells[n].get(c, [])))
        rows.append(row)
    return rows


def _placed(line: RunLine, edges: Sequence[float]) -> dict[int, list[Run]]:
    """The runs of a line by the column they stand in, or most of them does; one that holds the words of two is cut between them."""
    found: dict[int, list[Run]] = {}
    width = len(edges) - 1
    for whole in line:
        for run in _cut(whole, edges[1:-1]):
            first, last = (min(max(bisect(edges, place) - 1, 0), width - 1) for place in (run.left, run.right))
            inside = {c: min(run.right, edges[c + 1]) - max(run.left, edges[c]) for c in range(first, last + 1)}
            found.setdefault(max(inside, key=inside.__getitem__), []).append(run)
    return found


def _cut(run: Run, edges: Sequence[float]) -> list[Run]:
    """Where a word ends before an edge of a column and the next one begins behind it, these are two cells."""
    for edge in edges:
        for n, (before, word) in enumerate(pairwise(run.words), 1):
            if before.right <= edge + _CLOSE and word.left >= edge - _CLOSE and is_number(before.text) != is_number(word.text):
                return [Run(run.words[:n]), *_cut(Run(run.words[n:]), edges)]
    return [run]


def _grouped(lines: Sequence[RunLine], cells: Sequence[dict[int, list[Run]]], edges: Sequence[float]) -> list[list[int]]:
    """Lines by rows. A line with words in one column alone is a piece of a cell of the row above or below, or a row that has but a name."""
    mains = [n for n, placed in enumerate(cells) if len(placed) > 1]
    if not mains:
        return [[n] for n in range(len(lines))]
    level = [line[0].level for line in lines]
    mains = sorted({*mains, *_names(lines, cells, mains, level, edges)})
    groups = {n: [n] for n in mains}
    for column in range(len(edges) - 1):
        pieces = [n for n in range(len(lines)) if n not in groups and column in cells[n]]
        if pieces:
            ways = [_homes(pieces, column, mains, level, cells, top=top) for top in (False, True)]
            for n, home in min(ways)[1]:
                groups[home].append(n)
    return [sorted(group) for _, group in sorted(groups.items())]


def _names(
    lines: Sequence[RunLine],
    cells: Sequence[dict[int, list[Run]]],
    mains: Sequence[int],
    level: Sequence[float],
    edges: Sequence[float],
) -> list[int]:
    """Lines of the first column alone that are rows: as far from the rows beside them as these are from each other, below a cell that
    had room for more."""
    gaps = sorted(level[a] - level[b] for a, b in pairwise(mains))
    pitch = gaps[len(gaps) // 2] if gaps else 0.0
    found = []
    for n, placed in enumerate(cells):
        if set(placed) != {0}:
            continue
        near = [abs(level[n] - level[k]) for k in (n - 1, n + 1) if 0 <= k < len(lines)]
        before = cells[n - 1].get(0, []) if n else []
        full = bool(before) and before[-1].right - edges[0] > 0.8 * (edges[1] - edges[0])
        if pitch and min(near) > 0.85 * pitch and not full:
            found.append(n)
    return found


def _homes(
    pieces: Sequence[int],
    column: int,
    mains: Sequence[int],
    level: Sequence[float],
    cells: Sequence[dict[int, list[Run]]],
    *,
    top: bool,
) -> tuple[float, list[tuple[int, int]]]:
    """The row of each piece of a column, so chosen that every cell stands in the middle of its row, or (``top``) begins with it; and
    how far from that it is all the same."""
    between = [[n for n in pieces if (m == 0 or n > mains[m - 1]) and (m == len(mains) or n < mains[m])] for m in range(len(mains) + 1)]
    # cost, and pieces that go up, of the best way to give the first pieces between two rows to the one above
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for m, main in enumerate(mains):
        after: dict[int, tuple[float, list[int]]] = {}
        below = between[m + 1]
        for up in range(len(below) + 1) if m + 1 < len(mains) else (len(below),):
            ways = []
            for taken, (cost, path) in best.items():
                own = [main] if column in cells[main] else []
                cell = [*between[m][taken:], *own, *below[:up]]
                ways.append((cost + _miss(cell, main, level, top=top), [*path, up]))
            after[up] = min(ways)
        best = after
    cost, path = min(best.values())
    homes = []
    for m, main in enumerate(mains):
        homes += [(n, main) for n in between[m][path[m] :]] + [(n, main) for n in between[m + 1][: path[m + 1]]]
    return cost, homes


def _miss(cell: Sequence[int], main: int, level: Sequence[float], *, top: bool) -> float:
    if not cell:
        return 0.0
    first, last = level[cell[0]], level[cell[-1]]
    return abs((first if top else (first + last) / 2) - level[main])
