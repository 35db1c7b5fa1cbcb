"""The ledger of a workspace: register, draws, runs, findings and reviews in one SQLite file.

One process writes; others may read meanwhile. It stores what it is given and judges nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from spotcheck.audits.reviews import Review
from spotcheck.audits.verdicts import Finding
from spotcheck.config.errors import UserError
from spotcheck.config.private_files import private_folder
from spotcheck.crawler.records import Probe
from spotcheck.ledger.draw_rows import Draw, draw_of, draw_row
from spotcheck.ledger.look_store import LookStore
from spotcheck.ledger.quarter_store import QuarterStore
from spotcheck.ledger.refusals import no_workspace, refusal
from spotcheck.ledger.register_store import RegisterStore
from spotcheck.ledger.review_store import ReviewStore
from spotcheck.ledger.rows import Run, digest, finding_row, probe_of, probe_row, run_of, run_row
from spotcheck.ledger.schema import LEDGER_NAME, begun, locked, open_for_reading, open_for_writing

__all__ = ["Draw", "Ledger", "Review", "Run", "digest"]


class Ledger(RegisterStore, ReviewStore, QuarterStore, LookStore):
    """The ledger at ``<workspace>/ledger.db``. Use as a context manager."""

    @classmethod
    def write(cls, workspace: Path, *, patience: float = 0.0) -> Ledger:
        """Opens the ledger to write, making it where there is none. ``patience``: seconds to wait for a process that works in it.

        Raises UserError: a newer workspace, another process at work, a folder that cannot be written.
        """
        path = workspace / LEDGER_NAME
        with ExitStack() as stack:
            try:
                private_folder(workspace)
                stack.enter_context(locked(workspace, patience))
                db = open_for_writing(path)
            except OSError as error:
                raise no_workspace(workspace, error) from error
            except sqlite3.Error as error:
                raise refusal(path, error) from error
            stack.callback(db.close)
            return cls(db, path, stack.pop_all())

    @classmethod
    def read(cls, workspace: Path) -> Ledger:
        """Opens the ledger to read. Raises UserError where there is none, or a newer one."""
        path = workspace / LEDGER_NAME
        if not path.is_file() or not begun(path):
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

    # Draws

    def save_draw(self, draw: Draw) -> None:
        """Keeps a draw in place of any other of its quarter."""
        with self._writing():
            self._db.table("draws").upsert(draw_row(draw), pk="quarter")

    def draw(self, quarter: str) -> Draw | None:
        """The draw of a quarter."""
        return next((draw_of(row) for row in self._db.query("SELECT * FROM draws WHERE quarter = ?", [quarter])), None)

    def draws(self) -> list[Draw]:
        """Every draw, the oldest quarter first."""
        return [draw_of(row) for row in self._db.query("SELECT * FROM draws ORDER BY quarter")]

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

    def duties(self, run_id: str) -> list[str]:
        """The duties of which a run has a finding, in the order of the catalogue."""
        return [row["duty"] for row in self._db.query("SELECT duty FROM findings WHERE run = ? ORDER BY position", [run_id])]

    def rows_of(self, run_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """A run and its findings as they stand in their tables, for checking."""
        rows = self._db.query("SELECT * FROM runs WHERE id = ?", [run_id])
        return next(rows), list(self._db.query("SELECT * FROM findings WHERE run = ? ORDER BY position", [run_id]))

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
