"""What the parts of a ledger share: the open file, and how something is written into it. Holds no rows itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlite_utils import Database

from spotcheck.ledger.refusals import refusal


class Store:
    """An open ledger. Everything written in one ``_writing`` block is there together or not at all."""

    def __init__(self, db: Database, path: Path, held: ExitStack) -> None:
        self._db = db
        self._path = path
        self._held = held

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._db.atomic():
                yield
        except sqlite3.OperationalError as error:
            raise refusal(self._path, error) from error

    def _has(self, table: str) -> bool:
        """Whether a table is there: a ledger that is only read may be older than it."""
        return table in self._db.table_names()
