"""Tables that nobody ruled, or ruled only across: rows and columns from where words stand. Knows no words but numbers.

Refuses what has no columns: running text, signatures, a list of contents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spotcheck.crawler.reading.files.pdf_across import Part, over_heads, ruled_parts
from spotcheck.crawler.reading.files.pdf_bands import bands
from spotcheck.crawler.reading.files.pdf_heads import Piece, heads_of, spread, whole
from spotcheck.crawler.reading.files.pdf_layout import Rule, Word, text_of
from spotcheck.crawler.reading.files.pdf_rows import RULED, rows_of
from spotcheck.crawler.reading.files.pdf_ruled import PLAIN, Grid
from spotcheck.crawler.reading.files.pdf_runs import Run, RunLine, is_number, runs_of

_EXACT = 1.5  # points within which cells end at the same place
_LEAST = 3  # rows
_MOSTLY = 0.6  # share of numbers that makes a column one of numbers
_FAR = 3.2  # of the usual distance of rows: what stands further away is another block
_MAX_LINES = 400  # a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table on a page: its heads, its rows, and where it stands."""

    heads: tuple[str, ...]
    rows: Grid
    columns: tuple[float, ...]
    middles: tuple[float, ...]  # where what stands in each column is
    short: bool  # too few rows to be a table by itself
    bottom: float
    top: float


def blocks(words: Sequence[Word], free: Sequence[Rule], note: Callable[[list[str]], bool]) -> list[Block]:
    """The tables among words that no grid holds. ``free``: lines across that belong to no grid; ``note``: whether a line (its pieces)
    names a unit or the like, so that it is no row."""
    lines = [runs_of(line) for line in PLAIN.lines(words)][:_MAX_LINES]
    found: list[Block] = []
    for part in _parts(lines, free, note):
        if (block := _block(part)) is not None:
            found.append(block)
    return found


def _parts(lines: list[RunLine], free: Sequence[Rule], note: Callable[[list[str]], bool]) -> list[Part]:
    """Lines that may be one table, with the lines ruled across them."""
    found, rest = ruled_parts(lines, free, note, _numbers)
    part: list[RunLine] = []
    for n, line in enumerate(rest):
        says_little = note([run.text for run in line])
        apart = bool(part) and part[-1][0].level - line[0].level > _FAR * _pitch(part)
        if says_little or apart or (len(line) == 1 and _breaks(part, line)):
            found.append(Part(lines=part))
            part = []
        if not says_little and (part or len(line) > 1 or over_heads(line, rest[n + 1 : n + 3])):
            part.append(line)
    found.append(Part(lines=part))
    return sorted((part for part in found if part.lines), key=lambda each: -each.lines[0][0].level)


