"""The only clock of the program: the time a run starts, and the days that follow from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

CHINA = timedelta(hours=8)  # Asia/Shanghai, without summer time since 1992
CONTINUED_FOR = timedelta(days=7)  # an incomplete run older than this is not continued
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """UTC, ISO 8601 with seconds and ``Z``."""
    return datetime.now(UTC).strftime(_FORM)


def day_in_china(moment: str) -> date:
    """The civil date in Asia/Shanghai at a UTC time written as ``now`` writes it."""
    return (datetime.strptime(moment, _FORM) + CHINA).date()


def is_recent(started: str) -> bool:
    """Whether a run that started then may still be continued."""
    return datetime.now(UTC) - datetime.strptime(started, _FORM).replace(tzinfo=UTC) <= CONTINUED_FOR
