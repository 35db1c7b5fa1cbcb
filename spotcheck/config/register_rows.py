"""Which rows of a sheet are sites: everything below the heads but sums, signatures, headings and numbers of columns.

Refuses to skip in silence: each row that is passed over is kept with the reason. A row that may be a site is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spotcheck.config.register_heads import SERIAL
from spotcheck.config.sheet_heads import Heads, plain
from spotcheck.config.spreadsheets import Row, Sheet

_SUM = re.compile(r"(?:合计|总计|小计|共计|总数|汇总|共)(?:\d.*|[:：(（].*|$)")
_SIGNED = re.compile(r"(?:填表|填报|制表|制作|审核|审批|复核|校对|经办|签发|统计|单位负责|主管)(?:人|单位|日期|时间|领导)?")
_EXAMPLE = re.compile(r"(?:填写)?(?:示例|样例|例如|例)(?:\d*|[:：].*)")
_LABELLED = re.compile(r"[^:：]{1,12}[:：].*", re.DOTALL)  # 填表人：…, 备注：…
_ADDRESS = re.compile(r"[:：]//|[\w-]\.[A-Za-z]")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\d]+[)）]).*")
_SAME = ("同上", "〃", "″", '"', "''", "”")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """The row of one site, or the rows whose address is one joined cell. ``cells`` are those of the first row."""

    number: int
    cells: tuple[str, ...]
    further: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that is no site, and why (Chinese, English)."""

    number: int
    zh: str
    en: str


def site_rows(sheet: Sheet, heads: Heads) -> tuple[list[SiteRow], list[Skipped]]:
    """The rows of sites below the heads, in order, and those passed over."""
    found: list[SiteRow] = []
    skipped: list[Skipped] = []
    joined = _joined(sheet, heads)
    above: tuple[str, ...] = ()
    for number, written in sheet.filled().rows:
        if number <= heads.last:
            continue
        cells = tuple(_repeated(cell, above, place) for place, cell in enumerate(written))
        why = _no_site(sheet, heads, (number, cells))
        if why is not None:
            skipped.append(Skipped(number=number, zh=why[0], en=why[1]))
            continue
        above = cells
        if found and joined.get(number, number) == found[-1].number:
            last = found[-1]
            found[-1] = SiteRow(number=last.number, cells=last.cells, further=(*last.further, cells))
        else:
            found.append(SiteRow(number=number, cells=cells))
    return found, skipped


def _joined(sheet: Sheet, heads: Heads) -> dict[int, int]:
    """Rows that belong to the site of an earlier row, because its code or address is one joined cell: row → first row."""
    column = {heads.columns[name] for name in ("url", "code") if name in heads.columns}
    tall = [merge for merge in sheet.merges if merge.tall and merge.left in column]
    return {number: merge.first for merge in tall for number in range(merge.first, merge.last + 1)}


def _repeated(cell: str, above: Sequence[str], place: int) -> str:
    return above[place] if cell in _SAME and place < len(above) else cell


def _no_site(sheet: Sheet, heads: Heads, row: Row) -> tuple[str, str] | None:
    number, cells = row
    given = {column: re.sub(r"\s", "", cell) for column, cell in enumerate(cells) if cell}
    serial = next((column for column, word in heads.others.items() if plain(word) in SERIAL), None)
    first = next(iter(given.values()), "")
    if _EXAMPLE.fullmatch(first):
        return "示例行", "an example"
    if sum(plain(given.get(column, "")) == word for column, word in _head_words(sheet, heads).items()) > 1:
        return "重复的表头", "the heads again"
    signed = all(_LABELLED.fullmatch(cell) and not _ADDRESS.search(cell) for cell in given.values())  # wherever its cells happen to fall
    if given and (signed or _SIGNED.fullmatch(first)):
        return f"表外文字“{first[:20]}”", f"words outside the table: '{first[:20]}'"
    if any(column in given for name, column in heads.columns.items() if name in ("url", "code", "domains")) and not _SUM.match(first):
        return _numbering(given)
    rest = {column: cell for column, cell in given.items() if column != serial and column not in _below(sheet, number)}
    if any(_SUM.fullmatch(cell) for cell in given.values()):
        return "合计行", "a sum"
    if not rest:
        return "没有内容", "nothing in it"
    if len(rest) == 1:
        ((column, cell),) = rest.items()
        wide = any(merge.first <= number <= merge.last and merge.left == column < merge.right for merge in sheet.merges)
        if wide or _HEADING.fullmatch(cell):
            return f"小标题“{cell[:20]}”", f"a heading: '{cell[:20]}'"
    if all(_LABELLED.fullmatch(cell) for cell in rest.values()):
        return f"表外文字“{first[:20]}”", f"words outside the table: '{first[:20]}'"
    return _numbering(given)


def _head_words(sheet: Sheet, heads: Heads) -> dict[int, str]:
    """What stands in the row of the heads."""
    return next(
        ({place: plain(cell) for place, cell in enumerate(cells) if cell} for number, cells in sheet.rows if number == heads.row), {}
    )


def _numbering(given: dict[int, str]) -> tuple[str, str] | None:
    """A row of numbers under the heads: 1 2 3 4."""
    cells = list(given.values())
    counted = (
        len(cells) > 2
        and all(cell.isdigit() for cell in cells)
        and [int(cell) for cell in cells] == list(range(int(cells[0]), int(cells[0]) + len(cells)))
    )
    return ("栏次行", "numbers of columns") if counted else None


def _below(sheet: Sheet, number: int) -> set[int]:
    """The columns in which a row only shows what a joined cell from above says."""
    return {merge.left for merge in sheet.merges if merge.tall and merge.first < number <= merge.last}
