"""The calendar: what a body has to publish by when, seen from a day on."""

from __future__ import annotations

from datetime import date

from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.models import Function, Level, Site
from spotcheck.reports.due_dates import DueRow, due_rows, ics

LAW = load_catalogue("national-law")
POINTS = load_catalogue("zhejiang-2017")
FINANCE = Site(url="", functions=frozenset({Function.FINANCE}), level=Level.COUNTY)
COUNTY = Site(url="", functions=frozenset({Function.GENERAL_OFFICE}), level=Level.COUNTY)


def days(rows: list[DueRow]) -> dict[str, date | None]:
    return {row.duty.partition("/")[2]: row.day for row in rows}


def test_departments_report_by_31_january_and_governments_by_31_march() -> None:
    assert days(due_rows([LAW], FINANCE, date(2026, 11, 30)))["A.49a"] == date(2027, 1, 31)
    government = days(due_rows([LAW], COUNTY, date(2026, 11, 30)))
    assert government["A.49b"] == date(2027, 3, 31) and "A.49a" not in government


def test_the_day_itself_is_still_ahead_and_the_day_after_it_is_next_year_s() -> None:
    assert days(due_rows([LAW], FINANCE, date(2026, 1, 31)))["A.49a"] == date(2026, 1, 31)
    assert days(due_rows([LAW], FINANCE, date(2026, 2, 1)))["A.49a"] == date(2027, 1, 31)


def test_a_term_that_begins_with_an_act_stays_in_words_behind_the_days() -> None:
    rows = due_rows([LAW], FINANCE, date(2026, 11, 30))
    budget = next(row for row in rows if row.duty == "national-law/D.1")
    assert (budget.day, budget.when) == (None, "人大（常委会）批准后20日内")
    assert [row.day is None for row in rows] == sorted(row.day is None for row in rows)


def test_what_is_not_in_force_on_the_day_is_not_told() -> None:
    water = Site(url="", functions=frozenset({Function.ENVIRONMENT}), level=Level.CITY)
    assert "H.5" in days(due_rows([LAW], water, date(2026, 5, 1))) and "H.5" not in days(due_rows([LAW], water, date(2026, 9, 1)))
    assert days(due_rows([LAW], FINANCE, date(2024, 5, 1))).get("D.15") == date(2026, 3, 31)


def test_a_catalogue_without_terms_of_its_own_tells_when_its_checks_look() -> None:
    told = days(due_rows([POINTS], FINANCE, date(2017, 5, 1)))
    assert told["2.4.3"] == date(2017, 6, 1) and told["2.4.4"] == date(2017, 11, 1)


def test_an_office_calendar_holds_the_days_as_whole_days_in_short_lines() -> None:
    text = ics(due_rows([LAW], FINANCE, date(2026, 11, 30)), date(2026, 11, 30))
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20270131\r\n" in text and "DTEND;VALUE=DATE:20270201\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert (
        text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == len(set(line for line in text.split("\r\n") if line.startswith("UID:")))
    )
