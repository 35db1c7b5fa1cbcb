"""The facts of a quarterly report: population, sample, pass rate, problems by class. Every sum is checked before it is printed."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import date

from spotcheck.audits.verdicts import Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term, terms
from spotcheck.config.language import join, language, say
from spotcheck.config.models import Level, Site
from spotcheck.crawler.urls import key
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports.catalogue_scope import scope_notes
from spotcheck.reports.charts import stack
from spotcheck.reports.elsewhere import elsewhere
from spotcheck.reports.facts import Banner, Row, Tally
from spotcheck.reports.formatting import china_time, clean, period_name, site_slug
from spotcheck.reports.labels import label
from spotcheck.reports.phrases import phrase
from spotcheck.reports.quarter_facts import QuarterFacts, SiteResult, reconcile
from spotcheck.reports.quarter_tables import STANDINGS, areas, duties, level_of, level_word, problems, reasons, site_row, standings
from spotcheck.reports.rates import Rate, Unreconciled, rate
from spotcheck.reports.site_report import (
    catalogue_rows,
    defect_terms,
    internal_banner,
    site_report,
    standing,
    tally_outcomes,
    tally_verdicts,
    verdict_terms,
)


def quarter_report(
    *,
    quarter: str,
    sites: Sequence[SiteResult],
    draw: Draw,
    catalogues: Sequence[Catalogue],
    as_of: date,
    name: str = "",
    public: bool = True,
    reply_by: date | None = None,
    reply_to: str = "",
) -> QuarterFacts:
    """Everything a quarterly report shows.

    ``sites`` holds every drawn site once, crawled or not; ``name`` leads the title (云州省); ``reply_by`` and ``reply_to``: until when and
    to whom bodies answer. Raises ``Unreconciled`` when ``sites`` are not the sites of ``draw``.
    """
    if sorted(key(result.site.url) for result in sites) != sorted(draw.drawn):
        raise Unreconciled("the sites of the report are not the sites of the draw")
    reports = {
        result.site.url: site_report(result.seen, result.findings, catalogues, result.as_of or as_of, public=public)
        for result in sites
        if result.seen
    }
    states = {result.site.url: standing(result.seen, result.findings, catalogues) for result in sites}
    counter = Counter(states.values())
    qualified, faulty, undecided = (counter[state] for state in STANDINGS)
    judged, drawn, registered = qualified + faulty, len(sites), len(draw.population)
    verdicts = tally_verdicts(Counter(finding.verdict for result in sites for finding in result.findings))
    outcomes = sum((Counter(result.seen.outcomes) for result in sites if result.seen), Counter[str]())
    hrefs = report_hrefs([result.site for result in sites if result.seen])
    pass_rate = rate(qualified, judged) if judged else None
    bounds = (rate(qualified, drawn), rate(qualified + undecided, drawn)) if undecided else None
    share = rate(drawn, registered)
    results = standings(counter, drawn, scored=any(catalogue.scheme for catalogue in catalogues))
    facts = QuarterFacts(
        title=_title(quarter, name),
        quarter=quarter,
        basis=_basis(sites, catalogues, as_of),
        banners=(*internal_banner(public), *_banners(sites, catalogues, as_of)),
        overview=_overview(
            registered=registered,
            excluded=len(draw.left_out),
            method=_method(draw),
            drawn=drawn,
            share=share,
            qualified=qualified,
            faulty=faulty,
            undecided=undecided,
            pass_rate=pass_rate,
            bounds=bounds,
            verdicts=verdicts,
        ),
        key_figures=(
            Row(label=label("registered"), value=str(registered)),
            Row(label=label("drawn"), value=str(drawn)),
            *(Row(label=row.label, value=str(row.count)) for row in results),
            Row(label=label("pass_rate"), value=pass_rate.words if pass_rate else "—"),
        ),
        registered=registered,
        excluded=tuple(Row(label=clean(site.name or site.url), value=_left_out(reason)) for site, reason in draw.left_out),
        drawn=drawn,
        qualified=qualified,
        faulty=faulty,
        undecided=undecided,
        rate=pass_rate,
        bounds=bounds,
        share=share,
        draw=(
            Row(label=label("draw_population"), value=str(registered)),
            Row(label=label("draw_size"), value=str(drawn)),
            Row(label=label("draw_method"), value=_method(draw)),
            Row(label=label("draw_seed"), value=clean(draw.seed), code=True),
            *([Row(label=label("draw_register"), value=draw.register, code=True)] if draw.register else []),
            Row(label=label("draw_date"), value=china_time(draw.drawn_at)),
        ),
        draw_command=_draw_command(draw),
        drawn_urls=tuple(clean(site.url) for site in draw.sites),
        standings=results,
        chart=stack([(row.tone, row.label, row.count) for row in results], description=label("standings_chart")),
        areas=areas(draw, states, lambda site: clean(site.region) or label("unknown_region")),
        levels=areas(draw, states, lambda site: level_of(site), order=[level_word(level) for level in Level]),
        verdicts=verdicts,
        duties=duties(sites, catalogues),
        problems=problems(sites, reports, hrefs),
        sites=tuple(site_row(number, result, states, reports, hrefs) for number, result in enumerate(sites, 1)),
        unseen=tally_outcomes(outcomes),
        undecided_lead=label("undecided_lead", unknown=sum(row.count for row in verdicts if row.key == Verdict.UNKNOWN)),
        undecided_reasons=reasons(sites),
        unseen_total=sum(outcomes.values()),
        elsewhere=elsewhere((result.site, result.findings) for result in sites),
        demands=_demands(reply_by, reply_to),
        limits=tuple(label(f"limit_{n}", count=sum(len(each.duties()) for each in catalogues)) for n in range(1, 5)),
        terms=(*results, *verdict_terms(), *defect_terms()),
        method=tuple(catalogue_rows(catalogues)),
        reports=tuple(reports.values()),
    )
    reconcile(facts)
    return facts


def report_hrefs(sites: Sequence[Site]) -> dict[str, str]:
    """Where each site's report stands, relative to the quarterly report; two sites never share a file."""
    taken: Counter[str] = Counter()
    hrefs = {}
    for site in sites:
        name = site_slug(site.url)
        taken[name] += 1
        unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
        hrefs[site.url] = f"sites/{report_name(unique)}"
    return hrefs