def _pitch(part: Sequence[RunLine]) -> float:
    """The usual distance of lines."""
    gaps = sorted(a[0].level - b[0].level for a, b in pairwise(part))
    return max(gaps[len(gaps) // 2], part[0][0].size * 1.2) if gaps else part[0][0].size * 2


def _breaks(part: Sequence[RunLine], line: RunLine) -> bool:
    """Whether a line of one run is none of this table: it stands across several of its columns."""
    if not part:
        return True
    run = line[0]
    fullest = max(part, key=len)
    over = sum(1 for each in fullest if each.left < run.right and each.right > run.left)
    return over > 2 or run.right - run.left > 0.5 * (fullest[-1].right - fullest[0].left)


def _block(ruled: Part) -> Block | None:
    part, levels = _split(ruled.lines), ruled.levels
    full = [line for line in part if len(line) > 1]
    short = len(full) < _LEAST - (1 if levels else 0)
    if not full:
        return None
    starts = [] if len(levels) > RULED else bands(part)
    first = _first_row(part, levels, starts)
    pieces = whole(
        [
            Piece(text=run.text, left=run.left, right=run.right, level=run.level, size=run.size, over=_over(run, ruled.groups))
            for line in part[:first]
            for run in line
        ]
    )
    columns = spread(pieces, _columns(part[first:]))
    if len(columns) < 2 or (len(columns) == 2 and not short and not _counts(part[first:])):
        return None
    edges = _edges(columns)
    rows = rows_of(part[first:], edges, levels, [start - first for start in starts if start >= first])
    short = short or len(rows) < _LEAST - (2 if len(levels) > 2 else 1)  # one is enough below heads that are ruled off
    heads = tuple(heads_of(pieces, edges)) if pieces else ()
    if heads and sum(1 for head in heads if head) * 2 < len(heads):
        return None
    lowest = min(run.level - run.size for run in part[-1])
    middles = tuple((left + right) / 2 for left, right in columns)
    return Block(
        heads=heads,
        rows=rows,
        columns=tuple(edges),
        middles=middles,
        short=short,
        bottom=lowest,
        top=max(run.level + run.size for run in part[0]),
    )


def _over(run: Run, groups: Sequence[Rule]) -> tuple[float, float] | None:
    """How far the line goes that is ruled right below words, if any."""
    below = (rule for rule in groups if 0 < run.level - rule.at < 1.6 * run.size and rule.start < (run.left + run.right) / 2 < rule.end)
    return next(((rule.start, rule.end) for rule in below), None)


def _split(part: list[RunLine]) -> list[RunLine]:
    """Cells that stand so close that no gap parts them, told by where they do: number after number ends at the same place, one below
    the other, and words begin right behind it."""
    part = [[Run(tuple(piece for word in run.words for piece in _unjoined(word))) for run in line] for line in part]
    seen: dict[int, set[str]] = defaultdict(set)
    for line in part:
        for run in line:
            for n, (before, word) in enumerate(pairwise(run.words)):
                if before.right <= word.left + 1:
                    seen[round(before.right / _EXACT)].add(text_of(run.words[: n + 1]))
    if not seen:
        return part
    places = [place for place, words in seen.items() if len(words) >= _LEAST and sum(map(is_number, words)) >= _MOSTLY * len(words)]
    if not places:
        return part
    return [[piece for run in line for piece in _cut(run, places)] for line in part]


def _unjoined(word: Word) -> list[Word]:
    """A word as its pieces where it begins with a number that was written apart from the Chinese words behind it."""
    place = next((x for n, x in word.joints if is_number(word.text[:n]) and word.text[n] > "\u3400"), None)
    return [word] if place is None else word.cut([place])


def _cut(run: Run, places: Sequence[int]) -> list[Run]:
    for n, word in enumerate(run.words[:-1], 1):
        if round(word.right / _EXACT) in places:
            return [Run(run.words[:n]), *_cut(Run(run.words[n:]), places)]
    return [run]


def _first_row(part: Sequence[RunLine], levels: Sequence[float], starts: Sequence[int]) -> int:
    """The first line below the heads: below the second line ruled across, else the first that has a number where the others have them,
    or of its row, where white parts the rows (``starts``)."""
    if 2 < len(levels) <= _LEAST + 1:  # not where each row is ruled off, those of the heads too
        inner = [n for n, line in enumerate(part) if line[0].level < levels[1]]
        if inner and inner[0]:
            return inner[0]
    first = next((n for n, line in enumerate(part) if _numbers(line, part[n:])), starts[1] if starts else 1)
    if starts:
        return max(start for start in starts if start <= first)
    while first > 1 and len(part[first - 1]) == 1 and _reaches_up(part[first - 1][0], part[first]):
        first -= 1
    return first


def _reaches_up(run: Run, row: RunLine) -> bool:
    """Whether words above the first row are the first line of a cell of it, in the middle of which the row stands."""
    beside = not any(other.left < run.right and other.right > run.left for other in row)
    return beside and run.level - row[0].level < 0.95 * run.size


def _numbers(line: RunLine, lines: Sequence[RunLine]) -> bool:
    """Whether a line has a number where the lines below it have them."""
    return any(is_number(run.text) and _column_of_numbers(run, lines) for run in line)


def _column_of_numbers(run: Run, lines: Sequence[RunLine]) -> bool:
    """Whether most of what stands below a number are numbers."""
    below = [r.text for line in lines for r in line if r.left < run.right and r.right > run.left]
    return sum(map(is_number, below)) >= _MOSTLY * len(below)


def _counts(lines: Sequence[RunLine]) -> bool:
    """Whether the last of two columns holds numbers."""
    last = [line[-1].text for line in lines if len(line) > 1]
    return len(last) >= _LEAST - 1 and sum(map(is_number, last)) >= _MOSTLY * len(last)


def _columns(lines: Sequence[RunLine]) -> list[tuple[float, float]]:
    """Where columns begin and end: what overlaps from row to row stands in one."""
    return [part for column in _together(lines) for part in _unbridged(lines, column)]


def _together(lines: Sequence[RunLine]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted((run.left, run.right) for line in lines for run in line):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _unbridged(lines: Sequence[RunLine], column: tuple[float, float]) -> list[tuple[float, float]]:
    """The columns that one is really of: most rows have several cells in it, and in the others two stand too close to tell."""
    inside = [[run for run in line if run.left < column[1] and run.right > column[0]] for line in lines]
    several = [runs for runs in inside if len(runs) > 1]
    if len(several) * 2 < sum(map(bool, inside)) or len(several) < _LEAST:
        return [column]
    return _together(several)


def _edges(columns: Sequence[tuple[float, float]]) -> list[float]:
    """The middles of the gaps between columns, and the outer edges."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [columns[0][0] - 6, *inner, columns[-1][1] + 6]
