"""What a finding is made of: verdicts, defects, notes and what people decide. Closed sets; no wording for people here."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

OwnNote = NewType("OwnNote", str)  # a note that one kind of judgement alone leaves; it stands and is worded with the kind


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


class Note(StrEnum):
    """What a reader must be told beside the verdict, whatever the kind of judgement (worded by ``[note.…]`` of sentences.toml)."""

    # why a duty does not bind, as ``binding.Binding`` has it
    NOT_BOUND = "not_bound"
    BODY_UNKNOWN = "body_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL_NOT_BOUND = "level_not_bound"
    NO_SUBORDINATE_SITES = "no_subordinate_sites"
    NOT_IN_FORCE = "not_in_force"
    # why a fault is for a person to weigh
    MAY_STAND_ELSEWHERE = "may_stand_elsewhere"
    ADVISORY = "advisory"
    # why a person must settle first whether it binds
    NAMED_BY_REGISTER_ONLY = "named_by_register_only"
    SUBORDINATE_SITES_UNKNOWN = "subordinate_sites_unknown"
    # why a machine does not judge
    SWITCHED_OFF = "switched_off"
    # what was found that could be it, or need not be there
    CANDIDATES = "candidates"
    LOOKALIKE = "lookalike"
    FOUND_TO_CONFIRM = "found_to_confirm"
    NOTHING_DUE = "nothing_due"


class Decision(StrEnum):
    """What a person said of a finding."""

    CONFIRMED = "confirmed"  # the fault is there
    REJECTED = "rejected"  # it is not: a false alarm
    MET = "met"
    UNMET = "unmet"
