"""Word documents of the old kind (doc): the text of the piece table, with its tables. Formatting is left out.

The container is read by legacy-doc; its own text loses where cells and rows end, so the pieces are put together here.
Source of the layout: [MS-DOC] 2.5.1 (Fib), 2.9.38 (Clx), 2.4.3 (tables are told by the cell mark U+0007).
"""

from __future__ import annotations

import re
from struct import error as StructError
from struct import unpack_from

from legacy_doc.exceptions import LegacyDocError
from legacy_doc.ole import OleReader
from legacy_doc.types import ExtractionOptions

from spotcheck.crawler.reading.files.content import MAX_BYTES, Content, Unreadable, tidy, titled
from spotcheck.crawler.records import DocumentState, Table

_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_CONTROL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufeff]")
_DAMAGE = re.compile(r"chain|outside the file|Unexpected end|directory", re.IGNORECASE)


def container(body: bytes) -> OleReader:
    """The OLE2 container in ``body``. Unreadable when it is damaged."""
    try:
        return OleReader(body, options=ExtractionOptions(max_file_bytes=MAX_BYTES))
    except (LegacyDocError, StructError, IndexError) as error:
        raise _refused(error) from None


def read_doc(body: bytes) -> Content:
    """Text and tables of the main document."""
    ole = container(body)
    try:
        main = ole.read_stream("WordDocument")
        flags = unpack_from("<H", main, 0x0A)[0]
        if flags & 0x0100:
            raise Unreadable(DocumentState.ENCRYPTED, "password")
        text = _pieces(main, ole.read_stream("1Table" if flags & 0x0200 else "0Table"))
    except (LegacyDocError, StructError, IndexError) as error:
        raise _refused(error) from None
    while (shorter := _FIELD.sub(r"\1", text)) != text:
        text = shorter
    return _content(_CONTROL.sub("", text).replace("\x0b", "\n").replace("\x0c", "\r"))


def _refused(error: Exception) -> Unreadable:
    broken = isinstance(error, StructError | IndexError) or _DAMAGE.search(str(error))
    return Unreadable(DocumentState.BROKEN, f"damaged: {error}") if broken else Unreadable(DocumentState.UNSUPPORTED, f"format: {error}")


def _pieces(main: bytes, table: bytes) -> str:
    """The text before footnotes and headers, in its logical order."""
    length = unpack_from("<i", main, 0x4C)[0]
    at, size = unpack_from("<II", main, 0x01A2)
    end = at + size
    while at < end and table[at] == 1:
        at += 3 + unpack_from("<H", table, at + 1)[0]
    if table[at] != 2:
        raise IndexError("no piece table")
    count = (unpack_from("<I", table, at + 1)[0] - 4) // 12
    at += 5
    starts = unpack_from(f"<{count + 1}I", table, at)
    parts = []
    for n in range(count):
        place = unpack_from("<I", table, at + 4 * (count + 1) + 8 * n + 2)[0]
        size = starts[n + 1] - starts[n]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            parts.append(main[start : start + size].decode("cp1252", "replace"))
        else:
            parts.append(main[place : place + 2 * size].decode("utf-16-le", "replace"))
    return "".join(parts)[: length if length > 0 else None]


def _content(text: str) -> Content:
    """Paragraphs end with U+000D, cells and rows with U+0007; a row's end stands right behind its last cell's."""
    lines: list[str] = []
    tables: list[Table] = []
    above = 0
    for block in re.split(r"((?:[^\x07\r]*(?:\r[^\x07\r]*)*?\x07)+)", text):
        if "\x07" not in block:
            lines += block.split("\r")
            continue
        head, _, first = block.partition("\x07")[0].rpartition("\r")
        lines += head.split("\r")
        for rows in _rows([first, *block.split("\x07")[1:-1]]):
            if table := titled(rows, above=lines[above:]):
                tables.append(table)
            lines += ["\t".join(row) for row in rows]
            above = len(lines)
    return Content(text=tidy("\n".join(lines)), tables=tuple(tables))


def _rows(cells: list[str]) -> list[list[list[str]]]:
    """The cells of adjoining tables as rows. Which empty cell is a row's end is told by the width that fits all rows."""
    found: list[list[list[str]]] = []
    while cells:
        width, count = _fitting(cells)
        rows = [cells[n * (width + 1) : n * (width + 1) + width] for n in range(count)]
        found.append([[" ".join(cell.split()) for cell in row] for row in rows])
        cells = cells[count * (width + 1) :]
        if cells and "\r" in cells[0]:
            cells[0] = cells[0].rpartition("\r")[2]
    return found


def _fitting(cells: list[str]) -> tuple[int, int]:
    """Width and number of the rows at the beginning of ``cells``: the width that explains most of them."""
    best = (len(cells), 1)
    reach = 0
    for width in range(1, min(len(cells), 64)):
        count = 0
        while (end := count * (width + 1) + width) < len(cells) and not cells[end] and any(cells[end - width : end]):
            count += 1
        if count * (width + 1) > reach:
            reach, best = count * (width + 1), (width, count)
    return best
