"""Content encodings (gzip, deflate, br, zstd) undone, within a bound, with a word on whether the end was reached.

Refuses to believe the header over the bytes: what it names and the body is not stands as it is, where it reads as it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

MAX_BODY = 20 * 1024 * 1024  # bytes of one unpacked body; a document of a portal is rarely above 10 MB
_STEP = 64 * 1024  # bytes of input handed over at a time
_ZSTD_STEP = 2 * 1024  # a few bytes of zstd may stand for a block of 128 KiB
_ZSTD_WINDOW = 8 * 1024 * 1024  # bytes; RFC 9659 lets nobody need more
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1", b"Rar!", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{][^\x00-\x08\x0e-\x1f]{15,}")
_HEAD = 256  # bytes in which markup holds no control character


class TooLarge(ValueError):
    """The unpacked body passes the bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A body without content encoding. ``whole``: each encoding came to its own end, its checksum included."""

    body: bytes
    whole: bool = True


class _Unpacker(Protocol):
    def steps(self, body: bytes) -> Iterator[bytes]:
        """The unpacked body, piece by piece. Any exception: the rest is damaged."""

    @property
    def whole(self) -> bool:
        """Whether the end was reached."""


def unpack(body: bytes, names: str, *, limit: int = MAX_BODY) -> Unpacked:
    """Undo the encodings that a ``Content-Encoding`` header lists. Unknown names (a charset, say) mean nothing.

    What comes before a damage or a cut is in the result, which is then not whole. Raises TooLarge.
    """
    whole = True
    for name in reversed([each.strip().lower() for each in names.split(",")]):
        if not body or (unpacker := _unpacker(name, body)) is None:
            continue
        found = _run(unpacker, body, limit)
        if not found.whole and not found.body.strip() and _is_plain(body):
            continue  # unpacked on the way by somebody who left the header as it was
        body, whole = found.body, whole and found.whole
    return Unpacked(body=body, whole=whole)


def opened(body: bytes, names: str, content_type: str, *, limit: int = MAX_BODY) -> Unpacked:
    """A body as its reader wants it: encodings undone, and gzip too that a server wrapped round text without a word. Raises TooLarge."""
    found = unpack(body, names, limit=limit)
    if found.body.startswith(_GZIP) and content_type.strip().lower().startswith(("text/", "application/xhtml")):
        again = unpack(found.body, "gzip", limit=limit)
        return Unpacked(body=again.body, whole=found.whole and again.whole)
    return found


def _run(unpacker: _Unpacker, body: bytes, limit: int) -> Unpacked:
    parts: list[bytes] = []
    size = 0
    try:
        for part in unpacker.steps(body):
            size += len(part)
            if size > limit:
                raise TooLarge(f"more than {limit} bytes when unpacked")
            parts.append(part)
        whole = unpacker.whole
    except TooLarge:
        raise
    except Exception:  # each library has an error of its own
        whole = False
    return Unpacked(body=b"".join(parts), whole=whole)


def _is_plain(body: bytes) -> bool:
    return body.startswith(_FILES) or _MARKUP.fullmatch(body[:_HEAD]) is not None


def _unpacker(name: str, body: bytes) -> _Unpacker | None:
    if name in ("gzip", "x-gzip"):
        return _Zlib(31)
    if name == "deflate":
        return _Zlib(_wbits(body))
    if name == "br":
        return _Brotli()
    return _Zstd() if name == "zstd" else None


def _wbits(body: bytes) -> int:
    """With the zlib header that RFC 9110 asks for, or without it, as many servers send it."""
    headed = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return 15 if headed else -15


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._member = zlib.decompressobj(wbits)

    def steps(self, body: bytes) -> Iterator[bytes]:
        start = 0
        while start < len(body):
            data = body[start : start + _STEP]
            start += len(data)
            part = b""
            while not self._member.eof and (data or len(part) == _STEP):
                part = self._member.decompress(data, _STEP)
                data = self._member.unconsumed_tail
                yield part
            if self._member.eof:
                start -= len(self._member.unused_data)
                if self._wbits != 31 or not body.startswith(_GZIP, start):
                    return  # what follows the last member is padding
                self._member = zlib.decompressobj(self._wbits)

    @property
    def whole(self) -> bool:
        return self._member.eof


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._stream: Any = brotli.Decompressor()

    def steps(self, body: bytes) -> Iterator[bytes]:
        stream, data = self._stream, body
        while not stream.is_finished():
            part: bytes = stream.process(data, output_buffer_limit=_STEP)
            data = b""
            if not part:
                return
            yield part

    @property
    def whole(self) -> bool:
        return bool(self._stream.is_finished())


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._library: Any = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame: Any = self._library.decompressobj()

    def steps(self, body: bytes) -> Iterator[bytes]:
        start = 0
        while start < len(body):
            data = body[start : start + _ZSTD_STEP]
            start += len(data)
            yield self._frame.decompress(data)
            if self._frame.eof:
                start -= len(self._frame.unused_data)
                if not body.startswith(_ZSTD, start):
                    return
                self._frame = self._library.decompressobj()

    @property
    def whole(self) -> bool:
        return bool(self._frame.eof)
