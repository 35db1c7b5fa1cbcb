"""Platforms of static pages: recognised by markup wherever they stand, and what each does differently."""

from __future__ import annotations

import pytest

from spotcheck.crawler.dialects import all_dialects
from spotcheck.crawler.records import DateType, PageKind
from tests.crawler.reading.pages import CRUMBS, SITE, column, item, page, read

TEXT = "<p>各乡镇人民政府：现将收费目录公布如下，请遵照执行，并做好公开工作。</p>"
TWO = item(1, "2018-03-01") + item(2, "2018-02-01")


@pytest.mark.parametrize(
    ("name", "body", "url"),
    [
        ("empirecms", '<form action="/e/search/index.php"></form>', f"{SITE}/a.html"),
        ("empirecms", TEXT, f"{SITE}/xxgk/2018-07-25/10220.html"),
        ("nfw", '<a class="nfw-cms-attachment" href="a.pdf">a</a>', f"{SITE}/a.html"),
        ("nfw", TEXT, f"{SITE}/zwgk/content/post_31.html"),
        ("govcn", f'<td class="b12c"><div id="UCAP-CONTENT">{TEXT}</div></td>', f"{SITE}/a.html"),
        ("govcn", f'<div class="pages_content">{TEXT}</div>', f"{SITE}/zhengce/content/2018-11/09/content_53.htm"),
        ("generic", TEXT, f"{SITE}/2018-11/09/content_53.htm"),  # the shape of a newspaper's addresses as well
        ("ucap", f'<div id="UCAP-CONTENT">{TEXT}</div>', f"{SITE}/a.html"),
        ("lonsun", f'<div class="j-fontContent">{TEXT}</div>', f"{SITE}/a.html"),
        ("lonsun", TEXT, f"{SITE}/public/column/660"),
        ("epoint", f'<div class="ewb-article">{TEXT}</div>', f"{SITE}/a.html"),
        ("epoint", TEXT, f"{SITE}/001/001002/20180301/0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f.html"),
        ("vsb", f'<div id="vsb_content">{TEXT}</div>', f"{SITE}/info/1001/22.htm"),
    ],
)
def test_each_platform_is_told_by_its_markup_and_addresses_on_any_host(name: str, body: str, url: str) -> None:
    found = read(page(body, "通知"), url=url)
    assert found.dialect == name and bool(found.dialect_by) == (name != "generic")


def test_no_platform_is_told_by_the_name_of_a_host() -> None:
    hosts = ("www.gov.cn", "gdjyj.gd.gov.cn", "www.zhecheng.gov.cn", "lonsun.gov.cn", "epoint.gov.cn", "gkmlpt.gov.cn", "vsb.edu.cn")
    assert {read(page(TEXT, "通知"), url=f"http://{host}/a.html").dialect for host in hosts} == {"generic"}


def test_every_dialect_says_its_chinese_name_and_how_it_is_told_and_whether_a_real_page_was_seen() -> None:
    assert all(d.title and (d.signs or d.shape_told or d.name == "generic") for d in all_dialects())
    assert {d.name for d in all_dialects() if not d.verified} == {"epoint", "vsb", "ucap", "gkmlpt"}


def test_the_day_in_an_empirecms_address_is_no_day_of_publication() -> None:
    body = f'<h1>通知</h1><div class="content_article">{TEXT}</div><a href="/e/public/x"></a>'
    assert read(page(body, "通知"), url=f"{SITE}/xxgk/2018-07-25/10220.html").published is None


def test_the_pubdate_of_ucap_is_the_time_of_generation_and_the_day_of_its_address_is_taken() -> None:
    body, head = f'<h1>通知</h1><div id="UCAP-CONTENT">{TEXT}</div>', '<meta name="PubDate" content="2018-06-30 11:00">'
    address = f"{SITE}/c100/2018/3/2/0123456789abcdef0123456789abcdef.shtml"
    found = read(page(body, "通知", head), url=address)
    assert found.published is not None and str(found.published.value) == "2018-03-02" and found.published.confidence < 0.9
    assert read(page(body, "通知", head), url=f"{SITE}/a/123456.html").published is None


def test_the_last_page_of_an_nfw_list_is_the_one_its_link_names() -> None:
    links = '<a class="first" href="">第一页</a><a class="current" href="">1</a><a class="normal" href="index_2.html">2</a>'
    last = '<a class="last" href="index_4.html">最后一页</a>'
    first = read(column(TWO, links + last), url=f"{SITE}/tzgg/index.html")
    assert first.more == tuple(f"{SITE}/tzgg/index_{n}.html" for n in (2, 3, 4))
    third = read(column(TWO, links + last), url=f"{SITE}/tzgg/index_3.html")
    assert third.more == tuple(f"{SITE}/tzgg/{name}.html" for name in ("index", "index_2", "index_4"))


def test_the_name_of_an_nfw_attachment_is_its_alternative_text() -> None:
    link = '<a class="nfw-cms-attachment" alt="收费目录.xlsx" href="/attachment/0/1/2.xlsx">附件</a>'
    body = f'<h1>通知</h1><div class="nfw-cms">{TEXT}{link}</div>'
    assert [(a.url, a.name) for a in read(page(body, "通知")).attachments] == [(f"{SITE}/attachment/0/1/2.xlsx", "收费目录.xlsx")]


