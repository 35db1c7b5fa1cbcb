"""What became of the faults that people confirmed in the quarter before: mended, still there, not to be told, or not looked at again.

Only a duty that was judged again can be mended; what could not be seen this time is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spotcheck.audits.standing import confirmed
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.models import Site
from spotcheck.crawler.urls import key
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.rates import Unreconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The quarter that was drawn last before, with its findings as they stand after review."""

    quarter: str
    sites: Sequence[SiteResult]
    catalogues: Sequence[Catalogue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """The confirmed faults of the quarter before, and where they are now. ``still``: site and duty of those found again and confirmed."""

    total: int
    mended: int
    again: int
    waiting: int  # found again by the machine, and not looked at by a person yet
    open: int
    unchecked: int  # the site or the duty was not in this quarter
    still: tuple[tuple[Site, Finding], ...]

    def __post_init__(self) -> None:
        if self.total != self.mended + self.again + self.waiting + self.open + self.unchecked or self.again != len(self.still):
            raise Unreconciled(f"{self.total} faults to check again are not the sum of what became of them")


def recheck(earlier: Earlier, sites: Sequence[SiteResult]) -> Recheck:
    """What became of each confirmed fault of ``earlier``, as ``sites`` were found now."""
    now = {key(result.site.url): {finding.duty: finding for finding in result.findings} for result in sites}
    told = {"mended": 0, "waiting": 0, "open": 0, "unchecked": 0}
    still = []
    for result in earlier.sites:
        for fault in filter(confirmed, result.findings):
            found = now.get(key(result.site.url), {}).get(fault.duty)
            if found is not None and confirmed(found):
                still.append((result.site, found))
            else:
                told[_became(found)] += 1
    return Recheck(total=len(still) + sum(told.values()), again=len(still), still=tuple(still), **told)


def _became(found: Finding | None) -> str:
    if found is None or found.verdict is Verdict.NOT_APPLICABLE:
        return "unchecked"
    return {Verdict.PASS: "mended", Verdict.FAIL: "waiting"}.get(found.verdict, "open")
