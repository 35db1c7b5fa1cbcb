"""The tables of a quarterly report: results by area, problems by class, sites, duties × verdicts. Counts and sorts; judges nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from spotcheck.audits.standing import confirmed, confirmed_only
from spotcheck.audits.verdicts import Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term
from spotcheck.config.language import say
from spotcheck.config.models import Level, Site
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports.charts import stack
from spotcheck.reports.duty_facts import VERDICT_ORDER
from spotcheck.reports.facts import SiteFacts, Tally
from spotcheck.reports.formatting import clean
from spotcheck.reports.labels import label
from spotcheck.reports.outcome import SiteOutcome
from spotcheck.reports.quarter_facts import AreaRow, DutyRow, SiteResult, SiteRow
from spotcheck.reports.rates import percent, rate

STANDINGS = ("qualified", "faulty", "undecided")


def standing_word(state: str, *, by_rule: bool) -> str:
    """How a site stands, in words: 合格 only where a catalogue says who is."""
    return label(f"standing_{state}" if by_rule else f"standing_counted_{state}")


def standings(counter: Counter[str], drawn: int, *, by_rule: bool) -> tuple[Tally, ...]:
    """Qualified, faulty and undecided sites of the sample. ``by_rule``: a catalogue says who is qualified."""
    means = "standing_means" if by_rule else "standing_counted_means"
    return tuple(
        Tally(
            key=state,
            label=standing_word(state, by_rule=by_rule),
            count=counter[state],
            share=percent(counter[state], drawn),
            tone=state,
            meaning=label(f"{means}_{state}"),
        )
        for state in STANDINGS
    )


def areas(
    draw: Draw, states: Mapping[str, str], name: Callable[[Site], str], order: Sequence[str] = (), *, by_rule: bool
) -> tuple[AreaRow, ...]:
    """Rows by region or level: the whole register, what was drawn, how it came out. ``order`` puts known names first.

    ``by_rule``: a catalogue says who is qualified, so that there is a rate.
    """
    registered: Counter[str] = Counter(name(site) for site in draw.population)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for site in draw.sites:
        counted[name(site)][states.get(site.url, "undecided")] += 1
    rows = []
    for area in sorted(registered, key=lambda area: (order.index(area) if area in order else len(order), area)):
        counts = counted[area]
        judged = counts["qualified"] + counts["faulty"]
        rows.append(
            AreaRow(
                label=area,
                registered=registered[area],
                drawn=sum(counts.values()),
                share=rate(sum(counts.values()), registered[area]),
                qualified=counts["qualified"],
                faulty=counts["faulty"],
                undecided=counts["undecided"],
                rate=rate(counts["qualified"], judged) if judged and by_rule else None,
            )
        )
    return tuple(rows)


def level_word(level: Level) -> str:
    """A level in words."""
    return term("level", level.value)


def level_of(site: Site) -> str:
    """The level of a site in words."""
    return level_word(site.level) if site.level else label("unknown_region")


def duties(sites: Sequence[SiteResult], catalogues: Sequence[Catalogue]) -> tuple[DutyRow, ...]:
    """Duties × verdicts, in the order of the catalogues."""
    counted: dict[str, Counter[Verdict]] = defaultdict(Counter)
    titles: dict[str, tuple[str, str]] = {}
    for result in sites:
        for finding in result.findings:
            counted[finding.duty][finding.verdict] += 1
            titles.setdefault(finding.duty, (finding.clause, finding.title))
    for catalogue in catalogues:
        for clause, duty in catalogue.duties():
            titles[f"{catalogue.id}/{duty.id}"] = (duty.basis or clause.label, duty.title)
    order = {duty: place for place, duty in enumerate(titles)}
    rows = []
    for name in sorted(counted, key=lambda name: order[name]):
        label_, title = titles[name]
        counts = [(verdict, term("verdict", verdict.value), counted[name][verdict]) for verdict in VERDICT_ORDER]
        rows.append(
            DutyRow(
                number=name.rpartition("/")[2],
                clause=label_,
                title=clean(title),
                counts=tuple(count for _, _, count in counts),
                chart=stack([(verdict.value, words, count) for verdict, words, count in counts], description=clean(title)),
            )
        )
    return tuple(rows)


def site_row(
    number: int,
    result: SiteResult,
    outcome: SiteOutcome,
    reports: Mapping[str, SiteFacts],
    hrefs: Mapping[str, str],
    *,
    by_rule: bool,
    public: bool,
) -> SiteRow:
    """A drawn site in the table of sites; in public its faults are those that people confirmed, and the rest stands open."""
    site, report = result.site, reports.get(result.site.url)
    sure = {finding.duty for finding in result.findings if confirmed(finding)}
    counter = Counter(finding.verdict for finding in (confirmed_only(result.findings) if public else result.findings))
    worst = (
        next((duty for duty in report.overview if duty.tone == Verdict.FAIL and (not public or duty.finding_id in sure)), None)
        if report
        else None
    )
    if report is None:
        told = [label("not_crawled")]
    elif worst:
        told = [label("first_fault", duty=worst.title, defect=worst.defects[0] if worst.defects else worst.verdict)]
    else:
        told = [] if result.seen and result.seen.complete else [label("crawl_incomplete")]
        if counter[Verdict.UNKNOWN]:
            told.append(label("undetermined_count", count=counter[Verdict.UNKNOWN]))
    waiting = outcome.waiting and not public
    return SiteRow(
        number=number,
        name=clean(site.name or site.body or site.url),
        url=clean(site.url),
        body=clean(site.body),
        area=clean(site.region),
        level=level_of(site),
        standing=label("standing_waiting") if waiting else standing_word(outcome.standing, by_rule=by_rule),
        tone=outcome.standing.value,
        counts=tuple(counter[verdict] for verdict in VERDICT_ORDER),
        confirmed=len(sure),
        remark=say("；", "; ").join([*told, *filter(None, [clean(result.remark)])]),
        href=hrefs.get(site.url, ""),
    )


def reasons(sites: Sequence[SiteResult]) -> tuple[Tally, ...]:
    """Why verdicts could not be given, the commonest reason first."""
    counter = Counter(finding.reason or "no_basis" for result in sites for finding in result.findings if finding.verdict is Verdict.UNKNOWN)
    total = sum(counter.values())
    return tuple(
        Tally(key=reason, label=term("reason", reason), count=count, share=percent(count, total), tone="unknown")
        for reason, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    )
