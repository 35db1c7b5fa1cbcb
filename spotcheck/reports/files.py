"""Reports as files. A file appears whole or not at all; nothing but the files named is written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from spotcheck.audits.verdicts import Finding
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports.formats.base import Format, QuarterReport, SiteReport, format_of
from spotcheck.reports.formatting import site_slug, slug
from spotcheck.reports.ledger_facts import LedgerSource, ledger_facts
from spotcheck.reports.privacy import shown
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.quarter_report import quarter_report, report_hrefs, report_name
from spotcheck.reports.run_facts import look
from spotcheck.reports.site_report import site_report


def write_site_report(
    out_dir: Path,
    *,
    snapshot: Snapshot,
    findings: Sequence[Finding],
    catalogues: Sequence[Catalogue],
    as_of: date,
    formats: Sequence[str] = ("html",),
    public: bool = True,
    ledger: LedgerSource | None = None,
) -> list[Path]:
    """Write a site's report in each of ``formats`` and return the paths. ``ledger``: what people said of the findings, for xlsx.

    Files are called after the site's host (``czt.yunzhou.example.html``, ``….en.html`` in English).
    Raises UserError for an unknown format or where the disk refuses.
    """
    facts = site_report(look(snapshot, findings), findings, catalogues, as_of, public=public)
    source = ledger or LedgerSource(run=facts.run_id, site=facts.site, as_of=as_of, findings=findings)
    report = SiteReport(
        facts=facts,
        ledger=lambda: ledger_facts([source], catalogues, public=public),
        visits=lambda: (shown(visit, internal=not public) for visit in snapshot.visits()),
    )
    return [
        _whole(out_dir / report_name(site_slug(facts.site.url), name), partial(form.write_site, report=report))
        for name, form in _chosen(formats)
    ]


def write_quarter_report(
    out_dir: Path,
    *,
    quarter: str,
    sites: Sequence[SiteResult],
    draw: Draw,
    catalogues: Sequence[Catalogue],
    as_of: date,
    formats: Sequence[str] = ("html",),
    name: str = "",
    reply_by: date | None = None,
    reply_to: str = "",
    public: bool = True,
    ledger: Sequence[LedgerSource] = (),
) -> list[Path]:
    """Write the quarterly report, and with ``html`` the report of each site under ``sites/``; the quarterly report comes first.

    ``name`` is the office's place in the title; ``reply_by`` and ``reply_to``: until when and to whom bodies answer; ``public`` masks
    personal data; ``ledger``: what people said of the findings, for xlsx. ``sites`` holds every drawn site once, ``seen=None`` for one
    that was not crawled. ``as_of`` stands in where a result has none.
    Raises UserError for an unknown format or where the disk refuses, ``Unreconciled`` when sites and draw do not match.
    """
    facts = quarter_report(
        quarter=quarter,
        sites=sites,
        draw=draw,
        catalogues=catalogues,
        as_of=as_of,
        name=name,
        public=public,
        reply_by=reply_by,
        reply_to=reply_to,
    )
    told = ledger or [
        LedgerSource(run=result.seen.run_id, site=result.site, as_of=result.as_of or as_of, findings=result.findings)
        for result in sites
        if result.seen
    ]
    until = reply_by.isoformat() if reply_by else ""
    report = QuarterReport(facts=facts, ledger=lambda: ledger_facts(told, catalogues, public=public, deadline=until))
    chosen = _chosen(formats)
    written = [
        _whole(out_dir / report_name(slug(quarter).upper(), name), partial(form.write_quarter, report=report)) for name, form in chosen
    ]
    for _, form in chosen:
        if form.WITH_SITES:
            hrefs = report_hrefs([each.site for each in facts.reports])
            written += [
                _whole(out_dir / hrefs[each.site.url], partial(form.write_site, report=SiteReport(facts=each, ledger=report.ledger)))
                for each in facts.reports
            ]
    return written


def write_json(path: Path, value: object) -> Path:
    """Write a JSON value (the wire form of the audits room) with Chinese as it is and a last newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _whole(path, lambda part: part.write_text(text, encoding="utf-8", newline="\n"))


def _chosen(formats: Sequence[str]) -> list[tuple[str, Format]]:
    return [(name, format_of(name)) for name in dict.fromkeys(formats)]


def _whole(path: Path, write: Callable[[Path], object]) -> Path:
    """Write beside ``path`` and move into place, so that a full disk leaves the old report as it was."""
    part = path.with_name(f".{path.name}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(part)
        os.replace(part, path)
    except (OSError, FileCreateError) as error:
        part.unlink(missing_ok=True)
        why = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise UserError(zh=f"{path}：报告写不进去（{why}）", en=f"{path}: the report could not be written ({why})", status=3) from error
    return path
