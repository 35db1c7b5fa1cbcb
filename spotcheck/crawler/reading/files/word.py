"""Word documents in XML (docx, and the flat kinds): paragraphs and tables in their order. Formatting and struck-out text are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spotcheck.crawler.reading.files.content import MAX_CELLS, Content, Flow, Unreadable, local, main_part, package, xml
from spotcheck.crawler.records import DocumentState

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED = {"del", "moveFrom", "instrText", "delText", "Fallback", "binData", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr"}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "document"}
_WRAPPERS |= {"sect", "sub-section", "annotation", "content", "txbxContent"}  # of Word 2003, whose main element is wordDocument


def read_docx(body: bytes) -> Content:
    """Text and tables of the main document of a package."""
    with package(body) as opened:
        root = xml(main_part(opened, "word/document.xml"))
    return _content(root)


def read_flat(body: bytes) -> Content:
    """The same of a document saved as one XML file: Word 2003 XML, or a package written out flat."""
    root = xml(body)
    if local(root) == "package":
        found = next((part[0][0] for part in root if len(part) and len(part[0]) and local(part[0][0]) == "document"), None)
        if found is None:
            raise Unreadable(DocumentState.UNSUPPORTED, "format: a flat package without a Word document")
        root = found
    return _content(root)


def _content(root: etree._Element) -> Content:
    flow = Flow()
    for block in _blocks(root):
        if local(block) == "tbl":
            flow.table(_grid(block))
        else:
            flow.text(_text(block))
    return flow.content()


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and outermost tables."""
    for child in element:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS and not _deleted(child):
            yield from _blocks(child)


def _deleted(element: etree._Element) -> bool:
    """Whether Word 2003 marks it as struck out: <aml:annotation w:type="Word.Deletion">."""
    return local(element) == "annotation" and any(str(value).startswith("Word.Deletion") for value in element.attrib.values())


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        name = local(node)
        if name in _SKIPPED or _deleted(node):
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
    size = 0
    for row in _children(table, "tr"):
        cells: list[str] = []
        size += len(grid[-1]) if grid else 0
        if size > MAX_CELLS:
            raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells")
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
            elif local(item) in ("vMerge", "vmerge"):
                goes_on = value != "restart"
    return across, goes_on
