"""Items that must stand on the site and on a shared platform: both were read, one lacks them, or one was not seen."""

import json
from datetime import date

import pytest

from spotcheck.audits.details_json import details_from_json, details_to_json
from spotcheck.config.kinds.cross import CrossCheck
from spotcheck.config.models import Names, Terms
from tests.audits.trial import judged

CROSS = CrossCheck(
    kind="cross",
    platforms=("credit",),
    names=Names(accepted=("淘汰落后产能",)),
    items=Terms(all=(("产能",), ("名单", "公告")), none=("会议",)),
    newest=2,
)
URL = "http://www.creditchina.gov.cn/list/channeng.html"
NEW = "2017年全省淘汰落后产能企业名单公告"
OLD = "2016年全省淘汰落后产能企业名单公告"
OLDEST = "2015年全省淘汰落后产能企业名单公告"
ARTICLES = [
    {"title": NEW, "column": "淘汰落后产能", "date": date(2017, 10, 20), "text": "现将淘汰落后产能企业名单予以公告，接受社会监督。"},
    {"title": OLD, "column": "淘汰落后产能", "date": date(2016, 10, 20), "text": "现将淘汰落后产能企业名单予以公告，接受社会监督。"},
    {"title": OLDEST, "column": "淘汰落后产能", "date": date(2015, 10, 20), "text": "现将淘汰落后产能企业名单予以公告，接受社会监督。"},
]
LINK = [{"text": "信用中国", "url": URL}]


def told(finding):
    return finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason


def case(page, **facts):
    return {"articles": ARTICLES, "away": LINK, "pages": [{"url": URL, "title": "产能信息", **page}] if page is not None else [], **facts}


@pytest.mark.parametrize(
    "page",
    [
        {"entries": [NEW, OLD]},
        {"entries": ["2017年全省淘汰落后产能企业…", OLD]},
        {
            "links": [
                {"text": "名单一", "url": "http://www.anqing.example/a/0.html"},
                {"text": "名单二", "url": "http://www.anqing.example/a/1.html"},
            ]
        },
        {"text": f"{NEW}\n第一条……\n{OLD}"},
    ],
)
def test_the_newest_items_stand_in_both_places(tmp_path, page):
    finding = judged(tmp_path, case(page), CROSS)
    assert told(finding) == ("pass", None, None)
    assert (finding.details.platform, finding.details.compared) == ("信用中国", 2)
    assert URL in {piece.url for piece in finding.evidence}
    assert details_from_json(json.loads(json.dumps(details_to_json(finding.details)))) == finding.details


def test_a_list_of_the_platform_that_lacks_one_is_incomplete(tmp_path):
    finding = judged(tmp_path, case({"entries": [OLD, "某省煤炭产能公告"]}), CROSS)
    assert told(finding) == ("fail", "incomplete", None)
    assert finding.details.missing == (NEW,) and finding.certificate.proves_absence


def test_a_platform_linked_nowhere_was_not_looked_at(tmp_path):
    finding = judged(tmp_path, {"articles": ARTICLES}, CROSS)
    assert told(finding) == ("unknown", None, "no_basis") and not finding.details.missing
    unread = judged(tmp_path / "unread", {"articles": ARTICLES, "unread": [{"label": "信用中国（浙江）"}]}, CROSS)
    assert told(unread) == ("unknown", None, "timeout") and not unread.details.missing


def test_without_items_of_its_own_the_site_lacks_them(tmp_path):
    page = {"entries": [NEW, OLD]}
    assert told(judged(tmp_path, {**case(page), "articles": [], "columns": ["工作动态"]}, CROSS)) == ("fail", "absent", None)
    blank = {**case(page), "articles": [], "columns": ["淘汰落后产能"]}
    assert told(judged(tmp_path / "blank", blank, CROSS)) == ("fail", "blank", None)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (None, "linked_elsewhere"),
        ({"outcome": "forbidden"}, "forbidden"),
        ({"outcome": "not_found"}, "not_found"),
        ({"needs_script": True}, "script_only"),
        ({"text": "欢迎访问"}, "unrecognised"),
        ({"title": "信用信息", "entries": ["某市场主体信息"]}, "unrecognised"),
        ({"entries": [OLD], "more": [f"{URL}?page=2"]}, "unrecognised"),
        ({"entries": [OLD], "expected_entries": 40}, "unrecognised"),
        ({"entries": [OLD], "kind": "home"}, "unrecognised"),
        ({"entries": [{"title": "某省煤炭产能公告", "date": date(2017, 12, 1)}]}, "unrecognised"),
    ],
)
def test_a_platform_not_read_to_its_end_decides_nothing(tmp_path, page, reason):
    finding = judged(tmp_path, case(page), CROSS)
    assert told(finding) == ("unknown", None, reason)
    assert not finding.details.missing


def test_items_of_the_platform_are_not_those_of_the_site(tmp_path):
    only = {
        "title": "全县召开淘汰落后产能会议",
        "column": "工作动态",
        "date": date(2017, 10, 20),
        "text": "会议部署了淘汰落后产能工作名单公告。",
    }
    assert told(judged(tmp_path, {**case({"entries": [NEW, OLD]}), "articles": [only]}, CROSS)) == ("fail", "absent", None)
