"""Which year, quarter or month a title names."""

from datetime import date

import pytest

from spotcheck.audits.titles.periods import due_periods, months, quarters, years, years_of
from spotcheck.config.kinds.base import Due, Period


@pytest.mark.parametrize(
    "title",
    [
        "2017年部门预算", "２０１７年度部门预算", "二〇一七年部门预算", "二零一七年预算", "二○一七年度预算", "2017部门预算",
        "云州省财政厅部门预算（2017年）", "关于2017年预算的通知（云财〔2016〕9号）", "17年部门预算",
    ],
)  # fmt: skip
def test_the_year_of_a_title_is_read_in_every_writing(title):
    assert years(title) == (2017,)


def test_a_range_of_years_counts_for_each_of_them():
    assert years("2017—2018年教育经费") == years("2017-2018年教育经费") == years("2017年至2018年教育经费") == (2017, 2018)


@pytest.mark.parametrize("title", ["部门预算", "第2017号建议的答复", "12017元", "20170301通知"])
def test_a_title_without_a_year_has_none(title):
    assert years(title) == ()


def test_the_two_year_report_is_the_budget_of_the_later_year():
    def budget(words):
        return "预算" in words and "预算执行" not in words

    assert years_of("关于2016年财政预算执行情况和2017年财政预算草案的报告", budget) == (2017,)
    assert years_of("关于2016年财政决算和2017年上半年预算执行情况的报告", lambda words: "决算" in words) == (2016,)
    assert years_of("2017年预算执行情况", lambda words: "预算" in words) == (2017,)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2017年第三季度全省政府网站抽查情况的通报", ("2017Q3",)),
        ("2017年三季度网站自查", ("2017Q3",)),
        ("关于2017年第3季度网站检查情况", ("2017Q3",)),
        ("二〇一七年第四季度", ("2017Q4",)),
        ("关于2017年第二次全省政府网站抽查情况的通报", ("2017Q2",)),
        ("2017年9月份政府网站普查情况", ("2017Q3",)),
        ("2017年第一、二季度政府网站抽查通报", ("2017Q1", "2017Q2")),
        ("2017年政府网站抽查通报", ()),
        ("关于做好政府网站抽查的通知", ()),
    ],
)
def test_quarters_are_read_from_titles(title, expected):
    assert quarters(title) == expected


def test_a_quarter_without_a_year_is_the_latest_that_had_ended_when_it_was_published():
    assert quarters("第三季度政府网站抽查情况", date(2017, 10, 20)) == ("2017Q3",)
    assert quarters("第四季度政府网站抽查情况", date(2018, 1, 10)) == ("2017Q4",)
    assert quarters("第三季度政府网站抽查情况", date(2017, 8, 31)) == ("2016Q3",)


def test_a_quarter_without_a_year_may_come_out_in_its_own_last_month():
    assert quarters("三季度政府网站抽查通报", date(2017, 9, 28)) == ("2017Q3",)


def test_a_month_without_a_year_counts_for_its_quarter_before_that_has_ended():
    assert quarters("11月份政府网站监测情况", date(2017, 12, 5)) == ("2017Q4",)
    assert quarters("8月份政府网站监测情况", date(2017, 9, 5)) == ("2017Q3",)
    assert quarters("12月份政府网站监测情况", date(2018, 1, 5)) == ("2017Q4",)


def test_months_take_the_last_of_a_span():
    assert months("2017年1-3月财政收支情况") == ("2017-03",)
    assert months("2017年十二月财政收支情况") == ("2017-12",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2017年1—4月财政收支", ("2017-04",)),
        ("2017年1月至4月财政收支", ("2017-04",)),
        ("2017年一至四月财政收支", ("2017-04",)),
        ("2017年前4个月财政收支", ("2017-04",)),
        ("2017年4月份财政收支", ("2017-04",)),
        ("2017年1-2月财政收支", ("2017-01", "2017-02")),
        ("2017年头两个月财政收支", ("2017-01", "2017-02")),
        ("2017年3、4月份财政收支", ("2017-03", "2017-04")),
        ("2017年一季度财政收支", ("2017-03",)),
        ("2017年上半年财政收支", ("2017-06",)),
        ("2017年前三季度财政收支", ("2017-09",)),
        ("2017年全年财政收支", ("2017-12",)),
        ("截至2017年8月31日财政收支", ("2017-08",)),
        ("2016年12月、2017年1月财政收支", ("2016-12", "2017-01")),
        ("2017年8月7日财政收支", ()),
        ("2017年8月第2周财政收支", ()),
        ("2017年财政收支", ()),
        ("2017年第三期财政收支", ()),
    ],
)
def test_months_are_read_from_titles(title, expected):
    assert months(title) == expected


def test_a_month_without_a_year_is_the_last_that_had_come_when_it_was_published():
    assert months("12月财政收支", date(2018, 1, 12)) == ("2017-12",)
    assert months("1-2月财政收支", date(2018, 3, 12)) == ("2018-01", "2018-02")
    assert months("12月财政收支") == ()


def test_halves_of_a_year_are_its_second_and_fourth_quarter():
    assert quarters("2017年上半年经济运行") == ("2017Q2",)
    assert quarters("2017年全年经济运行") == ("2017Q4",)
    assert quarters("2017年前三季度经济运行") == ("2017Q3",)


def test_weeks_and_months_fall_due_across_the_turn_of_the_year():
    weekly = due_periods(Period.WEEK, Due(grace_days=7), 3, "", date(2017, 1, 10))
    assert weekly == (("2016W52", date(2017, 1, 8)), ("2016W51", date(2017, 1, 1)), ("2016W50", date(2016, 12, 25)))
    assert [name for name, _ in due_periods(Period.WEEK, Due(grace_days=7), 3, "2016W52", date(2017, 1, 14))] == ["2016W52"]
    assert due_periods(Period.WEEK, Due(grace_days=0), 1, "", date(2021, 1, 3)) == (("2020W53", date(2021, 1, 3)),)
    assert due_periods(Period.WEEK, Due(grace_days=0), 1, "", date(2018, 12, 31))[0][0] == "2018W52"
    monthly = due_periods(Period.MONTH, Due(grace_days=45), 2, "2016-12", date(2017, 2, 14))
    assert monthly == (("2016-12", date(2017, 2, 14)),)
    assert due_periods(Period.MONTH, Due(grace_days=45), 2, "2016-12", date(2017, 2, 13)) == ()


def test_the_latest_two_budgets_due_are_named_with_their_dates():
    due = Due(month=6, day=1)
    assert due_periods(Period.YEAR, due, 2, "", date(2018, 1, 15)) == (("2017", date(2017, 6, 1)), ("2016", date(2016, 6, 1)))
    assert due_periods(Period.YEAR, due, 2, "", date(2017, 5, 31))[0][0] == "2016"
    accounts = Due(month=11, day=1, year_offset=1)
    assert [name for name, _ in due_periods(Period.YEAR, accounts, 2, "", date(2018, 1, 15))] == ["2016", "2015"]


def test_a_quarter_falls_due_after_its_grace_and_none_before_the_first():
    due = due_periods(Period.QUARTER, Due(grace_days=90), 4, "2017Q2", date(2018, 1, 15))
    assert due == (("2017Q3", date(2017, 12, 29)), ("2017Q2", date(2017, 9, 28)))
