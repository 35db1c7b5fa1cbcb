"""Numbers for links and blocks: each distinct one is stored once a snapshot. Memory stays bounded at any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from spotcheck.crawler.records import Block, Link
from spotcheck.crawler.snapshot.packing import block_row

_GENERATION = 4_096  # things in one of the two generations of the memory
Values = tuple[Any, ...]


class _Numbers:
    """Gives each row of a table its number. Rows not seen lately are looked up in the table by their digest."""

    table: str
    columns: tuple[str, ...]

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        names = " AND ".join(f"{name} IS ?" for name in self.columns)
        self._find = f"SELECT id FROM {self.table} WHERE digest = ? AND {names}"
        self._add = f"INSERT INTO {self.table} VALUES (?, ?{', ?' * len(self.columns)})"
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered, as after a rollback."""
        self._young: dict[Any, int] = {}
        self._old: dict[Any, int] = {}
        self._next: int = (self._db.execute(f"SELECT max(id) FROM {self.table}").fetchone()[0] or 0) + 1

    def _number(self, thing: Any, values: Values | None = None) -> int:
        number = self._young.get(thing)
        if number is None:
            if len(self._young) > _GENERATION:
                self._old, self._young = self._young, {}
            number = self._young[thing] = self._old.get(thing) or self._stored(values if values is not None else self._values(thing))
        return number

    def _values(self, thing: Any) -> Values:
        return tuple(thing)

    def _stored(self, values: Values) -> int:
        mark = digest(*values)
        found = self._db.execute(self._find, (mark, *values)).fetchone()
        if found:
            return int(found[0])
        number = self._next
        self._db.execute(self._add, (number, mark, *values))
        self._next += 1
        return number


class LinkNumbers(_Numbers):
    """The numbers of pairs of address and text."""

    table, columns = "links", ("url", "text")

    def of(self, links: Iterable[Link]) -> list[int]:
        """The number of each link, new pairs being added to the table."""
        return [self._number((link.url, link.text)) for link in links]


class BlockNumbers(_Numbers):
    """The numbers of blocks."""

    table, columns = "blocks", ("path", "named", "entries")

    def of(self, blocks: Iterable[Block]) -> list[int]:
        """The number of each block, new ones being added to the table."""
        return [self._number(block) for block in blocks]

    def _values(self, thing: Block) -> Values:
        return block_row(thing)


def digest(*values: object) -> int:
    """64 bits by which a row is found; two rows may share it."""
    text = "\0".join(value.hex() if isinstance(value, bytes) else str(value) for value in values)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
