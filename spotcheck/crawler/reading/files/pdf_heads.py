"""The heads of a table that nobody ruled: which columns each of them stands over, from where it stands. Knows no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SAME = 0.45  # of a letter's height by which heads of one row may differ in level
_LEADING = 1.6  # of a letter's height: what stands closer below may be the next line of the same head
_GROUP, _NEW, _BLANK = (
    6.0,
    60.0,
    40.0,
)  # points: what it costs to take a head for that of a group, of an empty column; to leave a column bare
_BARE = 0.25  # of a column's width: what it costs to leave a column below no group, beside a group that misses its middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a head, and where they stand."""

    text: str
    left: float
    right: float
    level: float
    size: float
    deep: float = 0.0  # how far its first and last line are above and below its level
    over: tuple[float, float] | None = None  # how far the line goes that is ruled right below it, if any

    @property
    def highest(self) -> float:
        return self.level + self.deep

    @property
    def lowest(self) -> float:
        return self.level - self.deep

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Span = tuple[float, float]


def whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Heads that are broken into lines, each put together again: close below each other, with nothing beside the lower line that
    stands below the same head, as the heads of a group would."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.level):
        above = next((p for p in reversed(found) if _shared(p, piece) and p.lowest - piece.level < _LEADING * piece.size), None)
        if above is None or _heads_below(above, piece, pieces):
            found.append(piece)
            continue
        found[found.index(above)] = replace(
            above,
            text=above.text + piece.text,
            left=min(above.left, piece.left),
            right=max(above.right, piece.right),
            level=(above.highest + piece.level) / 2,
            deep=(above.highest - piece.level) / 2,
            over=piece.over,
        )
    return found


def _shared(one: Piece, other: Piece) -> bool:
    width = min(one.right - one.left, other.right - other.left)
    return min(one.right, other.right) - max(one.left, other.left) > 0.6 * width


