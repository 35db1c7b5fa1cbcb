"""Pictures of the demonstration sites: plain colours, made on the spot."""

from __future__ import annotations

import struct
import zlib
from functools import cache


@cache
def image(name: str) -> bytes:
    """A plain one-colour PNG, its colour taken from the name."""
    width, height = {"logo": (64, 64), "yifeizhi": (72, 28)}.get(name, (48, 60))
    colour = struct.pack(">I", zlib.crc32(name.encode()) | 0x80202000)[:3]
    raw = (b"\0" + colour * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
