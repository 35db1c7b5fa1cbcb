"""Writes a snapshot: one process, one file, durable at every commit. Decides nothing about what it is given."""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from spotcheck import __version__
from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.config.private_files import private_file, private_folder
from spotcheck.crawler import urls
from spotcheck.crawler.records import Document, DocumentState, OutcomeClass, Page, Table, Visit, class_of
from spotcheck.crawler.snapshot import packing, schema, warc
from spotcheck.crawler.snapshot.link_ids import BlockNumbers, LinkNumbers
from spotcheck.crawler.snapshot.schema import RunInfo, StorageFull

_EVERY_RECORDS = 100
_EVERY_SECONDS = 2.0
_FACTS = ("pages", "documents", "entries", "attachments", "tables")
_VISIT_COLUMNS = ["key", *packing.VISIT.split(", ")]
_INSERT_VISIT = f"INSERT INTO visits ({', '.join(_VISIT_COLUMNS)}) VALUES ({', '.join('?' * len(_VISIT_COLUMNS))})"
_UPDATE_VISIT = f"UPDATE visits SET {', '.join(f'{name} = ?' for name in _VISIT_COLUMNS)} WHERE id = ?"


class SnapshotWriter:
    """The one writer of a run. What was recorded is safe after ``commit``, which also happens by itself every 100 records or 2 s.

    Every method that writes raises StorageFull when the disk takes no more; what was committed stays.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, answers: warc.WarcFile) -> None:
        """Use ``create`` or ``open``."""
        self.path = path
        self.run = schema.load_run(db)
        self._db = db
        self._warc = answers
        self._links = LinkNumbers(db)
        self._blocks = BlockNumbers(db)
        self._begun = False
        self._waiting = 0
        self._committed_at = time.monotonic()
        end = db.execute("SELECT value FROM meta WHERE name = 'warc_end'").fetchone()
        answers.cut(int(end[0]) if end else 0)
        if answers.end == 0:
            answers.append(warc.warcinfo(answers.path.name, self.run.started, __version__))
        self._forget_lost_answers()

    @classmethod
    def create(
        cls, path: Path, *, site: Site, run_id: str, started: str, settings: dict[str, Any], source: str = "network"
    ) -> SnapshotWriter:
        """Begin a snapshot at ``path`` (the run's directory, or the database in it). FileExistsError where one stands."""
        path = schema.database(path)
        answers = path.parent / f"{run_id}.warc.gz"
        for taken in (path, answers):
            if taken.exists():
                raise FileExistsError(taken)
        run = RunInfo(id=run_id, site=site, started=started, settings=settings, source=source, tool=__version__)
        new = path.with_name(path.name + ".new")  # a snapshot that bears its name is whole, wherever the process was killed
        with _opening(path) as stack:
            private_folder(path.parent)
            new.unlink(missing_ok=True)
            private_file(new)
            db = stack.enter_context(closing(sqlite3.connect(new, isolation_level=None)))
            db.executescript(f"BEGIN; PRAGMA application_id = {schema.APPLICATION}; {schema.TABLES}")
            schema.save_run(db, run)
            db.execute(f"PRAGMA user_version = {schema.VERSION}")
            db.execute("COMMIT")
            db.close()
            new.replace(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> SnapshotWriter:
        """Continue an incomplete snapshot. UserError where it is missing, damaged, newer, complete, or being written by another.

        What the killed writer had not committed is gone, and nothing else.
        """
        path = schema.database(path)
        if not path.is_file():
            raise schema.damaged(path, "missing")
        with _opening(path) as stack:
            db = stack.enter_context(closing(_connect(path)))
            schema.check(db, path)
            run = schema.load_run(db)
            if run.complete:
                raise UserError(
                    zh=f"{path}：该次抓取已完成，不再改动。请用 --fresh 开始新的抓取。",
                    en=f"{path}: this run is complete and is not changed any more. Start a new one with --fresh.",
                )
            schema.bring_up_to_date(db)
            file = stack.enter_context(closing(warc.WarcFile(path.parent / f"{run.id}.warc.gz")))
            writer = cls(path, db, file)
            stack.pop_all()
            return writer

    def record(
        self, visit: Visit, *, page: Page | None = None, document: Document | None = None, exchange: warc.Exchange | None = None
    ) -> Visit:
        """Store a visit with what was read, in place of an earlier visit of the same key. Returns the visit as stored.

        With an ``exchange``, its WARC place is set, and SHA-256 and size of the decoded body where the visit lacks them.
        """
        try:
            return self._record(visit, page, document, exchange)
        except UnicodeEncodeError:
            return self._record(*map(packing.storable, (visit, page, document, exchange)))

    def _record(self, visit: Visit, page: Page | None, document: Document | None, exchange: warc.Exchange | None) -> Visit:
        with self._writing():
            if exchange is not None:
                sha256 = visit.sha256 or warc.digest(exchange.body)
                answer, request = warc.records(warc.honest(exchange), sha256)
                ref = self._warc.append(answer)
                if request:
                    self._warc.append(request)
                visit = replace(visit, warc=ref, sha256=sha256, size=len(exchange.body))
            number = self._save_visit(visit)
            if page is not None:
                self._save_page(number, page)
            if document is not None:
                self._save_document(number, document)
        self._waiting += 1
        if self._waiting >= _EVERY_RECORDS or time.monotonic() - self._committed_at > _EVERY_SECONDS:
            self.commit()
        return visit

    def visit(self, url: str) -> Visit | None:
        """What is held of a URL, whatever its outcome."""
        row = self._db.execute(f"SELECT {packing.VISIT} FROM visits WHERE key = ?", (urls.key(url) or url,)).fetchone()
        return packing.visit_of(row) if row else None

    def forget(self, url: str) -> None:
        """Drop the visit of a URL and what was read there; its raw answer stays in the WARC file."""
        with self._writing():
            for (number,) in self._db.execute("SELECT id FROM visits WHERE key = ?", (urls.key(url) or url,)).fetchall():
                for table in _FACTS:
                    self._db.execute(f"DELETE FROM {table} WHERE visit = ?", (number,))
                self._db.execute("DELETE FROM visits WHERE id = ?", (number,))

    def document_state(self, url: str) -> DocumentState | None:
        """What opening the document at a URL showed, None where none was opened."""
        query = "SELECT state FROM documents JOIN visits ON documents.visit = visits.id WHERE key = ?"
        row = self._db.execute(query, (urls.key(url) or url,)).fetchone()
        return DocumentState(row[0]) if row else None

    def held(self, url: str) -> bool:
        """Whether a URL needs no fetching: it was visited, and the visit was not undetermined."""
        visit = self.visit(url)
        return visit is not None and class_of(visit.outcome) is not OutcomeClass.UNDETERMINED

    def replay(self, url: str, *, anyhow: bool = False) -> warc.Exchange | None:
        """The stored answer of a held URL. None where nothing was stored, or (unless ``anyhow``) the visit was undetermined."""
        visit = self.visit(url)
        if visit is None or visit.warc is None or (class_of(visit.outcome) is OutcomeClass.UNDETERMINED and not anyhow):
            return None
        with self._writing():
            self._warc.flush()
        return warc.read(self.path.parent / visit.warc.file, visit.warc)

    def outcomes(self) -> dict[str, int]:
        """How many visits ended how, by outcome."""
        return dict(self._db.execute("SELECT outcome, count(*) FROM visits GROUP BY outcome ORDER BY outcome"))

    def commit(self) -> None:
        """Make everything recorded so far durable: the answers first, then the index that points at them."""
        with self._writing():
            self._warc.sync()
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('warc_end', ?)", (str(self._warc.end),))
            self._db.execute("COMMIT")
            self._begun = False
        self._waiting = 0
        self._committed_at = time.monotonic()

    def finish(self, complete: bool, finished: str) -> None:
        """Note how the run ended (``finished``: UTC) and commit. A complete snapshot cannot be opened for writing again."""
        run = replace(self.run, complete=complete, finished=finished)
        with self._writing():
            schema.save_run(self._db, run)
        self.commit()
        self.run = run

    def close(self) -> None:
        """Commit and close; the database is left as one file."""
        try:
            if self._begun or self._waiting:
                self.commit()
        finally:
            with suppress(sqlite3.OperationalError):  # a reader has it open: its write-ahead log stays, and is read
                self._db.execute("PRAGMA journal_mode = DELETE")
            self._db.close()
            self._warc.close()

    def __enter__(self) -> SnapshotWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _save_visit(self, visit: Visit) -> int:
        key = urls.key(visit.url) or visit.url
        row = (key, *packing.visit_row(visit))
        known = self._db.execute("SELECT id FROM visits WHERE key = ?", (key,)).fetchone()
        if known is None:
            number = self._db.execute(_INSERT_VISIT, row).lastrowid
            assert number is not None
            return number
        self._db.execute(_UPDATE_VISIT, (*row, known[0]))
        for table in _FACTS:
            self._db.execute(f"DELETE FROM {table} WHERE visit = ?", known)
        return int(known[0])

    def _save_page(self, number: int, page: Page) -> None:
        links = packing.pack_links(self._links.of(page.links), (link.area for link in page.links))
        blocks = packing.pack_numbers(self._blocks.of(page.blocks))
        self._insert("pages", [(number, *packing.page_row(page, links, blocks))])
        self._insert("entries", [(number, n, *packing.entry_row(entry)) for n, entry in enumerate(page.entries)])
        self._insert("attachments", [(number, n, found.url, found.name) for n, found in enumerate(page.attachments)])
        self._save_tables(number, "page", page.tables)

    def _save_document(self, number: int, document: Document) -> None:
        self._insert("documents", [(number, *packing.document_row(document))])
        self._save_tables(number, "document", document.tables)

    def _save_tables(self, number: int, of: str, tables: tuple[Table, ...]) -> None:
        self._insert("tables", [(number, of, n, *packing.table_row(table)) for n, table in enumerate(tables)])

    def _insert(self, table: str, rows: list[packing.Row]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def _forget_lost_answers(self) -> None:
        """Drop visits whose stored answer is gone with the end of the WARC file, so that they are fetched again."""
        lost = self._db.execute(
            "SELECT id FROM visits WHERE warc_file = ? AND warc_offset + warc_length > ?", (self._warc.path.name, self._warc.end)
        ).fetchall()
        if lost:
            with self._writing():
                for table in _FACTS:
                    self._db.executemany(f"DELETE FROM {table} WHERE visit = ?", lost)
                self._db.executemany("DELETE FROM visits WHERE id = ?", lost)
            self.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            if not self._begun:
                self._db.execute("BEGIN IMMEDIATE")
                self._begun = True
            yield
        except (OSError, sqlite3.Error) as error:
            self._abandon()
            if isinstance(error, sqlite3.Error) and not _storage(error):
                raise
            raise StorageFull(self.path, error) from error

    def _abandon(self) -> None:
        with suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")
        with suppress(OSError):
            self._warc.discard()
        with suppress(sqlite3.Error):
            self._links.forget()
            self._blocks.forget()
        self._begun = False
        self._waiting = 0


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    with suppress(sqlite3.DatabaseError):  # what the file is instead is told by schema.check
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA cache_size = -8000")
    return db


def _storage(error: sqlite3.Error) -> bool:
    """Whether an error tells of the disk, not of a fault in what was written."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


@contextmanager
def _opening(path: Path) -> Iterator[ExitStack]:
    try:
        with ExitStack() as stack:
            yield stack
    except BlockingIOError:
        raise UserError(
            zh=f"{path}：另一个 spotcheck 正在写入该次抓取。请等它结束。",
            en=f"{path}: another spotcheck is writing this run. Wait until it ends.",
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(path, error) from error
        raise UserError(
            zh=f"{path}：无法写入（{error.strerror}）。请检查目录和权限。",
            en=f"{path}: cannot write ({error.strerror}). Check the directory and its permissions.",
        ) from error
    except sqlite3.Error as error:
        raise (StorageFull(path, error) if _storage(error) else schema.damaged(path, error)) from error
