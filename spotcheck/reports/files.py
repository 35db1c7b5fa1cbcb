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
from spotcheck.reports.formats.docx import write_letter
from spotcheck.reports.formatting import site_slug, unique_names
from spotcheck.reports.ledger_columns import LETTER
from spotcheck.reports.ledger_facts import LedgerSource, ledger_facts
from spotcheck.reports.letters import LetterFacts
from spotcheck.reports.notice_facts import Signed
from spotcheck.reports.privacy import shown
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.quarter_report import quarter_report, quarter_slug, report_hrefs, report_name
from spotcheck.reports.recheck import Earlier
from spotcheck.reports.run_facts import look
from spotcheck.reports.sheets.ledger_sheets import write_form
from spotcheck.reports.site_report import site_report

LETTER_FORMATS = ("docx", "xlsx")


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
    template: Path | None = None,
) -> list[Path]:
    """Write a site's report in each of ``formats`` and return the paths. ``ledger``: what people said of the findings, for xlsx;
    ``template``: the office's own, for docx.

    Files are called after the site's host (``czt.yunzhou.example.html``, ``….en.html`` in English).
    Raises UserError for an unknown format or where the disk refuses.
    """
    facts = site_report(look(snapshot, findings), findings, catalogues, as_of, public=public)
    source = ledger or LedgerSource(run=facts.run_id, site=facts.site, as_of=as_of, findings=findings)
    report = SiteReport(
        facts=facts,
        ledger=lambda: ledger_facts([source], catalogues, public=public),
        visits=lambda: (shown(visit, internal=not public) for visit in snapshot.visits()),
        template=template,
    )
    return [
        _whole(out_dir / _file(site_slug(facts.site.url), name, form), partial(form.write_site, report=report))
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
    signed: Signed | None = None,
    earlier: Earlier | None = None,
    template: Path | None = None,
    working: bool = False,
    ledger: Sequence[LedgerSource] = (),
) -> list[Path]:
    """Write the notice of a quarter, and with ``html`` the report of each site under ``sites/``; the notice comes first.

    ``signed``: what the office puts to it, and whether it is for the public; ``earlier``: the quarter drawn last before; ``template``:
    the office's own, for docx; ``working``: the ledger and every finding join in xlsx, as they do in an internal edition; ``ledger``:
    what people said of the findings. ``sites`` holds every drawn site once,
    ``seen=None`` for one that was not crawled. ``as_of`` stands in where a result has none.
    Raises UserError for an unknown format or where the disk refuses, ``Unreconciled`` when sites and draw do not match.
    """
    signed = signed or Signed()
    facts = quarter_report(quarter=quarter, sites=sites, draw=draw, catalogues=catalogues, as_of=as_of, signed=signed, earlier=earlier)
    told = ledger or [
        LedgerSource(run=result.seen.run_id, site=result.site, as_of=result.as_of or as_of, findings=result.findings)
        for result in sites
        if result.seen
    ]
    until = signed.reply_by.isoformat() if signed.reply_by else ""
    report = QuarterReport(
        facts=facts,
        ledger=lambda: ledger_facts(told, catalogues, public=signed.public, deadline=until),
        working=working or not signed.public,
        template=template,
    )
    chosen = _chosen(formats)
    written = [
        _whole(out_dir / _file(quarter_slug(quarter), name, form), partial(form.write_quarter, report=report)) for name, form in chosen
    ]
    for _, form in chosen:
        if form.WITH_SITES:
            hrefs = report_hrefs([each.site for each in facts.reports])
            written += [
                _whole(out_dir / hrefs[each.site.url], partial(form.write_site, report=SiteReport(facts=each, ledger=report.ledger)))
                for each in facts.reports
            ]
    return written


def write_letters(
    out_dir: Path, letters: Sequence[LetterFacts], formats: Sequence[str] = LETTER_FORMATS, template: Path | None = None
) -> list[Path]:
    """Write the letter to each body as docx, and its faults with the form to answer as xlsx, called after the body.

    Raises UserError for another format, a template that cannot be used, or where the disk refuses.
    """
    for each in formats:
        if each not in LETTER_FORMATS:
            known = ", ".join(LETTER_FORMATS)
            raise UserError(zh=f"函件没有格式“{each}”，可用：{known}", en=f"letters have no format '{each}'; there are: {known}")
    written = []
    names = unique_names([letter.body for letter in letters])
    for letter, name in zip(letters, names, strict=True):
        if "docx" in formats:
            written.append(_whole(out_dir / f"{name}.docx", partial(write_letter, letter=letter, template=template)))
        if "xlsx" in formats:
            written.append(_whole(out_dir / f"{name}.xlsx", partial(write_form, form=LETTER, rows=letter.form)))
    return written


def write_json(path: Path, value: object) -> Path:
    """Write a JSON value (the wire form of the audits room) with Chinese as it is and a last newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _whole(path, lambda part: part.write_text(text, encoding="utf-8", newline="\n"))


def _file(stem: str, name: str, form: Format) -> str:
    return report_name(stem, getattr(form, "SUFFIX", name))


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
