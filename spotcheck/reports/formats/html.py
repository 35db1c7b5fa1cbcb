"""Facts as one self-contained HTML file: no script needed, nothing fetched. Everything is escaped; templates compute nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from spotcheck.config.language import say
from spotcheck.reports.facts import SiteFacts
from spotcheck.reports.formats.base import QuarterReport, SiteReport
from spotcheck.reports.labels import labels
from spotcheck.reports.quarter_facts import QuarterFacts, reconcile

WITH_SITES = True


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("spotcheck.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write_site(path: Path, report: SiteReport) -> None:
    """The report of a site, as an HTML file."""
    _write(path, render_site(report.facts))


def write_quarter(path: Path, report: QuarterReport) -> None:
    """The report of a quarter, as an HTML file. Raises ``Unreconciled`` when a sum or rate does not recompute."""
    _write(path, render_quarter(report.facts))


def render_site(facts: SiteFacts) -> str:
    """The site report as an HTML document."""
    return _render("site.html.j2", facts)


def render_quarter(facts: QuarterFacts) -> str:
    """The quarterly report as an HTML document. Raises ``Unreconciled`` when a sum or rate does not recompute."""
    reconcile(facts)
    return _render("quarter.html.j2", facts)


def _render(template: str, facts: SiteFacts | QuarterFacts) -> str:
    return _environment().get_template(template).render(f=facts, t=labels(), say=say, lang=say("zh-CN", "en"))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
