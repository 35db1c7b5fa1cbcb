"""Tables of PDF pages, from ruled lines or else from columns of words; those that go on over pages are one. Reads no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypedDict

from spotcheck.crawler.reading.files.pdf_aligned import blocks
from spotcheck.crawler.reading.files.pdf_layout import Sheet, Word, text_of
from spotcheck.crawler.reading.files.pdf_ruled import NEAR, NUMBER, Figure, Grid, figures, head_rows
from spotcheck.crawler.reading.files.pdf_titles import Line, Titles, is_folio, is_no_row, is_note, line_of, titles
from spotcheck.crawler.reading.tables import table_of
from spotcheck.crawler.records import Table

_MOSTLY = 0.7  # share of numbers in a column of numbers
_TITLE = 80  # characters of a title inside a grid
_APART = 1.2  # of a letter's height: what stands closer to a line is part of the same text
_EDGE = 4  # lines at the top and the foot of a page that may be the same on all


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A table on a page (from 1). ``heads``: their rows, those of a grid that nobody ruled being one; ``inner``: title rows of the grid.

    ``above`` and ``below``: the lines of the page between it and the next table, or the edge of the page.
    """

    page: int
    heads: Grid
    rows: Grid
    columns: tuple[float, ...]
    middles: tuple[float, ...]
    ruled: bool
    size: float
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    first: bool
    last: bool
    short: bool = False  # too little to be a table, but for one that it goes on with
    inner: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The head of each column."""
        width = len(self.columns) - 1
        return tuple("/".join(dict.fromkeys(row[c] for row in self.heads if row[c])) for c in range(width))


class _Around(TypedDict):
    """What a page holds around a table."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    first: bool
    last: bool
    size: float


def tables_of(sheet: Sheet, page: int) -> list[Found]:
    """The tables of one page, from top to bottom."""
    ruled, free = figures(sheet)
    folios = _folios(sheet)
    outside = [w for w in sheet.words if w not in folios and not any(_holds(f.columns, f.bottom, f.top, w) for f in ruled)]
    loose = blocks(outside, free, is_no_row)
    lines = [line_of(line) for line in sheet.lines()]
    spans = sorted([(f.top, f.bottom) for f in ruled] + [(b.top, b.bottom) for b in loose], reverse=True)
    found: list[tuple[float, Found]] = []
    for figure in ruled:
        inner, notes, skipped = _inner(figure)
        rows, owners = figure.grid[skipped:], figure.owners[skipped:]
        kept = [n for n, row in enumerate(rows) if any(row)]
        rows, owners = [rows[n] for n in kept], [owners[n] for n in kept]
        depth = head_rows(rows, owners) if rows else 0
        part = Found(
            page=page,
            heads=rows[:depth],
            rows=rows[depth:],
            columns=figure.columns,
            middles=(),
            ruled=True,
            inner=tuple(inner),
            notes=tuple(notes),
            **_around(figure.top, figure.bottom, figure.columns, lines, spans, sheet.words),
        )
        found.append((figure.top, part))
    for block in loose:
        part = Found(
            page=page,
            heads=[list(block.heads)] if block.heads else [],
            rows=block.rows,
            columns=block.columns,
            middles=block.middles,
            ruled=False,
            short=block.short,
            **_around(block.top, block.bottom, block.columns, lines, spans, sheet.words),
        )
        found.append((block.top, part))
    return [part for _, part in sorted(found, key=lambda each: -each[0])]


def _folios(sheet: Sheet) -> frozenset[Word]:
    """The words of the first and last lines of a page that are its number: it stands apart, not as the rest of a cell does."""
    lines = sheet.lines()
    if len(lines) <= _EDGE:
        return frozenset()
    ends = (lines[:3], lines[-1:-4:-1])
    beside = [pair for end in ends for pair in pairwise(end)]
    return frozenset(
        word
        for line, inner in beside
        if is_folio(text_of(line)) and abs(line[0].level - inner[0].level) > _APART * line[0].size
        for word in line
    )


def _inner(figure: Figure) -> tuple[list[str], list[str], int]:
    """Titles and notes in the first rows of a grid, and how many rows these are: merged over all columns, or naming but a unit."""
    inner: list[str] = []
    notes: list[str] = []
    for n, (row, owners) in enumerate(zip(figure.grid, figure.owners, strict=True)):
        cells = list(dict.fromkeys(cell for cell in row if cell))
        if cells and all(map(is_note, cells)):
            notes += cells
        elif len(cells) == 1 and len(set(owners)) == 1 and len(cells[0]) <= _TITLE:
            inner += cells
        elif cells:
            return inner, notes, n
    return inner, notes, len(figure.grid)


def _holds(columns: Sequence[float], bottom: float, top: float, word: Word) -> bool:
    return columns[0] - NEAR <= word.centre <= columns[-1] + NEAR and bottom - NEAR <= word.middle <= top + NEAR


