"""What is pointed to when something is said of a portal: a thing seen, a thing that was not read, and why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    role: str = ""  # what it is to the site (home, navigation, list, run …); "" where that is not told
