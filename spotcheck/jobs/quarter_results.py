"""The sites of a quarter as its notice and letters need them: what was seen, and the findings as they stand after review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck import reports
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import key
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.ledger_file import known_catalogues
from spotcheck.jobs.quarters import drawn_sites, latest
from spotcheck.jobs.reviewing import as_of, heard, judged_with, remark
from spotcheck.ledger.draw_rows import Draw
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.rows import UNREACHABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterResults:
    """A quarter that was run. ``sites`` holds every site drawn once; ``runs`` those that count."""

    quarter: str
    draw: Draw
    sites: Sequence[reports.SiteResult]
    runs: Sequence[Run]
    catalogues: Sequence[Catalogue]
    as_of: date


def quarter_results(ledger: Ledger, workspace: Path, quarter: str, catalogues: Sequence[Catalogue] = ()) -> QuarterResults:
    """The results of a quarter in the language spoken. Raises UserError where nothing was drawn or judged."""
    sites, runs = drawn_sites(ledger, quarter), latest(ledger, quarter)
    draw = ledger.draw(quarter)
    assert draw is not None
    judged = [run for run in runs.values() if run.as_of]
    if not judged:
        raise UserError(
            zh=f"{quarter}：抽中的网站都还没有检查；请先运行 spotcheck quarter run {quarter}",
            en=f"{quarter}: none of the sites drawn has been checked; run 'spotcheck quarter run {quarter}' first",
        )
    used = catalogues or judged_with(judged)
    found = []
    for site in sites:
        run = runs.get(key(site.url))
        if run is None or not run.as_of:
            found.append(reports.SiteResult(site=site))
            continue
        findings = tuple(heard(ledger, run, used))
        with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
            seen = reports.look(snapshot, findings)
        found.append(reports.SiteResult(site=site, seen=seen, findings=findings, as_of=as_of(run), remark=remark(findings)))
    return QuarterResults(
        quarter=quarter,
        draw=draw,
        sites=tuple(found),
        runs=tuple(runs[key(site.url)] for site in sites if key(site.url) in runs),
        catalogues=used,
        as_of=max(as_of(run) for run in judged),
    )


def earlier_quarter(ledger: Ledger, quarter: str, catalogues: Sequence[Catalogue]) -> reports.Earlier | None:
    """The quarter drawn and judged last before, from the ledger alone: its snapshots may be gone. ``catalogues``: further ones at hand."""
    for draw in sorted((draw for draw in ledger.draws() if draw.quarter < quarter), key=lambda draw: draw.quarter, reverse=True):
        runs = latest(ledger, draw.quarter)
        judged = [run for run in runs.values() if run.as_of]
        if not judged:
            continue
        names = {name for run in judged for name, _ in run.catalogues}
        used = [each for each in known_catalogues(judged, catalogues) if each.id in names]
        sites = [_light(ledger, draw, key_, runs, used) for key_ in draw.drawn]
        return reports.Earlier(quarter=draw.quarter, sites=sites, catalogues=used)
    return None


def _light(ledger: Ledger, draw: Draw, name: str, runs: dict[str, Run], catalogues: Sequence[Catalogue]) -> reports.SiteResult:
    site = next(site for site in draw.population if key(site.url) == name)
    run = runs.get(name)
    if run is None or not run.as_of:
        return reports.SiteResult(site=site)
    seen = reports.Seen(
        run_id=run.id,
        site=site,
        started=run.started,
        finished=run.finished,
        complete=run.complete,
        first_capture="",
        last_capture="",
        source="",
        tool="",
        outcomes=run.outcomes,
        reached=run.state != UNREACHABLE,
    )
    return reports.SiteResult(site=site, seen=seen, findings=tuple(heard(ledger, run, catalogues)), as_of=as_of(run))
