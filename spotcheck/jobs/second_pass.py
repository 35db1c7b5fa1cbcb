"""The second pass of a quarter: which sites are asked again, and when. Waits for nothing itself.

A site of which a part was not read is asked a second time and no more; one that was not reached is asked whenever a quarter is run.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from spotcheck.config import clock
from spotcheck.config.china_time import FORM
from spotcheck.crawler.urls import key
from spotcheck.jobs.passing import in_part, not_at_all
from spotcheck.jobs.quarters import counted, latest
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.rows import DONE, UNREACHABLE

HOURS = 24.0  # after which a run that does not wait is to be repeated: on another day


def failed_in_passing(ledger: Ledger, quarter: str) -> frozenset[str]:
    """The keys of the sites of a quarter that are worth a second pass."""
    ended = Counter(key(run.site.url) for run in counted(ledger, quarter) if run.state in (DONE, UNREACHABLE))
    runs = latest(ledger, quarter)
    return frozenset(name for name, run in runs.items() if not_at_all(run) or (in_part(run) and ended[name] < 2))


def due_again(ledger: Ledger, quarter: str) -> frozenset[str]:
    """Of those the ones whose time has come, by what an earlier run said."""
    at = ledger.again_at(quarter)
    return failed_in_passing(ledger, quarter) if at and at <= clock.now() else frozenset()


def hours_from_now(hours: float) -> str:
    """The moment in so many hours, as records write it."""
    return (datetime.now(UTC) + timedelta(hours=hours)).strftime(FORM)
