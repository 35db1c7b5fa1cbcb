"""The part of a ledger that tells how far a quarter is: its settings, when it goes on, and how far the crawls are. Counts nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from spotcheck.ledger.kept_settings import KeptSettings, kept_json, kept_of
from spotcheck.ledger.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a crawl was ``at`` a moment. ``process``: who crawled; ``seconds_left``: an estimate, where there is one."""

    run: str
    process: int
    pages: int
    queued: int
    seconds_left: float | None
    at: str


class QuarterStore(Store):
    """Settings and progress of the quarters."""

    def keep_settings(self, quarter: str, kept: KeptSettings) -> None:
        """Keeps what a quarter is checked by, with its draw."""
        with self._writing():
            self._db.execute("UPDATE draws SET settings = ? WHERE quarter = ?", [kept_json(kept), quarter])

    def kept_settings(self, quarter: str) -> KeptSettings | None:
        """What a quarter is checked by; None before its first run."""
        return kept_of(self._of_draw(quarter, "settings"))

    def run_again(self, quarter: str, at: str) -> None:
        """Remembers when sites that did not answer are to be asked again; "" for no such day."""
        with self._writing():
            self._db.execute("UPDATE draws SET again_at = ? WHERE quarter = ?", [at, quarter])

    def again_at(self, quarter: str) -> str:
        """When sites that did not answer are to be asked again (UTC), else ""."""
        return self._of_draw(quarter, "again_at")

    def save_marks(self, marks: Iterable[Mark]) -> None:
        """Keeps how far crawls are, in place of what was known of them."""
        with self._writing():
            self._db.table("progress").upsert_all([asdict(mark) for mark in marks], pk="run")

    def marks(self) -> dict[str, Mark]:
        """How far each crawl was when it was last heard of, by run."""
        if not self._has("progress"):
            return {}
        return {row["run"]: Mark(**row) for row in self._db.query("SELECT * FROM progress")}

    def _of_draw(self, quarter: str, column: str) -> str:
        for row in self._db.query("SELECT * FROM draws WHERE quarter = ?", [quarter]):
            return str(row.get(column) or "")  # a ledger that is only read may be older
        return ""