def _around(
    top: float, bottom: float, columns: Sequence[float], lines: Sequence[Line], spans: Sequence[tuple[float, float]], words: Sequence[Word]
) -> _Around:
    """The lines above and below a table, up to the next one, and the usual size of its letters."""
    ceiling = min((low for high, low in spans if low >= top - NEAR), default=float("inf"))
    floor = max((high for high, low in spans if high <= bottom + NEAR), default=float("-inf"))
    sizes = Counter(round(word.size, 1) for word in words if _holds(columns, bottom, top, word))
    return {
        "above": tuple(line for line in lines if top - NEAR < line.level < ceiling),
        "below": tuple(line for line in lines if floor < line.level < bottom),
        "first": ceiling == float("inf"),
        "last": floor == float("-inf"),
        "size": sizes.most_common(1)[0][0] if sizes else 0.0,
    }


def join(found: Iterable[Found], running: frozenset[str] = frozenset()) -> tuple[Table, ...]:
    """The tables, those that go on over pages being one again. ``running``: lines that stand on the edge of every page."""
    whole: list[tuple[Found, Titles, Found]] = []  # with all its rows, what its lines say, and its part read last
    for each in found:
        part = replace(each, above=_without(each.above, running), below=_without(each.below, running))
        said = titles(part.above, part.size)
        if part.inner:
            said = Titles(caption=part.inner[-1], notes=said.notes, again=said.again)
        if whole:
            start, says, before = whole[-1]
            if (rows := _further(start, says, before, part, said)) is not None:
                whole[-1] = (replace(start, rows=_appended(start.rows, rows)), says, part)
                continue
        if not part.short:
            whole.append((part, said, part))
    return tuple(table for start, says, _ in whole if (table := _table(start, says)))


def _without(lines: Sequence[Line], running: frozenset[str]) -> tuple[Line, ...]:
    return tuple(line for line in lines if plain(line.text) not in running and not is_folio(line.text))


def plain(text: str) -> str:
    """A line as it is compared with those of other pages: whatever the number of the page."""
    return "".join("#" if sign.isdigit() else sign for sign in text if not sign.isspace())


def running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines that stand at the top or the foot of several pages, at the same height."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        ends = {(plain(line.text), round(line.level / 6)) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
        seen.update(ends)
    return frozenset(text for (text, _), times in seen.items() if times > 1 and times * 3 >= len(pages) and text)


def _further(start: Found, says: Titles, before: Found, part: Found, said: Titles) -> Grid | None:
    """The rows by which a part on the next page goes on with a table; None where it begins another."""
    if part.page != before.page + 1 or not part.first or not before.last or part.ruled != start.ruled:
        return None
    same = said.again or said.caption == says.caption
    if said.caption and not same:
        return None
    if not said.caption and not said.again and any(not all(map(is_note, line.pieces)) for line in part.above):
        return None
    if not _same_columns(start, part):
        return None
    if not said.caption and not said.again and any(len(line.text) > 8 for line in before.below):
        return None
    rows = [*part.heads, *part.rows]
    repeated = part.names == start.names
    if repeated:
        return part.rows
    while rows and rows[0] in (*start.heads, *start.rows[:2]):
        rows = rows[1:]
    return None if rows and not said.again and _is_head(rows[0], start.rows) else rows


def _same_columns(start: Found, part: Found) -> bool:
    if len(start.columns) != len(part.columns):
        return False
    if start.ruled:
        return all(abs(a - b) <= 2 * NEAR for a, b in zip(start.columns, part.columns, strict=True))
    return all(left <= place <= right for place, (left, right) in zip(part.middles, pairwise(start.columns), strict=True))


def _is_head(row: Sequence[str], rows: Grid) -> bool:
    """Whether a row has words where the rows have numbers."""
    for c, cell in enumerate(row):
        column = [other[c] for other in rows if c < len(other) and other[c]]
        numbers = sum(1 for other in column if NUMBER.fullmatch(other))
        if cell and len(column) > 2 and numbers >= _MOSTLY * len(column) and not any(map(str.isdigit, cell)):
            return True
    return False


def _appended(rows: Grid, more: Grid) -> Grid:
    if rows and more and _goes_on(more[0]) and len(rows[-1]) == len(more[0]):
        return [*rows[:-1], [above + rest for above, rest in zip(rows[-1], more[0], strict=True)], *more[1:]]
    return rows + more


def _goes_on(row: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of a row that the page before cut through."""
    return not row[0] and sum(1 for cell in row if cell) * 2 < len(row) and not any(map(NUMBER.fullmatch, row))


def _table(found: Found, says: Titles) -> Table | None:
    notes = tuple(dict.fromkeys((*says.notes, *found.inner[:-1], *found.notes)))
    sheet = str(found.page)
    if not found.rows:
        if not (says.caption and found.heads):
            return None
        return Table(caption=says.caption, heads=found.names, rows=(), notes=notes, sheet=sheet)
    table = table_of([*found.heads, *found.rows], heads=max(1, len(found.heads)), caption=says.caption, sheet=sheet)
    return replace(table, notes=(*notes, *table.notes)) if table and notes else table
