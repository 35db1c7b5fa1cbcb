"""Duties met on a shared platform: the link, the body's own entry behind it, and what proves neither."""

import json

import pytest

from spotcheck.audits.details_json import details_from_json, details_to_json
from spotcheck.config.kinds.platform import PlatformCheck
from spotcheck.config.models import Names, Terms
from tests.audits.trial import judged

CREDIT = PlatformCheck(kind="platform", platforms=("credit",), items=Terms(all=(("行政处罚", "双公示"),)))
ANY = PlatformCheck(kind="platform", platforms=("service-network",))
LAND = PlatformCheck(
    kind="platform", platforms=("land-requisition",), names=Names(accepted=("征地信息",)), items=Terms(all=(("征地", "征收"),))
)
FINANCE = {"site_name": "安青县财政局门户网站", "region": "云州省安青县", "functions": ["finance"]}
DEEP = "http://www.zjcredit.gov.cn/sgs/3301/"
NEWS = [
    {
        "title": "安青县召开政府常务会议",
        "column": "工作动态",
        "date": __import__("datetime").date(2017, 12, 1),
        "text": "会议研究了有关工作。",
    }
]


def site(*away, pages=(), **facts):
    links = [{"text": text, "url": url} for text, url in away]
    return {"articles": NEWS, "away": links, "pages": list(pages), **facts}


def told(finding):
    return finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason


def credit(title="安青县双公示", text="", **facts):
    return {"url": DEEP, "title": title, "text": text, **facts}


@pytest.mark.parametrize(
    ("facts", "page"),
    [
        ({}, credit("双公示-信用浙江", "安青县人民政府行政处罚信息")),
        ({}, credit("信用浙江", entries=["安青县政府行政处罚结果公示"])),
        ({}, credit("行政处罚公示", host_unit="安青县人民政府办公室")),
        (FINANCE, credit("双公示", "安青县财政局")),
        ({**FINANCE, "site_name": "安青县发展和改革局", "functions": ["development_reform"]}, credit("双公示", "实施机关：安青县发改局")),
        (FINANCE, credit("安青县双公示", "县财政局行政处罚公示")),
        ({**FINANCE, "site_name": "", "body": "财政局"}, credit("双公示", "安青县财政局")),
    ],
)
def test_the_bodys_own_entry_on_the_platform_passes(tmp_path, facts, page):
    finding = judged(tmp_path, site(("信用中国（浙江）", DEEP), pages=[page], **facts), CREDIT)
    assert told(finding) == ("pass", None, None)
    assert finding.details.platform == "信用中国" and finding.details.names_seen == ("信用中国（浙江）",)
    assert [piece.where for piece in finding.evidence] == ["link", "page"]
    assert finding.evidence[0].url == "http://www.anqing.example/" and finding.evidence[1].url == DEEP
    assert details_from_json(json.loads(json.dumps(details_to_json(finding.details)))) == finding.details


def test_a_sub_station_that_names_the_body_is_its_entry_even_at_the_root(tmp_path):
    url = "http://anqing.zjzwfw.gov.cn/"
    finding = judged(tmp_path, site(("网上办事", url), pages=[{"url": url, "title": "浙江政务服务网·安青县"}]), ANY)
    assert told(finding) == ("pass", None, None)


def test_a_platform_is_known_by_its_name_where_its_host_is_not(tmp_path):
    url = "http://zd.example/anqing/list.html"
    page = {"url": url, "title": "征地信息", "entries": ["安青县人民政府土地征收方案公告"]}
    assert told(judged(tmp_path, site(("征地信息公开平台", url), pages=[page]), LAND)) == ("pass", None, None)


def test_a_column_that_only_says_enter_leads_to_the_platform(tmp_path):
    url = "http://zd.example/anqing/list.html"
    page = {"url": url, "title": "征地信息", "entries": ["安青县人民政府土地征收方案公告"]}
    jump = {"name": "征地信息公开", "links": [{"text": "点击进入", "url": url}]}
    assert told(judged(tmp_path, {"articles": NEWS, "columns": [jump], "pages": [page]}, LAND)) == ("pass", None, None)


def test_no_link_to_any_platform_is_absent_when_everything_was_read(tmp_path):
    finding = judged(tmp_path, site(("中国政府网", "http://www.gov.cn/")), CREDIT)
    assert told(finding) == ("fail", "absent", None)
    assert finding.certificate.proves_absence and "信用中国" in finding.certificate.terms


@pytest.mark.parametrize("url", ["http://www.zjcredit.gov.cn/", "http://www.zjcredit.gov.cn/index.html", "https://creditchina.gov.cn/"])
def test_a_link_to_the_front_door_alone_is_incomplete(tmp_path, url):
    page = {"url": url, "title": "信用浙江", "text": "云州省 安青县 其他县", "links": [{"text": "安青县", "url": DEEP}]}
    finding = judged(tmp_path, site(("信用浙江", url), pages=[page]), CREDIT)
    assert told(finding) == ("fail", "incomplete", None)
    assert finding.certificate.proves_absence and finding.details.platform == "信用中国"


