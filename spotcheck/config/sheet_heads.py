"""Where the heads of a sheet stand, and which column each of them names. Believes the sheet's structure, not its first row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spotcheck.config.spreadsheets import Row, Sheet

_SEARCHED = 30  # rows from the top among which the heads are looked for
_SHORT = 30  # characters of a cell that can be a head

Names = Mapping[str, tuple[str, int]]  # plain name → field, and its place among the names of the field


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The heads of a sheet. ``row`` is the one that names the columns, ``last`` the last that belongs to the heads.

    ``columns``: field → column; ``others``: column → its words; ``doubled``: column → the field that another column named first.
    """

    row: int
    last: int
    columns: Mapping[str, int]
    others: Mapping[int, str]
    doubled: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    """What the columns are called if the heads stand in row ``number``."""

    number: int
    words: Mapping[int, str]
    matched: int
    grouped: bool  # a row above belongs to them


def plain(text: str) -> str:
    """A head as it is compared: full width and case as one, without space, stars, colons and what stands in brackets."""
    return re.sub(r"[\s*_:]", "", re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", text))).lower()


def find_heads(sheet: Sheet, known: Mapping[str, Sequence[str]], *, least: int = 1) -> Heads | None:
    """The row that most matches the ``known`` heads (field → its names, the usual one first), with the rows that belong to it.

    None where no row matches ``least`` of them. Of two columns for one field the one with the earlier name is taken.
    """
    rows = sheet.filled().rows[:_SEARCHED]
    names = {plain(name): (field, rank) for field, each in known.items() for rank, name in enumerate(each)}
    best: _Guess | None = None
    for place in range(len(rows)):
        guess = _guess(sheet, rows, place, names)
        below = best is not None and guess.number == best.number + 1 and guess.matched == best.matched
        if best is None or guess.matched > best.matched or (below and len(guess.words) > len(best.words)):
            best = guess
    if best is None or best.matched < least:
        return None
    reaching = [merge.last for merge in sheet.merges if merge.first <= best.number <= merge.last]
    columns: dict[str, int] = {}
    doubled: dict[int, str] = {}
    for column, word in sorted(best.words.items(), key=lambda each: (names.get(plain(each[1]), ("", 0))[1], each[0])):
        field, _ = names.get(plain(word), ("", 0))
        if field and field not in columns:
            columns[field] = column
        elif field:
            doubled[column] = field
    taken = set(columns.values())
    others = {column: word for column, word in sorted(best.words.items()) if column not in taken}
    return Heads(row=best.number, last=max([best.number, *reaching]), columns=columns, others=others, doubled=doubled)


def _guess(sheet: Sheet, rows: Sequence[Row], place: int, names: Names) -> _Guess:
    number, cells = rows[place]
    groups, joined = _groups(sheet, rows[place - 1]) if place and rows[place - 1][0] == number - 1 else ({}, frozenset[int]())
    words: dict[int, str] = {}
    grouped = False
    for column, cell in enumerate(cells):
        group = groups.get(column, "")
        if len(cell) > 2 * _SHORT:
            continue
        if cell and group and plain(group) != plain(cell):
            together = group + cell
            if plain(together) in names or (column in joined and plain(cell) not in names):
                words[column], grouped = together, True
            else:
                words[column] = cell
        elif cell:
            words[column] = cell
        elif group and plain(group) in names:
            words[column], grouped = group, True
    matched = len({names[plain(word)][0] for word in words.values() if plain(word) in names})
    if grouped:
        words = {column: group for column, group in groups.items() if column not in joined} | words
    return _Guess(number=number, words=words, matched=matched, grouped=grouped)


def _groups(sheet: Sheet, row: Row) -> tuple[dict[int, str], frozenset[int]]:
    """The words of a row above the heads for each column below them, and the columns under cells that are joined across several.

    A title over the whole table is no group.
    """
    number, cells = row
    found = {column: cell for column, cell in enumerate(cells) if cell and len(cell) <= _SHORT}
    joined: set[int] = set()
    for merge in sheet.merges:
        if not (merge.first <= number <= merge.last and merge.left < merge.right and merge.left in found):
            continue
        across = range(merge.left, merge.right + 1)
        if len(across) >= len(cells) > 2:
            del found[merge.left]
        else:
            found |= dict.fromkeys(across, found[merge.left])
            joined |= set(across)
    return (found, frozenset(joined)) if len(set(found.values())) > 1 else ({}, frozenset())
