"""Which days and weeks a title names."""

from datetime import date

import pytest

from spotcheck.audits.titles.days import Span, spans, weeks

AUGUST = date(2017, 8, 15)


@pytest.mark.parametrize(
    "title",
    [
        "第32周价格", "2017年第32周", "2017年32周农产品价格", "第三十二周价格", "2017年8月第2周", "8月第二周价格", "8月7日—8月13日价格",
        "8月7日-13日", "8月7-13日", "8.7-8.13价格", "2017-08-07至2017-08-13", "2017.8.7-8.13", "20170807-20170813", "8月7日生猪价格",
        "八月七日至八月十三日", "2017年第99期(8月5日-8月11日)", "第20周（2017年8月7日至13日）",
    ],
)  # fmt: skip
def test_a_week_is_read_in_every_writing(title):
    assert weeks(title, AUGUST) == ("2017W32",)


@pytest.mark.parametrize(
    "title", ["一周价格", "开业三周年", "上涨8.7-8.13%", "2017年8月价格", "云农〔2017〕32号", "3周岁儿童", "第八届", "2月30日"]
)
def test_what_is_no_week_names_none(title):
    assert weeks(title, AUGUST) == ()


def test_joint_issues_name_every_week():
    assert weeks("2017年第31-32周") == weeks("2017年第31、32周") == ("2017W31", "2017W32")
    assert weeks("2017年9月25日-10月8日") == ("2017W39", "2017W40")


def test_weeks_may_be_counted_from_the_first_day_or_the_first_monday():
    assert weeks("2017年第33周", anchor=1) == ("2017W32",)
    assert weeks("2019年第31周", anchor=7) == ("2019W32",)
    assert weeks("2017年8月第1周", anchor=7) == ("2017W32",)
    assert weeks("2017年第33周（8月7日—13日）", anchor=4) == ("2017W32",)


def test_a_day_without_a_year_is_the_last_that_had_come_when_it_was_published():
    assert spans("12月25日-1月1日价格", date(2018, 1, 2)) == (Span(first=date(2017, 12, 25), last=date(2018, 1, 1)),)
    assert weeks("第52周", date(2018, 1, 3)) == ("2017W52",)
    assert weeks("2018年第1周", date(2018, 1, 8)) == ("2018W01",)
    assert spans("8月7日价格") == ()
    assert weeks("12月第5周", date(2018, 1, 2)) == ("2018W01",)


def test_the_year_of_a_title_governs_its_days():
    assert spans("2016年收购进度（6月11日-15日）", AUGUST) == (Span(first=date(2016, 6, 11), last=date(2016, 6, 15)),)
