"""Counting days: all of them, or working days by the national calendar of China. Refuses to guess a year whose holidays nobody told."""

from __future__ import annotations

from datetime import date, timedelta

from spotcheck.config.duties import Calendar
from spotcheck.config.kinds.base import DaysKind
from spotcheck.config.workdays import workday_after


def day_after(day: date, number: int, kind: DaysKind, calendar: Calendar | None = None) -> date:
    """The ``number``-th day after ``day``, which is day 0. Raises UserError for a year whose working days are not known."""
    if kind is DaysKind.CALENDAR:
        return day + timedelta(days=number)
    return workday_after(day, number, calendar)
