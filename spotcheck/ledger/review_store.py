"""Reviews in the ledger: what stands now, every decision that was ever made, and what became of the faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spotcheck.audits.reviews import Review
from spotcheck.audits.verdicts import Finding
from spotcheck.ledger.rows import digest, finding_of
from spotcheck.ledger.store import Store

WITHDRAWN = "withdrawn"  # a decision of the history: what was said before no longer holds


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What the ledger's file says of the mending of a fault: until when, by whom, what was done, how it looked afterwards."""

    run: str
    duty: str
    deadline: str = ""
    responsible: str = ""
    done: str = ""
    recheck: str = ""


class ReviewStore(Store):
    """The part of a ledger that holds findings and what people said of them."""

    def findings(self, run_id: str) -> list[Finding]:
        """The findings of a run, in the order of the catalogue."""
        return [finding_of(row) for row in self._db.query("SELECT * FROM findings WHERE run = ? ORDER BY position", [run_id])]

    def save_reviews(self, reviews: Iterable[Review], withdrawn: Sequence[Review] = ()) -> None:
        """Keeps what people said, each in place of what was said before of the same finding, and drops what was ``withdrawn``.

        Every decision, a withdrawal too, also joins the history.
        """
        told = list(reviews)
        if not told and not withdrawn:
            return
        with self._writing():
            self._db.table("reviews").upsert_all([_row(review) for review in told], pk=("run", "duty"))
            for review in withdrawn:
                self._db.table("reviews").delete_where("run = ? AND duty = ?", [review.run, review.duty])
            self._db.table("decisions").insert_all(
                [_decision(review, review.decision) for review in told] + [_decision(review, WITHDRAWN) for review in withdrawn]
            )

    def reviews(self, run_id: str) -> dict[str, Review]:
        """The reviews of a run that still speak of its findings as they are now, by duty."""
        now = {finding.duty: digest(finding) for finding in self.findings(run_id)}
        rows: Iterator[Mapping[str, Any]] = self._db.query("SELECT * FROM reviews WHERE run = ?", [run_id])
        found = [Review(**row) for row in rows]
        return {review.duty: review for review in found if now.get(review.duty) == review.finding}

    def decisions(self, run_id: str) -> list[Review]:
        """Everything that was ever said of the findings of a run, the oldest first; ``decision`` may be ``withdrawn``."""
        if not self._has("decisions"):
            return []
        rows = self._db.query("SELECT * FROM decisions WHERE run = ? ORDER BY id", [run_id])
        names = ("run", "duty", "finding", "decision", "note", "points", "reviewer")
        return [Review(**{name: row[name] for name in names}, reviewed_at=row["decided_at"]) for row in rows]

    def save_follow_ups(self, follow_ups: Iterable[FollowUp], at: str) -> None:
        """Keeps what became of faults; what was said before stays in the history."""
        with self._writing():
            self._db.table("follow_ups").insert_all([asdict(each) | {"recorded_at": at} for each in follow_ups])

    def follow_ups(self, run_id: str) -> dict[str, FollowUp]:
        """What was said last of the faults of a run, by duty."""
        if not self._has("follow_ups"):
            return {}
        rows = self._db.query("SELECT * FROM follow_ups WHERE run = ? ORDER BY id", [run_id])
        return {row["duty"]: FollowUp(**{name: row[name] for name in FollowUp.__slots__}) for row in rows}


def _row(review: Review) -> dict[str, Any]:
    return {name: getattr(review, name) for name in Review.__slots__}


def _decision(review: Review, decision: str) -> dict[str, Any]:
    row = _row(review)
    return row | {"decision": decision, "decided_at": row.pop("reviewed_at")}
