"""The facts of a quarterly report: population, sample, pass rate, problems by class. Every sum is checked before it is printed."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spotcheck.audits.standing import confirmed, confirmed_only
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term, terms
from spotcheck.config.language import join, language, say
from spotcheck.config.models import Level, Site
from spotcheck.crawler.urls import key
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports.catalogue_scope import scope_notes
from spotcheck.reports.charts import stack
from spotcheck.reports.elsewhere import elsewhere
from spotcheck.reports.facts import Banner, Row
from spotcheck.reports.formatting import china_time, clean, site_slug, slug
from spotcheck.reports.labels import label
from spotcheck.reports.notice import View, notice, notice_title
from spotcheck.reports.notice_facts import Signed
from spotcheck.reports.outcome import outcomes, site_outcome
from spotcheck.reports.phrases import phrase
from spotcheck.reports.privacy import shown as shown_text
from spotcheck.reports.quarter_facts import QuarterFacts, SiteResult, reconcile
from spotcheck.reports.quarter_tables import areas, duties, level_of, level_word, reasons, site_row, standings
from spotcheck.reports.rates import Unreconciled, rate
from spotcheck.reports.recheck import Earlier
from spotcheck.reports.site_report import (
    catalogue_rows,
    defect_terms,
    internal_banner,
    site_report,
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
    signed: Signed | None = None,
    earlier: Earlier | None = None,
) -> QuarterFacts:
    """Everything a quarterly report shows.

    ``sites`` holds every drawn site once, crawled or not; ``signed``: what the office puts to it, and whether it is for the public;
    ``earlier``: the quarter drawn last before. Raises ``Unreconciled`` when ``sites`` are not the sites of ``draw``.
    """
    if sorted(key(result.site.url) for result in sites) != sorted(draw.drawn):
        raise Unreconciled("the sites of the report are not the sites of the draw")
    signed = signed or Signed()
    public = signed.public
    hrefs = report_hrefs([result.site for result in sites if result.seen])
    reports = {
        result.site.url: site_report(
            result.seen, result.findings, catalogues, result.as_of or as_of, public=public, back=f"../{report_name(quarter_slug(quarter))}"
        )
        for result in sites
        if result.seen
    }
    links = {
        url: href for url, href in hrefs.items() if not public or all(confirmed(each) for each in _faults(sites, url))
    }  # a public notice leads to no report that says what nobody has confirmed
    came = {result.site.url: site_outcome(result, catalogues) for result in sites}
    results = outcomes(list(came.values()), catalogues)
    states = {url: outcome.standing.value for url, outcome in came.items()}
    shown = [replace(result, findings=tuple(confirmed_only(result.findings))) for result in sites] if public else list(sites)
    verdicts = tally_verdicts(Counter(finding.verdict for result in shown for finding in result.findings))
    visits = sum((Counter(result.seen.outcomes) for result in sites if result.seen), Counter[str]())
    registered = len(draw.population)
    share = rate(results.drawn, registered)
    by_rule = results.ruled
    tallies = standings(Counter(states.values()), results.drawn, by_rule=by_rule)
    banners = (*internal_banner(public), *_banners(sites, catalogues, as_of))
    undecided_reasons = reasons(sites)
    view = View(
        quarter=quarter,
        sites=sites,
        catalogues=catalogues,
        as_of=as_of,
        registered=registered,
        excluded=len(draw.left_out),
        share=share,
        method=_method(draw),
        seed=draw.seed,
        results=results,
        reports=reports,
        hrefs=hrefs,
        banners=banners,
        reasons=undecided_reasons,
        earlier=earlier,
    )
    facts = QuarterFacts(
        title=notice_title(quarter, signed),
        quarter=quarter,
        notice=shown_text(notice(view, signed), internal=not public),
        banners=banners,
        key_figures=(
            Row(label=label("registered"), value=str(registered)),
            Row(label=label("drawn"), value=str(results.drawn)),
            *(Row(label=row.label, value=str(row.count)) for row in tallies),
            *([Row(label=label("pass_rate"), value=results.rate.words if results.rate else "—")] if by_rule else []),
        ),
        registered=registered,
        excluded=tuple(Row(label=clean(site.name or site.url), value=_left_out(reason)) for site, reason in draw.left_out),
        drawn=results.drawn,
        qualified=results.qualified,
        faulty=results.faulty,
        undecided=results.undecided,
        confirmed=sum(confirmed(finding) for result in sites for finding in result.findings),
        ruled=by_rule,
        rate=results.rate,
        bounds=results.bounds,
        share=share,
        draw=(
            Row(label=label("draw_population"), value=str(registered)),
            Row(label=label("draw_size"), value=str(results.drawn)),
            Row(label=label("draw_method"), value=_method(draw)),
            Row(label=label("draw_seed"), value=clean(draw.seed), code=True),
            *([Row(label=label("draw_register"), value=draw.register, code=True)] if draw.register else []),
            Row(label=label("draw_date"), value=china_time(draw.drawn_at)),
            Row(label=label("draw_command"), value=_draw_command(draw), code=True),
        ),
        draw_command=_draw_command(draw),
        drawn_urls=tuple(clean(site.url) for site in draw.sites),
        standings=tallies,
        chart=stack([(row.tone, row.label, row.count) for row in tallies], description=label("standings_chart")),
        areas=areas(draw, states, lambda site: clean(site.region) or label("unknown_region"), by_rule=by_rule),
        levels=areas(draw, states, level_of, order=[level_word(level) for level in Level], by_rule=by_rule),
        areas_total=areas(draw, states, lambda site: label("total"), by_rule=by_rule)[0],
        rate_note=label("rate_note" if by_rule else "rate_note_counted"),
        verdicts=verdicts,
        duties=duties(shown, catalogues),
        sites=tuple(
            site_row(number, result, came[result.site.url], reports, links, by_rule=by_rule, public=public)
            for number, result in enumerate(sites, 1)
        ),
        unseen=tally_outcomes(visits),
        undecided_reasons=undecided_reasons,
        unseen_total=sum(visits.values()),
        elsewhere=elsewhere((result.site, result.findings) for result in sites),
        limits=tuple(label(f"limit_{n}", count=sum(len(each.duties()) for each in catalogues)) for n in range(1, 5)),
        terms=(*tallies, *verdict_terms(), *defect_terms()),
        method=tuple(catalogue_rows(catalogues)),
        reports=tuple(reports.values()),
    )
    reconcile(facts)
    return facts


def quarter_slug(quarter: str) -> str:
    """The name of a quarter's files."""
    return slug(quarter).upper()


def _faults(sites: Sequence[SiteResult], url: str) -> list[Finding]:
    return [finding for result in sites if result.site.url == url for finding in result.findings if finding.verdict is Verdict.FAIL]


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
