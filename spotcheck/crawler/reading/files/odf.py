"""OpenDocument (odt, ods, odp, and each written flat as one XML file): text and tables in their order, visible sheets alone.

Source of the layout: ISO/IEC 26300 (OpenDocument 1.2), 9 (tables) and 6.1 (text).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotcheck.crawler.reading.files.content import MAX_CELLS, Content, Flow, Unreadable, local, package, part, tidy, xml
from spotcheck.crawler.reading.files.sheet import Grid, tables_in
from spotcheck.crawler.records import DocumentState, Table

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED = {"annotation", "annotation-end", "tracked-changes", "note-citation", "ruby-text", "bookmark-ref", "notes", "forms"}
_TEXTS = {"p", "h"}
_WIDEST = 256


def read_odf(body: bytes) -> Content:
    """The content of a package."""
    with package(body) as opened:
        if "META-INF/manifest.xml" in opened.namelist() and b"encryption-data" in part(opened, "META-INF/manifest.xml"):
            raise Unreadable(DocumentState.ENCRYPTED, "password")
        root = xml(part(opened, "content.xml"))
    return _content(root)


def read_flat(body: bytes) -> Content:
    """The content of a document written as one file."""
    return _content(xml(body))


def _content(root: etree._Element) -> Content:
    holder = next((element for element in root.iter() if local(element) == "body"), root)
    kinds = [child for child in holder if isinstance(child.tag, str)]
    if kinds and local(kinds[0]) == "spreadsheet":
        return _sheets(kinds[0], _hidden_styles(root))
    flow = Flow()
    for block in _blocks(holder):
        if local(block) == "table":
            flow.table(_grid(block))
        else:
            flow.text(_text(block))
    pages = sum(1 for element in holder.iter() if local(element) == "page") or None
    return flow.content(pages=pages)


def _sheets(holder: etree._Element, hidden: set[str]) -> Content:
    lines: list[str] = []
    tables: list[Table] = []
    for sheet in holder:
        if local(sheet) != "table" or _attribute(sheet, "style-name") in hidden:
            continue
        name = _attribute(sheet, "name")
        grid = _grid(sheet)
        lines += [name, *("\t".join(filter(None, row)) for row in grid)]
        tables += tables_in(grid, name)
    return Content(text=tidy("\n".join(lines)), tables=tuple(tables))


def _hidden_styles(root: etree._Element) -> set[str]:
    return {
        _attribute(style, "name")
        for style in root.iter()
        if local(style) == "style" and any(_attribute(inner, "display") == "false" for inner in style)
    }


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and outermost tables, in their order."""
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        name = local(node)
        if name in _TEXTS or name == "table":
            yield node
        elif name not in _SKIPPED:
            waiting.extend(reversed(node))


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    waiting: list[etree._Element | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        name = local(node)
        tail = [node.tail] if node.tail and node is not element else []
        waiting += tail
        if name in _SKIPPED or not name:
            continue
        if name == "s":
            pieces.append(" " * min(_number(node, "c", 1), 100))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break" or (name in _TEXTS and pieces):
            pieces.append("\n")
        waiting.extend(reversed(node))
        if node.text:
            pieces.append(node.text)
    return "".join(pieces)


def _grid(table: etree._Element) -> Grid:
    """The rows of a table, merged cells repeated; an empty row or cell that is repeated stands once."""
    grid: Grid = []
    below: dict[int, tuple[int, str]] = {}  # column: rows that a cell above still covers, and its text
    size = 0
    for row in _rows(table):
        cells: list[str] = []
        for cell in row:
            kind = local(cell)
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            text = " ".join(_text(cell).split()) if kind == "table-cell" else ""
            for _ in range(min(_number(cell, "number-columns-repeated", 1), _WIDEST)):
                column = len(cells)
                if kind == "covered-table-cell":
                    left, above = below.get(column, (0, ""))
                    cells.append(above if left else cells[-1] if cells else "")
                    continue
                cells.append(text)
                down, across = _number(cell, "number-rows-spanned", 1), _number(cell, "number-columns-spanned", 1)
                if down > 1:
                    below.update({column + n: (down, text) for n in range(min(across, _WIDEST))})
        below = {column: (left - 1, text) for column, (left, text) in below.items() if left > 1}
        while cells and not cells[-1]:
            cells.pop()
        times = min(_number(row, "number-rows-repeated", 1), MAX_CELLS) if cells else 1
        size += max(1, len(cells)) * times
        if size > MAX_CELLS:
            raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells")
        grid += [list(cells) for _ in range(times)]
    width = max(map(len, grid), default=0)
    return [[*row, *[""] * (width - len(row))] for row in grid]


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = local(child)
        if name == "table-row":
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _number(element: etree._Element, name: str, other: int) -> int:
    value = _attribute(element, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else other