def test_the_paging_call_of_lonsun_names_every_page() -> None:
    turn = 'function(i){location.href="/content/column/66?pageIndex=" + i;}'
    script = f'<script>Ls.pagination("#p", {turn}, {{currPage:(0+1),pageCount:3}});</script>'
    first = read(column(TWO, script), url=f"{SITE}/content/column/66")
    assert (first.dialect, first.more) == ("lonsun", tuple(f"{SITE}/content/column/66?pageIndex={n}" for n in (2, 3)))
    second = read(column(TWO, script), url=f"{SITE}/content/column/66?pageIndex=2")
    assert second.more == tuple(f"{SITE}/content/column/66?pageIndex={n}" for n in (1, 3))


def test_an_empty_repeal_cell_of_a_lonsun_index_table_is_kept_empty_and_is_no_date() -> None:
    cells = "<tr><th>发文日期：</th><td>2024-01-12</td><th>废止时间：</th><td></td></tr><tr><th>文 号：</th><td></td></tr>"
    body = f'<table class="table_suoyin">{cells}</table><h1>通知</h1><div class="j-fontContent">{TEXT}</div>'
    found = read(page(body, "通知"))
    assert ("废止时间", "") in found.metadata and found.marks == ()
    assert [d for d in found.dates if d.type is DateType.REPEALED] == []


def test_on_gov_cn_a_document_22_years_older_than_its_publication_has_both_days() -> None:
    rows = "<tr><td>发文机关：</td><td>国务院办公厅</td><td>成文日期：</td><td>1996年10月27日</td></tr>"
    rows += "<tr><td>发文字号：</td><td>国办函〔1996〕71号</td><td>发布日期：</td><td>2018年07月09日</td></tr>"
    body = f'<table class="bd1">{rows}</table><table><tr><td class="b12c"><div id="UCAP-CONTENT">{TEXT}</div></td></tr></table>'
    found = read(page(body, "关于试点的通知"), url=f"{SITE}/zhengce/content/2018-07/09/content_53.htm")
    assert found.published is not None and str(found.published.value) == "2018-07-09" and found.inconsistent == ()
    assert [str(d.value) for d in found.dates if d.type is DateType.ISSUED] == ["1996-10-27"]


def test_a_moreinfo_list_of_epoint_goes_on_at_2_html() -> None:
    body = f'<ul class="ewb-info-items">{TWO}</ul><div class="ewb-page"><span id="index">1/4</span></div>'
    found = read(page(body, "通知公告"), url=f"{SITE}/001/001002/moreinfo.html")
    assert (found.kind, found.more) == (PageKind.LIST, tuple(f"{SITE}/001/001002/{n}.html" for n in (2, 3, 4)))
    assert read(page(body, "通知公告"), url=f"{SITE}/x.html").more == ()


def test_the_placeholder_tags_of_epoint_are_no_values() -> None:
    head = '<meta name="SiteIDCode" content="政府网站标识码"><meta name="SiteName" content="政府网站名称">'
    found = read(f"<html><head>{head}</head><body>{CRUMBS}<div class='ewb-article'>{TEXT}</div></body></html>")
    assert (found.dialect, found.tags, found.site_code) == ("epoint", {}, "")


def test_vsb_lists_count_down() -> None:
    steps = '<span class="p_no"><a href="tzgg/4.htm">2</a></span><span class="p_next p_fun"><a href="tzgg/4.htm">下页</a></span>'
    ends = '<span class="p_last p_fun"><a href="tzgg/1.htm">尾页</a></span><span class="p_t">1/5</span>'
    found = read(column(TWO, f'<div class="pb_sys_common">{steps}{ends}</div>'), url=f"{SITE}/tzgg.htm")
    assert (found.dialect, found.more) == ("vsb", tuple(f"{SITE}/tzgg/{n}.htm" for n in (4, 3, 2, 1)))


def test_a_later_page_of_a_vsb_list_names_the_first_and_leaves_itself_out() -> None:
    steps = '<span class="p_first p_fun"><a href="../tzgg.htm">首页</a></span><span class="p_next p_fun"><a href="1.htm">下页</a></span>'
    found = read(column(TWO, f'<div class="pb_sys_common">{steps}<span class="p_t">3/4</span></div>'), url=f"{SITE}/tzgg/2.htm")
    assert found.more == (f"{SITE}/tzgg.htm", f"{SITE}/tzgg/3.htm", f"{SITE}/tzgg/1.htm")


def test_the_paging_call_of_trs_may_carry_more_arguments_than_four() -> None:
    found = read(column(TWO, '<script>createPageHTML(3, 0,"index", "shtml", "black2", 250);</script>'), url=f"{SITE}/tzgg/")
    assert (found.dialect, found.more) == ("trs", (f"{SITE}/tzgg/index_1.shtml", f"{SITE}/tzgg/index_2.shtml"))
