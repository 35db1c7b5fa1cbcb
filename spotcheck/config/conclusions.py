"""What a judgement can come to: verdicts and defects. Closed sets; no wording for people here."""

from __future__ import annotations

from enum import StrEnum


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
