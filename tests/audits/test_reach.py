"""What was not read, and whether it could have shown the thing looked for."""

from datetime import date

import pytest

from spotcheck.audits.engine import judge
from spotcheck.config.catalogue import load_catalogue
from spotcheck.portal.link_labels import harmless, opaque
from tests.audits.building import build
from tests.audits.recorded import home, recorded

CATALOGUE = load_catalogue("zhejiang-2017")


def plan(tmp_path, **case):
    """The finding of 7.0.1, which is absent when everything was read."""
    with build(tmp_path / "snapshot.db", {"columns": ["工作动态"], **case}) as snapshot:
        return next(f for f in judge(snapshot, [CATALOGUE], date(2018, 1, 15)) if f.duty.endswith("/7.0.1"))


def test_a_certificate_names_where_was_looked_and_what_was_tried(tmp_path):
    finding = plan(tmp_path, columns=["政府信息公开", "网站地图"])
    certificate = finding.certificate
    assert certificate.proves_absence
    assert {kind for kind, _ in certificate.entry_points} == {"home", "disclosure_area", "site_map"}
    assert {"政务公开", "实施"} <= set(certificate.terms)
    assert certificate.pages_read == 4
    assert certificate.columns_known == certificate.columns_read == 2


def test_a_single_page_proves_nothing_absent(tmp_path):
    """It may be a door, a notice of maintenance, or all that a broken site still shows."""
    with recorded(tmp_path, [home()]) as snapshot:
        finding = next(f for f in judge(snapshot, [CATALOGUE], date(2018, 1, 15)) if f.duty.endswith("/7.0.1"))
    assert (finding.verdict, finding.reason) == ("unknown", "no_extent")
    assert (finding.certificate.pages_read, finding.certificate.proves_absence) == (1, False)
    assert finding.certificate.unread[0].role == "run"
    assert plan(tmp_path / "two").verdict == "fail"


def test_an_unread_attachment_without_a_telling_name_is_judged_by_the_title_of_its_page(tmp_path):
    file = [{"name": "附件1", "outcome": "timeout"}]
    other = plan(tmp_path / "a", articles=[{"column": "工作动态", "title": "关于放假安排的通知", "files": file}])
    assert other.verdict == "fail"
    mine = plan(tmp_path / "b", articles=[{"column": "工作动态", "title": "政务公开工作", "files": file}])
    assert (mine.verdict, mine.reason) == ("unknown", "timeout")


def test_a_page_that_needs_script_counts_as_unread(tmp_path):
    finding = plan(tmp_path, articles=[{"column": "工作动态", "title": "政务公开工作专题", "kind": "other", "needs_script": True}])
    assert (finding.verdict, finding.reason) == ("unknown", "script_only")


@pytest.mark.parametrize("outcome", ["robots_disallowed", "over_budget", "not_archived", "blocked", "trap", "unsupported_type"])
def test_navigation_that_was_not_read_rules_out_absence_whatever_the_cause(tmp_path, outcome):
    finding = plan(tmp_path, unread=[{"label": "专题专栏", "outcome": outcome}])
    assert (finding.verdict, finding.reason) == ("unknown", outcome)
    assert not finding.certificate.proves_absence


def test_a_dead_link_is_known_to_hold_nothing(tmp_path):
    assert plan(tmp_path, unread=[{"label": "专题专栏", "outcome": "not_found"}]).verdict == "fail"


def test_the_reason_is_the_commonest_outcome_and_of_equals_the_first_by_alphabet(tmp_path):
    unread = [{"label": "专题一", "outcome": "timeout"}, {"label": "专题二", "outcome": "blocked"}]
    assert plan(tmp_path / "a", unread=unread).reason == "blocked"
    assert plan(tmp_path / "b", unread=[*unread, {"label": "专题三", "outcome": "timeout"}]).reason == "timeout"


def test_at_most_twenty_unread_pages_are_listed_and_all_are_counted(tmp_path):
    certificate = plan(tmp_path, unread=[{"label": f"专题{number}栏目"} for number in range(30)]).certificate
    assert (len(certificate.unread), certificate.unread_total) == (20, 30)


def test_an_untitled_page_whose_first_line_is_the_title_is_not_overlooked(tmp_path):
    article = {"column": "工作动态", "title": "公司网站", "text": "安青县2017年政务公开工作实施方案\n为贯彻落实，制定本方案。"}
    finding = plan(tmp_path, articles=[article])
    assert (finding.verdict, finding.reason) == ("unknown", "unrecognised")


@pytest.mark.parametrize("label", ["设为首页", "· 加入收藏", "English", "RSS订阅", "打印本页", "【关闭窗口】", "领导信箱"])
def test_functions_of_the_site_are_harmless(label):
    assert harmless(label)


@pytest.mark.parametrize("label", ["政务公开", "预决算公开", "网站地图", "联系我们", "首页新闻公开", "数据开放"])
def test_what_may_hold_disclosure_is_not_harmless(label):
    assert not harmless(label)


@pytest.mark.parametrize(
    "label", ["", "1", "附件1", "附件（二）", "点击下载", "更多>>", "W020171023.pdf", "关于公布2017年…", "关于公布2017年..."]
)
def test_a_label_that_says_nothing_is_opaque(label):
    assert opaque(label)


@pytest.mark.parametrize("label", ["2017年部门预算", "附件1：清单", "依申请公开"])
def test_a_label_that_says_something_is_not_opaque(label):
    assert not opaque(label)
