"""The ledger's file of runs: what goes out to people, with all that they said before. Writes no report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from spotcheck.config.catalogue import list_catalogues, load_catalogues
from spotcheck.config.duties import Catalogue
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.reports.ledger_facts import LedgerSource


def sources(ledger: Ledger, runs: Iterable[Run]) -> list[LedgerSource]:
    """What the file holds of each run that was judged."""
    return [
        LedgerSource(
            run=run.id,
            site=run.site,
            as_of=date.fromisoformat(run.as_of),
            findings=ledger.findings(run.id),
            reviews=ledger.reviews(run.id),
            follow_ups=ledger.follow_ups(run.id),
        )
        for run in runs
        if run.as_of
    ]


def known_catalogues(runs: Sequence[Run], given: Sequence[Catalogue] = ()) -> list[Catalogue]:
    """The catalogues given, and of those that runs were judged with the shipped ones; of others the file says less."""
    named = {each.id for each in given}
    shipped = list_catalogues()
    names = dict.fromkeys(name for run in runs for name, _ in run.catalogues if name in shipped and name not in named)
    return [*given, *load_catalogues(names)]
