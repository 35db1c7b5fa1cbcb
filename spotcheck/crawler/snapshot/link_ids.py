"""Numbers for links: each distinct pair of address and text is stored once a snapshot. Memory stays bounded at any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from spotcheck.crawler.records import Link

_GENERATION = 4_096  # pairs in one of the two generations of the memory


class LinkNumbers:
    """Gives each (url, text) its number. Pairs not seen lately are looked up in the table by their digest."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered, as after a rollback."""
        self._young: dict[tuple[str, str], int] = {}
        self._old: dict[tuple[str, str], int] = {}
        self._next: int = (self._db.execute("SELECT max(id) FROM links").fetchone()[0] or 0) + 1

    def of(self, links: Iterable[Link]) -> list[int]:
        """The number of each link, new pairs being added to the table."""
        young, numbers = self._young, []
        for link in links:
            pair = (link.url, link.text)
            number = young.get(pair)
            if number is None:
                number = young[pair] = self._old.get(pair) or self._stored(pair)
            numbers.append(number)
        if len(young) > _GENERATION:
            self._old, self._young = young, {}
        return numbers

    def _stored(self, pair: tuple[str, str]) -> int:
        mark = digest(*pair)
        found = self._db.execute("SELECT id FROM links WHERE digest = ? AND url = ? AND text = ?", (mark, *pair)).fetchone()
        if found:
            return int(found[0])
        number = self._next
        self._db.execute("INSERT INTO links VALUES (?, ?, ?, ?)", (number, mark, *pair))
        self._next += 1
        return number


def digest(url: str, text: str) -> int:
    """64 bits by which a pair is found; two pairs may share it."""
    return int.from_bytes(blake2b(f"{url}\0{text}".encode(), digest_size=8).digest(), "big", signed=True)
