"""The records of a WARC file (ISO 28500), one after the other, and one again by its place. Knows nothing of what they mean.

Refuses heads of no reasonable size, and stops where a file is torn: what stands before that is good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from spotcheck.crawler.archive.streams import GZIP, Allowance, Member, Plain, Stream, Torn

MAX_LINE = 64 * 1024  # bytes of one line of a head
MAX_LINES = 1_000


class OneStream(Exception):
    """Several records share a gzip member, so that none of them has a place of its own."""


@dataclass(slots=True)
class Record:
    """One record, its block not yet read. ``fields``: its head by names in lower case, the first of each. ``torn``: the block is short."""

    offset: int
    fields: dict[str, str]
    length: int  # bytes of the block, as the head says
    stream: Stream
    read: int = field(default=0)
    torn: bool = False

    @property
    def type(self) -> str:
        """``response``, ``request``, ``revisit`` …"""
        return self.fields.get("warc-type", "").lower()

    def take(self, size: int) -> bytes:
        """The next bytes of the block, at most so many."""
        wanted = min(size, self.length - self.read)
        found = self.stream.read(wanted)
        self.read += len(found)
        self.torn = self.torn or len(found) < wanted
        return found

    def line(self) -> bytes:
        """The next line of the block."""
        found = self.stream.line(min(MAX_LINE, self.length - self.read))
        self.read += len(found)
        return found

    def pass_over(self) -> None:
        """Leave the rest of the block."""
        wanted = self.length - self.read
        self.torn = self.torn or self.stream.skip(wanted) < wanted
        self.read = self.length


class WarcFile:
    """A WARC file, plain or with a gzip member for each record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._file: IO[bytes] = path.open("rb")
        self._gzip = self._file.read(2) == GZIP
        self.torn = ""  # why the reading of all records ended before the file did

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def records(self) -> Iterator[Record]:
        """All records, in order. Raises OneStream; where the file is torn it says so in ``torn`` and ends."""
        try:
            yield from self._members() if self._gzip else self._plain()
        except Torn as error:
            self.torn = str(error)

    def at(self, offset: int) -> Record:
        """The record at a place that ``records`` gave. Raises Torn."""
        self._file.seek(offset)
        record = _record(self._stream(Allowance(self.size)), offset)
        if record is None:
            raise Torn("no record")
        return record

    def _stream(self, allowance: Allowance) -> Stream:
        return Member(self._file, allowance) if self._gzip else Plain(self._file, self.size)

    def _plain(self) -> Iterator[Record]:
        offset = 0
        while offset < self.size:
            self._file.seek(offset)
            record = _record(Plain(self._file, self.size), offset)
            if record is None:
                return
            offset = self._file.tell() + record.length
            yield record
            if offset > self.size:
                raise Torn("the last record is cut")

    def _members(self) -> Iterator[Record]:
        allowance = Allowance(self.size)
        offset = 0
        while offset < self.size:
            self._file.seek(offset)
            if self._file.read(2) != GZIP:
                if self._file.read(64).strip(b"\0\r\n "):
                    raise Torn("something else follows the last record")
                return
            self._file.seek(offset)
            member = Member(self._file, allowance)
            record = _record(member, offset)
            if record is not None:
                yield record
                record.pass_over()
                if member.finish().startswith(b"WARC/"):
                    raise OneStream
            else:
                member.finish()
            if not member.whole:
                raise Torn("the last record is cut")
            offset = member.end


def _record(stream: Stream, offset: int) -> Record | None:
    """The record that begins here, behind blank lines; None where only blank lines follow."""
    first = stream.line(MAX_LINE)
    while first in (b"\r\n", b"\n"):
        offset += len(first)
        first = stream.line(MAX_LINE)
    if not first:
        return None
    if not first.startswith(b"WARC/"):
        raise Torn("no record where one should begin")
    fields: dict[str, str] = {}
    last = ""
    for _ in range(MAX_LINES):
        line = stream.line(MAX_LINE)
        if line in (b"\r\n", b"\n"):
            break
        if not line.endswith(b"\n"):
            raise Torn("the head of a record is cut")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in (" ", "\t") and last:
            fields[last] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        if last in fields and last == "warc-concurrent-to":  # the one field that may stand several times
            fields[last] += f" {value.strip()}"
        fields.setdefault(last, value.strip())
    else:
        raise Torn("the head of a record has no end")
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise Torn("a record does not tell its length")
    return Record(offset=offset, fields=fields, length=int(length), stream=stream)
