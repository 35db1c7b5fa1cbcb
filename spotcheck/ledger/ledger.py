"""The ledger of a workspace: register, draws, runs, findings and reviews in one SQLite file.

One process writes; others may read meanwhile. It stores what it is given and judges nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from spotcheck.audits.reviews import Review
from spotcheck.audits.verdicts import Finding
from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.records import Probe
from spotcheck.crawler.urls import key
from spotcheck.ledger.rows import (
    Draw,
    Run,
    as_json,
    digest,
    finding_of,
    finding_row,
    probe_of,
    probe_row,
    run_of,
    run_row,
    site_json,
    site_of,
    site_row,
)
from spotcheck.ledger.schema import LEDGER_NAME, locked, open_for_reading, open_for_writing

__all__ = ["Draw", "Ledger", "Review", "Run", "digest"]


class Ledger:
    """The ledger at ``<workspace>/ledger.db``. Use as a context manager."""

    def __init__(self, db: Database, path: Path, held: ExitStack) -> None:
        self._db = db
        self._path = path
        self._held = held

    @classmethod
    def write(cls, workspace: Path) -> Ledger:
        """Opens the ledger to write, making it where there is none.

        Raises UserError: a newer workspace, another process at work, a folder that cannot be written.
        """
        path = workspace / LEDGER_NAME
        with ExitStack() as stack:
            try:
                workspace.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(workspace))
                db = open_for_writing(path)
            except OSError as error:
                why = error.strerror or str(error)
                raise UserError(
                    zh=f"{workspace}：工作区无法写入（{why}）；请用 --workspace 另选目录",
                    en=f"{workspace}: cannot write in this workspace ({why}); choose another folder with --workspace",
                ) from error
            except sqlite3.Error as error:
                raise _unwritten(path, error) from error
            stack.callback(db.close)
            return cls(db, path, stack.pop_all())

    @classmethod
    def read(cls, workspace: Path) -> Ledger:
        """Opens the ledger to read. Raises UserError where there is none, or a newer one."""
        path = workspace / LEDGER_NAME
        if not path.is_file():
            raise UserError(
                zh=f"{workspace}：这里还没有 spotcheck 的工作区；请先运行 spotcheck audit 或 spotcheck register import，"
                "或用 --workspace 指明目录",
                en=f"{workspace}: there is no spotcheck workspace here yet; run 'spotcheck audit' or 'spotcheck register import' first, "
                "or name the folder with --workspace",
            )
        with ExitStack() as stack:
            db = open_for_reading(path)
            stack.callback(db.close)
            return cls(db, path, stack.pop_all())

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file and of the lock."""
        self._held.close()

    # The register

    def import_sites(self, sites: Sequence[Site], at: str, *, replace: bool = False) -> tuple[int, int, int]:
        """Adds or corrects sites; returns how many were added, changed and (with ``replace``) removed. Order is kept."""
        known = {key(site.url): site for site in self.sites()}
        given = {key(site.url): site for site in sites}
        changed = [each for each, site in given.items() if each in known and known[each] != site]
        removed = [each for each in known if each not in given] if replace else []
        with self._writing():
            self._db.table("sites").upsert_all([site_row(site, at) for site in given.values()], pk="key")
            for each in removed:
                self._db.table("sites").delete(each)
        return len(given.keys() - known.keys()), len(changed), len(removed)

    def sites(self) -> list[Site]:
        """The register, in the order of import."""
        return [site_of(row) for row in self._db.query("SELECT * FROM sites ORDER BY rowid")]

    def site(self, url: str) -> Site | None:
        """The site of the register that a URL names (http and https, www and bare are one; a page names its host's site)."""
        found = {key(site.url): site for site in self.sites()}
        wanted = key(url)
        if wanted in found:
            return found[wanted]
        same_host = [site for each, site in found.items() if each.partition("/")[0] == wanted.partition("/")[0]]
        return same_host[0] if len(same_host) == 1 else None

    # Draws

    def save_draw(self, draw: Draw) -> None:
        """Keeps a draw in place of any other of its quarter."""
        row = {
            "quarter": draw.quarter,
            "seed": draw.seed,
            "method": as_json(dict(draw.method)),
            "population": "[" + ",".join(site_json(site) for site in draw.population) + "]",
            "drawn": as_json(draw.drawn),
            "drawn_at": draw.drawn_at,
        }
        with self._writing():
            self._db.table("draws").upsert(row, pk="quarter")

    def draw(self, quarter: str) -> Draw | None:
        """The draw of a quarter."""
        for row in self._db.query("SELECT * FROM draws WHERE quarter = ?", [quarter]):
            population = tuple(Site.model_validate_json(json.dumps(site)) for site in json.loads(row["population"]))
            return Draw(
                quarter=quarter,
                seed=row["seed"],
                method=json.loads(row["method"]),
                population=population,
                drawn=tuple(json.loads(row["drawn"])),
                drawn_at=row["drawn_at"],
            )
        return None

    # Runs and findings

    def save_run(self, run: Run) -> None:
        """Adds or updates a run."""
        with self._writing():
            self._db.table("runs").upsert(run_row(run), pk="id")

    def save_findings(self, run: Run, findings: Iterable[Finding]) -> None:
        """Puts findings in place of those the run had, together with the run itself."""
        with self._writing():
            self._db.table("runs").upsert(run_row(run), pk="id")
            self._db.table("findings").delete_where("run = ?", [run.id])
            rows = [finding_row(run.id, position, run.as_of or "", finding) for position, finding in enumerate(findings)]
            self._db.table("findings").insert_all(rows)

    def runs(self, *, target: str | None = None, quarter: str | None = None) -> list[Run]:
        """Runs, newest first: of a target, of a quarter, or all."""
        where = [(name, value) for name, value in (("target", target), ("quarter", quarter)) if value is not None]
        condition = " AND ".join(f"{name} = ?" for name, _ in where) or "1"
        rows = self._db.query(f"SELECT * FROM runs WHERE {condition} ORDER BY started DESC, rowid DESC", [value for _, value in where])
        return [run_of(row) for row in rows]

    def run(self, run_id: str) -> Run | None:
        """A run by its id."""
        return next((run_of(row) for row in self._db.query("SELECT * FROM runs WHERE id = ?", [run_id])), None)

    def findings(self, run_id: str) -> list[Finding]:
        """The findings of a run, in the order of the catalogue."""
        return [finding_of(row) for row in self._db.query("SELECT * FROM findings WHERE run = ? ORDER BY position", [run_id])]

    # Probes

    def save_probes(self, probes: Iterable[Probe]) -> None:
        """Keeps probes; a second one of a site in the same second takes the place of the first."""
        rows = [probe_row(probe) for probe in probes]
        with self._writing():
            self._db.table("probes").upsert_all(rows, pk=("site_key", "at"))

    def probes(self, since: str, until: str) -> list[Probe]:
        """The probes of all sites from ``since`` up to ``until`` (UTC, as they are written), oldest first."""
        rows = self._db.query("SELECT * FROM probes WHERE at >= ? AND at < ? ORDER BY at, site_key", [since, until])
        return [probe_of(row) for row in rows]

    # Reviews

    def save_reviews(self, reviews: Iterable[Review]) -> None:
        """Keeps what people said, each in place of what was said before of the same finding."""
        rows = [{name: getattr(review, name) for name in Review.__slots__} for review in reviews]
        if not rows:
            return
        with self._writing():
            self._db.table("reviews").upsert_all(rows, pk=("run", "duty"))

    def reviews(self, run_id: str) -> dict[str, Review]:
        """The reviews of a run that still speak of its findings as they are now, by duty."""
        now = {finding.duty: digest(finding) for finding in self.findings(run_id)}
        rows: Iterator[Mapping[str, Any]] = self._db.query("SELECT * FROM reviews WHERE run = ?", [run_id])
        found = [Review(**row) for row in rows]
        return {review.duty: review for review in found if now.get(review.duty) == review.finding}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._db.atomic():
                yield
        except sqlite3.OperationalError as error:
            raise _unwritten(self._path, error) from error


def _unwritten(path: Path, why: object) -> UserError:
    return UserError(
        zh=f"{path}：无法写入（{why}）；已写入的内容完好，请清出空间后再次运行同一命令",
        en=f"{path}: cannot be written ({why}); what was written before is safe; free some space and run the same command again",
        status=3,
    )
