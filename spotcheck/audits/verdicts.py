"""What it means: findings and the certificates that they rest on. The closed sets of their words stand in ``config.conclusions``."""

from __future__ import annotations

from dataclasses import dataclass

from spotcheck.audits.details import NO_DETAILS, Details
from spotcheck.config.conclusions import Defect, Verdict
from spotcheck.portal.records import Evidence, Unread

__all__ = ["Certificate", "Defect", "Finding", "Verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Proof of absence: what was read, which terms were tried, what was not read. Valid only with ``unread`` empty."""

    entry_points: tuple[tuple[str, str], ...]  # (kind: home, disclosure_area, navigation, site_map, platform_tree; url)
    terms: tuple[str, ...]
    columns_known: int
    columns_read: int
    pages_read: int
    documents_read: int
    titles_searched: int
    unread: tuple[Unread, ...]  # at most 20 are listed
    unread_total: int = 0

    @property
    def proves_absence(self) -> bool:
        """True when everything that could have shown it was read."""
        return _proves_absence(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A duty judged at one site. ``details`` are what the checks say beside it, for reports to word."""

    duty: str  # "zhejiang-2017/1.2.1"
    title: str
    clause: str
    verdict: Verdict
    defects: tuple[Defect, ...] = ()
    reason: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    certificate: Certificate | None = None
    details: Details = NO_DETAILS

    @property
    def defect(self) -> Defect | None:
        """The headline: the gravest defect."""
        return _headline(self)


# What the properties answer: plain functions, which the mutation run can change.


def _proves_absence(certificate: Certificate) -> bool:
    return certificate.unread_total == 0 and certificate.pages_read > 0


def _headline(finding: Finding) -> Defect | None:
    return finding.defects[0] if finding.defects else None
