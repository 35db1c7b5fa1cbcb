"""The bytes of a WARC file from an offset on, plain or as one gzip member, read and skipped within bounds. Knows no record.

Refuses to hold what is skipped: a gigabyte of zeros costs time within the allowance, and no memory.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import IO, Protocol

GZIP = b"\x1f\x8b"
_STEP = 64 * 1024  # bytes
_FLOOR = 64 * 1024 * 1024  # bytes that any archive may hold unpacked
_RATIO = 50  # times its own size that an archive may hold unpacked; pages of one site come to 5 to 20


class Torn(Exception):
    """The bytes end, or make no sense, where something was to follow."""


class Allowance:
    """How much may still be unpacked from one file, so that a small file cannot stand for terabytes."""

    def __init__(self, size: int) -> None:
        self.left = max(_FLOOR, _RATIO * size)

    def take(self, size: int) -> None:
        """Note that so much was unpacked. Raises Torn when it is too much."""
        self.left -= size
        if self.left < 0:
            raise Torn("more is packed into it than any archive of pages holds")


class Stream(Protocol):
    """What a record is read from."""

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""

    def line(self, limit: int) -> bytes:
        """One line with its end, or what there is of it; at most ``limit`` bytes."""

    def skip(self, size: int) -> int:
        """Pass over so many bytes; returns how many there were."""


class Plain:
    """An uncompressed file from where it stands."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._size = size

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def line(self, limit: int) -> bytes:
        return self._file.readline(limit)

    def skip(self, size: int) -> int:
        before = self._file.tell()
        after = min(before + size, self._size)
        self._file.seek(after)
        return after - before


class Member:
    """One gzip member. ``end``: the offset behind it, once all of it was read. Raises Torn where its compression is damaged."""

    def __init__(self, file: IO[bytes], allowance: Allowance) -> None:
        self._file = file
        self._allowance = allowance
        self._member = zlib.decompressobj(31)
        self._packed = b""
        self._held = b""
        self.end = 0

    def read(self, size: int) -> bytes:
        parts = []
        while size > 0 and (self._held or self._fill()):
            parts.append(self._held[:size])
            self._held = self._held[size:]
            size -= len(parts[-1])
        return b"".join(parts)

    def line(self, limit: int) -> bytes:
        while (at := self._held.find(b"\n", 0, limit)) < 0 and len(self._held) < limit:
            held = self._held
            if not self._fill():
                break
            self._held = held + self._held
        end = at + 1 if at >= 0 else limit
        found, self._held = self._held[:end], self._held[end:]
        return found

    def skip(self, size: int) -> int:
        left = size
        while left > 0 and (self._held or self._fill()):
            passed = min(left, len(self._held))
            self._held = self._held[passed:]
            left -= passed
        return size - left

    def finish(self) -> bytes:
        """Read to the end of the member, or to another record in it; returns the first bytes that still stood there."""
        rest = b""
        while True:
            rest = (rest + self._held[:64]).lstrip(b"\r\n")[:16]
            self._held = b""
            if rest.startswith(b"WARC/") or not self._fill():
                return rest

    @property
    def whole(self) -> bool:
        """Whether the end of the member was reached."""
        return self._member.eof

    def _fill(self) -> bool:
        """Unpack some more. False at the end of the member, or of the file."""
        while not self._member.eof:
            if not self._packed:
                self._packed = self._file.read(_STEP)
            packed = self._packed
            try:
                self._held = self._member.decompress(packed, _STEP)
            except zlib.error as error:
                raise Torn(f"gzip: {error}") from error
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self.end = self._file.tell() - len(self._member.unused_data)
            self._allowance.take(len(self._held))
            if self._held:
                return True
            if not packed:
                return False
        self._held = b""
        return False


def is_gzip(path: Path) -> bool:
    """Whether a file begins as gzip."""
    with path.open("rb") as file:
        return file.read(2) == GZIP