def test_a_dead_link_is_broken(tmp_path):
    finding = judged(tmp_path, site(("信用浙江", DEEP), pages=[{"url": DEEP, "outcome": "not_found"}]), CREDIT)
    assert told(finding) == ("fail", "broken", None)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (None, "linked_elsewhere"),
        ({"outcome": "timeout"}, "timeout"),
        ({"outcome": "robots_disallowed"}, "robots_disallowed"),
        ({"title": "信用浙江", "needs_script": True}, "script_only"),
        ({"title": "信用浙江", "text": "欢迎访问信用浙江网站"}, "unrecognised"),
        ({"title": "双公示", "text": "海宁市财政局行政处罚"}, "unrecognised"),
        ({"title": "安青县人民政府", "text": "安青县概况"}, "unrecognised"),
    ],
)
def test_an_entry_that_was_not_read_or_not_recognised_decides_nothing(tmp_path, page, reason):
    pages = [{"url": DEEP, **page}] if page else []
    assert told(judged(tmp_path, site(("信用浙江", DEEP), pages=pages), CREDIT)) == ("unknown", None, reason)


@pytest.mark.parametrize(
    ("page", "reason"), [(None, "linked_elsewhere"), ({"needs_script": True}, "script_only"), ({"outcome": "dns"}, "dns")]
)
def test_a_front_door_that_was_not_read_may_choose_the_body_by_a_script(tmp_path, page, reason):
    url = "http://www.zjzwfw.gov.cn/"
    pages = [{"url": url, "title": "浙江政务服务网", **page}] if page else []
    assert told(judged(tmp_path, site(("浙江政务服务网", url), pages=pages), ANY)) == ("unknown", None, reason)


def test_a_body_without_a_name_is_recognised_nowhere_and_never_blamed(tmp_path):
    case = site(("信用浙江", DEEP), pages=[credit(text="安青县人民政府行政处罚")], site_name="")
    assert told(judged(tmp_path, case, CREDIT)) == ("unknown", None, "unrecognised")


def test_nothing_unread_may_hold_a_deeper_link(tmp_path):
    url = "http://www.zjcredit.gov.cn/"
    case = site(("信用浙江", url), pages=[{"url": url, "title": "信用浙江"}], unread=[{"label": "专题专栏"}])
    assert told(judged(tmp_path, case, CREDIT)) == ("unknown", None, "timeout")


def test_a_front_door_that_shows_the_things_looked_for_is_left_open(tmp_path):
    url = "http://www.zjcredit.gov.cn/"
    page = {"url": url, "title": "信用浙江", "entries": ["行政处罚信息公示"]}
    province = {"level": "province", "site_name": "云州省财政厅", "functions": ["finance"]}
    assert told(judged(tmp_path, site(("信用浙江", url), pages=[page], **province), CREDIT)) == ("unknown", None, "unrecognised")
    named = {**page, "entries": ["云州省财政厅行政处罚信息公示"]}
    assert told(judged(tmp_path / "named", site(("信用浙江", url), pages=[named], **province), CREDIT)) == ("pass", None, None)


def test_news_about_a_platform_is_no_link_to_it(tmp_path):
    url = "http://news.example/2017/1.html"
    case = site(
        ("省政府召开信用中国网站建设工作推进会议部署年度重点任务", url),
        pages=[{"url": url, "title": "安青县人民政府参加信用中国行政处罚会议"}],
    )
    assert told(judged(tmp_path, case, CREDIT)) == ("fail", "absent", None)


def test_deep_links_of_the_platform_itself_are_not_links_of_the_site(tmp_path):
    url = "http://www.zjcredit.gov.cn/"
    door = {"url": url, "title": "信用浙江", "links": [{"text": "双公示", "url": DEEP}]}
    case = site(("信用浙江", url), pages=[door, credit(text="安青县人民政府行政处罚")])
    assert told(judged(tmp_path, case, CREDIT)) == ("fail", "incomplete", None)


def test_a_picture_that_leads_to_a_government_host_may_be_a_platform_whose_host_nobody_knows(tmp_path):
    case = site(("", "http://zd.gtzy.gov.cn/anqing/"))
    assert told(judged(tmp_path, case, LAND)) == ("unknown", None, "linked_elsewhere")
    assert told(judged(tmp_path / "known", case, CREDIT)) == ("fail", "absent", None)


def test_a_column_of_the_site_that_calls_itself_the_platform_may_be_it(tmp_path):
    article = {"title": "安青县土地征收方案公告", "column": "征地信息公开平台", "text": "经批准，征收下列集体土地。"}
    assert told(judged(tmp_path, {"articles": [article]}, LAND)) == ("pass", None, None)
    other = {**article, "title": "安青县概况介绍", "text": "本县位于云州省东部。"}
    doubtful = LAND.model_copy(update={"items": Terms(all=(("土地征收方案",),))})
    assert told(judged(tmp_path / "other", {"articles": [other]}, doubtful)) == ("unknown", None, "unrecognised")
    plain = {**article, "column": "征地信息公开"}
    assert told(judged(tmp_path / "plain", {"articles": [plain]}, LAND)) == ("fail", "absent", None)


def test_the_register_adds_hosts_to_a_platform(tmp_path):
    url = "http://xy.anqing.example/list?area=anqing"
    case = site(("公示", url), pages=[{"url": url, "title": "安青县政府行政处罚公示"}])
    assert told(judged(tmp_path, case, CREDIT)) == ("fail", "absent", None)
    case["register"] = [{"url": "http://xy.anqing.example/", "name": "信用安青", "platform": "credit"}]
    assert told(judged(tmp_path / "registered", case, CREDIT)) == ("pass", None, None)


def test_what_a_platform_hides_does_not_hide_the_site(tmp_path):
    url = "http://www.zjzwfw.gov.cn/"
    door = {"url": url, "title": "浙江政务服务网", "kind": "other", "needs_script": True}
    assert told(judged(tmp_path, site(("浙江政务服务网", url), pages=[door]), CREDIT)) == ("fail", "absent", None)
