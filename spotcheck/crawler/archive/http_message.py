"""An archived HTTP message: its head, and its body as a reader wants it. Believes what the bytes prove of being whole or cut.

Refuses to call a body whole that ends before its announced length, its last chunk, or the end of its compression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotcheck.crawler.archive.warc_file import MAX_LINES, Record
from spotcheck.crawler.encodings import MAX_BODY, opened
from spotcheck.crawler.snapshot.warc import SECRET

MAX_BLOCK = MAX_BODY + 1024 * 1024  # bytes of a message, its head and its chunks' marks included
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_METHOD = re.compile(rb"([A-Z]{1,20})[ \t]+\S")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_UNDONE = ("transfer-encoding", "content-encoding", "content-length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a response: ``status`` 0 where it is none. Values keep their bytes (utf-8, surrogateescape)."""

    status: int
    headers: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """The first header of a name (in lower case), "" for none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body without its encodings. ``cut``: why it is not whole, "" where it is."""

    data: bytes
    cut: str = ""


def head_of(record: Record) -> Head:
    """Read the head of a response record."""
    found = _STATUS.match(record.line())
    headers: list[tuple[str, str]] = []
    for _ in range(MAX_LINES):
        line = record.line()
        text = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if not text or not line.endswith(b"\n"):
            break
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if colon:
            headers.append((name.strip(), value.strip()))
    return Head(status=int(found[1]) if found else 0, headers=tuple(headers))


def resource_head(record: Record) -> Head:
    """The head that a record without a message stands under: a file as it is."""
    return Head(status=200, headers=(("Content-Type", record.fields.get("content-type", "")),))


def method_of(record: Record) -> str:
    """The method of a request record, "" where there is none."""
    found = _METHOD.match(record.line())
    return found[1].decode("ascii") if found else ""


def stored(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers that hold of a body without its encodings; cookies are never kept."""
    return tuple((name, value) for name, value in headers if name.lower() not in (*_UNDONE, *SECRET))


def body_of(record: Record, head: Head) -> Body:
    """Read the body that follows ``head``. Raises TooLarge."""
    raw = record.take(MAX_BLOCK + 1)
    cut = "the archive ends in it" if record.torn else ""
    if "chunked" in head.value("transfer-encoding").lower() and _CHUNK.match(raw):
        raw, whole = _dechunked(raw)
        cut = cut or ("" if whole else "its last chunk is missing")
    else:
        length = head.value("content-length")
        if length.isascii() and length.isdigit() and len(raw) < int(length[:18]):
            cut = cut or f"{len(raw)} of {length} bytes"
    found = opened(raw, head.value("content-encoding"), head.value("content-type"))
    return Body(data=found.body, cut=cut or ("" if found.whole else "its compression has no end"))


def _dechunked(raw: bytes) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    start = 0
    while found := _CHUNK.match(raw, start):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts), True
        parts.append(raw[found.end() : found.end() + size])
        start = found.end() + size
        if len(parts[-1]) < size:
            break
        start += 2 if raw.startswith(b"\r\n", start) else 1 if raw.startswith(b"\n", start) else 0
    return b"".join(parts), False
