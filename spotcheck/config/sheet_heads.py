"""Where the heads of a sheet stand, and which column each of them names. Believes the sheet's structure, not its first row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spotcheck.config.spreadsheets import Row, Sheet

_SEARCHED = 30  # rows from the top among which the heads are looked for
_SHORT = 30  # characters of a cell that can be a head

_PARTS = re.compile("[/、或及和]")
Named = tuple[str, int]  # a field, and the place of a name among its names


class _Names(dict[str, Named]):
    """The known names. One that joins several (网址/域名) is known where they name one field."""

    def __missing__(self, name: str) -> Named:
        parts = _PARTS.split(name)
        found = {self.get(part, ("", 0)) for part in parts} if len(parts) > 1 else set()
        fields = {field for field, _ in found} - {""}
        named = min((each for each in found if each[0]), default=("", 0), key=lambda each: each[1]) if len(fields) == 1 else ("", 0)
        self[name] = named
        return named

    def field(self, word: str) -> str:
        """The field that a head names, "" for none."""
        return self[plain(word)][0]


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
    """A head as it is compared: full width and case as one, without space, stars, colons, a number before it and brackets."""
    words = re.sub(r"[\s*_:]", "", re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", text))).lower()
    return re.sub(r"^\d+[.、](?=.)", "", words)


def find_heads(sheet: Sheet, known: Mapping[str, Sequence[str]], *, least: int = 1) -> Heads | None:
    """The row that most matches the ``known`` heads (field → its names, the usual one first), with the rows that belong to it.

    None where no row matches ``least`` of them. Of two columns for one field the one with the earlier name is taken.
    """
    rows = sheet.filled().rows[:_SEARCHED]
    names = _Names({plain(name): (field, rank) for field, each in known.items() for rank, name in enumerate(each)})
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
    for column, word in sorted(best.words.items(), key=lambda each: (names[plain(each[1])][1], each[0])):
        field = names.field(word)
        if field and field not in columns:
            columns[field] = column
        elif field:
            doubled[column] = field
    taken = set(columns.values())
    others = {column: word for column, word in sorted(best.words.items()) if column not in taken}
    return Heads(row=best.number, last=max([best.number, *reaching]), columns=columns, others=others, doubled=doubled)


def _guess(sheet: Sheet, rows: Sequence[Row], place: int, names: _Names) -> _Guess:
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
            if names.field(together) or (column in joined and not names.field(cell)):
                words[column], grouped = together, True
            else:
                words[column] = cell
        elif cell:
            words[column] = cell
        elif group and names.field(group):
            words[column], grouped = group, True
    matched = len({names.field(word) for word in words.values()} - {""})
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
