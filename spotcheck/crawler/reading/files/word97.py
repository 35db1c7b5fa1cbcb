"""Word documents of the old kind (doc): the text of the piece table, with its tables. Formatting is left out.

The container is read by legacy-doc; its own text loses where cells and rows end, so the pieces are put together here.
Source of the layout: [MS-DOC] 2.5.1 (Fib), 2.9.38 (Clx), 2.4.3 (tables).
"""

from __future__ import annotations

import re
from struct import error as StructError
from struct import unpack_from

from legacy_doc.exceptions import LegacyDocError
from legacy_doc.ole import OleReader
from legacy_doc.types import ExtractionOptions

from spotcheck.crawler.reading.files.content import MAX_BYTES, Content, Unreadable, tidy, titled
from spotcheck.crawler.reading.files.word97_rows import table_marks
from spotcheck.crawler.records import DocumentState, Table

_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_CONTROL = re.compile("[\x00-\x06\x08\x0e-\x1b\x1d-\x1f\ufeff]")
_ROW = "\x1c"  # ours: Word marks the end of a row like that of a cell
_DAMAGE = re.compile(r"Only OLE|chain|outside the file|Unexpected end|directory", re.IGNORECASE)


def container(body: bytes) -> OleReader:
    """The OLE2 container in ``body``. Unreadable when it is damaged."""
    try:
        return OleReader(body, options=ExtractionOptions(max_file_bytes=MAX_BYTES))
    except (LegacyDocError, StructError, IndexError) as error:
        raise _refused(error) from None


def stream(body: bytes, *names: str) -> bytes:
    """The first stream of these names in the container. Unreadable when it is damaged or holds none of them."""
    ole = container(body)
    try:
        data: bytes = ole.read_stream(next((name for name in names if ole.has_stream(name)), names[0]))
    except (LegacyDocError, StructError, IndexError) as error:
        raise _refused(error) from None
    return data


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
    """The text before footnotes and headers, in its logical order, with _ROW at the end of a row and line feeds in cells."""
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
    rows, inside = table_marks(main, table)
    parts = []
    for n in range(count):
        place = unpack_from("<I", table, at + 4 * (count + 1) + 8 * n + 2)[0]
        size = starts[n + 1] - starts[n]
        narrow = bool(place & 0x40000000)
        start, step = ((place & 0x3FFFFFFF) // 2, 1) if narrow else (place, 2)
        piece = main[start : start + step * size].decode("cp1252" if narrow else "utf-16-le", "replace")
        letters = list(piece)
        for i, letter in enumerate(letters):
            if letter == "\x07" and start + step * (i + 1) in rows:
                letters[i] = _ROW
            elif letter == "\r" and start + step * (i + 1) in inside:
                letters[i] = "\n"
        parts += letters
    return "".join(parts)[: length if length > 0 else None]


def _content(text: str) -> Content:
    """Paragraphs end with U+000D, cells with U+0007 and rows with _ROW."""
    lines: list[str] = []
    tables: list[Table] = []
    grid: list[list[str]] = []
    above = 0
    *rows, rest = text.split(_ROW)
    for row in [*rows, None]:
        cells = (rest if row is None else row).split("\x07")
        before, _, first = cells[0].rpartition("\r")
        if grid and (before or row is None):
            if table := titled(grid, above=lines[above:]):
                tables.append(table)
            lines += ["\t".join(cells) for cells in grid]
            above = len(lines)
            grid = []
        if row is None:
            lines += rest.replace("\x07", "\t").split("\r")
        else:
            lines += before.split("\r")
            grid.append([" ".join(cell.split()) for cell in [first, *cells[1:-1]]])
    return Content(text=tidy("\n".join(lines)), tables=tuple(tables))
