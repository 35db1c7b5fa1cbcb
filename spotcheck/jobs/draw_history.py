"""What earlier quarters say of the sites: since when each could be drawn, when it was, and what failed last. Judges nothing anew."""

from __future__ import annotations

from spotcheck.audits.identity import site_id
from spotcheck.config.duties import Catalogue
from spotcheck.jobs.quarters import latest
from spotcheck.jobs.reporting import heard, scoring
from spotcheck.ledger.draw_rows import SiteHistory
from spotcheck.ledger.ledger import Ledger, Run

YEAR = 3  # quarters before one that make a year with it


def quarters_before(quarter: str, count: int) -> list[str]:
    """The quarters before one, the nearest first: 2026Q1 → 2025Q4, 2025Q3, …"""
    number = int(quarter[:4]) * 4 + int(quarter[5]) - 1
    return [f"{each // 4}Q{each % 4 + 1}" for each in range(number - 1, number - 1 - count, -1)]


def history_before(ledger: Ledger, quarter: str) -> list[SiteHistory]:
    """The history of every site of an earlier draw, for drawing ``quarter``."""
    draws = [draw for draw in ledger.draws() if draw.quarter < quarter]
    start = quarters_before(quarter, YEAR)[-1]
    since: dict[str, str] = {}
    drawn: dict[str, list[str]] = {}
    for draw in draws:
        for site in draw.population:
            since.setdefault(site_id(site), draw.quarter)
        for site in draw.sites if draw.quarter >= start else ():
            drawn.setdefault(site_id(site), []).append(draw.quarter)
    failed = {site_id(run.site): draws[-1].quarter for run in _failures(ledger, draws[-1].quarter)} if draws else {}
    return [
        SiteHistory(id=each, since=first, drawn=tuple(drawn.get(each, ())), failed=failed.get(each, "")) for each, first in since.items()
    ]


def _failures(ledger: Ledger, quarter: str) -> list[Run]:
    """The runs of a quarter at sites that did not meet it, as they stand after review."""
    from spotcheck.reports.site_report import standing

    found = []
    for run in latest(ledger, quarter).values():
        used: list[Catalogue] = scoring(run)
        if run.as_of and standing(None, heard(ledger, run, used), used) == "faulty":
            found.append(run)
    return found
