"""The tables of a quarterly report: results by area, problems by class, sites, duties × verdicts. Counts and sorts; judges nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term
from spotcheck.config.language import language, say
from spotcheck.config.models import Level, Site
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports.charts import stack
from spotcheck.reports.duty_facts import VERDICT_ORDER, anchor
from spotcheck.reports.facts import SiteFacts, Tally
from spotcheck.reports.formatting import chinese_number, clean
from spotcheck.reports.labels import label
from spotcheck.reports.quarter_facts import AreaRow, DutyRow, Example, Problem, SiteResult, SiteRow
from spotcheck.reports.rates import percent, rate

STANDINGS = ("qualified", "faulty", "undecided")
_EXAMPLES = 8


def standings(counter: Counter[str], drawn: int, *, scored: bool = False) -> tuple[Tally, ...]:
    """Qualified, faulty and undecided sites of the sample. ``scored``: by a score sheet."""
    means = "standing_scored" if scored else "standing_means"
    return tuple(
        Tally(
            key=state,
            label=label(f"standing_{state}"),
            count=counter[state],
            share=percent(counter[state], drawn),
            tone=state,
            meaning=label(f"{means}_{state}"),
        )
        for state in STANDINGS
    )


def areas(draw: Draw, states: dict[str, str], name: Callable[[Site], str], order: Sequence[str] = ()) -> tuple[AreaRow, ...]:
    """Rows by region or level: the whole register, what was drawn, how it came out. ``order`` puts known names first."""
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
                rate=rate(counts["qualified"], judged) if judged else None,
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


def problems(sites: Sequence[SiteResult], reports: dict[str, SiteFacts], hrefs: dict[str, str]) -> tuple[Problem, ...]:
    """Faults by headline defect, the gravest class first, with named examples; at the end what people found."""
    told_of: list[Problem] = []
    for defect in (*Defect, None):
        hits = [
            (result, finding)
            for result in sites
            for finding in result.findings
            if finding.verdict is Verdict.FAIL and finding.defect is defect and result.seen
        ]
        if not hits:
            continue
        examples = []
        for result, finding in hits[:_EXAMPLES]:
            report = reports[result.site.url]
            judged = next(duty for duty in report.overview if duty.finding_id == finding.duty)
            examples.append(
                Example(
                    site=report.site_name,
                    duty=judged.title,
                    text=judged.headline,
                    href=f"{hrefs[result.site.url]}#{anchor(finding.duty)}",
                )
            )
        number = chinese_number(len(told_of) + 1) if language() == "zh" else str(len(told_of) + 1)
        name = term("defect", defect.value) if defect else label("problem_by_hand")
        means = term("defect_meaning", defect.value) if defect else label("problem_by_hand_means")
        count = len({result.site.url for result, _ in hits})
        told_of.append(
            Problem(
                heading=label("problem_heading", number=number, defect=name),
                sentence=label("problem_sentence", sites=count, findings=len(hits), meaning=means),
                examples=tuple(examples),
                more=label("problem_more", count=len(hits) - _EXAMPLES) if len(hits) > _EXAMPLES else "",
                sites=count,
                findings=len(hits),
            )
        )
    return tuple(told_of)


def site_row(number: int, result: SiteResult, states: dict[str, str], reports: dict[str, SiteFacts], hrefs: dict[str, str]) -> SiteRow:
    """A drawn site in the table of sites."""
    site, report = result.site, reports.get(result.site.url)
    counter = Counter(finding.verdict for finding in result.findings)
    if report is None:
        told = [label("not_crawled")]
    elif report.gravest:
        worst = report.gravest[0]
        told = [label("first_fault", duty=worst.title, defect=worst.defects[0] if worst.defects else worst.verdict)]
    else:
        told = [] if result.seen and result.seen.complete else [label("crawl_incomplete")]
        if counter[Verdict.UNKNOWN]:
            told.append(label("undetermined_count", count=counter[Verdict.UNKNOWN]))
    return SiteRow(
        number=number,
        name=clean(site.name or site.body or site.url),
        url=clean(site.url),
        body=clean(site.body),
        area=clean(site.region),
        level=level_of(site),
        standing=label(f"standing_{states[site.url]}"),
        tone=states[site.url],
        counts=tuple(counter[verdict] for verdict in VERDICT_ORDER),
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
