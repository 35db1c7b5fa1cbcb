"""Where the heads of a sheet stand, and which column each of them names. Believes the sheet's structure, not its first row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spotcheck.config.spreadsheets import Row, Sheet

_SEARCHED = 30  # rows from the top among which the heads are looked for
_SHORT = 30  # characters of a cell that can be a head


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The heads of a sheet. ``first`` and ``last``: the rows they take; ``columns``: field → column; ``others``: column → its words.

    ``doubled``: the words of heads that name a field which another column names just as well.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    others: Mapping[int, str]
    doubled: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A head as it is compared: full width and case as one, without space, stars, colons and what stands in brackets."""
    return re.sub(r"[\s*_:]", "", re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", text))).lower()


def find_heads(sheet: Sheet, known: Mapping[str, Sequence[str]], *, least: int = 1) -> Heads | None:
    """The row that most matches the ``known`` heads (field → its names, the usual one first), with a row above or below that
    belongs to it; None where no row matches ``least`` of them.

    Of two columns that name one field the one with the earlier name is taken, and the other kept among ``others``.
    """
    rows = sheet.filled().rows[:_SEARCHED]
    names = {plain(name): (field, rank) for field, each in known.items() for rank, name in enumerate(each)}
    best, best_words, most = None, {}, 0
    for place, (number, _) in enumerate(rows):
        words = _words(sheet, rows, place, names)
        matched = len({names[plain(word)][0] for word in words.values() if plain(word) in names})
        if matched > most:
            best, best_words, most = number, words, matched
    if best is None or most < least:
        return None
    columns: dict[str, int] = {}
    others: dict[int, str] = {}
    doubled: list[str] = []
    ranks: dict[str, int] = {}
    for column, word in sorted(best_words.items(), key=lambda each: (names.get(plain(each[1]), ("", 0))[1], each[0])):
        field, rank = names.get(plain(word), ("", 0))
        if not field or field in columns:
            others[column] = word
            if field and ranks[field] == rank:
                doubled.append(word)
        else:
            columns[field], ranks[field] = column, rank
    first, last = _extent(sheet, rows, best)
    return Heads(first=first, last=last, columns=columns, others=dict(sorted(others.items())), doubled=tuple(doubled))


def _words(sheet: Sheet, rows: Sequence[Row], place: int, names: Mapping[str, object]) -> dict[int, str]:
    """What each column would be called if the heads stood in this row: with the group above it, where that makes a known name."""
    number, cells = rows[place]
    above = _groups(sheet, rows[place - 1]) if place and rows[place - 1][0] == number - 1 else {}
    words = {}
    for column, cell in enumerate(cells):
        group = above.get(column, "")
        if cell and group and plain(group) != plain(cell):
            joined = group + cell
            words[column] = joined if plain(joined) in names or plain(cell) not in names else cell
        elif cell or (group and plain(group) in names):
            words[column] = cell or group
    return {column: word for column, word in words.items() if len(word) <= 2 * _SHORT}


def _groups(sheet: Sheet, row: Row) -> dict[int, str]:
    """The words of a row above the heads for each column below them, a joined cell for all of its columns."""
    number, cells = row
    found = {column: cell for column, cell in enumerate(cells) if cell and len(cell) <= _SHORT}
    wide = [merge for merge in sheet.merges if merge.first <= number <= merge.last and merge.left < merge.right]
    for merge in wide:
        if merge.right - merge.left + 1 >= len(cells) and len(cells) > 2:
            found.pop(merge.left, None)  # a title over the whole table
        elif merge.left in found:
            found |= dict.fromkeys(range(merge.left, merge.right + 1), found[merge.left])
    return found if len(set(found.values())) > 1 else {}


def _extent(sheet: Sheet, rows: Sequence[Row], best: int) -> tuple[int, int]:
    """The first and the last row of the heads: joined cells that reach into other rows belong to them."""
    reaching = [merge for merge in sheet.merges if merge.first <= best <= merge.last]
    return min([best, *(merge.first for merge in reaching)]), max([best, *(merge.last for merge in reaching)])
