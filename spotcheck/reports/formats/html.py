"""Facts as one self-contained HTML file: no script needed, nothing fetched. Everything is escaped; templates compute nothing."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from spotcheck.reports.facts import SiteFacts
from spotcheck.reports.labels import labels
from spotcheck.reports.quarter_facts import QuarterFacts, reconcile


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("spotcheck.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_site(facts: SiteFacts) -> str:
    """The site report as an HTML document."""
    return _environment().get_template("site.html.j2").render(f=facts, t=labels(facts.lang))


def render_quarter(facts: QuarterFacts) -> str:
    """The quarterly report as an HTML document. Raises ``Unreconciled`` when a sum or rate does not recompute."""
    reconcile(facts)
    return _environment().get_template("quarter.html.j2").render(f=facts, t=labels(facts.lang))