def report_name(slug: str, suffix: str = "html") -> str:
    """The file name of a report: the language is named unless it is Chinese."""
    return say(f"{slug}.{suffix}", f"{slug}.{language()}.{suffix}")


def _title(quarter: str, name: str) -> str:
    word = label("word_spot" if quarter < "2019" else "word_check")
    named = name if language() == "zh" else label("quarter_name_en", name=name) if name else ""
    return label("quarter_title", name=named, period=period_name(quarter), word=word)


def _basis(sites: Sequence[SiteResult], catalogues: Sequence[Catalogue], as_of: date) -> tuple[str, ...]:
    started = [result.seen.first_capture or result.seen.started for result in sites if result.seen]
    ended = [result.seen.last_capture or result.seen.finished for result in sites if result.seen]
    days = sorted({(result.as_of or as_of).isoformat() for result in sites if result.seen} or {as_of.isoformat()})
    names = [f"《{catalogue.title}》" if language() == "zh" else catalogue.title for catalogue in catalogues]
    return (
        label(
            "basis",
            catalogues=join(names),
            from_=china_time(min(started, default="")) or "—",
            to=china_time(max(ended, default="")) or "—",
            as_of=join(days),
        ),
    )


def _banners(sites: Sequence[SiteResult], catalogues: Sequence[Catalogue], as_of: date) -> tuple[Banner, ...]:
    """One banner for everything that makes the quarter a trial, with how many sites each reason concerns."""
    counter: Counter[tuple[str, str]] = Counter()
    for result in sites:
        codes, icp = (result.seen.site_codes, result.seen.icp) if result.seen else ((), ())
        for catalogue in catalogues:
            notes = scope_notes(site=result.site, codes=codes, icp=icp, catalogue=catalogue, as_of=result.as_of or as_of)
            counter.update((note.kind, catalogue.id) for note in notes)
    if not counter:
        return ()
    by_id = {catalogue.id: catalogue for catalogue in catalogues}
    lines = [
        phrase(
            f"banner.{kind}_sites",
            catalogue=by_id[name].title,
            region=by_id[name].region,
            valid_from=by_id[name].valid_from,
            valid_to=by_id[name].valid_to,
            count=count,
        )
        for (kind, name), count in sorted(counter.items())
    ]
    title = "trial_unknown" if {kind for kind, _ in counter} == {"region_unknown"} else "trial"
    return (Banner(tone="trial", title=phrase(f"banner.{title}"), lines=tuple(lines)),)


def _overview(
    *,
    registered: int,
    excluded: int,
    method: str,
    drawn: int,
    share: Rate,
    qualified: int,
    faulty: int,
    undecided: int,
    pass_rate: Rate | None,
    bounds: tuple[Rate, Rate] | None,
    verdicts: Sequence[Tally],
) -> tuple[str, ...]:
    without = label("overview_excluded", count=excluded) if excluded else ""
    told = [label("overview_population", registered=registered, excluded=without, method=method, drawn=drawn, share=share.words)]
    if pass_rate:
        told.append(label("overview_rate", judged=pass_rate.whole, qualified=qualified, faulty=faulty, rate=pass_rate.words))
    else:
        told.append(label("overview_no_rate"))
    if bounds:
        told.append(label("overview_undecided", undecided=undecided, low=bounds[0].words, high=bounds[1].words))
    parts = [label("sentence_part", label=row.label, count=row.count) for row in verdicts if row.count]
    if parts:
        total = sum(row.count for row in verdicts)
        told.append(label("overview_findings", total=total, parts=label("sentence_join").join(parts)))
    return tuple(told)


def _method(draw: Draw) -> str:
    """What the draw was asked for, in words; a setting without words is shown as it is."""
    told = []
    for name, value in sorted(draw.method.items()):
        words = join(label(f"draw_by_{each}") for each in value.split(",")) if name == "by" else value
        told.append(label(f"draw_{name}", value=words) if name in ("share", "count", "by") else f"{name}={words}")
    return join(told) or label("draw_plain")


def _left_out(reason: str) -> str:
    """Why a site of the register took no part in a draw: it is a shared platform, or offline."""
    return term("site_state", reason) if reason in terms("site_state") else label(f"left_out_{reason}")


def _draw_command(draw: Draw) -> str:
    if draw.history:
        return shlex.join(["spotcheck", "quarter", "draw", draw.quarter, "--annex", f"{draw.quarter}-draw.json"])
    asked = [word for name, value in sorted(draw.method.items()) for word in (f"--{name}", value)]
    return shlex.join(["spotcheck", "quarter", "draw", draw.quarter, "--seed", draw.seed, *asked])


def _demands(reply_by: date | None, reply_to: str) -> tuple[str, ...]:
    told = [label(f"demand_{n}") for n in range(1, 4)]
    if reply_by:
        told.append(label("demand_deadline", date=reply_by.isoformat(), to=reply_to or "—"))
    return tuple(told)
