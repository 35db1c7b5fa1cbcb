"""How earlier runs of a site ended at the addresses where its server fails now. Reads snapshots beside this one; judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.crawler import urls
from spotcheck.crawler.records import Former, Outcome
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.rows import Run
from spotcheck.portal.failed_again import Earlier

_RUNS = 5  # earlier runs that are looked at, the newest first


def former_outcomes(ledger: Ledger, run: Run, snapshot: Snapshot, where: Callable[[str], Path]) -> Earlier:
    """URL key → former outcomes of the addresses of ``snapshot`` where the server failed. A run whose snapshot is gone tells nothing.

    ``where``: the folder of a run, by its id.
    """
    failing = [visit.url for visit in snapshot.visits() if visit.outcome is Outcome.SERVER_ERROR]
    found: dict[str, list[Former]] = {}
    if not failing:
        return found
    site = urls.key(run.site.url)
    earlier = [each for each in ledger.runs() if each.id != run.id and each.started < run.started and urls.key(each.site.url) == site]
    for each in earlier[:_RUNS]:
        try:
            with Snapshot.open(where(each.id)) as before:
                for url in failing:
                    if (visit := before.visit(url)) is not None:
                        found.setdefault(urls.key(url), []).append(Former(at=visit.fetched_at, outcome=visit.outcome))
        except UserError:
            continue
    return found
