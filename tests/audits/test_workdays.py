"""Working days by the national calendar, and the catalogue's own days."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from spotcheck.audits.calendar import day_after
from spotcheck.config.duties import Calendar
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.base import DaysKind
from spotcheck.config.workdays import calendar_of, is_workday, national


def test_days_are_counted_from_the_day_after_and_the_last_counts():
    assert day_after(date(2017, 4, 27), 30, DaysKind.CALENDAR) == date(2017, 5, 27)
    assert day_after(date(2017, 6, 1), 1, DaysKind.WORKING) == date(2017, 6, 2)


def test_holidays_are_left_out_and_working_saturdays_counted():
    assert not is_workday(date(2017, 5, 29)) and is_workday(date(2017, 5, 27))  # 端午: Monday off, Saturday worked
    assert day_after(date(2017, 5, 26), 2, DaysKind.WORKING) == date(2017, 5, 31)


def test_the_own_calendar_goes_before_the_national_one():
    own = Calendar(holidays=(date(2017, 6, 2),), workdays=(date(2017, 6, 3),))
    assert day_after(date(2017, 6, 1), 1, DaysKind.WORKING, own) == date(2017, 6, 3)


def test_a_year_without_data_is_refused_unless_the_own_calendar_knows_it():
    with pytest.raises(UserError) as refused:
        day_after(date(2099, 12, 31), 1, DaysKind.WORKING, Calendar(holidays=(date(2099, 12, 31),)))
    assert "2100" in refused.value.en and "workdays.toml" in refused.value.zh and "\n" not in refused.value.en
    assert day_after(date(2099, 4, 30), 1, DaysKind.WORKING, Calendar(holidays=(date(2099, 5, 1),))) == date(2099, 5, 4)


def test_every_day_is_what_another_calendar_says_it_is():
    chinese_calendar = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed")
    day = date(2004, 1, 1)
    while day < date(2027, 1, 1):
        assert is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_every_year_names_its_notice_and_make_up_days_are_weekends():
    for year in range(2004, 2027):
        calendar = national(year)
        assert calendar is not None and f"{year}年" in calendar.source
        assert all(day.year == year for day in (*calendar.holidays, *calendar.workdays))
        assert all(day.weekday() > 4 for day in calendar.workdays)


def test_a_workspace_may_tell_a_year_that_is_not_announced_yet(tmp_path: Path):
    assert calendar_of(tmp_path) is None
    (tmp_path / "workdays.toml").write_text("holidays = [2099-01-01]\n", encoding="utf-8")
    assert not is_workday(date(2099, 1, 1), calendar_of(tmp_path))
    (tmp_path / "workdays.toml").write_text("holidays = [2099-01-01]\nworkdays = [2099-01-01]\n", encoding="utf-8")
    with pytest.raises(UserError, match="is a holiday and a working day"):
        calendar_of(tmp_path)
