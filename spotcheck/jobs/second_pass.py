"""Sites whose home page could not be read for reasons that pass, and when they are asked again. Waits for nothing itself.

A site that refuses us, or that answers with no page, is not asked a second time: that would not pass by waiting.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from spotcheck.config.china_time import FORM
from spotcheck.crawler.records import Outcome
from spotcheck.jobs.quarters import latest
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.rows import ERROR, UNREACHABLE

HOURS = 24.0  # after which a run that does not wait is to be repeated: on another day
PASSING = frozenset(
    {
        Outcome.SERVER_ERROR,
        Outcome.BLOCKED,
        Outcome.RATE_LIMITED,
        Outcome.TIMEOUT,
        Outcome.DNS,
        Outcome.CONNECT,
        Outcome.TLS,
        Outcome.TRUNCATED,
        Outcome.ROBOTS_UNAVAILABLE,
    }
)


def passes(run: Run) -> bool:
    """Whether a run failed for a reason that may be gone in some hours."""
    return run.problem == ERROR or (run.state == UNREACHABLE and run.problem in PASSING)


def failed_in_passing(ledger: Ledger, quarter: str) -> frozenset[str]:
    """The keys of the sites of a quarter that are worth a second pass."""
    return frozenset(key for key, run in latest(ledger, quarter).items() if passes(run))


def hours_from_now(hours: float) -> str:
    """The moment in so many hours, as records write it."""
    return (datetime.now(UTC) + timedelta(hours=hours)).strftime(FORM)
