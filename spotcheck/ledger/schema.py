"""The tables of a ledger, and how the file is opened: migrations, the version check, the lock. Holds no rows itself.

A ledger of a newer version is refused and nothing in it is touched.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from spotcheck.config.errors import UserError
from spotcheck.config.private_files import private_file, withdraw
from spotcheck.config.settings import LOG
from spotcheck.ledger.refusals import foreign, refusal

LEDGER_NAME = "ledger.db"
LOCK_NAME = "ledger.lock"
APPLICATION = 0x53504C47  # "SPLG": tells a ledger from any other SQLite file
PATIENCE = 10.0  # seconds that another program may hold the file
_ONCE_OPEN = (LEDGER_NAME, LOCK_NAME, LOG, "runs", "reports")  # what earlier versions let everybody read; what is inside needs no more
VERSION = 1  # goes up with every migration that an older program could not live with

_LOOKS = 0.1  # seconds to wait for somebody who only looks whether the workspace is in use
_BETWEEN = 0.03  # seconds between two tries


class Busy(UserError):
    """Another process works in the workspace."""


migrations = Migrations("spotcheck.ledger")


@migrations()
def m001_first(db: Database) -> None:
    """The tables of the first ledger: register, draws, runs, findings and reviews."""
    db.execute(
        "CREATE TABLE sites (key TEXT PRIMARY KEY, url TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL,"
        " level TEXT, region TEXT NOT NULL, functions TEXT NOT NULL, named_for TEXT NOT NULL, subordinate_sites INTEGER,"
        " imported_at TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE draws (quarter TEXT PRIMARY KEY, seed TEXT NOT NULL, method TEXT NOT NULL, population TEXT NOT NULL,"
        " drawn TEXT NOT NULL, drawn_at TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE runs (id TEXT PRIMARY KEY, site_key TEXT NOT NULL, site TEXT NOT NULL, quarter TEXT, target TEXT NOT NULL,"
        " state TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL, complete INTEGER NOT NULL, outcomes TEXT NOT NULL,"
        " as_of TEXT, catalogues TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX runs_target ON runs (target, started)")
    db.execute("CREATE INDEX runs_quarter ON runs (quarter, site_key)")
    db.execute(
        "CREATE TABLE findings (run TEXT NOT NULL REFERENCES runs(id), position INTEGER NOT NULL, duty TEXT NOT NULL,"
        " as_of TEXT NOT NULL, title TEXT NOT NULL, clause TEXT NOT NULL, verdict TEXT NOT NULL, defect TEXT, defects TEXT NOT NULL,"
        " reason TEXT, confidence REAL NOT NULL, details TEXT NOT NULL, evidence TEXT NOT NULL, certificate TEXT,"
        " PRIMARY KEY (run, duty))"
    )
    db.execute("CREATE INDEX findings_verdict ON findings (verdict, duty)")
    db.execute(
        "CREATE TABLE reviews (run TEXT NOT NULL REFERENCES runs(id), duty TEXT NOT NULL, finding TEXT NOT NULL,"
        " decision TEXT NOT NULL, note TEXT NOT NULL, reviewed_at TEXT NOT NULL, PRIMARY KEY (run, duty))"
    )
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


@migrations()
def m002_platforms(db: Database) -> None:
    """Rows of the register that are shared platforms, and no sites to audit."""
    db.execute("ALTER TABLE sites ADD COLUMN platform TEXT NOT NULL DEFAULT ''")


@migrations()
def m003_probes(db: Database) -> None:
    """Probes of home pages: when, how they ended, after how many seconds."""
    db.execute(
        "CREATE TABLE probes (site_key TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, ok INTEGER NOT NULL, outcome TEXT NOT NULL,"
        " status INTEGER, seconds REAL NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (site_key, at)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX probes_at ON probes (at)")


@migrations()
def m004_points(db: Database) -> None:
    """What a rule of a score sheet costs or earns, as a person counted it."""
    db.execute("ALTER TABLE reviews ADD COLUMN points REAL")


@migrations()
def m005_register(db: Database) -> None:
    """The register as an office keeps it, how it changed, and its hash in every draw and run; what a draw rests on."""
    for column in ("contact", "phone", "email", "reason"):
        db.execute(f"ALTER TABLE sites ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE sites ADD COLUMN domains TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE sites ADD COLUMN state TEXT NOT NULL DEFAULT 'normal'")
    db.execute("ALTER TABLE sites ADD COLUMN since TEXT")
    db.execute("ALTER TABLE sites ADD COLUMN extra TEXT NOT NULL DEFAULT '[]'")
    db.execute(
        "CREATE TABLE site_changes (id INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,"
        " name TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL)"
    )
    db.execute("ALTER TABLE draws ADD COLUMN register TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE draws ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE draws ADD COLUMN history TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE draws ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE runs ADD COLUMN register TEXT NOT NULL DEFAULT ''")


@migrations()
def m006_decisions(db: Database) -> None:
    """Who decided what and when, nothing of it ever overwritten; and what became of the faults."""
    db.execute("ALTER TABLE reviews ADD COLUMN reviewer TEXT NOT NULL DEFAULT ''")
    db.execute(
        "CREATE TABLE decisions (id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs(id), duty TEXT NOT NULL,"
        " finding TEXT NOT NULL, decision TEXT NOT NULL, note TEXT NOT NULL, points REAL, reviewer TEXT NOT NULL, decided_at TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX decisions_of ON decisions (run, duty)")
    db.execute(
        "CREATE TABLE follow_ups (id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs(id), duty TEXT NOT NULL,"
        " deadline TEXT NOT NULL, responsible TEXT NOT NULL, done TEXT NOT NULL, recheck TEXT NOT NULL, recorded_at TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX follow_ups_of ON follow_ups (run, duty)")


@migrations()
def m007_evidence(db: Database) -> None:
    """What a run was judged with, to the letter; the seal of its manifest; how its requests weighed on the servers."""
    for column in ("tool", "seal"):
        db.execute(f"ALTER TABLE runs ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    for column in ("hashes", "politeness"):
        db.execute(f"ALTER TABLE runs ADD COLUMN {column} TEXT NOT NULL DEFAULT '{{}}'")


@migrations()
def m008_quarters(db: Database) -> None:
    """What a quarter is checked by, when it goes on, how far its crawls are, and why a run is not done."""
    db.execute("ALTER TABLE draws ADD COLUMN settings TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE draws ADD COLUMN again_at TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE runs ADD COLUMN problem TEXT NOT NULL DEFAULT ''")
    db.execute(
        "CREATE TABLE progress (run TEXT PRIMARY KEY, process INTEGER NOT NULL, pages INTEGER NOT NULL, queued INTEGER NOT NULL,"
        " seconds_left REAL, at TEXT NOT NULL) WITHOUT ROWID"
    )


@migrations()
def m009_looks(db: Database) -> None:
    """What the daily look saw of the pages that home pages link to."""
    db.execute(
        "CREATE TABLE looks (site_key TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL, site TEXT NOT NULL, url TEXT NOT NULL,"
        " outcome TEXT NOT NULL, status INTEGER, label TEXT NOT NULL, newest TEXT, PRIMARY KEY (site_key, key, at)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX looks_at ON looks (at)")


def open_for_writing(path: Path) -> Database:
    """The ledger at ``path``, made or migrated as needed. Raises UserError for a newer or foreign file, before touching it."""
    if not begun(path):
        _create(path)
    with _connected(_read_only(path)) as db:
        check(db, path)
    db = Database(sqlite3.connect(path, timeout=PATIENCE))
    if pending := {
        migration.name for migration in migrations.pending(db)
    }:  # a new ledger is made before it has a log, which would be longer
        migrations.apply(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a new form starts with an empty log
        for name in _ONCE_OPEN if m007_evidence.__name__ in pending else ():
            withdraw(path.with_name(name))
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def begun(path: Path) -> bool:
    """Whether there is anything in the file: a database without a table was begun where the disk was full, and never was a ledger."""
    if not path.exists() or not path.stat().st_size:
        return False
    with _connected(_read_only(path)) as db, suppress(sqlite3.DatabaseError):
        tables, owner = (db.execute(asked).fetchone()[0] for asked in ("SELECT count(*) FROM sqlite_master", "PRAGMA application_id"))
        return bool(tables or owner)
    return True


def _create(path: Path) -> None:
    """A new ledger, which bears its name only when it is whole."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    private_file(new)
    with _connected(Database(sqlite3.connect(new, timeout=PATIENCE))) as db:
        migrations.apply(db)
    for log in ("-wal", "-shm"):  # of a ledger that was begun under this name, and came to nothing
        path.with_name(path.name + log).unlink(missing_ok=True)
    os.replace(new, path)


