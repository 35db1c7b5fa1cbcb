"""The tables of a snapshot and how a file of them is opened. Holds no facts itself.

A newer file is refused with a clear line; it is never read on a guess.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site

VERSION = 2
OLDEST = 1  # read by this version too; 1 holds no blocks and controls, and is read again from its WARC
APPLICATION = 0x53504F54  # "SPOT": tells a snapshot from any other SQLite file

BLOCKS = """
CREATE TABLE blocks (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, path TEXT NOT NULL, named TEXT, entries BLOB NOT NULL);
CREATE INDEX blocks_digest ON blocks (digest);
"""
TABLES = (
    """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE visits (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, outcome TEXT NOT NULL, role TEXT NOT NULL,
  label TEXT NOT NULL, status INTEGER, fetched_at TEXT NOT NULL, content_type TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, redirect_to TEXT NOT NULL, detail TEXT NOT NULL, attempts INTEGER NOT NULL,
  warc_file TEXT, warc_offset INTEGER, warc_length INTEGER);
CREATE TABLE pages (
  visit INTEGER PRIMARY KEY REFERENCES visits(id), url TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  dialect TEXT NOT NULL, charset TEXT NOT NULL, published TEXT, site_code TEXT NOT NULL,
  blank INTEGER NOT NULL, needs_script INTEGER NOT NULL, facts TEXT NOT NULL, text BLOB NOT NULL, links BLOB NOT NULL,
  blocks BLOB NOT NULL);
CREATE TABLE entries (
  visit INTEGER NOT NULL, n INTEGER NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, date TEXT, words TEXT NOT NULL,
  position INTEGER NOT NULL, year_inferred INTEGER NOT NULL, PRIMARY KEY (visit, n)) WITHOUT ROWID;
CREATE TABLE attachments (
  visit INTEGER NOT NULL, n INTEGER NOT NULL, url TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (visit, n)) WITHOUT ROWID;
CREATE TABLE documents (
  visit INTEGER PRIMARY KEY REFERENCES visits(id), url TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,
  state TEXT NOT NULL, pages INTEGER, detail TEXT NOT NULL, text BLOB NOT NULL);
CREATE TABLE tables (
  visit INTEGER NOT NULL, of TEXT NOT NULL, n INTEGER NOT NULL, caption TEXT NOT NULL, sheet TEXT NOT NULL,
  heads TEXT NOT NULL, notes TEXT NOT NULL, rows BLOB NOT NULL, PRIMARY KEY (visit, of, n));
CREATE TABLE links (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX links_digest ON links (digest);
"""
    + BLOCKS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """One run at one site. Times are UTC, ISO 8601 with seconds and ``Z``; "" where not known yet.

    ``complete``: ended by its own rules, the budget included. ``last_capture``: the newest ``fetched_at`` of its visits.
    ``source``: ``network`` or ``archive``. ``tool``: the version that crawled.
    """

    id: str
    site: Site
    started: str
    finished: str = ""
    complete: bool = False
    last_capture: str = ""
    settings: dict[str, Any]
    source: str = "network"
    tool: str = ""


class StorageFull(UserError):
    """The disk took no more. What was committed before stays, and the run can be continued."""

    def __init__(self, path: Path, why: object) -> None:
        super().__init__(
            zh=f"{path}：无法写入（{why}）。已提交的内容完好；请清出空间后重新运行以继续。",
            en=f"{path}: cannot write ({why}). What was committed is safe; free some space and run again to continue.",
            status=3,
        )


def database(path: Path) -> Path:
    """The database of a run, given it or the run's directory."""
    return path if path.suffix == ".db" else path / "snapshot.db"


def check(db: sqlite3.Connection, path: Path) -> None:
    """Raises UserError unless the open file is a snapshot that this version reads."""
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    except sqlite3.DatabaseError as error:
        raise damaged(path, error) from error
    if ours and version > VERSION:
        raise UserError(
            zh=f"{path}：由更新版本的 spotcheck 写成（格式 {version}，本版本支持到 {VERSION}）。请升级 spotcheck。",
            en=f"{path}: written by a newer spotcheck (format {version}, this one reads up to {VERSION}). Upgrade spotcheck.",
        )
    if not ours or not OLDEST <= version <= VERSION:
        raise damaged(path, "no snapshot")


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Give an older snapshot that is continued the tables of this version; what it holds stays as it was."""
    if db.execute("PRAGMA user_version").fetchone()[0] == 1:
        db.executescript(f"BEGIN; ALTER TABLE pages ADD COLUMN blocks BLOB NOT NULL DEFAULT x''; {BLOCKS} PRAGMA user_version = 2; COMMIT")


def damaged(path: Path, why: object) -> UserError:
    """The error for a file that is no readable snapshot."""
    return UserError(
        zh=f"{path}：不是可读的快照文件（{why}）。请检查路径，或用 --fresh 重新抓取。",
        en=f"{path}: not a readable snapshot ({why}). Check the path, or crawl again with --fresh.",
    )


def save_run(db: sqlite3.Connection, run: RunInfo) -> None:
    """Write everything of a run but ``last_capture``, which the visits themselves tell."""
    values = {
        "id": run.id,
        "site": run.site.model_dump_json(),
        "started": run.started,
        "finished": run.finished,
        "complete": json.dumps(run.complete),
        "settings": json.dumps(run.settings, ensure_ascii=False, sort_keys=True),
        "source": run.source,
        "tool": run.tool,
    }
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def load_run(db: sqlite3.Connection) -> RunInfo:
    """The run that a snapshot tells of."""
    meta: dict[str, str] = dict(db.execute("SELECT name, value FROM meta"))
    last = db.execute("SELECT max(fetched_at) FROM visits").fetchone()[0]
    return RunInfo(
        id=meta["id"],
        site=Site.model_validate_json(meta["site"]),
        started=meta["started"],
        finished=meta["finished"],
        complete=json.loads(meta["complete"]),
        last_capture=last or "",
        settings=json.loads(meta["settings"]),
        source=meta["source"],
        tool=meta["tool"],
    )
