"""The review of the demonstration province: the ledger's file goes out, is filled in by its truth, and comes back. Knows no other site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spotcheck.config import clock
from spotcheck.crawler.urls import host
from spotcheck.demo import truth
from spotcheck.jobs.ledger_file import known_catalogues, sources
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.reports.ledger_columns import CROSS, FAULTS, TICK
from spotcheck.reports.ledger_facts import ledger_facts
from spotcheck.reports.ledger_return import Fate, read_ledger
from spotcheck.reports.sheets.ledger_sheets import write_ledger

REVIEWER = "演示复核"


def review(ledger: Ledger, runs: Sequence[Run], file: Path) -> int:
    """Writes the ledger's file of the runs, filled in, and reads it back; how many decisions were taken.

    A fault that was planted is confirmed, any other is a false alarm; what only a person can judge stays open.
    """
    hosts = {run.id: host(run.site.url) for run in runs}
    facts = ledger_facts(sources(ledger, runs), known_catalogues(runs), own_words=True)
    rows = tuple(row | _said(hosts[row["run"]], row["duty"].partition("/")[2]) for row in facts.of(FAULTS))
    file.parent.mkdir(parents=True, exist_ok=True)
    write_ledger(file, facts.with_rows(FAULTS, rows))
    came = read_ledger(file, ledger, clock.now())
    ledger.save_reviews(came.reviews, came.withdrawn)
    return came.count(Fate.TAKEN) + came.count(Fate.UNCHANGED)


def _said(site: str, number: str) -> dict[str, str]:
    planted = truth(site).get(number)
    right = planted is not None and planted.verdict == "fail"
    ticks = {"confirmed": TICK, "rejected": ""} if right else {"confirmed": CROSS, "rejected": TICK}
    return ticks | {"reviewer": REVIEWER}
