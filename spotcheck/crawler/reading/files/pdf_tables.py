"""Tables of a PDF page, from ruled lines or else from columns of words. Reads no file and knows no words."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spotcheck.crawler.reading.files.content import titled
from spotcheck.crawler.reading.files.pdf_layout import Rule, Sheet, Word
from spotcheck.crawler.records import Table

_NEAR = 3.0  # points within which two lines are one
_MAX_CELLS = 10_000  # a table on a page
_SPACE = 0.25  # of a letter's height: a gap that is a space between Latin letters
_WIDE = 1.2  # and between any
_COLUMN = 1.1  # of a letter's height: a gap between columns that are not ruled
_LEAST = 3  # full rows, and columns of the head, that make a table without rules

Grid = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A grid on a page (from 1), the lines of text above it, and where its columns begin.

    ``first`` and ``last``: no text but a running head or page number stands before or behind it.
    """

    page: int
    grid: Grid
    above: tuple[str, ...]
    columns: tuple[float, ...]
    first: bool
    last: bool


def tables_of(sheet: Sheet, page: int) -> list[Found]:
    """The grids of one page, from top to bottom."""
    lines = [(line[0].middle, _text(line)) for line in sheet.lines()]
    found: list[Found] = []
    ceiling = float("inf")
    for bottom, top in _bands(sheet.down):
        down = [rule for rule in sheet.down if rule.start < top and rule.end > bottom]
        across = [rule for rule in sheet.across if bottom - _NEAR <= rule.at <= top + _NEAR]
        xs, ys = _stops(rule.at for rule in down), _stops(rule.at for rule in across)
        if not across or len(ys) < 2:
            continue
        if (left := min(rule.start for rule in across)) < xs[0] - 2 * _NEAR:
            xs.insert(0, left)  # a table that is open at its sides
        if (right := max(rule.end for rule in across)) > xs[-1] + 2 * _NEAR:
            xs.append(right)
        if len(xs) < 3 or len(xs) * len(ys) > _MAX_CELLS:
            continue
        above = tuple(text for at, text in lines if ys[-1] < at < ceiling)
        last = not any(at < ys[0] and len(text) > 8 for at, text in lines)
        grid = _ruled(sheet.words, xs, ys, down, across)
        found.append(Found(page=page, grid=grid, above=above, columns=tuple(xs), first=not found and len(above) < 2, last=last))
        ceiling = ys[0]
    return found or _aligned(sheet, page)


def join(found: Iterable[Found]) -> tuple[Table, ...]:
    """The tables, those that go on over pages being one again."""
    running: list[tuple[Found, Found, Grid]] = []  # where it began, its part read last, all rows
    for part in found:
        if running:
            start, before, grid = running[-1]
            if part.page == before.page + 1 and part.first and before.last and _same(part.columns, before.columns):
                rows = part.grid
                while rows and rows[0] in grid[:4]:
                    rows = rows[1:]
                if rows and _goes_on(rows[0]):
                    grid, rows = [*grid[:-1], [above + more for above, more in zip(grid[-1], rows[0], strict=True)]], rows[1:]
                running[-1] = (start, part, grid + rows)
                continue
        running.append((part, part, part.grid))
    made = (titled(grid, above=start.above, sheet=str(start.page)) for start, _, grid in running)
    return tuple(table for table in made if table)


