"""Facts as plain text that fits into a message: a notice in at most 500 characters, a site in its sentence. Words and counts nothing."""

from __future__ import annotations

from pathlib import Path

from spotcheck.reports.formats.base import QuarterReport, SiteReport
from spotcheck.reports.quarter_facts import reconcile

WITH_SITES = False
SUFFIX = "txt"


def write_site(path: Path, report: SiteReport) -> None:
    """The result of a site in a line, and its gravest faults, a line each."""
    facts = report.facts
    lines = [facts.title, *(banner.title for banner in facts.banners), facts.sentence]
    lines += [f"{place}. {duty.title}: {duty.headline}" for place, duty in enumerate(facts.gravest, 1)]
    _write(path, "\n".join(lines))


def write_quarter(path: Path, report: QuarterReport) -> None:
    """The notice in brief. Raises ``Unreconciled`` when a sum or rate does not recompute."""
    reconcile(report.facts)
    _write(path, report.facts.notice.brief)


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
