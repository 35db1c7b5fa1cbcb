"""Data tables of a page or of a workbook saved as HTML.

Refuses layout: a table that only places text, or that holds other tables of data, is none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from spotcheck.crawler.reading.markup import Element, inner_text, lines, serialised
from spotcheck.crawler.reading.record_tables import fields_of
from spotcheck.crawler.records import Table

_MAX_ROWS, _MAX_COLUMNS, _MAX_SPAN = 5000, 200, 500
_UNIT = re.compile(r"^[（(]?\s*(?:金额|计量|货币)?单\s*位\s*[:：]\s*\S{1,12}[)）]?$|^单位[:：]")
_NOTE = re.compile(r"^\s*+(?:备\s*+注|注|说明|附注|注释|填表说明)\s*+[:：\d一二三]")
_NUMBER = re.compile(r"[-+]?[\d,，.]+%?")


def read_tables(root: Element, *, headed: bool = False, skip: Container[Element] = ()) -> tuple[Table, ...]:
    """The data tables inside an element, in order.

    ``headed``: only tables of three columns and more whose first row holds no link, as on a page that also lists links;
    ``skip``: elements whose tables are left out.
    """
    found = []
    rows, frames = _rows_and_frames(root)
    for element in root.iter("table"):
        if rows.get(element, 0) < 2 or element in frames or (headed and not _has_head(element)):
            continue
        if skip and any(up in skip for up in element.iterancestors()):
            continue
        grid, heads = grid_of(element)
        caption, notes = _caption(element, root, skip)
        table = table_of(grid, heads=heads, caption=caption, marked=_marked(element))
        if table is not None:
            found.append(replace(table, notes=(*notes, *table.notes)) if notes else table)
    return tuple(found)


def _rows_and_frames(root: Element) -> tuple[dict[Element, int], set[Element]]:
    """How many rows of its own each table has; and the tables that hold another one of several rows, so only place it."""
    rows: dict[Element, int] = {}
    frames: set[Element] = set()
    for row in root.iter("tr"):
        owner = next(row.iterancestors("table"), None)
        if owner is None:
            continue
        rows[owner] = rows.get(owner, 0) + 1
        if rows[owner] == 2:
            for above in owner.iterancestors("table"):
                if above in frames:
                    break
                frames.add(above)
    return rows, frames


def _has_head(element: Element) -> bool:
    row = next(element.iter("tr"), None)
    return row is not None and len(row) >= 3 and next(row.iter("a"), None) is None and all(inner_text(c) for c in row)


def _marked(element: Element) -> bool:
    """Whether each row begins with a head, and has something else beside it."""
    rows = [[c.tag for c in row if c.tag in ("td", "th")] for row in _own_rows(element)]
    several = [row for row in rows if len(row) > 1]
    return len(several) > 1 and all(row[0] == "th" and "td" in row for row in several)


def _own_rows(element: Element) -> list[Element]:
    rows = []
    for child in element:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [tr for tr in child if tr.tag == "tr"]
    return rows


def grid_of(element: Element) -> tuple[list[list[str]], int]:
    """A table as rows of equal length, merged cells repeated; and how many of its first rows the markup itself calls heads."""
    rows: list[dict[int, str]] = []
    waiting: dict[int, tuple[int, str]] = {}  # column -> (rows still covered, text)
    heads = 0
    for tr in _own_rows(element):
        if len(rows) >= _MAX_ROWS:
            break
        cells = [c for c in tr if c.tag in ("td", "th")]
        row: dict[int, str] = {}
        column = 0
        for cell in cells:
            while column in waiting:
                column = _carry(row, waiting, column)
            text = inner_text(cell)
            across, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            for _ in range(min(across, _MAX_COLUMNS - column)):
                row[column] = text
                if down > 1:
                    waiting[column] = (down - 1, text)
                column += 1
        while column in waiting or any(c > column for c in waiting):
            if column in waiting:
                column = _carry(row, waiting, column)
            else:
                column += 1
        if (
            cells
            and (all(c.tag == "th" for c in cells) or (tr.getparent() is not None and tr.getparent().tag == "thead"))
            and heads == len(rows)
        ):
            heads += 1
        rows.append(row)
    width = max((max(r) + 1 for r in rows if r), default=0)
    return [[r.get(c, "") for c in range(width)] for r in rows], heads


def _carry(row: dict[int, str], waiting: dict[int, tuple[int, str]], column: int) -> int:
    left, text = waiting[column]
    row[column] = text
    if left > 1:
        waiting[column] = (left - 1, text)
    else:
        del waiting[column]
    return column + 1


def _span(value: str | None) -> int:
    return max(1, min(int(value), _MAX_SPAN)) if value and value.strip().isdigit() and value.isascii() else 1


def table_of(grid: Sequence[Sequence[str]], *, heads: int = 0, caption: str = "", sheet: str = "", marked: bool = False) -> Table | None:
    """A grid as a table: title rows become the caption, unit lines and footnotes notes, rows of heads are joined. None if it is layout.

    ``heads``: rows known to be heads, 0 where the grid does not say: then the first row, and every row below it that only splits
    a merged cell of it. ``marked``: the first cell of each row is marked as its head.
    """
    rows = [[" ".join(c.split()) for c in row] for row in grid]
    rows = [row for row in rows if any(row)]
    notes: list[str] = []
    while rows and (single := _single(rows[0])) is not None and len(rows) > 1:
        if _UNIT.search(single) or _NOTE.match(single) or (caption and single != caption):
            notes.append(single)
        else:
            caption = single
        rows = rows[1:]
        heads = max(0, heads - 1)
    while rows and _all_unit(rows[0]):
        notes += [c for c in dict.fromkeys(rows[0]) if c]
        rows = rows[1:]
    tail: list[str] = []
    while len(rows) > 1 and (single := _single(rows[-1])) is not None and (_NOTE.match(single) or len(single) > 12):
        tail.insert(0, single)
        rows = rows[:-1]
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    if fields := fields_of(rows, heads=heads if heads < len(rows) else 0, marked=marked):
        names, values = (tuple(each) for each in zip(*fields, strict=True))
        return Table(caption=caption, heads=names, rows=(values,), notes=tuple(notes + tail), sheet=sheet, record=True)
    if _prose(rows):
        return None
    depth = heads or _depth(rows)
    if depth >= len(rows):
        depth = 1
    names = tuple(_joined([row[c] for row in rows[:depth]]) for c in range(len(rows[0])))
    return Table(caption=caption, heads=names, rows=tuple(tuple(r) for r in rows[depth:]), notes=tuple(notes + tail), sheet=sheet)


def _single(row: Sequence[str]) -> str | None:
    """The text of a row that is one merged cell, or one filled cell among empty ones in a wide row."""
    filled = set(filter(None, row))
    if len(filled) != 1 or len(row) < 2:
        return None
    text = next(iter(filled))
    return text if all(row) or (len(row) > 2 and (_UNIT.search(text) or _NOTE.match(text) or (row[0] == text and len(text) > 6))) else None


def _all_unit(row: Sequence[str]) -> bool:
    filled = [c for c in row if c]
    return (
        bool(filled)
        and any(_UNIT.search(c) for c in filled)
        and len(set(filled)) <= 3
        and all(_UNIT.search(c) or "：" in c for c in filled)
    )


def _depth(rows: Sequence[Sequence[str]]) -> int:
    """How many rows are heads: the next row is one while a merged head above it is split, or is repeated downwards."""
    depth = 1
    while depth < min(len(rows) - 1, 5):
        above, here = rows[depth - 1], rows[depth]
        merged = any(a and a == b for a, b in pairwise(above))
        carried = any(a and a == h for a, h in zip(above, here, strict=False))
        if not (merged or carried) or (not carried and any(_NUMBER.fullmatch(c) for c in here if c)):
            break
        if not merged and carried and not _same_group(rows, depth):
            break
        depth += 1
    return depth


def _same_group(rows: Sequence[Sequence[str]], depth: int) -> bool:
    first, here = rows[0], rows[depth]
    return any(f == h and f for f, h in zip(first, here, strict=False)) and any(a and a == b for a, b in pairwise(first))


def _joined(parts: Sequence[str]) -> str:
    return "/".join(dict.fromkeys(p for p in parts if p))


def _prose(rows: Sequence[Sequence[str]]) -> bool:
    cells = [c for row in rows for c in row if c]
    return not cells or max(len(c) for c in cells) > 3000 or sum(1 for c in cells if len(c) > 400) > len(cells) / 3


def _caption(element: Element, root: Element, skip: Container[Element]) -> tuple[str, list[str]]:
    """The title in a caption, or the short line above a table, inside ``root`` and not in what is skipped; and the unit between them."""
    own = element.find("caption")
    if own is not None:
        return inner_text(own), []
    notes: list[str] = []
    node = element
    for _ in range(3):
        before = node.getprevious()
        while before is not None:
            if before.tag == "table" or before in skip or any(inner in skip for inner in before.iterdescendants()):
                return "", notes
            for line in reversed(lines(serialised(before))):
                if _is_unit(line) and len(notes) < 2:
                    notes.insert(0, line)
                    continue
                return "" if len(line) > 60 or line.endswith(("。", "；", "，", ":", "：")) or _UNIT.search(line) else line, notes
            before = before.getprevious()
        parent = node.getparent()
        if parent is None or parent is root or parent.tag in ("body", "td", "html"):
            break
        node = parent
    return "", notes


def _is_unit(line: str) -> bool:
    """Whether a line only names the unit, or beside it who made the table: 编制单位：财政局 单位：万元"""
    return len(line) <= 60 and any(map(_UNIT.search, line.split()))
