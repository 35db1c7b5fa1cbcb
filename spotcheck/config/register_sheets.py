"""Which sheets of a file list sites, and where their heads stand. Refuses a file where none does, and heads with two meanings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.register_cells import Bad, addresses_of
from spotcheck.config.register_columns import told_by_content
from spotcheck.config.register_heads import ALL, HEADS, near_miss
from spotcheck.config.sheet_heads import Heads, find_heads
from spotcheck.config.spreadsheets import Sheet

ListOfSites = tuple[Sheet, Heads, dict[str, int]]  # with the columns that only their content tells
_EXAMPLES = re.compile("说明|示例|样例|样表|范例|须知")
_IDENTITY = ("url", "code")  # two columns of these are refused: nobody can tell which one is meant


def lists_of_sites(file: Path, sheets: Sequence[Sheet]) -> list[ListOfSites]:
    """The sheets that list sites. Raises UserError where none does."""
    found = [(sheet, *told) for sheet in sheets if (told := _heads_of(sheet)) is not None and sheet.visible]
    if not found:
        raise _no_heads(file, next((sheet for sheet in sheets if sheet.visible), sheets[0]))
    return _of_sites(found)


def _heads_of(sheet: Sheet) -> tuple[Heads, dict[str, int]] | None:
    """The heads of a sheet that has addresses, and the columns that only their content tells."""
    heads = find_heads(sheet, ALL)
    if heads is None:
        return None
    heads, told = told_by_content(sheet, heads)
    return (heads, told) if heads.columns.keys() & {"url", "domains"} else None


def _of_sites(found: list[ListOfSites]) -> list[ListOfSites]:
    """Of several sheets with heads those that list sites: an address stands below the heads, and the name does not say example."""
    listing = [each for each in found if _lists(each[0], each[1])]
    real = [each for each in listing if not _EXAMPLES.search(each[0].name)]
    return real or listing or found[:1]


def _lists(sheet: Sheet, heads: Heads) -> bool:
    column = heads.columns.get("url", heads.columns.get("domains", 0))
    below = (cells[column] for number, cells in sheet.rows if number > heads.last and column < len(cells) and cells[column])
    for cell in below:
        try:
            addresses_of(cell)
        except Bad:
            continue
        return True
    return False


def refuse_unclear(file: Path, heads: Heads) -> None:
    """Raises UserError for two columns of one meaning, and for a head that is a known one misspelt."""
    for column, name in heads.doubled.items():
        if name in _IDENTITY:
            word = heads.others[column]
            raise UserError(
                zh=f"{file}：第 {heads.row} 行：表头“{word}”重复；请只留一列",
                en=f"{file}: row {heads.row}: the head '{word}' stands there twice; keep one column",
            )
    for word in heads.others.values():
        if meant := near_miss(word, heads):
            raise UserError(
                zh=f"{file}：第 {heads.row} 行：未知的表头“{word}”；是否应为“{meant}”？",
                en=f"{file}: row {heads.row}: unknown head '{word}'; did you mean '{meant}'?",
            )


def _no_heads(file: Path, sheet: Sheet) -> UserError:
    heads = find_heads(sheet, ALL)
    if heads is not None:
        head = HEADS["url"][0]
        return UserError(
            zh=f"{file}：第 {heads.row} 行：缺少表头“{head}”；请补上这一列",
            en=f"{file}: row {heads.row}: the head 'url' ({head}) is missing; add that column",
        )
    number, cells = sheet.rows[0]
    first = next((cell for cell in cells if cell), "")[:40]
    zh, en = "、".join(names[0] for names in HEADS.values()), ", ".join(names[1] for names in HEADS.values())
    return UserError(
        zh=f"{file}：没有认得的表头（第 {number} 行“{first}”）；可用的表头：{zh}；空表可用 spotcheck register template 生成",
        en=f"{file}: no known heads (row {number}: '{first}'); known heads: {en}; 'spotcheck register template' writes an empty register",
    )
