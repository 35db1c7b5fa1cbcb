"""Grids that ruled lines make: lines that touch each other are one figure, and a figure with columns is a table. Knows no words.

A line around the page, a box around a paragraph, and a stroke below a heading touch no columns, and rule nothing.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spotcheck.crawler.reading.files.pdf_layout import Rule, Sheet, Word, text_of

NUMBER = re.compile(r"[-+—(（]?[\d,，.]{1,30}[)）%]?|[-—]+")  # a cell of a column of numbers
PLAIN = Sheet((), (), ())
NEAR = 3.0  # points within which two lines are one
_MAX_LINES = 1500  # a page, after those on one line were put together
_MAX_CELLS = 10_000  # a table on a page

Grid = list[list[str]]
Owners = list[list[int]]  # which cell a place belongs to: the same number where no line parts two


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A table on a page: its rows from the top, whose cell each place is, and its edges."""

    grid: Grid
    owners: Owners
    columns: tuple[float, ...]
    bottom: float
    top: float


@dataclass(slots=True)
class _Group:
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


def figures(sheet: Sheet) -> tuple[list[Figure], list[Rule]]:
    """The tables, from the top of the page, and the lines across that belong to none."""
    across, down = _merged(sheet.across), _merged(sheet.down)
    if len(across) + len(down) > _MAX_LINES:
        return [], []
    found: list[Figure] = []
    free: list[Rule] = []
    for group in _groups(across, down):
        figure = _figure(sheet.words, group)
        if figure is not None:
            found.append(figure)
        elif not group.down or len(group.across) > 3:  # a line around the page or a paragraph rules nothing
            free += group.across
    return sorted(found, key=lambda f: -f.top), free


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces on one line that meet are one line; lines closer than NEAR are one, too (double ones)."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if levels and rule.at - levels[-1][0].at <= NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    found: list[Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        pieces = sorted(level, key=lambda r: r.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start <= end + NEAR + 1:
                end = max(end, piece.end)
            else:
                found.append(Rule(at, start, end))
                start, end = piece.start, piece.end
        found.append(Rule(at, start, end))
    return found


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Group]:
    """Lines that touch, directly or by others."""
    root = list(range(len(across) + len(down)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for n, line in enumerate(across):
        for m, post in enumerate(down):
            if line.start - NEAR <= post.at <= line.end + NEAR and post.start - NEAR <= line.at <= post.end + NEAR:
                root[find(n)] = find(len(across) + m)
    groups: dict[int, _Group] = defaultdict(_Group)
    for n, line in enumerate(across):
        groups[find(n)].across.append(line)
    for m, post in enumerate(down):
        groups[find(len(across) + m)].down.append(post)
    return list(groups.values())


def _figure(words: Sequence[Word], group: _Group) -> Figure | None:
    """The grid of lines that touch; None where they make no columns."""
    if not group.down or len(group.across) < 2:
        return None
    xs, ys = _stops(rule.at for rule in group.down), _stops(rule.at for rule in group.across)
    if (left := min(rule.start for rule in group.across)) < xs[0] - 2 * NEAR:
        xs.insert(0, left)  # a table that is open at its sides
    if (right := max(rule.end for rule in group.across)) > xs[-1] + 2 * NEAR:
        xs.append(right)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_CELLS:
        return None
    if (top := max(rule.end for rule in group.down)) > ys[-1] + 4 * NEAR:
        ys.append(top)  # columns that go on above the highest line across, or below the lowest
    if (bottom := min(rule.start for rule in group.down)) < ys[0] - 4 * NEAR:
        ys.insert(0, bottom)
    grid, owners = _cells(words, xs, ys, group)
    filled = sum(1 for row in grid for cell in row if cell)
    return Figure(grid=grid, owners=owners, columns=tuple(xs), bottom=ys[0], top=ys[-1]) if filled > 1 else None


def _stops(places: Iterable[float]) -> list[float]:
    stops: list[float] = []
    for place in sorted(places):
        if not stops or place - stops[-1] > NEAR:
            stops.append(place)
    return stops


def _cells(words: Sequence[Word], xs: list[float], ys: list[float], group: _Group) -> tuple[Grid, Owners]:
    """The rows between the lines, from the top; cells that no line parts are one, and its text is repeated."""
    height, width = len(ys) - 1, len(xs) - 1
    root = list(range(height * width))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for r in range(height):
        middle = (ys[r] + ys[r + 1]) / 2
        parted = [rule.at for rule in group.down if rule.start - 1 <= middle <= rule.end + 1]
        for c in range(1, width):
            if not any(abs(at - xs[c]) <= NEAR for at in parted):
                root[find(r * width + c)] = find(r * width + c - 1)
    for c in range(width):
        middle = (xs[c] + xs[c + 1]) / 2
        parted = [rule.at for rule in group.across if rule.start - 1 <= middle <= rule.end + 1]
        for r in range(1, height):
            if not any(abs(at - ys[r]) <= NEAR for at in parted):
                root[find(r * width + c)] = find((r - 1) * width + c)
    inside: dict[int, list[Word]] = defaultdict(list)
    for whole in words:
        if not (ys[0] <= whole.middle <= ys[-1] and xs[0] <= whole.centre <= xs[-1]):
            continue
        r = min(max(bisect(ys, whole.middle) - 1, 0), height - 1)
        here = [x for n, x in enumerate(xs[1:-1], 1) if find(r * width + n) != find(r * width + n - 1)]
        for word in whole.cut(here):
            c = min(max(bisect(xs, word.centre) - 1, 0), width - 1)
            inside[find(r * width + c)].append(word)
    lines = {n: PLAIN.lines(cell) for n, cell in inside.items()}
    grid: Grid = []
    owners: Owners = []
    for r in reversed(range(height)):
        own = [find(r * width + c) for c in range(width)]
        alone = all(n // width == r for n in own) and all(find((r + 1) * width + c) != own[c] for c in range(width) if r + 1 < height)
        for n, row in enumerate(
            _rows([lines.get(n, []) for n in own]) if alone else [[_together(list(map(text_of, lines.get(n, [])))) for n in own]]
        ):
            grid.append(row)
            owners.append([place + n * height * width for place in own])
    return grid, owners


def _rows(cells: Sequence[list[list[Word]]]) -> list[list[str]]:
    """The one row of the cells, or the rows that stand in them where only columns are ruled: several cells hold number below number."""
    columns = [[text_of(line) for line in cell] for cell in cells]
    stacks = sum(1 for column in columns if len(column) > 2 and all(map(NUMBER.fullmatch, column)))
    if stacks:
        levels = PLAIN.lines(word for cell in cells for line in cell for word in line)
        if len(levels) == max(map(len, columns)):
            inside = [{id(word) for line in cell for word in line} for cell in cells]
            return [[text_of(mine) if (mine := [w for w in level if id(w) in held]) else "" for held in inside] for level in levels]
    return [[_together(column) for column in columns]]


def _together(lines: Sequence[str]) -> str:
    """The lines of one cell: Latin words that end and begin lines are parted by a space."""
    text = ""
    for line in lines:
        parted = text and line and text[-1].isascii() and text[-1].isalpha() and line[0].isascii() and line[0].isalpha()
        text += (" " if parted else "") + line
    return text


def head_rows(grid: Grid, owners: Owners) -> int:
    """How many of the first rows are heads: as long as a cell of them reaches into the next, or a merged one is split into words by it."""
    depth = 1
    while depth < len(owners):
        above, here = owners[depth - 1], owners[depth]
        reaches = any(a == b for a, b in zip(above, here, strict=True))
        splits = any(above[n] == above[n - 1] and here[n] != here[n - 1] for n in range(1, len(above)))
        if not reaches and (not splits or any(NUMBER.fullmatch(cell) for cell in grid[depth])):
            break
        depth += 1
    return depth
