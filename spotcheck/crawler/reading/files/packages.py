"""Packages of documents (zip, rar): what they are called, and what the documents in them say, one level deep.

Of a rar only members that are stored as they are can be opened; the others are listed, and said to be unread.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import rarfile

from spotcheck.crawler.reading.files.content import MAX_BYTES, MAX_TEXT, Content, Unreadable, package, part
from spotcheck.crawler.records import Document, DocumentState, Table

_MAX_MEMBERS = 200
IMAGE = 20_000  # bytes from which an image in a package may be a scanned page
_UNSEEN = (DocumentState.ENCRYPTED, DocumentState.SCAN, DocumentState.UNSUPPORTED)


def read_zip(body: bytes, read: Callable[[str, bytes], Document]) -> Content:
    """Names and contents of the members, as ``read`` (name, bytes) gives them.

    READ only if everything in it was read: else the state is that of a member that was not, and ``detail`` names it.
    """
    with package(body) as opened:
        members = [member for member in opened.infolist() if not member.is_dir() and not _system(member.filename)]
        inner = [read(member.filename, part(opened, member.filename)) for member in members[:_MAX_MEMBERS]]
    return together(inner, [member.file_size for member in members], len(members))


def read_rar(body: bytes, read: Callable[[str, bytes], Document]) -> Content:
    """As ``read_zip``, for a rar of any generation."""
    try:
        with rarfile.RarFile(BytesIO(body)) as opened:
            if opened.needs_password():
                raise Unreadable(DocumentState.ENCRYPTED, "password")
            members = [member for member in opened.infolist() if not member.is_dir() and not _system(member.filename)]
            inner = [_member(opened, member, read) for member in members[:_MAX_MEMBERS]]
    except (rarfile.Error, OSError, ValueError, struct.error) as error:
        raise Unreadable(DocumentState.UNSUPPORTED, f"format: rar: {error}") from None  # it may be ours to blame, not the file
    if not members:
        raise Unreadable(DocumentState.UNSUPPORTED, "format: rar")
    return together(inner, [member.file_size for member in members], len(members))


def _member(opened: Any, member: Any, read: Callable[[str, bytes], Document]) -> Document:
    if member.compress_type == rarfile.RAR_M0 and member.file_size <= MAX_BYTES:
        return read(member.filename, opened.read(member))
    name = member.filename
    return Document(url=name, name=name, format="", state=DocumentState.UNSUPPORTED, detail="packed by rar: listed, not opened")


def together(inner: Sequence[Document], sizes: Sequence[int], count: int) -> Content:
    """READ only if everything in a package was read."""
    texts: list[str] = []
    tables: list[Table] = []
    for document in inner:
        texts += [document.name, document.text]
        tables += document.tables
    text = "\n".join(filter(None, texts))[:MAX_TEXT]
    unread = [
        document
        for document, size in zip(inner, sizes, strict=False)
        if document.state is not DocumentState.READ and (size >= IMAGE or not _image(document))
    ]
    if count > _MAX_MEMBERS:
        return Content(text=text, tables=tuple(tables), state=DocumentState.UNSUPPORTED, detail=f"too_large: {count} members")
    if not unread:
        return Content(text=text, tables=tuple(tables))
    worst = next((d for state in _UNSEEN for d in unread if d.state is state), unread[0])
    return Content(text=text, tables=tuple(tables), state=worst.state, detail=f"{worst.name}: {worst.detail}")


def _system(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in ("Thumbs.db", ".DS_Store", "desktop.ini")


def _image(document: Document) -> bool:
    return document.format in ("jpg", "png", "gif", "bmp", "tiff", "webp")
