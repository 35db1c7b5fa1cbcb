"""Series by month, week and five days: kept, broken, and where it cannot be told."""

from datetime import date, timedelta

import pytest

from spotcheck.audits.search.period_coverage import cover
from spotcheck.config.kinds.base import Period
from spotcheck.portal.nodes import Node
from tests.audits.small import judged, told

PRICES = {"all": [["农产品"], ["价格"]], "none": ["会议"]}
WEEKLY = {
    "kind": "series", "period": "week", "items": PRICES, "latest": 4, "due": {"grace_days": 7}, "by_date": True,
    "names": {"accepted": ["农产品价格"]},
}  # fmt: skip
MONTHLY = {"kind": "series", "period": "month", "items": {"all": [["财政"], ["收支"]]}, "latest": 3, "due": {"grace_days": 45}}
FIVE = {"kind": "series", "period": "five_days", "items": {"all": [["收购"], ["进度"]]}, "latest": 12, "due": {"grace_days": 5}}
SEASON = {**FIVE, "first": "2017-06-01", "seasons": [{"first": "06-01", "last": "07-31"}]}
# On 15 January 2018 the weeks 2017W49 to 2017W52 and 2018W01 (due on the 14th) are over; four are judged.
WEEKS = ("2018W01", "2017W52", "2017W51", "2017W50")


def items(*titles, column="农产品价格"):
    return [{"title": title, "column": column, "text": "x", **({"date": on} if on else {})} for title, on in titles]


def monday(week):
    return date.fromisocalendar(int(week[:4]), int(week[5:]), 1)


def weekly(tmp_path, articles, **case):
    return judged(tmp_path, WEEKLY, articles=articles, **case)


def test_weeks_named_in_titles_are_kept(tmp_path):
    assert told(weekly(tmp_path, items(*((f"{w[:4]}年第{int(w[5:])}周农产品价格", None) for w in WEEKS)))) == ("pass", None)


def test_a_week_that_no_title_names_is_a_gap_with_its_name(tmp_path):
    finding = weekly(tmp_path, items(*((f"{w[:4]}年第{int(w[5:])}周农产品价格", None) for w in WEEKS if w != "2017W51")))
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017W51",))


@pytest.mark.parametrize("later", [2, 8])
def test_items_without_a_week_stand_for_the_week_of_their_day_or_for_the_one_before(tmp_path, later):
    articles = items(*((f"农产品价格走势{number}", monday(w) + timedelta(days=later)) for number, w in enumerate(WEEKS)))
    assert told(weekly(tmp_path, articles)) == ("pass", None)


@pytest.mark.parametrize("later", [3, 7])
def test_a_hole_in_the_days_is_a_gap_in_either_reading(tmp_path, later):
    every = [*WEEKS, "2017W49"]
    articles = items(*((f"价格走势{n}", monday(w) + timedelta(days=later)) for n, w in enumerate(every) if w != "2017W51"))
    finding = weekly(tmp_path, articles)
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017W51",))


@pytest.mark.parametrize(("first", "defect"), [("2017W30", "gap"), ("2017W45", "absent")])
def test_a_series_that_stopped_is_a_gap_and_one_that_never_began_since_it_is_asked_for_is_absent(tmp_path, first, defect):
    articles = items(*((f"2017年第{number}周农产品价格", None) for number in (35, 36, 37)))
    assert told(judged(tmp_path, {**WEEKLY, "first": first}, articles=articles)) == ("fail", defect)


def test_the_newest_missing_week_is_a_gap_too(tmp_path):
    articles = items(*((f"农产品价格{n}", monday(w) + timedelta(days=3)) for n, w in enumerate([*WEEKS[1:], "2017W49"])))
    finding = weekly(tmp_path, articles)
    assert told(finding) == ("fail", "gap") and len(finding.details.missing) == 1


def test_a_named_week_is_not_moved_by_its_day(tmp_path):
    named = [(f"{w[:4]}年第{int(w[5:])}周农产品价格", monday(w) + timedelta(days=8)) for w in WEEKS[:2]]
    unnamed = [(f"农产品价格{n}", monday(w) + timedelta(days=8)) for n, w in enumerate(WEEKS[2:])]
    assert told(weekly(tmp_path, items(*named, *unnamed))) == ("pass", None)


def test_an_undated_item_without_a_week_leaves_a_gap_open(tmp_path):
    articles = items(("农产品价格走势", None), *((f"农产品价格{n}", monday(w)) for n, w in enumerate(WEEKS[1:])))
    assert told(weekly(tmp_path, articles)) == ("unknown", "unrecognised")


