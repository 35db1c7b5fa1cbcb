"""How the sites of a quarter came out, as counts that agree with each other: what a notice may say rests on what people confirmed.

A site whose faults nobody has confirmed is undecided here, and counted as waiting for review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spotcheck.audits.standing import Standing, confirmed_only, ruled, stand
from spotcheck.config.duties import Catalogue
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.rates import Rate, Unreconciled, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutcome:
    """How one site came out. ``waiting``: the machine found faults that would make it faulty, and nobody has looked at them."""

    standing: Standing
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """The counts of a quarter. ``ruled``: a catalogue says who passes; else nobody is called 合格 and there is no ``rate``."""

    ruled: bool
    drawn: int
    qualified: int
    faulty: int
    undecided: int
    waiting: int
    rate: Rate | None
    bounds: tuple[Rate, Rate] | None

    def __post_init__(self) -> None:
        if self.drawn != self.qualified + self.faulty + self.undecided or self.waiting > self.undecided:
            raise Unreconciled(f"{self.drawn} sites are not {self.qualified} + {self.faulty} + {self.undecided} ({self.waiting} waiting)")
        judged = self.qualified + self.faulty
        if (self.rate.part, self.rate.whole) != (self.qualified, judged) if self.rate else self.ruled and judged:
            raise Unreconciled("the pass rate is not that of the sites judged")


def site_outcome(result: SiteResult, catalogues: Sequence[Catalogue]) -> SiteOutcome:
    """How a site came out by what people confirmed, and whether more waits for them."""
    seen = result.seen
    if seen is None:
        return SiteOutcome(standing=Standing.UNDECIDED, waiting=False)
    public, whole = (
        stand(findings, catalogues, complete=seen.complete, reached=seen.reached)
        for findings in (confirmed_only(result.findings), result.findings)
    )
    return SiteOutcome(standing=public, waiting=whole is Standing.FAULTY and public is not Standing.FAULTY)


def outcomes(told: Sequence[SiteOutcome], catalogues: Sequence[Catalogue]) -> Outcomes:
    """The counts of a quarter's sites."""
    count = Counter(each.standing for each in told)
    qualified, faulty, undecided = count[Standing.QUALIFIED], count[Standing.FAULTY], count[Standing.UNDECIDED]
    drawn, judged = len(told), qualified + faulty
    by_rule = ruled(catalogues)
    return Outcomes(
        ruled=by_rule,
        drawn=drawn,
        qualified=qualified,
        faulty=faulty,
        undecided=undecided,
        waiting=sum(each.waiting for each in told),
        rate=rate(qualified, judged) if by_rule and judged else None,
        bounds=(rate(qualified, drawn), rate(qualified + undecided, drawn)) if by_rule and undecided else None,
    )