def open_for_reading(path: Path) -> Database:
    """The ledger at ``path``, which cannot be changed through this. Raises UserError for a newer or foreign file."""
    db = _read_only(path)
    check(db, path)
    return db


def check(db: Database, path: Path) -> None:
    """Raises UserError unless the open file is a ledger that this version understands."""
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        application = db.execute("PRAGMA application_id").fetchone()[0]
        if application == APPLICATION and version <= VERSION:
            applied = {migration.name for migration in migrations.applied(db)}
    except sqlite3.DatabaseError as error:
        raise refusal(path, error) from error
    if application != APPLICATION:
        raise foreign(path, "application_id")
    if version > VERSION or applied - _known():
        raise UserError(
            zh=f"{path}：由更新版本的 spotcheck 写成（格式 {version}，本版本支持到 {VERSION}），未作任何改动；"
            "请升级 spotcheck，或用 --workspace 另选目录",
            en=f"{path}: written by a newer spotcheck (format {version}, this one knows up to {VERSION}); nothing was touched; "
            "upgrade spotcheck, or choose another folder with --workspace",
        )


def _known() -> set[str]:
    with _connected(Database(memory=True)) as empty:
        return {migration.name for migration in migrations.pending(empty)}


@contextmanager
def locked(workspace: Path, patience: float = 0.0) -> Iterator[None]:
    """Holds the workspace for this process; the system lets go of it even when the process is killed.

    ``patience``: seconds to wait for a process that holds it; somebody who only looks (``holder``) is always waited for.

    Raises UserError when another process holds it.
    """
    path = workspace / LOCK_NAME
    private_file(path)
    with path.open("a+") as file:
        if not _lock_within(file.fileno(), max(patience, _LOOKS)):
            file.seek(0)
            owner = file.read().strip() or "?"
            raise Busy(
                zh=f"{workspace}：工作区正被另一个 spotcheck 进程（{owner}）使用；请等它结束，或用 --workspace 另选目录",
                en=f"{workspace}: another spotcheck (process {owner}) is working in this workspace; "
                "wait for it, or choose another folder with --workspace",
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def holder(workspace: Path) -> int | None:
    """The process that works in a workspace, 0 where its number cannot be read; None where nobody does. Keeps nobody out."""
    try:
        with (workspace / LOCK_NAME).open("r+" if os.name == "nt" else "r") as file:
            if _lock(file.fileno(), shared=True):
                return None  # closing the file lets go again
            return int(file.read().strip() or 0)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return 0


def _lock_within(descriptor: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not (ours := _lock(descriptor)) and time.monotonic() < until:
        time.sleep(_BETWEEN)
    return ours


def _lock(descriptor: int, *, shared: bool = False) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read_only(path: Path) -> Database:
    # Where the folder cannot be written, SQLite cannot make the index of a write-ahead log; nobody else writes there either.
    still = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    return Database(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True, timeout=PATIENCE))


@contextmanager
def _connected(db: Database) -> Iterator[Database]:
    try:
        yield db
    finally:
        db.close()
