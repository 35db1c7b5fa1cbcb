"""What the parts of a ledger share: the open file, and how something is written into it. Holds no rows itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlite_utils import Database

from spotcheck.config.errors import UserError


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
            raise unwritten(self._path, error) from error

    def _has(self, table: str) -> bool:
        """Whether a table is there: a ledger that is only read may be older than it."""
        return table in self._db.table_names()


def unwritten(path: Path, why: object) -> UserError:
    """A ledger that the disk refuses."""
    return UserError(
        zh=f"{path}：无法写入（{why}）；已写入的内容完好，请清出空间后再次运行同一命令",
        en=f"{path}: cannot be written ({why}); what was written before is safe; free some space and run the same command again",
        status=3,
    )
