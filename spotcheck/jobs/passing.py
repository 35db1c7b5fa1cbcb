"""Which runs failed for reasons that may be gone in some hours: no answer, a server's error, a block. Waits for nothing and asks nobody.

A site that refuses us, or that answers with no page, is not among them: that would not pass by waiting.
"""

from __future__ import annotations

from spotcheck.crawler.records import Outcome
from spotcheck.ledger.rows import DONE, ERROR, UNREACHABLE, Run

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
_FEW = 3  # addresses: so many fail at any site
_SHARE = 0.1  # of the addresses asked for: an absence cannot be told where so much was not read


def unread(run: Run) -> int:
    """How many addresses of a run were not read for reasons that may pass."""
    return sum(run.outcomes.get(outcome.value, 0) for outcome in PASSING)


def in_part(run: Run) -> bool:
    """Whether a run came to its end, and so much of the site failed in passing that it says little."""
    missing = unread(run)
    asked = run.outcomes.get(Outcome.READ.value, 0) + missing
    return run.state == DONE and missing > _FEW and missing >= _SHARE * asked


def not_at_all(run: Run) -> bool:
    """Whether a run failed as a whole: at the home page, or by a fault of the crawl."""
    return run.problem == ERROR or (run.state == UNREACHABLE and run.problem in PASSING)
