"""Moments and days: UTC in records, civil days of Asia/Shanghai in judgements. Knows no time of its own; the clock is in jobs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # without summer time since 1992 (国务院, 1992)
FORM = "%Y-%m-%dT%H:%M:%SZ"  # how records write a moment


def moment(text: str) -> datetime:
    """A moment as records write it, ISO 8601; one without a zone is UTC. Raises ValueError for anything else."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def time_in_china(text: str) -> str:
    """A moment as records write it, as people in China read it: the day and the time to the minute."""
    return moment(text).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day_in_china(text: str) -> date:
    """The civil day in Asia/Shanghai at a moment as records write it."""
    return moment(text).astimezone(CHINA).date()
