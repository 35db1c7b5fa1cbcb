"""What it means: verdicts, defects, reasons, evidence and certificates. Closed sets; no wording for people here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """The five values a duty can be judged to."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    MANUAL = "manual"
    NOT_APPLICABLE = "not_applicable"


class Defect(StrEnum):
    """What is wrong on a fail, gravest first: the first of several is the headline."""

    ABSENT = "absent"
    BLANK = "blank"
    STALE = "stale"
    GAP = "gap"
    INCOMPLETE = "incomplete"
    UNMARKED = "unmarked"
    UNLINKED = "unlinked"
    MISNAMED = "misnamed"
    BROKEN = "broken"
    LATE = "late"
    INCONSISTENT = "inconsistent"


# A reason on an unknown is either the outcome value that stopped us (crawler.records.Outcome) or one of these.
class Reason(StrEnum):
    """Why nothing can be said, where it is not the outcome of one visit."""

    SCAN = "scan"  # the document is an image without text
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"  # a format we do not open
    UNDATED = "undated"
    DATES_DISAGREE = "dates_disagree"
    NO_BASIS = "no_basis"  # nothing found that the duty could be judged on (no repeal notice known, …)
    DEADLINE_LONG_PAST = "deadline_long_past"
    HOME_NOT_READ = "home_not_read"
    LINKED_ELSEWHERE = "linked_elsewhere"  # it may stand behind a link that was not followed
    UNRECOGNISED = "unrecognised"  # something is there that could be it, and we could not tell
    NO_CALENDAR = "no_calendar"  # the working days of a year are not known
    NO_EXTENT = "no_extent"  # too little of the site was seen
    TOO_FEW_PROBES = "too_few_probes"  # the home page was not probed often enough, or the failures may be our own


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing seen. ``where`` says in one word what it is (column, entry, page, table, document, list, link, notice)."""

    url: str
    quote: str
    where: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that was not read and could have shown what was looked for."""

    url: str
    label: str
    outcome: str
    role: str


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
        return self.unread_total == 0 and self.pages_read > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A duty judged at one site. ``details`` are structured facts (periods, missing, found, advisory …) that reports word."""

    duty: str  # "zhejiang-2017/1.2.1"
    title: str
    clause: str
    verdict: Verdict
    defects: tuple[Defect, ...] = ()
    reason: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    certificate: Certificate | None = None
    details: dict[str, Any] = field(default_factory=dict)  # JSON values only

    @property
    def defect(self) -> Defect | None:
        """The headline: the gravest defect."""
        return self.defects[0] if self.defects else None
