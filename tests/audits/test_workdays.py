"""Working days by the national calendar, and the catalogue's own days."""

from datetime import date

import pytest

from spotcheck.audits.calendar import day_after, is_workday
from spotcheck.config.duties import Calendar
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.base import DaysKind


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