def test_a_menu_that_was_not_read_leaves_a_gap_open(tmp_path):
    articles = items(*((f"农产品价格{n}", monday(w)) for n, w in enumerate(WEEKS[1:3])))
    finding = weekly(tmp_path, articles, unread=[{"label": "专题专栏"}])
    assert told(finding) == ("unknown", "timeout")
    assert not finding.details.missing and all(each.verdict != "fail" for each in finding.details.periods)


def test_entries_of_the_column_need_not_repeat_its_name(tmp_path):
    articles = items(*((f"本周行情（{n}）", monday(w) + timedelta(days=1)) for n, w in enumerate(WEEKS)))
    assert told(weekly(tmp_path, articles)) == ("pass", None)


def test_an_empty_column_is_blank_a_dead_one_broken_and_none_absent(tmp_path):
    for number, (columns, defect) in enumerate(
        [(["农产品价格"], "blank"), ([{"name": "农产品价格", "outcome": "not_found"}], "broken"), ([], "absent")]
    ):
        (tmp_path / str(number)).mkdir()
        assert told(judged(tmp_path / str(number), WEEKLY, columns=columns)) == ("fail", defect)


def test_nothing_that_fell_due_after_the_capture_is_missing(tmp_path):
    finding = judged(tmp_path, WEEKLY, date(2018, 3, 1), captured=date(2018, 1, 15), articles=items(*((f"{w}", monday(w)) for w in WEEKS)))
    assert told(finding) == ("pass", None)


def node(title, day=None):
    return Node(key=title, url=title, labels={title: title}, dates={day} if day else set())


def test_weeks_counted_from_the_first_of_january_are_understood_as_one_series():
    due = [(week, date(2017, 9, 1)) for week in ("2017W34", "2017W33", "2017W32")]
    counted = [node(f"2017年第{number}周", date.fromisocalendar(2017, number - 1, 5)) for number in (33, 34, 35)]
    assert cover(Period.WEEK, due, counted, date(2017, 9, 1), by_date=False).missing == ()


def test_no_count_of_weeks_is_understood_that_would_publish_before_the_week():
    due = [(week, date(2019, 9, 1)) for week in ("2019W34", "2019W33", "2019W32")]
    early = [node(f"2019年第{number}周", date.fromisocalendar(2019, number, 5)) for number in (31, 32, 33)]
    assert cover(Period.WEEK, due, early, date(2019, 9, 1), by_date=False).missing == ("2019W34",)
    late = [node(f"2019年第{number}周", date.fromisocalendar(2019, number + 1, 5)) for number in (31, 32, 33)]
    assert cover(Period.WEEK, due, late, date(2019, 9, 1), by_date=False).missing == ()


def test_months_are_kept_by_spans_halves_and_quarters(tmp_path):
    kept = items(("2017年1-9月财政收支", None), ("2017年10月份财政收支", None), ("2017年1—11月财政收支情况", None), column="财政")
    assert told(judged(tmp_path, MONTHLY, articles=kept)) == ("pass", None)
    (tmp_path / "half").mkdir()
    half = items(("2017年上半年财政收支", None), ("2017年1-5月财政收支", None), ("2017年一至四月财政收支", None), column="财政")
    assert told(judged(tmp_path / "half", MONTHLY, date(2017, 8, 20), articles=half)) == ("pass", None)


def test_january_is_kept_by_the_two_months_and_no_other_span_covers_its_beginning(tmp_path):
    articles = items(("2017年1-2月财政收支", None), ("2017年3月财政收支", None), column="财政")
    assert told(judged(tmp_path, MONTHLY, date(2017, 5, 20), articles=articles)) == ("pass", None)
    (tmp_path / "q").mkdir()
    finding = judged(tmp_path / "q", MONTHLY, date(2017, 5, 20), articles=items(("2017年1-3月财政收支", None), column="财政"))
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017-02", "2017-01"))


def test_a_month_published_in_january_belongs_to_the_old_year(tmp_path):
    articles = items(
        ("12月财政收支", date(2018, 1, 12)), ("11月财政收支", date(2017, 12, 12)), ("10月财政收支", date(2017, 11, 12)), column="财政"
    )
    assert told(judged(tmp_path, MONTHLY, date(2018, 2, 20), captured=date(2018, 2, 20), articles=articles)) == ("pass", None)


def test_an_item_of_a_year_that_names_no_month_leaves_it_open(tmp_path):
    articles = items(("2017年财政收支", date(2017, 12, 12)), ("2017年9月财政收支", None), ("2017年10月财政收支", None), column="财政")
    assert told(judged(tmp_path, MONTHLY, articles=articles)) == ("unknown", "unrecognised")


