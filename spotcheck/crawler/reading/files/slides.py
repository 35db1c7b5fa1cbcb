"""Slides (pptx, and ppt of 97 to 2003): their words and tables, in the order shown. Notes and masters are left out.

Source of the old layout: [MS-PPT] 2.3.2 (UserEditAtom), 2.3.4 (PersistDirectoryAtom), 2.4.14.3 (SlideListWithText), 2.9 (text atoms).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from struct import error as StructError
from struct import unpack_from
from typing import TYPE_CHECKING

import olefile

from spotcheck.crawler.reading.files.content import MAX_BYTES, Content, Flow, Unreadable, local, main_part, package, part, xml
from spotcheck.crawler.records import DocumentState

if TYPE_CHECKING:
    import zipfile

    from lxml import etree

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml", re.IGNORECASE)
_WIDEST = 100
_USER_EDIT, _PERSIST, _SLIDES, _PERSIST_ATOM = 0x0FF5, 0x1772, 0x0FF0, 0x03F3
_CHARS, _BYTES = 0x0FA0, 0x0FA8
_ENCRYPTED = 0xF3D1C4DF  # the token of a current user who needs a password
_NOT_SHOWN = {0x03F0, 0x03F8, 0x0FC9}  # notes, masters, handouts
_DEEP = 60


def read_pptx(body: bytes) -> Content:
    """Text and tables of the slides."""
    flow = Flow()
    with package(body) as opened:
        names = _order(opened)
        for name in names:
            for shape in xml(part(opened, name)).iter():
                kind = local(shape)
                if kind == "tbl":
                    flow.table(_grid(shape))
                elif kind == "p" and not any(local(up) == "tbl" for up in shape.iterancestors()):
                    flow.text(_words(shape))
    return flow.content(pages=len(names))


def _order(opened: zipfile.ZipFile) -> list[str]:
    """The slides in the order of the presentation; by their numbers where it does not tell."""
    slides = {name.lower(): name for name in opened.namelist() if _SLIDE.fullmatch(name)}
    relations = next((name for name in opened.namelist() if name.lower() == "ppt/_rels/presentation.xml.rels"), "")
    found: list[str] = []
    if relations:
        targets = {r.get("Id"): f"ppt/{(r.get('Target') or '').removeprefix('/ppt/')}".lower() for r in xml(part(opened, relations))}
        for item in xml(main_part(opened, "ppt/presentation.xml")).iter():
            if local(item) == "sldId":
                number = next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), "")
                if (name := slides.get(targets.get(number, ""))) and name not in found:
                    found.append(name)
    return found or sorted(slides.values(), key=lambda name: int(_SLIDE.fullmatch(name)[1]))  # type: ignore[index]


def _words(element: etree._Element) -> str:
    return "".join(item.text or "" if local(item) == "t" else "\n" if local(item) == "br" else "" for item in element.iter())


def _grid(table: etree._Element) -> list[list[str]]:
    grid: list[list[str]] = []
    for row in (item for item in table if local(item) == "tr"):
        cells: list[str] = []
        for cell in (item for item in row if local(item) == "tc"):
            if cell.get("hMerge") in ("1", "true") and cells:
                cells.append(cells[-1])
            elif cell.get("vMerge") in ("1", "true") and grid and len(cells) < len(grid[-1]):
                cells.append(grid[-1][len(cells)])
            else:
                cells.append(" ".join(" ".join(_words(p) for p in cell.iter() if local(p) == "p").split()))
        grid.append(cells[:_WIDEST])
    return grid


def read_ppt(body: bytes) -> Content:
    """The words of the slides that the last save left."""
    try:
        with olefile.OleFileIO(BytesIO(body)) as opened:
            stream = opened.openstream("PowerPoint Document").read(MAX_BYTES)
            user = opened.openstream("Current User").read(64) if opened.exists("Current User") else b""
        if len(user) >= 20 and unpack_from("<I", user, 12)[0] == _ENCRYPTED:
            raise Unreadable(DocumentState.ENCRYPTED, "password")
        lists = _live(stream, unpack_from("<I", user, 16)[0] if len(user) >= 20 else None)
    except (OSError, StructError, IndexError, ValueError) as error:
        raise Unreadable(DocumentState.BROKEN, f"damaged: {error}") from None
    flow = Flow()
    count = 0
    for start in lists:
        count += _type(stream, start) == 0x03EE
        for text in _texts(stream, start, 0):
            flow.text(text.replace("\r", "\n").replace("\x0b", "\n"))
    return flow.content(pages=count or None)


def _type(stream: bytes, at: int) -> int:
    return int(unpack_from("<H", stream, at + 2)[0])


def _live(stream: bytes, edit: int | None) -> list[int]:
    """Where the document and its slides stand after the last save: earlier versions stay in the stream, and are not shown."""
    places: dict[int, int] = {}
    seen: set[int] = set()
    document = 0
    while edit and edit not in seen and edit + 32 <= len(stream) and _type(stream, edit) == _USER_EDIT:
        seen.add(edit)
        earlier, directory, reference = unpack_from("<III", stream, edit + 16)
        document = document or reference
        for number, place in _directory(stream, directory):
            places.setdefault(number, place)
        edit = earlier
    if document not in places:
        raise ValueError("no document in the directory of its parts")
    main = places[document]
    slides = []
    for at, kind, instance, size in _records(stream, main + 8, main + 8 + unpack_from("<I", stream, main + 4)[0]):
        if kind == _SLIDES and instance == 0:
            for inner, inner_kind, _, _ in _records(stream, at + 8, at + 8 + size):
                if inner_kind == _PERSIST_ATOM and (number := unpack_from("<I", stream, inner + 8)[0]) in places:
                    slides.append((inner, places[number]))
    return [place for pair in slides for place in pair]


def _directory(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    if _type(stream, at) != _PERSIST:
        raise ValueError("no directory of its parts")
    end = at + 8 + unpack_from("<I", stream, at + 4)[0]
    at += 8
    while at + 4 <= min(end, len(stream)):
        first = unpack_from("<I", stream, at)[0]
        count = first >> 20
        for n in range(count):
            yield (first & 0xFFFFF) + n, unpack_from("<I", stream, at + 4 + 4 * n)[0]
        at += 4 + 4 * count


def _records(stream: bytes, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """(place, type, instance, size) of the records in a row."""
    end = min(end, len(stream))
    while at + 8 <= end:
        version, kind, size = unpack_from("<HHI", stream, at)
        yield at, kind, version >> 4, size
        at += 8 + size


def _texts(stream: bytes, at: int, depth: int) -> Iterator[str]:
    """The texts of a record and of those in it; of a slide's entry in the list, those that follow it."""
    version, kind, size = unpack_from("<HHI", stream, at)
    if kind == _PERSIST_ATOM:
        follow = at + 8 + size
        while follow + 8 <= len(stream) and _type(stream, follow) not in (_PERSIST_ATOM, _SLIDES) and depth < _DEEP:
            following = unpack_from("<I", stream, follow + 4)[0]
            if _type(stream, follow) in (_CHARS, _BYTES):
                yield from _texts(stream, follow, depth + 1)
            elif _type(stream, follow) >= 0x1100 or _type(stream, follow) < 0x0F00:
                break
            follow += 8 + following
    elif kind == _CHARS:
        yield stream[at + 8 : at + 8 + size].decode("utf-16-le", "replace")
    elif kind == _BYTES:
        yield stream[at + 8 : at + 8 + size].decode("latin-1")
    elif version & 0xF == 0xF and kind not in _NOT_SHOWN and depth < _DEEP:
        for inner, *_ in _records(stream, at + 8, at + 8 + size):
            yield from _texts(stream, inner, depth + 1)
