"""Rich Text (rtf): paragraphs and tables in their order. Formatting, pictures, notes of revisions and hidden text are left out.

Source of the layout: Rich Text Format Specification 1.9.1 (tables: trowd, cellx, cell, row; characters: \\'hh, u, ansicpg, fcharset).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from spotcheck.crawler.reading.files.content import MAX_CELLS, Content, Flow, Unreadable
from spotcheck.crawler.records import DocumentState

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n]+)")
_SKIPPED = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
    *("footerf", "fldinst", "objdata", "themedata", "datastore", "listtext", "sp", "nonshppict", "nonesttables", "revtbl", "rsidtbl"),
    *("xe", "tc", "bkmkstart", "bkmkend", "atnid", "annotation", "atnauthor", "filetbl", "generator", "pntext", "factoidname"),
}
_SHOWN = {"shpinst", "shptxt", "shppict"}  # marked as what an old reader may leave out (\*), and text all the same
_LETTERS = {
    **{"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "tab": "\t", "nestrow": "\n", "nestcell": "\t", "emdash": "—", "endash": "–"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " "},
}
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 204: "cp1251"}
_NEAR = 60  # twips within which two edges of cells are one
_DEEP = 200  # groups in groups


@dataclass(slots=True)
class _Group:
    """What holds until the group ends."""

    skipped: bool = False
    hidden: bool = False
    fallback: int = 1  # characters that follow \\u for those who cannot read it
    font: int = 0


@dataclass(slots=True)
class _Row:
    """Edges of the cells of a row, in twips, and which of them go on from above or from the left."""

    edges: list[int] = field(default_factory=list)
    below: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)


def read_rtf(body: bytes) -> Content:
    """Text and tables."""
    return _Reader(body.decode("latin-1")).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._flow = Flow()
        self._groups = [_Group()]
        self._codec = "gb18030"
        self._fonts: dict[int, str] = {}
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._row = _Row()
        self._cells: list[str] = []
        self._rows: list[tuple[_Row, list[str]]] = []
        self._in_table = False
        self._in_fonts: int | None = None  # how deep the table of fonts stands
        self._naming = 0
        self._starred = False
        self._skip = 0

    def read(self) -> Content:
        for token in _TOKEN.finditer(self._source):
            word, number, code, sign, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif sign == "*":
                self._starred = True
            elif code:
                self._byte(int(code, 16))
            elif sign:
                self._letter({"~": "\u00a0", "_": "-", "-": "", "\n": "\n", "\r": "\n"}.get(sign, sign))
            elif plain:
                self._plain(plain)
        self._end_table()
        self._flow.text(self._said())
        return self._flow.content()

    def _brace(self, brace: str) -> None:
        self._flush()
        self._starred = False
        if brace == "{":
            if len(self._groups) > _DEEP:
                raise Unreadable(DocumentState.UNSUPPORTED, "too_large: groups in groups")
            group = self._groups[-1]
            self._groups.append(_Group(group.skipped, group.hidden, group.fallback, group.font))
        elif len(self._groups) > 1:
            self._groups.pop()
            if self._in_fonts is not None and len(self._groups) < self._in_fonts:
                self._in_fonts = None

    def _word(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        starred, self._starred = self._starred, False
        if word != "u":
            self._skip = 0
        if word == "fonttbl":
            self._in_fonts = len(self._groups)
        if self._in_fonts is not None:
            if word == "f":
                self._naming = number or 0
            elif word == "fcharset" and (number or 0) in _CHARSETS:
                self._fonts[self._naming] = _CHARSETS[number or 0]
        if word in _SKIPPED or (starred and word not in _SHOWN):
            group.skipped = True
        elif word == "bin":
            raise Unreadable(DocumentState.UNSUPPORTED, "format: rtf with binary data")
        elif word == "ansicpg":
            self._codec = {936: "gb18030", 950: "big5hkscs"}.get(number or 0, "gb18030")
        elif word == "f":
            self._flush()
            group.font = number or 0
        elif word in ("v", "deleted"):
            group.hidden = number != 0
        elif word == "uc":
            group.fallback = number if number is not None else 1
        elif word == "u" and number is not None:
            self._letter(chr(number % 65536))
            self._skip = group.fallback
        elif word in _LETTERS:
            if word == "par" and not self._in_table:
                self._end_table()
            self._letter(_LETTERS[word])
        else:
            self._table(word, number)

    def _table(self, word: str, number: int | None) -> None:
        if self._groups[-1].skipped:
            return
        if word == "trowd":
            self._row = _Row()
        elif word == "cellx":
            self._row.edges.append(number or 0)
        elif word in ("clvmrg", "clmrg"):
            (self._row.below if word == "clvmrg" else self._row.beside).add(len(self._row.edges))
        elif word == "intbl":
            if not self._in_table and not self._rows:
                self._flow.text(self._said())
            self._in_table = True
        elif word == "pard":
            self._in_table = False
        elif word == "cell":
            self._cells.append(" ".join(self._said().split()))
        elif word == "row":
            self._said()
            self._rows.append((self._row, self._cells))
            self._cells = []

    def _end_table(self) -> None:
        """A paragraph outside: what it says so far stands below the table."""
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        if self._cells:  # a row that was never ended
            rows.append((self._row, self._cells))
            self._cells = []
        self._flow.table(_grid(rows))

    def _said(self) -> str:
        self._flush()
        text, self._pieces = "".join(self._pieces), []
        return text

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        elif not (self._groups[-1].skipped or self._groups[-1].hidden):
            self._bytes.append(value)

    def _plain(self, text: str) -> None:
        if self._skip:
            text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        if text and not (self._groups[-1].skipped or self._groups[-1].hidden):
            self._bytes += text.encode("latin-1")

    def _letter(self, letter: str) -> None:
        self._flush()
        if not (self._groups[-1].skipped or self._groups[-1].hidden):
            self._pieces.append(letter)

    def _flush(self) -> None:
        if self._bytes:
            codec = self._fonts.get(self._groups[-1].font, self._codec)
            self._pieces.append(self._bytes.decode(codec, "replace"))
            self._bytes.clear()


def _grid(rows: list[tuple[_Row, list[str]]]) -> list[list[str]]:
    """Rows whose cells have edges of their own, on the edges of all: a wider cell is repeated."""
    edges: list[int] = []
    for place in sorted({edge for row, _ in rows for edge in row.edges}):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    if len(edges) * len(rows) > MAX_CELLS:
        raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells")
    grid: list[list[str]] = []
    for row, cells in rows:
        line: list[str] = []
        for n, text in enumerate(cells):
            end = bisect_left(edges, row.edges[n] - _NEAR) + 1 if n < len(row.edges) else len(line) + 1
            if n in row.beside and line:
                text = line[-1]
            elif n in row.below and grid and len(line) < len(grid[-1]):
                text = grid[-1][len(line)]
            line += [text] * max(1, end - len(line))
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [[*line, *[""] * (width - len(line))] for line in grid]
