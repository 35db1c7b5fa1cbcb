"""The only clock of the program. Those who may ask it are the crawler, which notes when it fetched, and the jobs; judging has none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from spotcheck.config.china_time import FORM, day_in_china, moment

CONTINUED_FOR = timedelta(days=7)  # an incomplete run older than this is not continued


def now() -> str:
    """UTC, ISO 8601 with seconds and ``Z``."""
    return datetime.now(UTC).strftime(FORM)


def today() -> date:
    """The civil day in China now."""
    return day_in_china(now())


def is_recent(started: str) -> bool:
    """Whether a run that started then may still be continued."""
    return datetime.now(UTC) - moment(started) <= CONTINUED_FOR
