"""Packages of documents (zip): what they are called, and what the documents in them say, one level deep."""

from __future__ import annotations

from collections.abc import Callable

from spotcheck.crawler.reading.files.content import MAX_TEXT, Content, package, part
from spotcheck.crawler.records import Document, DocumentState, Table

_MAX_MEMBERS = 200
_IMAGE = 20_000  # bytes from which an image in a package may be a scanned page
_UNSEEN = (DocumentState.ENCRYPTED, DocumentState.SCAN, DocumentState.UNSUPPORTED)


def read_zip(body: bytes, read: Callable[[str, bytes], Document]) -> Content:
    """Names and contents of the members, as ``read`` (name, bytes) gives them.

    READ only if everything in it was read: else the state is that of a member that was not, and ``detail`` names it.
    """
    with package(body) as opened:
        members = [member for member in opened.infolist() if not member.is_dir() and not _system(member.filename)]
        inner = [read(member.filename, part(opened, member.filename)) for member in members[:_MAX_MEMBERS]]
    texts: list[str] = []
    tables: list[Table] = []
    for document in inner:
        texts += [document.name, document.text]
        tables += document.tables
    text = "\n".join(filter(None, texts))[:MAX_TEXT]
    sizes = [member.file_size for member in members]
    unread = [
        document
        for document, size in zip(inner, sizes, strict=False)
        if document.state is not DocumentState.READ and (size >= _IMAGE or not _image(document))
    ]
    if len(members) > _MAX_MEMBERS:
        return Content(text=text, tables=tuple(tables), state=DocumentState.UNSUPPORTED, detail=f"too_large: {len(members)} members")
    if not unread:
        return Content(text=text, tables=tuple(tables))
    worst = next((d for state in _UNSEEN for d in unread if d.state is state), unread[0])
    return Content(text=text, tables=tuple(tables), state=worst.state, detail=f"{worst.name}: {worst.detail}")


def _system(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in ("Thumbs.db", ".DS_Store", "desktop.ini")


def _image(document: Document) -> bool:
    return document.format in ("jpg", "png", "gif", "bmp", "tiff", "webp")
