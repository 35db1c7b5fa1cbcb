"""Attachments packed as rar: stored members are opened, packed ones are listed and said to be unread."""

import struct
import zlib

from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.records import DocumentState


def head(kind: int, flags: int, rest: bytes) -> bytes:
    """A block of the third generation, with its check sum."""
    body = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def rar(*members: tuple[str, bytes], method: int = 0x30) -> bytes:
    """A rar file, written by hand: no tool that is free writes one."""
    found = b"Rar!\x1a\x07\x00" + head(0x73, 0, b"\0" * 6)
    for name, data in members:
        called = name.encode()
        facts = struct.pack("<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0x4A2F5C00, 20, method, len(called), 0o100644)
        found += head(0x74, 0x8000, facts + called) + data
    return found + head(0x7B, 0x4000, b"")


def read(body: bytes):
    return read_document(url="http://a.example/1.rar", name="附件.rar", body=body)


def test_stored_members_are_read_like_any_attachment():
    document = read(rar(("fees.csv", "项目名称,政策依据\n诉讼费,国务院令第481号\n".encode("gb18030"))))
    assert (document.format, document.state) == ("rar", DocumentState.READ)
    assert "fees.csv" in document.text and "诉讼费" in document.text


def test_packed_members_are_listed_and_said_to_be_unread():
    document = read(rar(("budget.csv", b"\x00\x01\x02"), method=0x33))
    assert document.state is DocumentState.UNSUPPORTED
    assert "budget.csv" in document.text and "rar" in document.detail


def test_one_that_cannot_be_parsed_is_ours_to_blame():
    assert read(b"Rar!\x1a\x07\x00" + b"\xff" * 40).state is DocumentState.UNSUPPORTED
