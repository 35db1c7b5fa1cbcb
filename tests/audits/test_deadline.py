"""Deadlines counted in working days and from a document's own day of issue."""

from datetime import date

import pytest

from spotcheck.config.duties import Calendar
from tests.audits.small import catalogue, judged, told

ITEMS = {"all": [["规范性文件"], ["通知"]]}
ISSUED = {"kind": "deadline", "items": ITEMS, "within": 20, "days": "working", "counted_from": "issued"}
PLAN = {"kind": "deadline", "items": {"all": [["实施方案"]]}, "within": 5, "days": "working", "counted_from": date(2017, 9, 29)}


def document(title, issued, published, **more):
    dates = [{"on": issued, "type": "issued"}] if issued else []
    return {"title": f"关于{title}规范性文件的通知", "column": "文件", "text": "x", "date": published, "dates": dates, **more}


# 20 working days after Friday 1 September 2017 are four weeks; no holiday lies between.
FIRST, LAST, AFTER = date(2017, 9, 1), date(2017, 9, 29), date(2017, 9, 30)


@pytest.mark.parametrize(("published", "expected"), [(LAST, ("pass", None)), (AFTER, ("fail", "late"))])
def test_a_document_is_due_on_the_last_working_day_after_its_issue(tmp_path, published, expected):
    finding = judged(tmp_path, ISSUED, articles=[document("甲", FIRST, published)])
    assert told(finding) == expected
    assert (finding.details.deadline, finding.details.issued) == (date(2017, 9, 29), date(2017, 9, 1))


def test_a_day_of_issue_stands_in_the_index_table_too(tmp_path):
    articles = [document("甲", None, AFTER, index=[["成文日期", "2017年9月1日"]])]
    assert told(judged(tmp_path, ISSUED, articles=articles)) == ("fail", "late")


def test_documents_without_a_day_of_issue_leave_it_open_unless_another_decides(tmp_path):
    assert told(judged(tmp_path, ISSUED, articles=[document("甲", None, LAST)])) == ("unknown", "undated")
    (tmp_path / "two").mkdir()
    two = [document("甲", None, LAST), document("乙", FIRST, LAST)]
    assert told(judged(tmp_path / "two", ISSUED, articles=two)) == ("pass", None)


def test_one_late_document_among_those_in_time_is_late(tmp_path):
    assert told(judged(tmp_path, ISSUED, articles=[document("甲", FIRST, LAST), document("乙", FIRST, AFTER)])) == ("fail", "late")


def test_an_old_document_put_up_again_is_not_late(tmp_path):
    assert told(judged(tmp_path, ISSUED, articles=[document("甲", date(2005, 3, 1), LAST)])) == ("unknown", "undated")


def test_only_the_newest_five_documents_are_judged(tmp_path):
    newer = [document(title, date(2017, 11, 1), date(2017, 11, 2)) for title in "甲乙丙丁戊"]
    assert told(judged(tmp_path, ISSUED, articles=[*newer, document("己", FIRST, AFTER)])) == ("pass", None)


def test_an_unread_copy_of_a_late_document_leaves_it_open(tmp_path):
    unread = [{"label": "关于甲规范性文件的通知", "role": "entry"}]
    assert told(judged(tmp_path, ISSUED, articles=[document("甲", FIRST, AFTER)], unread=unread)) == ("unknown", "timeout")


def test_without_a_document_it_is_absent_and_with_an_unread_menu_unknown(tmp_path):
    assert told(judged(tmp_path, ISSUED)) == ("fail", "absent")
    (tmp_path / "menu").mkdir()
    assert told(judged(tmp_path / "menu", ISSUED, unread=[{"label": "专题专栏"}])) == ("unknown", "timeout")


# 5 working days after 29 September 2017: 30 September (a Saturday, worked) and 9 to 12 October.
@pytest.mark.parametrize(("published", "expected"), [(date(2017, 10, 12), ("pass", None)), (date(2017, 10, 13), ("fail", "late"))])
def test_working_days_after_a_fixed_day_leave_out_the_national_holiday(tmp_path, published, expected):
    plan = {"title": "安青县2017年实施方案", "column": "文件", "text": "x", "date": published}
    finding = judged(tmp_path, PLAN, articles=[plan])
    assert (told(finding), finding.details.deadline) == (expected, date(2017, 10, 12))


def test_a_year_whose_holidays_nobody_knows_cannot_be_told_until_the_catalogue_tells_them(tmp_path):
    check = {**PLAN, "counted_from": date(2049, 4, 28)}
    plan = {"title": "安青县2049年实施方案", "column": "文件", "text": "x", "date": date(2049, 5, 6)}
    site = {"articles": [plan], "captured": date(2049, 6, 1), "as_of": date(2049, 6, 1)}
    assert told(judged(tmp_path, check, **site)) == ("unknown", "no_calendar")
    (tmp_path / "own").mkdir()
    rules = catalogue(check, calendar=Calendar(holidays=(date(2049, 5, 3),)))
    assert told(judged(tmp_path / "own", check, rules=rules, **site)) == ("pass", None)