def _heads_below(above: Piece, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether beside ``piece`` stands another head with none over it: both have ``above`` over them."""
    row = sorted((p for p in pieces if abs(p.level - piece.level) <= _SAME * piece.size), key=lambda p: p.middle)
    at = row.index(piece)
    beside = [row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)]
    return any(not any(_shared(p, other) and p.level > other.level + _SAME * other.size for p in pieces) for other in beside)


def spread(pieces: Sequence[Piece], columns: Sequence[Span]) -> list[Span]:
    """The columns, each as wide as its own head, too, and with one more for each head that stands over an empty column.

    Heads stand over columns in their order, though seldom right over what stands in them: they are centred, numbers are not.
    """
    heads = sorted(pieces, key=lambda p: p.middle)
    cost = [[0.0] * (len(columns) + 1) for _ in range(len(heads) + 1)]
    came: list[list[str]] = [[""] * (len(columns) + 1) for _ in range(len(heads) + 1)]
    for h in range(len(heads) + 1):
        for c in range(len(columns) + 1):
            ways = []
            if h and c:
                ways.append((cost[h - 1][c - 1] + _off(heads[h - 1], columns, c - 1), "both"))
            if h:
                ways.append((cost[h - 1][c] + (_GROUP if _may_be_group(heads[h - 1], heads) else _NEW), "head"))
            if c:
                ways.append((cost[h][c - 1] + _BLANK, "column"))
            if ways:
                cost[h][c], came[h][c] = min(ways)
    found: list[Span] = []
    h, c = len(heads), len(columns)
    while h or c:
        way = came[h][c]
        if way == "both":
            found.append(_wider(columns, c - 1, heads[h - 1]))
        elif way == "column":
            found.append(columns[c - 1])
        elif not _may_be_group(heads[h - 1], heads):
            found.append((heads[h - 1].left, heads[h - 1].right))
        h, c = h - (way != "column"), c - (way != "head")
    found.sort()
    return found if all(a[1] <= b[0] for a, b in pairwise(found)) else list(columns)


def _off(head: Piece, columns: Sequence[Span], c: int) -> float:
    """How far a head is from where that of a column may stand, in points: between its neighbours, near its middle."""
    left = columns[c - 1][1] if c else columns[c][0] - 2 * head.size
    right = columns[c + 1][0] if c + 1 < len(columns) else columns[c][1] + 2 * head.size
    return max(0.0, left - head.middle, head.middle - right) + 0.1 * abs(head.middle - (columns[c][0] + columns[c][1]) / 2)


def _may_be_group(head: Piece, heads: Sequence[Piece]) -> bool:
    """Whether other heads stand lower near it, on both sides of its middle or right below it."""
    at = heads.index(head)
    lower = [other for other in heads[max(0, at - 2) : at + 3] if other.level < head.level - 0.9 * head.size]
    return any(other.left <= head.middle for other in lower) and any(other.right >= head.middle for other in lower)


def _wider(columns: Sequence[Span], c: int, head: Piece) -> Span:
    """A column with its head, as far as its neighbours leave room."""
    left = max(head.left, columns[c - 1][1] if c else float("-inf"))
    right = min(head.right, columns[c + 1][0] if c + 1 < len(columns) else float("inf"))
    return min(columns[c][0], left), max(columns[c][1], right)


Stack = list[Piece]


def heads_of(pieces: Sequence[Piece], edges: Sequence[float]) -> list[str]:
    """The head of each column between ``edges``: those over it from top to bottom, joined by ``/``."""
    width = len(edges) - 1
    stacks: list[Stack] = [[] for _ in range(width)]
    for piece in sorted(pieces, key=lambda p: -p.level):
        stacks[_home(piece, edges)].append(piece)
    paths: list[list[str]] = [[] for _ in range(width)]
    _descend(stacks, edges, list(range(width)), paths)
    return ["/".join(dict.fromkeys(path)) for path in paths]


def _home(piece: Piece, edges: Sequence[float]) -> int:
    width = len(edges) - 1
    return min(range(width), key=lambda c: (not edges[c] <= piece.middle <= edges[c + 1], abs(piece.middle - _middle(edges, c, c))))


def _descend(stacks: list[Stack], edges: Sequence[float], columns: list[int], paths: list[list[str]]) -> None:
    """Take the groups off the heads of these columns, and go on below each of them; what is no group is the head of its column."""
    groups = [c for c in columns if _is_group(stacks, columns, c)]
    below = {c for c in columns if any(_siblings(stacks, g, c) for g in groups)} | set(groups)
    for run in _runs(sorted(below)):
        inside = [c for c in run if c in groups]
        tops = [stacks[c].pop(0) for c in inside]
        for top, (first, last) in zip(tops, _parted(tops, edges, run), strict=True):
            under = list(range(first, last + 1))
            for c in under:
                paths[c].append(top.text)
            _descend(stacks, edges, under, paths)
    for c in columns:
        if stacks[c]:
            paths[c].append("".join(piece.text for piece in stacks[c]))  # one head, broken into lines
            stacks[c].clear()


def _is_group(stacks: list[Stack], columns: list[int], column: int) -> bool:
    """Whether the highest head of a column stands over its neighbours, too: one of them has its own only where this column has its next."""
    return len(stacks[column]) > 1 and any(c in columns and _siblings(stacks, column, c) for c in (column - 1, column + 1))


def _siblings(stacks: list[Stack], group: int, column: int) -> bool:
    """Whether the heads of ``column`` stand in one row with those below the highest head of ``group``."""
    rest, other = stacks[group][1:], stacks[column]
    if column == group or not rest or not other:
        return False
    size = stacks[group][0].size
    if other[0].level > stacks[group][0].level - _SAME * size:
        return False
    return abs(_level(rest) - _level(other)) <= _SAME * size


def _level(stack: Sequence[Piece]) -> float:
    return (stack[0].level + stack[-1].level) / 2


def _parted(tops: Sequence[Piece], edges: Sequence[float], run: Sequence[int]) -> list[tuple[int, int]]:
    """(first, last) column of each head over a run of columns: so parted that each stands over the middle of its own, or those that the
    line ruled below it goes over."""
    count, width = len(tops), len(run)
    bare = _BARE * (edges[run[-1] + 1] - edges[run[0]]) / width
    far = float("inf")
    cost = [[far] * (width + 1) for _ in range(count + 1)]
    came: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(count + 1)]
    cost[0] = [bare * n for n in range(width + 1)]
    for k in range(1, count + 1):
        for end in range(1, width + 1):
            for start in range(end):
                miss = cost[k - 1][start] + _miss(tops[k - 1], edges, run[start], run[end - 1])
                if miss < cost[k][end]:
                    cost[k][end], came[k][end] = miss, (start, end)
            if cost[k][end - 1] + bare < cost[k][end]:
                cost[k][end], came[k][end] = cost[k][end - 1] + bare, came[k][end - 1]
    found = []
    end = width
    for k in range(count, 0, -1):
        start, stop = came[k][end]
        found.append((run[start], run[stop - 1]))
        end = start
    return found[::-1]


def _miss(top: Piece, edges: Sequence[float], first: int, last: int) -> float:
    if top.over is not None:
        return abs(top.over[0] - edges[first]) + abs(top.over[1] - edges[last + 1])
    return abs(top.middle - _middle(edges, first, last))


def _runs(columns: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for c in columns:
        if runs and runs[-1][-1] == c - 1:
            runs[-1].append(c)
        else:
            runs.append([c])
    return runs


def _middle(edges: Sequence[float], first: int, last: int) -> float:
    return (edges[first] + edges[last + 1]) / 2
