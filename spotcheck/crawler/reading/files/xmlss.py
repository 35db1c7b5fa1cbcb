"""Workbooks saved as one XML file (Excel 2003, SpreadsheetML): every visible sheet, with the tables it holds.

Source of the layout: XML Spreadsheet Reference (Office 2003): ss:Index, ss:MergeAcross, ss:MergeDown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotcheck.crawler.reading.files.content import MAX_CELLS, Content, Unreadable, local, tidy, xml
from spotcheck.crawler.reading.files.sheet import Grid, tables_in
from spotcheck.crawler.records import DocumentState, Table

if TYPE_CHECKING:
    from lxml import etree

_WIDEST = 256


def read_xmlss(body: bytes) -> Content:
    """Text and tables of a workbook."""
    lines: list[str] = []
    tables: list[Table] = []
    for sheet in xml(body):
        if local(sheet) != "Worksheet" or _hidden(sheet):
            continue
        name = _attribute(sheet, "Name")
        grid = next((_grid(child) for child in sheet if local(child) == "Table"), [])
        lines += [name, *("\t".join(filter(None, row)) for row in grid)]
        tables += tables_in(grid, name)
    return Content(text=tidy("\n".join(lines)), tables=tuple(tables))


def _hidden(sheet: etree._Element) -> bool:
    return any(local(item) == "Visible" and (item.text or "").startswith("SheetHidden") for options in sheet for item in options)


def _grid(table: etree._Element) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    size = r = 0
    for row in table:
        if local(row) != "Row":
            continue
        r = _number(row, "Index", r + 1)
        c = 0
        for cell in row:
            if local(cell) != "Cell":
                continue
            c = _number(cell, "Index", c + 1)
            text = " ".join("".join(str(part) for data in cell if local(data) == "Data" for part in data.itertext()).split())
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            for y in range(r, r + min(down, MAX_CELLS) + 1):
                for x in range(c, min(c + across, _WIDEST) + 1):
                    if text:
                        rows.setdefault(y, {})[x] = text
                        size += 1
                if size > MAX_CELLS:
                    raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells")
            c += across
    if not rows:
        return []
    width = max(max(cells) for cells in rows.values())
    empty = [""] * width
    grid: Grid = []
    last = min(rows)
    for y, cells in sorted(rows.items()):
        if y > last + 1:
            grid.append(empty)  # however many are left out: they part tables
        grid.append([cells.get(x, "") for x in range(1, width + 1)])
        last = y
    return grid


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _number(element: etree._Element, name: str, other: int) -> int:
    value = _attribute(element, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else other
