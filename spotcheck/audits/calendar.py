"""Counting days: all of them, or working days by the national calendar of China. Refuses to guess a year whose holidays nobody told."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from spotcheck.config.duties import Calendar
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.base import DaysKind

_NONE = Calendar()


def is_workday(day: date, calendar: Calendar | None = None) -> bool:
    """Whether a day is a working day: as ``calendar`` says, else as the State Council announced.

    Raises UserError for a year of which neither is known. A year that ``calendar`` names days of has the usual weekends besides.
    """
    own = calendar or _NONE
    if day in own.workdays or day in own.holidays:
        return day in own.workdays
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        if any(each.year == day.year for each in (*own.holidays, *own.workdays)):
            return day.weekday() < 5
        raise UserError(
            zh=f"没有 {day.year} 年的节假日和调休安排；请写入目录文件夹的 workdays.toml（holidays、workdays）",
            en=f"the holidays of {day.year} are not known; write them into workdays.toml of the catalogue (holidays, workdays)",
        ) from None


def day_after(day: date, number: int, kind: DaysKind, calendar: Calendar | None = None) -> date:
    """The ``number``-th day after ``day``, which is day 0. Raises UserError as ``is_workday`` does."""
    if kind is DaysKind.CALENDAR:
        return day + timedelta(days=number)
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day, calendar)
    return day
