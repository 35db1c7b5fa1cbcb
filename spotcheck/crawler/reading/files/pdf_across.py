"""Lines ruled across alone, on a page of several tables: which of them rule one, and where its heads begin, ruled above or not.

Refuses to part two tables by a line of words alone, which may be a row that has but a name: the white around it has to say so, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spotcheck.crawler.reading.files.pdf_layout import Rule
from spotcheck.crawler.reading.files.pdf_runs import RunLine

_FULL = 0.6  # share of the width that a line across has which rules a table
_WHOLE = 0.9  # and one that is no line below the head of a group
_WIDER = 1.5  # how many times as wide the white below a table is as that above a row
_CLOSE = 2.6  # of a letter's height: heads do not stand further apart
_UPON = 1.2  # of a letter's height: what stands on a line across is not higher above it
_SIDE = 10.0  # points by which words may reach over the end of a line across
_SAME = 6.0  # points by which the lines of one table may end differently
_HEADS = 5  # lines of heads

Note = Callable[[list[str]], bool]
Numbers = Callable[[RunLine, Sequence[RunLine]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines of words that may be one table, with the levels of the lines ruled across it, from the top; ``groups``: the shorter ones,
    each below the head of a group of columns."""

    lines: list[RunLine]
    levels: Sequence[float] = ()
    groups: Sequence[Rule] = ()


def ruled_parts(lines: Sequence[RunLine], free: Sequence[Rule], note: Note, numbers: Numbers) -> tuple[list[Part], list[RunLine]]:
    """The lines of words that are a table each, and those left.

    ``note``: whether pieces of a line name a unit or the like; ``numbers``: whether a line has a number where those below have them.
    """
    rest = list(lines)
    found = []
    ceiling = float("inf")
    for stretch in _stretches(lines, free, note):
        for group in _alike(stretch):
            levels = [rule.at for rule in group]
            if len(levels) < 2:
                continue
            left, right = min(rule.start for rule in group) - _SIDE, max(rule.end for rule in group) + _SIDE
            within = [line for line in rest if line[0].left > left and line[-1].right < right]
            inside = [line for line in within if levels[-1] < line[0].level < levels[0]]
            if len(levels) == 2 and _goes_on(rest, inside, levels[-1]):  # the heads of a table whose end is on another page
                continue
            over = [line for line in within if levels[0] <= line[0].level < ceiling]
            if heads := _heads(over, inside, group, stretch, note, numbers):
                inside = [*heads, *inside]
                levels = [heads[0][0].level + heads[0][0].size, *levels]
            if sum(len(line) > 1 for line in inside) >= 2:
                widest = max(rule.end - rule.start for rule in group)
                found.append(Part(lines=inside, levels=levels, groups=[r for r in stretch if r.end - r.start < _WHOLE * widest]))
                rest = [line for line in rest if line not in inside]
        ceiling = stretch[-1].at
    return found, rest


def _goes_on(lines: Sequence[RunLine], inside: Sequence[RunLine], last: float) -> bool:
    """Whether a row stands right below the last line ruled across."""
    below = next((line for line in lines if line[0].level <= last), None)
    return below is not None and len(below) > 1 and bool(inside) and last - below[0].level < 2 * below[0].size


