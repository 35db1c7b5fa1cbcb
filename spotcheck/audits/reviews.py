"""What people decided, laid over what the machine judged. Stored findings stay as they were judged; reports show these.

A fault is confirmed or rejected; what the machine could not decide (``manual``, ``unknown``) a person finds met or unmet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spotcheck.audits.details import ReviewOutcome
from spotcheck.audits.verdicts import Finding
from spotcheck.config.conclusions import Decision, Verdict
from spotcheck.config.duties import Catalogue, ScorePart

__all__ = ["FAULTS", "OPEN", "Decision", "Review", "decided", "reviewed"]

FAULTS = (Decision.CONFIRMED, Decision.REJECTED)  # what can be said of a fail
OPEN = (Verdict.MANUAL, Verdict.UNKNOWN)  # verdicts that a person may settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person said of a finding. Void once the finding itself has changed.

    ``points``: what a rule of a score sheet costs or earns by the person's own count; None: not stated.
    """

    run: str
    duty: str
    finding: str  # digest of the finding that was reviewed
    decision: str  # a Decision
    note: str
    reviewed_at: str
    points: float | None = None
    reviewer: str = ""


def reviewed(findings: Sequence[Finding], reviews: Mapping[str, Review], catalogues: Iterable[Catalogue] = ()) -> list[Finding]:
    """The findings as they stand after review; ``details.review`` tells who was heard. ``catalogues`` tell a bonus from a duty:
    a bonus that was not earned is no fault."""
    bonuses = {
        f"{catalogue.id}/{duty.id}"
        for catalogue in catalogues
        for _, duty in catalogue.duties()
        if duty.score is not None and duty.score.part is ScorePart.BONUS
    }
    return [_decided(finding, reviews[finding.duty], bonuses) if finding.duty in reviews else finding for finding in findings]


def decided(findings: Iterable[Finding], decision: Decision) -> list[Finding]:
    """The findings of which a person said this."""
    return [finding for finding in findings if finding.details.review and finding.details.review.decision is decision]


def _decided(finding: Finding, review: Review, bonuses: set[str]) -> Finding:
    decision = Decision(review.decision)
    told = ReviewOutcome(decision=decision, note=review.note, at=review.reviewed_at, points=review.points, by=review.reviewer)
    if decision is Decision.CONFIRMED:
        return replace(finding, details=replace(finding.details, review=told))
    details = replace(finding.details, review=replace(told, defects=finding.defects))
    verdict = Verdict.PASS
    if decision is Decision.UNMET:
        verdict = Verdict.NOT_APPLICABLE if finding.duty in bonuses else Verdict.FAIL
    return replace(finding, verdict=verdict, defects=(), reason=None, confidence=1.0, certificate=None, details=details)
