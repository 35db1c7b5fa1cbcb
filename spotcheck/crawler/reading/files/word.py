"""Word documents of the zip kind (docx): paragraphs and tables in their order. Formatting and revisions struck out are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotcheck.crawler.reading.files.content import Content, local, package, part, tidy, titled, xml
from spotcheck.crawler.records import Table

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED = {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr"}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


def read_docx(body: bytes) -> Content:
    """Text and tables of the main document."""
    with package(body) as opened:
        names = {name.lower(): name for name in opened.namelist()}
        root = xml(part(opened, names.get("word/document.xml", "word/document.xml")))
    lines: list[str] = []
    tables: list[Table] = []
    above = 0  # where the lines since the last table begin: a title is looked for in them alone
    for block in _blocks(root):
        if local(block) == "tbl":
            grid = _grid(block)
            if table := titled(grid, above=lines[above:]):
                tables.append(table)
            lines += ["\t".join(row) for row in grid]
            above = len(lines)
        else:
            lines += tidy(_text(block)).split("\n")
    return Content(text=tidy("\n".join(lines)), tables=tuple(tables))


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and outermost tables."""
    for child in element:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS or name in ("body", "document"):
            yield from _blocks(child)


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        name = local(node)
        if name in _SKIPPED:
            continue
        if name == "t":
            pieces.append(node.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        else:
            if name == "p" and pieces:
                pieces.append("\n")
            waiting.extend(reversed(node))
    return "".join(pieces)


def _grid(table: etree._Element) -> list[list[str]]:
    grid: list[list[str]] = []
    for row in _children(table, "tr"):
        cells: list[str] = []
        for cell in _children(row, "tc"):
            across, goes_on = _merging(cell)
            column = len(cells)
            text = grid[-1][column] if goes_on and grid and column < len(grid[-1]) else " ".join(_text(cell).split())
            cells += [text] * across
        grid.append(cells)
    return grid


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _children(child, name)


def _merging(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it continues the cell above."""
    across, goes_on = 1, False
    for properties in _children(cell, "tcPr"):
        for item in properties:
            value = next((str(value) for name, value in item.attrib.items() if str(name).endswith("}val")), "")
            if local(item) == "gridSpan" and value.isdigit():
                across = min(int(value), 64)
            elif local(item) == "vMerge":
                goes_on = value != "restart"
    return across, goes_on
