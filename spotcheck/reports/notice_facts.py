"""What a notice says, as typed facts: its sentences in order, and the counts behind them, which must agree with each other.

Holds no wording. A count that does not follow from its parts is refused, never printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spotcheck.audits.standing import confirmed
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.conclusions import Decision
from spotcheck.reports.rates import Unreconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What an office puts to a notice or letter: who issues it to whom, under which number and day, and how it is answered.

    ``place`` leads the title where no ``office`` issues it; ``within``: working days from ``dated`` on, of which ``reply_by`` is the
    last, where the working days are known; ``public``: it names what a person confirmed and counts the rest, personal data masked.
    """

    place: str = ""
    office: str = ""
    number: str = ""
    recipients: str = ""
    dated: date | None = None
    within: int = 0
    reply_by: date | None = None
    reply_to: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A paragraph; ``heading``: of the second order. ``links``: words and where they lead, in an internal edition."""

    text: str
    heading: bool = False
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A numbered chapter of a notice."""

    anchor: str
    heading: str
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """A fault in the annex: its own sentence, and where it was seen."""

    number: int
    site: str
    duty: str
    text: str
    url: str
    evidence: str  # its number, "" in public
    href: str  # the report of the site, "" in public


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """The text of a notice. ``brief`` is the whole in at most 500 characters."""

    office: str
    number: str
    title: str
    recipients: str
    opening: str
    chapters: tuple[Chapter, ...]
    annexes: tuple[str, ...]
    signed: str
    dated: str
    remark: str
    faults_title: str
    faults: tuple[FaultRow, ...]
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a machine judged, and what people have said of it. ``unmet``: what the machine judged not met."""

    unmet: int
    confirmed: int
    rejected: int
    waiting: int
    undecided: int  # what the machine could not decide
    found_met: int
    found_unmet: int
    left: int

    def __post_init__(self) -> None:
        if self.unmet != self.confirmed + self.rejected + self.waiting:
            raise Unreconciled(f"{self.unmet} judged not met are not {self.confirmed} + {self.rejected} + {self.waiting}")
        if self.undecided != self.found_met + self.found_unmet + self.left:
            raise Unreconciled(f"{self.undecided} not decided are not {self.found_met} + {self.found_unmet} + {self.left}")

    @property
    def faults(self) -> int:
        """Faults that a person stands behind."""
        return self.confirmed + self.found_unmet


def reviewed_counts(findings: Iterable[Finding]) -> Reviewed:
    """The counts of findings as they stand after review."""
    told = list(findings)
    said = [finding.details.review.decision for finding in told if finding.details.review]
    count = said.count
    waiting = sum(finding.verdict is Verdict.FAIL and not confirmed(finding) for finding in told)
    left = sum(finding.verdict in (Verdict.UNKNOWN, Verdict.MANUAL) for finding in told)
    return Reviewed(
        unmet=count(Decision.CONFIRMED) + count(Decision.REJECTED) + waiting,
        confirmed=count(Decision.CONFIRMED),
        rejected=count(Decision.REJECTED),
        waiting=waiting,
        undecided=count(Decision.MET) + count(Decision.UNMET) + left,
        found_met=count(Decision.MET),
        found_unmet=count(Decision.UNMET),
        left=left,
    )