def _stretches(lines: Sequence[RunLine], free: Sequence[Rule], note: Note) -> Iterator[list[Rule]]:
    """The lines ruled across, from the top, parted where what stands between two of them is no row of a table that both rule."""
    rules = sorted(free, key=lambda rule: -rule.at)
    between = [[line for line in lines if low.at < line[0].level <= high.at] for high, low in pairwise(rules)]
    whites = sorted(_white(rule, inside[0]) for rule, inside in zip(rules, between, strict=False) if inside)
    usual = whites[(len(whites) - 1) // 2] if whites else 0.0
    stretch = rules[:1]
    for low, inside in zip(rules[1:], between, strict=True):
        if inside and _parts(stretch, low, inside, usual, note):
            yield stretch
            stretch = []
        stretch.append(low)
    if stretch:
        yield stretch


def _white(rule: Rule, line: RunLine) -> float:
    """The white between a line ruled across and the words below it."""
    return rule.at - max(run.level + run.size for run in line)


def _parts(stretch: Sequence[Rule], low: Rule, inside: Sequence[RunLine], usual: float, note: Note) -> bool:
    """Whether a table ends with ``stretch``: further below it than rows do stands what is not a row, or a note beside what is none."""
    high, size = stretch[-1], max(run.size for run in inside[0])
    wide = _white(high, inside[0]) > _WIDER * max(usual, 0.0) + size
    if wide and abs(high.start - low.start) > _SAME and abs(high.end - low.end) > _SAME:
        return True
    notes = [note([run.text for run in line]) for line in inside]
    row = (len(line) > 1 or over_heads(line, inside[n + 1 : n + 3]) for n, line in enumerate(inside))
    count = next((n for n, (is_row, is_note) in enumerate(zip(row, notes, strict=True)) if is_row and not is_note), len(inside))
    if wide and count and len(stretch) > 1 and (len(inside) > 1 or notes[0]):
        return True
    apart = len({round(line[0].left / size) for line in inside[:count]}) > 1  # not the lines of one cell
    return count > 1 and apart and any(notes[:count])


def _alike(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines across of one figure: the longest, and those within its ends that are not much shorter, but for one above them all that is:
    it stands below the head of a group."""
    groups: list[list[Rule]] = []
    for rule in rules:
        for group in groups:
            start, end = min(r.start for r in group), max(r.end for r in group)
            shared = min(end, rule.end) - max(start, rule.start)
            if shared > _FULL * max(end - start, rule.end - rule.start):
                group.append(rule)
                break
        else:
            groups.append([rule])
    for group in groups:
        widest = max(rule.end - rule.start for rule in group)
        while group[0].end - group[0].start < _WHOLE * widest:
            del group[0]
    return groups


def _heads(
    over: Sequence[RunLine], inside: Sequence[RunLine], group: Sequence[Rule], stretch: Sequence[Rule], note: Note, numbers: Numbers
) -> list[RunLine]:
    """The heads that stand on the highest line ruled across, where no other is ruled above them: what is below it are rows."""
    levels, left = [rule.at for rule in group], min(rule.start for rule in group)
    if not over or not inside or len(over[-1]) < 2 or not _upon(over[-1], inside, levels):
        return []
    heads: list[RunLine] = []
    for line in over[: -_HEADS - 1 : -1]:
        near = not heads or line[0].level - heads[0][0].level < _CLOSE * line[0].size
        if not near or note([run.text for run in line]) or not (len(line) > 1 or _grouped(line, heads, stretch) or over_heads(line, heads)):
            break
        heads.insert(0, line)
    most, count = max(map(len, inside)), sum(map(len, heads))
    if not heads or any(numbers(line, [line, *inside]) for line in heads):
        return []
    before = [line for line in over if line[0].level > heads[0][0].level][-1:]
    if before and note([run.text for run in before[0]]) and heads[0][0].left > left + 2 * heads[0][0].size:
        return heads  # below the unit, and not a line of names that begins where the table does
    first = [line for line in inside if line[0].level > levels[1]]
    if any(numbers(line, inside) for line in first):
        return heads if 2 * count >= most else []
    return heads if max(map(len, heads)) >= most > 2 else []  # each column has its head; fewer may be names above a table


def _grouped(line: RunLine, below: Sequence[RunLine], rules: Sequence[Rule]) -> bool:
    """Whether a line is ruled between words and the heads below them, of which it leaves some out: they are the head of a group."""
    middle = (line[0].left + line[0].right) / 2
    left, right = min(each[0].left for each in below), max(each[-1].right for each in below)
    return any(
        below[0][0].level < rule.at < line[0].level and rule.start < middle < rule.end and (rule.start > left or rule.end < right)
        for rule in rules
    )


def _upon(line: RunLine, inside: Sequence[RunLine], levels: Sequence[float]) -> bool:
    """Whether a line stands as close upon the highest line ruled across as the rows below it upon theirs."""
    feet = sorted(min((each[0].level for each in inside if each[0].level > low), default=low) - low for low in levels[1:])
    return line[0].level - levels[0] <= max(_WIDER * feet[len(feet) // 2], _UPON * line[0].size)


def over_heads(line: RunLine, below: Sequence[RunLine]) -> bool:
    """Whether a line of one run is the head of a group above the other heads: close above them, in letters no bigger, and not in the
    middle of them all, as a caption is."""
    if not below or len(below[0]) < 2:
        return False
    run, heads = line[0], below[0]
    left, right = min(each[0].left for each in below), max(each[-1].right for each in below)
    close = 0 < run.level - heads[0].level < _CLOSE * run.size
    central = abs((run.left + run.right) / 2 - (left + right) / 2) < 0.06 * (right - left)
    return close and run.size <= 1.1 * heads[0].size and not central and left - run.size < run.left and run.right < right + run.size
