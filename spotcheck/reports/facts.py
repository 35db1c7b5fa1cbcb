"""What a report tells, as typed facts: every number and every word of a report stands here. Templates only place them.

How the front uses this room (paths are returned, nothing is printed)::

    reports.look(snapshot, findings) -> Seen          what a run saw, small; keep it after the snapshot is closed
    reports.write_site_report(out_dir, *, snapshot, findings, catalogues, as_of, formats=("html",)) -> list[Path]
    reports.write_quarter_report(out_dir, *, quarter, sites: Sequence[SiteResult], draw, catalogues, as_of,
                                 formats=("html",), name="") -> list[Path]
    reports.write_json(path, value)
    site.site_report(seen, findings, catalogues, as_of, public=True) -> SiteFacts;  html.render_site(facts) -> str
    quarterly.quarter_report(quarter=…, sites=…, draw=…, …) -> QuarterFacts;  html.render_quarter(facts) -> str

All are worded in the language spoken (config/language); ``public`` masks personal data in everything that was read from a site.
Times are shown in Asia/Shanghai. ``href`` is an http(s) address or ""; where it is "" nothing is linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spotcheck.config.models import Site
from spotcheck.crawler.politeness import Weight
from spotcheck.crawler.records import Visit
from spotcheck.reports.charts import StackChart


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the reports need of one run, taken from its snapshot by ``look``."""

    run_id: str
    site: Site
    started: str
    finished: str
    complete: bool
    first_capture: str  # the oldest answer: of an archive, not the day it was read
    last_capture: str
    source: str  # network | archive
    tool: str
    outcomes: Mapping[str, int]
    unread: tuple[Visit, ...] = ()  # at most UNREAD_KEPT an outcome
    warc: Mapping[str, tuple[str, int, int]] | None = None  # evidence url → file, byte offset and length of its WARC record
    site_codes: tuple[str, ...] = ()
    icp: tuple[str, ...] = ()
    dialects: Mapping[tuple[str, str], int] | None = None  # (dialect, the mark it was recognised by) → pages
    politeness: Mapping[str, Weight] | None = None  # as measured, by address
    seal: str = ""  # the last link of the chain in the manifest
    hashes: Mapping[str, str] | None = None  # SHA-256 of what each catalogue said


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One row or column of a counted table, with its share. ``tone`` picks colour and sign."""

    key: str
    label: str
    count: int
    share: str
    tone: str
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A label and what stands beside it."""

    label: str
    value: str
    href: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A notice on top of a report. ``tone`` is trial or incomplete."""

    tone: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """One thing seen, as shown: ``sha_short`` are the first 12 digits."""

    url: str
    href: str
    quote: str
    where: str
    fetched: str
    fetched_utc: str
    sha256: str
    sha_short: str
    warc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """One period of a series."""

    label: str
    due: str
    tone: str
    verdict: str
    title: str
    href: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFacts:
    """A document that another document lists (a repealed one, say) and the mark found on its page."""

    number: str
    title: str
    href: str
    url: str
    mark: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFacts:
    """An address that was not read, and why."""

    url: str
    href: str
    label: str
    outcome: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """Behind each 未公开: what was read, what was tried, what was not read."""

    proves: bool
    title: str
    sentence: str
    entry_points: tuple[Row, ...]
    terms: tuple[str, ...]
    counts: tuple[Row, ...]
    unread: tuple[UnreadFacts, ...]
    unread_more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFacts:
    """One duty judged at one site, in words."""

    anchor: str
    number: str
    finding_id: str
    clause: str
    title: str
    verdict: str
    tone: str
    defects: tuple[str, ...]
    defect_keys: tuple[str, ...]
    reason: str
    brief: str  # verdict and headline defect or reason in one line
    headline: str  # one sentence
    found: tuple[str, ...]
    missing: tuple[str, ...]
    requires: str
    why: tuple[str, ...]
    actions: tuple[str, ...]
    form: tuple[str, ...]  # what a person must find out
    unseen: str  # what a machine cannot see of it, where a person must judge
    confidence: str
    evidence: tuple[EvidenceFacts, ...]
    evidence_more: tuple[EvidenceFacts, ...]
    evidence_more_label: str
    certificate: CertificateFacts | None
    periods: tuple[PeriodFacts, ...]
    listed: tuple[ListedFacts, ...]
    unread: tuple[UnreadFacts, ...]
    advisory: tuple[str, ...]
    evidence_id: str = ""  # what ``spotcheck evidence`` asks for
    sourced: str = ""  # where the rule rests on one copy or on memory: says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The duties of one verdict."""

    key: str
    anchor: str
    title: str
    lead: str
    open: bool
    duties: tuple[DutyFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """Something worth doing that no rule judged here demands."""

    title: str
    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadGroup:
    """The addresses that one outcome kept us from reading."""

    label: str
    meaning: str
    count: int
    items: tuple[UnreadFacts, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """我们没能看到的: outcomes of all visits, and what was not read."""

    lead: str
    outcomes: tuple[Tally, ...]
    classes: tuple[Tally, ...]
    total: int
    groups: tuple[UnreadGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRowFacts:
    """A rule of a score sheet. ``href`` leads to the duty with its evidence; ``weak``: rests on one copy or on memory."""

    number: str
    href: str
    first: str
    indicator: str
    rule: str
    problem: tuple[str, ...]
    evidence: tuple[EvidenceFacts, ...]
    each: str
    cap: str
    charged: str
    open: str
    verdict: str
    tone: str
    confidence: str
    weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePartFacts:
    """A part of a score sheet: vetoes, deductions or bonuses."""

    title: str
    charged: str  # the head of the column of points taken or earned, "" where there are no points
    rows: tuple[ScoreRowFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFacts:
    """The score sheet of one catalogue."""

    anchor: str
    title: str
    standing: str
    tone: str
    lines: tuple[str, ...]
    parts: tuple[ScorePartFacts, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """Everything a site report shows."""

    title: str
    heading: str
    site: Site
    site_name: str
    href: str
    head: tuple[Row, ...]
    banners: tuple[Banner, ...]
    sentence: str
    counts: tuple[Tally, ...]
    total: int
    chart: StackChart
    gravest: tuple[DutyFacts, ...]
    gravest_more: str
    overview: tuple[DutyFacts, ...]
    groups: tuple[Group, ...]
    advisories: tuple[Advisory, ...]
    unseen: Unseen
    verdict_terms: tuple[Tally, ...]
    defect_terms: tuple[Tally, ...]
    reading: tuple[str, ...]
    method: tuple[Row, ...]
    command: str
    run_id: str
    as_of: str
    standing: str  # qualified | faulty | undecided: how the site counts in a quarter
    scores: tuple[ScoreFacts, ...] = ()
