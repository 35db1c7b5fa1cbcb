"""What a quarterly report tells, as typed facts. Every printed sum can be checked against the rows it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spotcheck.audits.verdicts import Finding
from spotcheck.config.models import Site
from spotcheck.reports.charts import StackChart
from spotcheck.reports.facts import Banner, ElsewhereRow, Row, Seen, SiteFacts, Tally
from spotcheck.reports.notice_facts import NoticeFacts
from spotcheck.reports.rates import Rate, Unreconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """A drawn site for the quarterly report. ``seen`` is None when the site was not crawled; ``remark`` says why."""

    site: Site
    seen: Seen | None = None
    findings: tuple[Finding, ...] = ()
    as_of: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A row of the table by region or level."""

    label: str
    registered: int
    drawn: int
    share: Rate
    qualified: int
    faulty: int
    undecided: int
    rate: Rate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A row of the table of sites. ``name`` links to its report, "" without one."""

    number: int
    name: str
    url: str
    body: str
    area: str
    level: str
    standing: str
    tone: str
    counts: tuple[int, ...]  # in the order of QuarterFacts.verdicts
    confirmed: int  # faults that a person stands behind
    remark: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A row of duties × verdicts."""

    number: str
    clause: str
    title: str
    counts: tuple[int, ...]
    chart: StackChart


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFacts:
    """Everything a quarterly report shows. ``verdicts`` and what is made of them: in public as people confirmed, the rest left open."""

    title: str
    quarter: str
    notice: NoticeFacts
    banners: tuple[Banner, ...]
    key_figures: tuple[Row, ...]
    registered: int
    excluded: tuple[Row, ...]
    drawn: int
    qualified: int
    faulty: int
    undecided: int
    confirmed: int  # faults that a person stands behind
    ruled: bool  # a catalogue says who passes; else there is no rate
    rate: Rate | None
    bounds: tuple[Rate, Rate] | None
    share: Rate
    draw: tuple[Row, ...]
    draw_command: str
    drawn_urls: tuple[str, ...]
    standings: tuple[Tally, ...]
    chart: StackChart
    areas: tuple[AreaRow, ...]
    levels: tuple[AreaRow, ...]
    areas_total: AreaRow
    rate_note: str
    verdicts: tuple[Tally, ...]
    duties: tuple[DutyRow, ...]
    sites: tuple[SiteRow, ...]
    unseen: tuple[Tally, ...]
    undecided_reasons: tuple[Tally, ...]
    unseen_total: int
    elsewhere: tuple[ElsewhereRow, ...]
    limits: tuple[str, ...]
    terms: tuple[Tally, ...]
    method: tuple[Row, ...]
    reports: tuple[SiteFacts, ...]


def reconcile(facts: QuarterFacts) -> None:
    """Raise ``Unreconciled`` unless every printed sum follows from its rows. (A ``Rate`` checks itself when it is made.)"""
    checks: dict[str, tuple[int, ...]] = {
        "sites drawn": (facts.drawn, facts.qualified + facts.faulty + facts.undecided, len(facts.sites), facts.share.part),
        "register": (facts.registered, facts.share.whole),
        "qualified": (facts.qualified, facts.rate.part if facts.rate else facts.qualified),
        "judged": (facts.qualified + facts.faulty, facts.rate.whole if facts.rate else facts.qualified + facts.faulty),
        "confirmed": (sum(row.confirmed for row in facts.sites), facts.confirmed),
        "verdicts": (
            sum(row.count for row in facts.verdicts),
            sum(sum(row.counts) for row in facts.sites),
            sum(sum(row.counts) for row in facts.duties),
        ),
        "addresses": (facts.unseen_total, sum(row.count for row in facts.unseen)),
    }
    for name, rows in (("region", facts.areas), ("level", facts.levels), ("total", (facts.areas_total,))):
        checks[f"registered by {name}"] = (facts.registered, sum(row.registered for row in rows))
        checks[f"drawn by {name}"] = (facts.drawn, sum(row.drawn for row in rows))
        checks[f"results by {name}"] = (facts.drawn, sum(row.qualified + row.faulty + row.undecided for row in rows))
    for name, numbers in checks.items():
        if len(set(numbers)) > 1:
            raise Unreconciled(f"{name}: {numbers} should be one number")
