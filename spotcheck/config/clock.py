"""The only clock of the program. Those who may ask it are the crawler, which notes when it fetched, and the jobs; judging has none."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from spotcheck.config.china_time import FORM, moment

CONTINUED_FOR = timedelta(days=7)  # an incomplete run older than this is not continued

_AWAKE = 30.0  # seconds after which a wait looks at the clock again


def now() -> str:
    """UTC, ISO 8601 with seconds and ``Z``."""
    return datetime.now(UTC).strftime(FORM)


def is_recent(started: str) -> bool:
    """Whether a run that started then may still be continued."""
    return datetime.now(UTC) - moment(started) <= CONTINUED_FOR


def wait(seconds: float) -> None:
    """Returns when so many seconds have passed by the clock on the wall, also where the machine slept meanwhile."""
    until = time.time() + seconds
    while (left := until - time.time()) > 0:
        time.sleep(min(left, _AWAKE))