def test_a_dead_month_is_broken(tmp_path):
    articles = items(*((f"2017年{month}月财政收支", None) for month in (9, 10, 11)), column="财政")
    articles[0] = {"title": "2017年9月财政收支", "column": "财政", "outcome": "not_found"}
    assert told(judged(tmp_path, MONTHLY, articles=articles)) == ("fail", "broken")


def reports(*days, words="截至{}月{}日小麦收购进度"):
    return items(*((words.format(day.month, day.day), day) for day in days), column="粮食")


def june(*days):
    return [date(2017, 6, day) for day in days]


JULY = date(2017, 7, 6)


def five(tmp_path, check, articles, as_of=JULY, **case):
    return judged(tmp_path, check, as_of, articles=articles, **case)


def test_every_five_days_of_a_season_are_kept_though_a_report_moves_by_a_day(tmp_path):
    assert told(five(tmp_path, SEASON, reports(*june(5, 10, 15, 21, 26, 30)))) == ("pass", None)


def test_five_days_of_a_season_without_a_report_are_named(tmp_path):
    finding = five(tmp_path, SEASON, reports(*june(5, 10, 20, 25, 30)))
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017-06-11/2017-06-15",))


def test_the_last_five_days_due_are_missing_too_and_none_later(tmp_path):
    finding = five(tmp_path, SEASON, reports(*june(5, 10, 15, 20, 25)))
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017-06-26/2017-06-30",))
    (tmp_path / "early").mkdir()
    assert told(five(tmp_path / "early", SEASON, reports(*june(5, 10, 15, 20, 25)), date(2017, 7, 4))) == ("pass", None)


def test_a_season_that_has_not_begun_asks_nothing(tmp_path):
    assert five(tmp_path, SEASON, [], date(2017, 5, 20)).details.notes == ("nothing_due",)


def test_a_season_over_the_turn_of_the_year_is_one_season(tmp_path):
    check = {**FIVE, "latest": 3, "seasons": [{"first": "12-26", "last": "01-10"}]}
    days = [date(2017, 12, 31), date(2018, 1, 5), date(2018, 1, 10)]
    assert told(five(tmp_path, check, reports(*days), date(2018, 1, 15))) == ("pass", None)
    (tmp_path / "gap").mkdir()
    finding = five(tmp_path / "gap", check, reports(days[0], days[2]), date(2018, 1, 15))
    assert finding.details.missing == ("2018-01-01/2018-01-05",)


def test_without_seasons_only_the_run_is_judged_and_a_long_break_parts_two_seasons(tmp_path):
    shown = [date(2016, 7, 25), date(2016, 7, 30), *june(5, 10, 15, 24)]
    assert told(five(tmp_path, FIVE, reports(*shown))) == ("pass", None)
    (tmp_path / "gap").mkdir()
    finding = five(tmp_path / "gap", FIVE, reports(*june(5, 10, 20, 25)))
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017-06-11/2017-06-15",))


def test_without_seasons_nothing_is_absent_and_undated_reports_cannot_be_told(tmp_path):
    assert told(five(tmp_path, FIVE, [])) == ("fail", "absent")
    (tmp_path / "vague").mkdir()
    assert told(five(tmp_path / "vague", FIVE, items(("小麦收购进度", None), column="粮食"))) == ("unknown", "unrecognised")


def test_issues_that_skip_a_number_show_a_missing_report(tmp_path):
    articles = items(*((f"2017年收购进度第{n}期", day) for n, day in zip((1, 2, 3, 5), june(5, 10, 15, 20), strict=True)), column="粮食")
    finding = five(tmp_path, FIVE, articles)
    assert (told(finding), finding.details.missing) == (("fail", "gap"), ("2017年第4期",))


def test_a_column_and_a_title_may_name_the_series_together_and_news_of_its_topic_are_no_issue(tmp_path):
    check = {**MONTHLY, "items": {"all": [["治水"], ["通报", "督查"]]}, "names": {"accepted": ["治水"]}}
    kept = items(*((f"2017年{month}月督查情况", None) for month in (9, 10, 11)), column="治水")
    assert told(judged(tmp_path, check, articles=kept)) == ("pass", None)
    (tmp_path / "news").mkdir()
    news = items(*((f"志愿者参加治水活动（{month}月）", date(2017, month, 10)) for month in (9, 10, 11)), column="治水")
    assert told(judged(tmp_path / "news", check, articles=news)) == ("fail", "absent")