def _goes_on(row: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of a row that the page before cut through."""
    return not row[0] and sum(1 for cell in row if cell) * 2 < len(row)


def _same(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(left - right) <= 2 * _NEAR for left, right in zip(a, b, strict=True))


def _bands(down: Sequence[Rule]) -> list[tuple[float, float]]:
    """Heights (bottom, top) that lines ruled down cover without a gap, from the top of the page."""
    bands: list[tuple[float, float]] = []
    for rule in sorted(down, key=lambda rule: -rule.end):
        if bands and rule.end >= bands[-1][0] - _NEAR:
            bands[-1] = (min(bands[-1][0], rule.start), bands[-1][1])
        else:
            bands.append((rule.start, rule.end))
    return bands


def _stops(places: Iterable[float]) -> list[float]:
    stops: list[float] = []
    for place in sorted(places):
        if not stops or place - stops[-1] > _NEAR:
            stops.append(place)
    return stops


def _ruled(words: Sequence[Word], xs: list[float], ys: list[float], down: list[Rule], across: list[Rule]) -> Grid:
    """The grid between ruled lines, from the top; cells that no line parts are one, and its text is repeated."""
    height, width = len(ys) - 1, len(xs) - 1
    root = list(range(height * width))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for r in range(height):
        middle = (ys[r] + ys[r + 1]) / 2
        parted = [rule.at for rule in down if rule.start - 1 <= middle <= rule.end + 1]
        for c in range(1, width):
            if not any(abs(at - xs[c]) <= _NEAR for at in parted):
                root[find(r * width + c)] = find(r * width + c - 1)
    for c in range(width):
        middle = (xs[c] + xs[c + 1]) / 2
        parted = [rule.at for rule in across if rule.start - 1 <= middle <= rule.end + 1]
        for r in range(1, height):
            if not any(abs(at - ys[r]) <= _NEAR for at in parted):
                root[find(r * width + c)] = find((r - 1) * width + c)
    inside: dict[int, list[Word]] = {}
    for word in words:
        r, c = bisect(ys, word.middle) - 1, bisect(xs, (word.left + word.right) / 2) - 1
        if 0 <= r < height and 0 <= c < width:
            inside.setdefault(find(r * width + c), []).append(word)
    whole = Sheet((), (), ())
    texts = {n: "".join(_text(line) for line in whole.lines(cell)) for n, cell in inside.items()}
    return [[texts.get(find(r * width + c), "") for c in range(width)] for r in reversed(range(height))]


def _text(line: Sequence[Word]) -> str:
    """The words of a line. A narrow gap is a space between Latin letters only: Chinese ones stand apart without meaning it."""
    pieces = [line[0].text]
    for before, word in pairwise(line):
        gap = (word.left - before.right) / max(word.top - word.bottom, before.top - before.bottom, 4)
        if gap > _WIDE or (gap > _SPACE and (before.text[-1] + word.text[0]).isascii()):
            pieces.append(" ")
        pieces.append(word.text)
    return "".join(pieces)


def _runs(line: Sequence[Word]) -> list[list[Word]]:
    """The words of a line as the cells that wide gaps part."""
    runs: list[list[Word]] = []
    for word in line:
        if runs and word.left - runs[-1][-1].right <= _COLUMN * max(word.top - word.bottom, runs[-1][-1].top - runs[-1][-1].bottom, 4):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _aligned(sheet: Sheet, page: int) -> list[Found]:
    """Grids without rules: lines one after the other whose words stand in the columns of the first."""
    lines = [_runs(line) for line in sheet.lines()]
    found: list[Found] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at) if len(lines[at]) >= _LEAST else at
        full = [line for line in lines[at:end] if len(line) > 1]
        columns = _columns(full)
        if len(full) < _LEAST or len(columns) != len(lines[at]):
            at += 1
            continue
        grid: Grid = []
        for line in lines[at:end]:
            cells = ["".join(_text(run) for run in line if bisect(columns, run[0].left + 1) == n + 1) for n in range(len(columns))]
            if len(line) == 1 and not cells[0]:
                grid[-1] = [above + more for above, more in zip(grid[-1], cells, strict=True)]  # a cell that goes on below
            else:
                grid.append(cells)
        above = tuple(" ".join(map(_text, line)) for line in lines[:at])
        found.append(Found(page=page, grid=grid, above=above, columns=tuple(columns), first=False, last=False))
        at = end
    return found


def _end(lines: Sequence[Sequence[list[Word]]], at: int) -> int:
    """Where the lines end that may be rows below the head at ``at``: single words count while they keep to one column."""
    head = lines[at]
    end = at + 1
    while end < len(lines) and len(lines[end]) <= len(head):
        left, right = lines[end][0][0].left, lines[end][0][-1].right
        if len(lines[end]) == 1 and sum(1 for run in head if run[0].left < right and run[-1].right > left) > 1:
            break
        if len(lines[end]) == 1 and right - left > (head[-1][-1].right - head[0][0].left) / 2:
            break
        end += 1
    while len(lines[end - 1]) == 1 and bisect([run[0].left for run in head], lines[end - 1][0][0].left + 1) <= 1:
        end -= 1
    return end


def _columns(rows: Sequence[Sequence[Sequence[Word]]]) -> list[float]:
    """Where columns begin: words that overlap from line to line stand in one."""
    spans = sorted((run[0].left, run[-1].right) for row in rows for run in row)
    columns: list[list[float]] = []
    for left, right in spans:
        if columns and left <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    return [left for left, _ in columns]
