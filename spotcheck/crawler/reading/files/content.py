"""What the readers of attachments share: what they give back, how they refuse, and tables under their titles.

Refuses to read more than a reader could want: the limits here hold for every format.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from lxml import etree

from spotcheck.crawler.reading.tables import table_of
from spotcheck.crawler.records import DocumentState, Table

MAX_CELLS = 200_000
MAX_BYTES = 50 << 20  # of all parts of a package together, unpacked
MAX_TEXT = 5_000_000  # characters

UNIT = re.compile(r"单\s*位\s*[:：]|^\s*(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称|[（(]\S+[)）])?\s*[:：]")
NUMBERED = re.compile(
    r"[（(【]?\s{0,9}+(?:(?:公开|附|预算|决算|财决|部门)\s{0,9}+){0,4}+(?:表\s{0,9}+)?[一二三四五六七八九十\d]{1,12}+(?:[-－—.]\d{1,6}+){0,4}+\s{0,9}+(?:表\s{0,9}+)?[:：]?[)）】]?"
)
_FOLD = re.compile(r"[^\S\n]+")
_OUR_LIMITS = ("XML_PARSE_HUGE", "amplification")  # of the parser's errors those that tell of its own limits, not of damage
_NO_TITLE = ("。", "；", "，", "、", ":", "：", ";", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader made of the bytes. ``detail`` says why ``state`` is not READ; text and tables may stand beside it."""

    text: str = ""
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    state: DocumentState = DocumentState.READ
    detail: str = ""


class Unreadable(Exception):
    """The bytes give no content: ``state`` and ``detail`` say why."""

    def __init__(self, state: DocumentState, detail: str) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail


def tidy(text: str) -> str:
    """Text with white space folded inside its lines, and no empty lines."""
    return "\n".join(line for line in (part.strip() for part in _FOLD.sub(" ", text[:MAX_TEXT]).split("\n")) if line)


def titled(grid: Sequence[Sequence[str]], *, above: Sequence[str] = (), sheet: str = "") -> Table | None:
    """A grid as a table. Its caption is the last of its own title rows, else the nearest short line ``above`` it.

    Unit lines and table numbers (公开01表) are notes. A grid of a title, or of a title and heads, is an empty table. None for layout.
    """
    width = max(map(len, grid), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in grid if any(cell.strip() for cell in row)]
    titles, notes, rows = _titles(rows)
    if not titles:
        titles, more = _nearest(above)
        notes += more
    caption = titles[-1] if titles else ""
    notes += [title for title in titles[:-1] if title != caption]
    table = table_of(rows, caption=caption, sheet=sheet)
    if table is None and caption and len(rows) <= 1 < width:
        heads = tuple(" ".join(cell.split()) for cell in rows[0]) if rows else ()
        return Table(caption=caption, heads=heads, rows=(), notes=tuple(notes), sheet=sheet)
    return replace(table, notes=(*notes, *table.notes)) if table and notes else table


def _titles(rows: list[list[str]]) -> tuple[list[str], list[str], list[list[str]]]:
    """Title rows, notes among them, and the rows below: a title is one cell, merged or alone in its row."""
    titles: list[str] = []
    notes: list[str] = []
    while rows:
        cells = list(dict.fromkeys(" ".join(cell.split()) for cell in rows[0] if cell.strip()))
        width = len(rows[0])
        merged = width > 1 and len(cells) == 1 and all(map(str.strip, rows[0]))
        alone = width > 2 or (width == 2 and rows[0][0] and len(rows) > 2 and all(map(str.strip, rows[1])))
        if len(cells) <= 3 and width > 1 and any(map(UNIT.search, cells)):
            notes += cells
        elif len(cells) == 1 and (merged or alone) and len(cells[0]) <= 80:
            (notes if NUMBERED.fullmatch(cells[0]) else titles).append(cells[0])
        else:
            break
        rows = rows[1:]
    return titles, notes, rows


def _nearest(above: Sequence[str]) -> tuple[list[str], list[str]]:
    """The nearest line that may be a title, and the notes below it."""
    notes: list[str] = []
    for line in reversed([part for part in above if part][-4:]):
        if len(line) <= 60 and (UNIT.search(line) or NUMBERED.fullmatch(line)):
            notes.append(line)
            continue
        return ([] if len(line) > 60 or line.endswith(_NO_TITLE) else [line]), notes
    return [], notes


class Flow:
    """The text and tables of a document, taken down in their order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tables: list[Table] = []
        self._above = 0  # where the lines since the last table begin: a title is looked for in them alone
        self._cells = 0

    def text(self, words: str) -> None:
        """Paragraphs, parted by line feeds."""
        self._lines += filter(None, tidy(words).split("\n"))

    def table(self, grid: Sequence[Sequence[str]], *, sheet: str = "") -> None:
        """A table. Unreadable when all of them together hold more cells than anybody reads."""
        self._cells += sum(map(len, grid))
        if self._cells > MAX_CELLS:
            raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells")
        if table := titled(grid, above=self._lines[self._above :], sheet=sheet):
            self._tables.append(table)
        self._lines += ["\t".join(row) for row in grid]
        self._above = len(self._lines)

    def content(self, *, pages: int | None = None) -> Content:
        """What was taken down."""
        return Content(text=tidy("\n".join(self._lines)), tables=tuple(self._tables), pages=pages)


def package(body: bytes) -> zipfile.ZipFile:
    """The zip package in ``body``. Unreadable when it is damaged, locked, or unpacks to more than MAX_BYTES."""
    try:
        opened = zipfile.ZipFile(BytesIO(body), metadata_encoding="gb18030")
    except (zipfile.BadZipFile, ValueError, OSError, UnicodeDecodeError) as error:
        raise Unreadable(DocumentState.BROKEN, f"damaged: {error}") from None
    members = opened.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(DocumentState.ENCRYPTED, "password")
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: unpacks to more than {MAX_BYTES >> 20} MB")
    return opened


def part(opened: zipfile.ZipFile, name: str) -> bytes:
    """One part of a package. Unreadable when it is damaged."""
    try:
        return opened.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise Unreadable(DocumentState.BROKEN, f"damaged: {name}: {error}") from None
    except NotImplementedError as error:
        raise Unreadable(DocumentState.UNSUPPORTED, f"format: {error}") from None


def xml(data: bytes) -> etree._Element:
    """Parsed XML, with no entity resolved and nothing fetched. Unreadable when it is damaged."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        if any(word in str(error) for word in _OUR_LIMITS):
            raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: {error.msg}") from None
        raise Unreadable(DocumentState.BROKEN, f"damaged: {error.msg}") from None


def main_part(opened: zipfile.ZipFile, usual: str) -> bytes:
    """The part that a package of Office names as its main one; ``usual`` is what it is called where it does not say."""
    names = {name.lower().lstrip("/"): name for name in opened.namelist()}
    target = usual
    if "_rels/.rels" in names:
        for relation in xml(part(opened, names["_rels/.rels"])):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = (relation.get("Target") or usual).lstrip("/")
    return part(opened, names.get(target.lower()) or names.get(usual) or usual)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
