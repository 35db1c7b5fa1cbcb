"""The closed sets of words that a finding is made of: verdicts, defects, notes and what people decide. No wording for people here."""

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


class Note(StrEnum):
    """What a reader must be told beside the verdict; reports word each (``[note.…]`` of sentences.toml)."""

    # why a duty does not bind, as ``binding.Binding`` has it
    NOT_BOUND = "not_bound"
    BODY_UNKNOWN = "body_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL_NOT_BOUND = "level_not_bound"
    NO_SUBORDINATE_SITES = "no_subordinate_sites"
    # why a person must settle first whether it binds
    NAMED_BY_REGISTER_ONLY = "named_by_register_only"
    SUBORDINATE_SITES_UNKNOWN = "subordinate_sites_unknown"
    # what is not set, so that a machine cannot judge
    SWITCHED_OFF = "switched_off"
    NO_REGISTER = "no_register"
    NO_PERIOD_SET = "no_period_set"
    NO_WORD_LIST = "no_word_list"
    # what was found that could be it
    CANDIDATES = "candidates"
    LOOKALIKE = "lookalike"
    HEADS_UNKNOWN = "heads_unknown"
    FOUND_TO_CONFIRM = "found_to_confirm"
    MAY_BE_SCRIPTED = "may_be_scripted"
    HOME_BEHIND_COLUMNS = "home_behind_columns"
    # what was not found, or found in another place
    NOTHING_DUE = "nothing_due"
    NOTHING_GATHERED = "nothing_gathered"
    NO_COLUMN = "no_column"
    NO_ORIGINAL_ON_SITE = "no_original_on_site"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NO_PAIR_ON_SITE = "no_pair_on_site"
    NO_INTERPRETATION_FOUND = "no_interpretation_found"
    SERVICES_ELSEWHERE = "services_elsewhere"


class Decision(StrEnum):
    """What a person said of a finding."""

    CONFIRMED = "confirmed"  # the fault is there
    REJECTED = "rejected"  # it is not: a false alarm
    MET = "met"
    UNMET = "unmet"
