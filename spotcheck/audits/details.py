"""What a check found out beside its verdict, as typed records: periods, documents, missing parts, counts. Words nothing for people.

What is not known has its default: None, or an empty tuple. ``details_json`` writes the records and reads them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from spotcheck.audits.titles.repeal_notices import Fate
from spotcheck.config.conclusions import Decision, Defect, Note, OwnNote, Verdict
from spotcheck.config.models import Confidence
from spotcheck.portal.records import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePeriod:
    """A period of a series, or a year of a document, with the item that stands for it; no ``url`` where none does."""

    period: str  # 2017, 2017Q3, 2017-03, 2017W32, from/to of two days, or the number of an issue (第3期)
    verdict: Verdict
    due: date | None = None
    url: str | None = None
    title: str | None = None
    found: tuple[str, ...] = ()  # names of parts, as the rule has them
    missing: tuple[str, ...] = ()
    advisory_missing: tuple[str, ...] = ()  # parts that are not required


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A document that a notice lists, and what was seen of its original page."""

    number: str  # 云财综〔2009〕12号; "" where the notice gives none
    title: str
    fate: Fate | None = None  # what the notice says of it, where that is all that was asked
    original_url: str | None = None  # None: no original was found
    mark: str | None = None  # the mark on the original in its own words, "" where it carries none


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPair:
    """An interpretation (``title``, ``url``) and the policy document that it explains (``original_url``)."""

    title: str
    url: str
    original_url: str
    links_to: bool  # from the interpretation to the document
    links_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found, for a person to confirm. ``what``: identity_number, mobile_number, link, wording, or the title of a guide."""

    what: str
    url: str
    quote: str | None = None  # masked where it shows personal data
    how: str | None = None  # of a link: how it is concealed, or ``shown``
    target: str | None = None  # of a link: where it leads
    wrong: str | None = None
    right: str | None = None
    serious: bool | None = None
    lacks: tuple[str, ...] = ()  # of a guide: the elements that it does not show


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedPlace:
    """A place at fault, of which a threshold counts each and a score sheet may charge each."""

    what: str  # what the site calls it; of probes a whole percent
    url: str | None = None
    column: str | None = None  # address of the column that it is: by it a sheet knows that it was charged before
    kind: str | None = None  # the class of a column that stands still
    newest: date | None = None  # of a column: its newest item
    age_days: int | None = None  # of a column: days from its newest item to the day of judgement
    asked: date | None = None  # of a message: when it was asked
    lacks: tuple[str, ...] = ()
    status: str | None = None  # of a link: the HTTP status or the outcome of the visit
    on: str | None = None  # of a link: the page that it stands on


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOutcome:
    """What a person decided of a finding. ``defects``: what the machine had found, where that no longer stands."""

    decision: Decision
    note: str
    at: str  # UTC, ISO 8601
    points: float | None = None  # what a rule of a score sheet costs or earns by the person's own count
    by: str = ""  # the reviewer, where one is named
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Everything that the checks say beside a verdict. Days are civil days in China, ages and spans are in days."""

    notes: tuple[Note | OwnNote, ...] = ()
    form: tuple[str, ...] = ()  # questions for the person who judges, in the catalogue's words
    review: ReviewOutcome | None = None
    sourced: Confidence | None = None  # only where the rule is weakly sourced, or names its own source
    basis: str = ""  # the law and its article, where the duty names its own
    unread: tuple[Unread, ...] = ()  # at most ten; their roles are not kept
    # names and parts
    names_seen: tuple[str, ...] = ()  # what the site calls the columns or links that were found
    found: tuple[str, ...] = ()  # parts that are there, by the names of the rule
    missing: tuple[str, ...] = ()  # parts, periods, issues, bodies or items that are not
    advisory_missing: tuple[str, ...] = ()
    heads_unknown: tuple[str, ...] = ()  # heads of a table that no field of the rule explains
    not_seen: tuple[str, ...] = ()  # marks of a foot that a script may set
    # days
    newest: date | None = None
    age_days: int | None = None
    deadline: date | None = None
    issued: date | None = None
    published: date | None = None
    dates: tuple[date, ...] = ()  # days that contradict each other
    # series, documents, pairs
    periods: tuple[DuePeriod, ...] = ()
    documents: tuple[ListedDocument, ...] = ()  # at most the first of ``listed``
    listed: int | None = None
    pairs: tuple[PolicyPair, ...] = ()
    # platforms and sets
    platform: str | None = None
    door: str | None = None  # the platform whose front door is all that the site links to
    compared: int | None = None  # newest items looked for on the platform
    members: tuple[str, ...] = ()
    members_due: int | None = None
    # searches and counts
    texts_read: int | None = None
    words_known: int | None = None
    hits: tuple[Hit, ...] = ()  # at most the first of ``hits_count``
    hits_count: int | None = None
    charged: tuple[ChargedPlace, ...] = ()
    counted: int | None = None  # places at fault
    least: int | None = None  # places from which on they are a fault
    drawn: int | None = None  # places looked at
    open: bool = False  # more places may be at fault among what was not read
    # probes
    window: str | None = None  # first and last day
    probes_counted: int | None = None
    probes_failed: int | None = None
    probes_a_day: str | None = None  # counts from the first day on, with slashes between
    failed_share: str | None = None  # in percent
    failed: Mapping[str, int] | None = None  # outcomes of the failed probes
    others: tuple[tuple[str, str], ...] = ()  # what another version stored and this one does not know: key and JSON text


NO_DETAILS = Details()


def merged(first: Details, second: Details) -> Details:
    """The details of both: of what can be several, those of ``second`` that ``first`` lacks join; of the rest, what ``first`` says."""
    return Details(**{each.name: _both(getattr(first, each.name), getattr(second, each.name), each.default) for each in fields(Details)})


def laid_over(upper: Details, lower: Details) -> Details:
    """What ``upper`` says, and what only ``lower`` says."""
    return Details(
        **{each.name: getattr(lower if getattr(upper, each.name) == each.default else upper, each.name) for each in fields(Details)}
    )


def _both(first: Any, second: Any, default: object) -> Any:
    if isinstance(first, tuple):
        return (*first, *(each for each in second if each not in first))
    return second if first == default else first
