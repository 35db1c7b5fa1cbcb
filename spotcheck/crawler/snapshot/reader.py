"""Reads a snapshot: pages, documents and visits as they were recorded. Never writes, and needs no network."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType

from spotcheck.crawler import urls
from spotcheck.crawler.records import Block, Document, Link, Page, Table, Visit
from spotcheck.crawler.snapshot import packing, schema, warc

_REMEMBERED = 65_536  # links kept in memory, so that a navigation link is one object on all its pages
_VISIT = ", ".join(f"visits.{name}" for name in packing.VISIT.split(", "))
_WIDTH = len(packing.VISIT.split(", "))


class Snapshot:
    """One run at one site, read-only. Everything is given in the order of the URL keys."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """Use ``open``."""
        self.path = path
        self._db = db
        self._links: dict[int, Link] = {}
        self._blocks: dict[int, Block] = {}
        self._page_columns = _columns(db)
        self.run = schema.load_run(db)

    @classmethod
    def open(cls, path: str | Path) -> Snapshot:
        """Open the snapshot at ``path`` (the run's directory, or the database in it). UserError where there is none to read."""
        path = schema.database(Path(path))
        if not path.is_file():
            raise schema.damaged(path, "missing")
        log = path.with_name(path.name + "-wal")
        still = "" if log.exists() or not _logged(path) else "&immutable=1"
        try:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{still}", uri=True, isolation_level=None)
        except sqlite3.Error as error:
            raise schema.damaged(path, error) from error
        try:
            schema.check(db, path)
            return cls(path, db)
        except (sqlite3.Error, KeyError, ValueError) as error:
            db.close()
            raise schema.damaged(path, error) from error
        except BaseException:
            db.close()
            raise

    def visits(self) -> Iterator[Visit]:
        """Every visit."""
        return map(packing.visit_of, self._db.execute(f"SELECT {_VISIT} FROM visits ORDER BY key"))

    def visit(self, url: str) -> Visit | None:
        """The visit of a URL in any spelling."""
        row = self._db.execute(f"SELECT {_VISIT} FROM visits WHERE key = ?", (_key(url),)).fetchone()
        return packing.visit_of(row) if row else None

    def pages(self) -> Iterator[tuple[Visit, Page]]:
        """Every page that was read, with its visit."""
        for row in self._joined("pages", self._page_columns, "ORDER BY key"):
            yield packing.visit_of(row), self._page(row)

    def page(self, url: str) -> Page | None:
        """The page of a URL in any spelling."""
        row = next(self._joined("pages", self._page_columns, "WHERE key = ?", _key(url)), None)
        return self._page(row) if row else None

    def documents(self) -> Iterator[tuple[Visit, Document]]:
        """Every document that was opened, with its visit."""
        for row in self._joined("documents", packing.DOCUMENT, "ORDER BY key"):
            yield packing.visit_of(row), self._document(row)

    def document(self, url: str) -> Document | None:
        """The document of a URL in any spelling."""
        row = next(self._joined("documents", packing.DOCUMENT, "WHERE key = ?", _key(url)), None)
        return self._document(row) if row else None

    def outcomes(self) -> dict[str, int]:
        """How many visits ended how, by outcome."""
        return dict(self._db.execute("SELECT outcome, count(*) FROM visits GROUP BY outcome ORDER BY outcome"))

    def dialects(self) -> dict[tuple[str, str], int]:
        """How many pages were read in which dialect, by its name and the mark it was recognised by."""
        rows = self._db.execute("SELECT dialect, json_extract(facts, '$[0]'), count(*) FROM pages GROUP BY 1, 2 ORDER BY 1, 2")
        return {(name, by): count for name, by, count in rows}

    def has_former_pages(self) -> bool:
        """Whether an older version wrote some of the pages."""
        return (
            self._db.execute("SELECT 1 FROM pages WHERE json_array_length(facts) <= ? LIMIT 1", (packing.FORMER_FACTS,)).fetchone()
            is not None
        )

    def exchange(self, url: str) -> warc.Exchange | None:
        """The raw answer as stored. None where none was, or where the WARC file is missing or damaged there."""
        visit = self.visit(url)
        return warc.read(self.path.parent / visit.warc.file, visit.warc) if visit and visit.warc else None

    def body(self, url: str) -> bytes | None:
        """The decoded body as stored, its digest verified. None as with ``exchange``."""
        found = self.exchange(url)
        return found.body if found else None

    def close(self) -> None:
        """Close the files."""
        self._db.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _joined(self, table: str, columns: str, rest: str, *values: str) -> Iterator[packing.Row]:
        names = ", ".join(f"{table}.{name}" for name in columns.split(", "))
        return self._db.execute(f"SELECT {_VISIT}, visits.id, {names} FROM visits JOIN {table} ON {table}.visit = visits.id {rest}", values)

    def _page(self, row: packing.Row) -> Page:
        number, facts = row[_WIDTH], row[_WIDTH + 1 :]
        rows = partial(self._rows, number)
        return packing.page_of(
            facts,
            links=self._links_of(packing.unpack_numbers(facts[11])),
            blocks=tuple(map(self._block, packing.unpack_numbers(facts[12]))) if isinstance(facts[12], bytes) else (),
            entries=tuple(map(packing.entry_of, rows("entries", packing.ENTRY))),
            attachments=tuple(map(packing.attachment_of, rows("attachments", "url, name"))),
            tables=self._tables(number, "page"),
        )

    def _document(self, row: packing.Row) -> Document:
        return packing.document_of(row[_WIDTH + 1 :], self._tables(row[_WIDTH], "document"))

    def _rows(self, number: int, table: str, columns: str) -> Iterator[packing.Row]:
        return self._db.execute(f"SELECT {columns} FROM {table} WHERE visit = ? ORDER BY n", (number,))

    def _tables(self, number: int, of: str) -> tuple[Table, ...]:
        rows = self._db.execute(f"SELECT {packing.TABLE} FROM tables WHERE visit = ? AND of = ? ORDER BY n", (number, of))
        return tuple(map(packing.table_of, rows))

    def _links_of(self, packed: array[int]) -> tuple[Link, ...]:
        if len(self._links) > _REMEMBERED:
            self._links.clear()
        known = self._links.get
        return tuple([known(number) or self._link(number) for number in packed])

    def _block(self, number: int) -> Block:
        known = self._blocks.get(number)
        if known is None:
            row = self._db.execute("SELECT path, named, entries FROM blocks WHERE id = ?", (number,)).fetchone()
            known = self._blocks[number] = packing.block_of(row)
        return known

    def _link(self, packed: int) -> Link:
        number, area = packed >> packing.AREA_BITS, packed & ((1 << packing.AREA_BITS) - 1)
        url, text = self._db.execute("SELECT url, text FROM links WHERE id = ?", (number,)).fetchone()
        link = self._links[packed] = Link(url=url, text=text, area=packing.AREAS[area])
        return link


def _columns(db: sqlite3.Connection) -> str:
    """The columns of pages; snapshots of version 1 have no blocks."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    return packing.PAGE if version > 1 else packing.PAGE.replace("blocks", "url")


def _key(url: str) -> str:
    return urls.key(url) or url


def _logged(path: Path) -> bool:
    """Whether the database was last used with a write-ahead log; without its log it can only be read as immutable."""
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"
