"""The working days of China: weekends, holidays and make-up days, a file a year (holidays/), and an office's own days before them.

Guesses no year: one whose holidays nobody told is refused, with the file to write them into.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from spotcheck.config.consistency import faults_of_calendar
from spotcheck.config.duties import Calendar
from spotcheck.config.errors import UserError
from spotcheck.config.validation import read_toml, validate

FILE = "workdays.toml"  # of a catalogue or a workspace
_NATIONAL = Path(__file__).with_name("holidays")
_NONE = Calendar()


def read_calendar(folder: Path) -> tuple[Calendar | None, list[UserError]]:
    """The ``workdays.toml`` of a folder with its faults; nothing where there is none."""
    return _read(folder / FILE) if (folder / FILE).is_file() else (None, [])


def calendar_of(workspace: Path) -> Calendar | None:
    """The own days of a workspace. Raises UserError for the first fault of its file."""
    calendar, faults = read_calendar(workspace)
    if faults:
        raise faults[0]
    return calendar


@cache
def national(year: int) -> Calendar | None:
    """The holidays and make-up days of a year as the State Council announced them, None where they are not known here."""
    path = _NATIONAL / f"{year}.toml"
    if not path.is_file():
        return None
    calendar, faults = _read(path)
    if faults:
        raise faults[0]
    return calendar


def is_workday(day: date, own: Calendar | None = None) -> bool:
    """Whether a day is a working day: as ``own`` says, else as was announced for the whole country.

    Raises UserError for a year of which neither is known. A year that ``own`` names days of has the usual weekends besides.
    """
    own = own or _NONE
    if day in own.workdays or day in own.holidays:
        return day in own.workdays
    known = national(day.year)
    if known is None and not any(each.year == day.year for each in (*own.holidays, *own.workdays)):
        raise UserError(
            zh=f"没有 {day.year} 年的节假日和调休安排；请写入目录文件夹或工作区的 {FILE}（holidays、workdays）",
            en=f"the holidays of {day.year} are not known; write them into {FILE} of the catalogue or workspace (holidays, workdays)",
        )
    known = known or _NONE
    return day in known.workdays or (day.weekday() < 5 and day not in known.holidays)


def workday_after(day: date, number: int, own: Calendar | None = None) -> date:
    """The ``number``-th working day after ``day``, which is day 0. Raises UserError as ``is_workday`` does."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day, own)
    return day


def _read(path: Path) -> tuple[Calendar | None, list[UserError]]:
    try:
        source = read_toml(path)
    except UserError as fault:
        return None, [fault]
    built = validate(Calendar, source.data, source)
    return (None, built) if isinstance(built, list) else (built, faults_of_calendar(built, source))
