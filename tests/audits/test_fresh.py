"""Presence, age and the numbers of issues."""

from datetime import date

import pytest

from spotcheck.audits.details import Details
from tests.audits.small import judged, told

CHECK = {
    "kind": "fresh", "items": {"all": [["社保", "社会保险"], ["基金"], ["运行", "情况"]], "none": ["培训"]},
    "names": {"accepted": ["社保基金", "社会保障", "公积金运行"]},
}  # fmt: skip
LIMITED = {**CHECK, "max_age_days": 100}
NUMBERED = {"kind": "fresh", "items": {"all": [["督查"], ["通报"]]}, "numbered": True}


def item(title, column="社保基金", **more):
    return {"title": title, "column": column, "text": "x", **more}


def test_without_a_limit_an_old_item_is_there_and_its_day_is_told(tmp_path):
    finding = judged(tmp_path, CHECK, articles=[item("社保基金运行情况", date=date(2015, 1, 15))])
    assert told(finding) == ("pass", None)
    assert finding.details == Details(newest=date(2015, 1, 15), age_days=1096)


def test_with_a_limit_an_old_item_is_stale_and_an_undated_one_cannot_be_told(tmp_path):
    assert told(judged(tmp_path, LIMITED, articles=[item("社保基金运行情况", date=date(2015, 1, 15))])) == ("fail", "stale")
    for name, check, expected in (("limit", LIMITED, ("unknown", "undated")), ("presence", CHECK, ("pass", None))):
        (tmp_path / name).mkdir()
        assert told(judged(tmp_path / name, check, articles=[item("社保基金运行情况")])) == expected


@pytest.mark.parametrize(
    ("title", "column", "expected"),
    [
        ("2017年三季度数据", "社保基金", ("pass", None)),  # the name of the column carries the subject
        ("基金运行数据", "社会保障", ("fail", "absent")),  # neither it alone nor with the title
        ("社会保险基金数据", "社会保障", ("fail", "absent")),
        ("基金培训", "社保基金", ("fail", "absent")),
        ("2017年三季度数据", "通知公告", ("fail", "absent")),
        ("2017年三季度数据", "公积金运行情况", ("fail", "absent")),  # the last group of words is no subject
    ],
)
def test_an_entry_counts_by_its_column_only_where_the_column_carries_the_subject(tmp_path, title, column, expected):
    assert told(judged(tmp_path, CHECK, articles=[item(title, column, date=date(2017, 10, 1))])) == expected


def test_a_column_and_a_title_may_say_it_together(tmp_path):
    check = {**CHECK, "names": {"accepted": ["社会保险"]}}
    assert told(judged(tmp_path, check, articles=[item("2017年基金运行数据", "社会保险")])) == ("pass", None)


def test_a_column_that_says_it_itself_is_there(tmp_path):
    columns = [{"name": "社保基金", "text": "2017年三季度末，我县社会保险基金累计结余3.2亿元，运行平稳，支付能力充足。"}]
    assert told(judged(tmp_path, CHECK, columns=columns)) == ("pass", None)


def test_an_empty_column_is_blank_a_dead_one_broken_and_none_absent(tmp_path):
    for name, columns, defect in (
        ("1", ["社保基金"], "blank"),
        ("2", [{"name": "社保基金", "outcome": "not_found"}], "broken"),
        ("3", [], "absent"),
    ):
        (tmp_path / name).mkdir()
        assert told(judged(tmp_path / name, CHECK, columns=columns)) == ("fail", defect)


def test_a_mere_link_to_another_site_shows_nothing_as_long_as_it_was_not_read(tmp_path):
    away = [{"text": "社保基金运行情况", "url": "http://si.other.example/list.do"}]
    assert told(judged(tmp_path, CHECK, away=away)) == ("unknown", "linked_elsewhere")


def test_dead_items_alone_are_broken_and_beside_a_living_one_do_not_count(tmp_path):
    dead = item("社保基金运行情况", list_date=date(2017, 12, 1), outcome="not_found")
    assert told(judged(tmp_path, CHECK, articles=[dead])) == ("fail", "broken")
    (tmp_path / "both").mkdir()
    finding = judged(tmp_path / "both", CHECK, articles=[dead, item("上半年社保基金运行情况", date=date(2017, 8, 1))])
    assert (told(finding), finding.details.newest) == (("pass", None), date(2017, 8, 1))


def test_a_list_shows_an_item_that_was_not_read_less_surely(tmp_path):
    finding = judged(tmp_path, CHECK, articles=[item("社保基金运行情况", list_date=date(2017, 12, 1), outcome="timeout")])
    assert (told(finding), finding.confidence) == (("pass", None), 0.8)


def test_what_was_not_read_and_what_only_looks_like_it_leave_it_open(tmp_path):
    assert told(judged(tmp_path, CHECK, unread=[{"label": "专题专栏"}])) == ("unknown", "timeout")
    (tmp_path / "like").mkdir()
    like = [item("公示公告", "通知公告", text="全县社会保险基金运行情况\n三季度……")]
    assert told(judged(tmp_path / "like", CHECK, articles=like)) == ("unknown", "unrecognised")


def issues(*numbers, words="2017年第{}期督查通报", start=1, **more):
    return [
        {"title": words.format(number), "column": "督查", "text": "x", "date": date(2017, start + place, 10), **more}
        for place, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    "words", ["2017年第{}期督查通报", "督查通报2017年第{}号", "2017年督查{}号通报", "督查通报（总第{}期）", "督查通报第{}期"]
)
def test_a_number_that_the_issues_skip_is_a_gap(tmp_path, words):
    assert told(judged(tmp_path, NUMBERED, articles=issues(1, 2, 3, words=words))) == ("pass", None)
    (tmp_path / "gap").mkdir()
    finding = judged(tmp_path / "gap", NUMBERED, articles=issues(1, 2, 4, words=words))
    assert told(finding) == ("fail", "gap")
    assert finding.details.missing == (("2017年第3期",) if words.startswith("2017") or "2017" in words else ("第3期",))


def test_issues_in_chinese_numerals_are_numbers_too(tmp_path):
    assert told(judged(tmp_path, NUMBERED, articles=issues("九", "十", "十二"))) == ("fail", "gap")


@pytest.mark.parametrize(
    "articles",
    [
        issues(1, 3),  # two are no series
        [*issues(1, 2), *issues(4, start=3, words="2017年第{}期环境督查情况通报")],  # another series
        [*issues(11, 12, words="2016年第{}期督查通报"), *issues(1, 2, 3, start=3)],  # each year begins anew
        issues(10, 11, 12, 1, 2, words="第{}期督查通报"),  # so does a count without a year
        issues(1, 2, 3, 99),  # another count
    ],
)
def test_a_hole_is_claimed_in_one_series_of_one_count_only(tmp_path, articles):
    assert told(judged(tmp_path, NUMBERED, articles=articles)) == ("pass", None)


def test_a_hole_that_an_unread_page_or_an_unnumbered_issue_may_fill_is_open(tmp_path):
    unread = [{"label": "督查通报", "role": "entry"}]
    assert told(judged(tmp_path, NUMBERED, articles=issues(1, 2, 4), unread=unread)) == ("unknown", "timeout")
    (tmp_path / "plain").mkdir()
    plain = {"title": "督查通报", "column": "督查", "text": "x", "date": date(2017, 2, 20)}
    finding = judged(tmp_path / "plain", NUMBERED, articles=[*issues(1, 2, 4), plain])
    assert told(finding) == ("unknown", "unrecognised") and not finding.details.missing
