"""Pages of our own for what the test province showed: each was once read so that a site would have been accused wrongly."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import PageKind, Role

MENU = "<ul class='nav'><li><a href='/a/'>政府文件</a></li><li><a href='/b/'>政府债务</a></li></ul>"


def read(inside, *, url="http://www.a.gov.cn/b/", role=Role.NAVIGATION, title="政府债务", crumbs=True):
    where = "<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/b/'>政府债务</a></div>" if crumbs else ""
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{MENU}{where}{inside}</body></html>"
    return read_page(url=url, body=html.encode(), content_type="text/html", role=role, label="", today=date(2018, 1, 15))


def test_a_home_page_that_lists_a_notice_of_closure_is_no_notice_of_closure():
    inside = "<ul><li><a href='/n/1.html'>关于关停安青县旅游局网站的公告</a><span>2017-09-05</span></li></ul>"
    assert read(inside, url="http://www.a.gov.cn/", role=Role.HOME, title="安青县人民政府", crumbs=False).kind is PageKind.HOME


def test_a_page_that_says_of_itself_that_it_moved_is_one():
    page = read("<p>本网站已关停，内容迁移至县政府门户网站。</p>", url="http://www.a.gov.cn/", role=Role.HOME, crumbs=False)
    assert page.kind is PageKind.CLOSURE


def test_a_list_of_one_item_beside_a_script_is_a_list():
    inside = (
        "<div class='content'><ul><li><span>2016-11-01</span><a href='/b/1.html'>安青县2015年政府债务限额情况</a></li></ul>"
        "<script>createPageHTML(1, 0, 'index', 'html'); /* the pages of the list, if there were any */</script></div>"
    )
    page = read(inside)
    assert (page.kind, [entry.title for entry in page.entries]) == (PageKind.LIST, ["安青县2015年政府债务限额情况"])


def test_a_sentence_beside_an_empty_list_says_something():
    page = read("<p>转让信息披露公告二十四宗，增资扩股项目三宗，点击标题查看。</p><ul></ul>")
    assert not page.blank


def test_an_empty_list_under_its_name_alone_is_blank():
    assert read("<h2>政府债务</h2><ul></ul>").blank


def test_an_index_table_at_the_head_of_the_text_is_read():
    inside = (
        "<h1>安青县乙类办法</h1><p>发布日期：2009-02-02</p><div class='TRS_Editor'><table><tr><td>文号：</td><td>安政〔2009〕2号</td></tr>"
        "<tr><td>有效性：</td><td>废止</td></tr></table><p>第一条 为了规范乙类工作，制定本办法。</p></div>"
    )
    assert ("有效性", "废止") in read(inside, url="http://www.a.gov.cn/b/1.html", role=Role.ENTRY).metadata


def test_a_mark_behind_the_title_in_the_title_element_is_a_mark():
    rows = ("<b>安青县甲类办法（已废止）</b>", "2009-02-01", "<p>第一条 为了规范甲类工作，制定本办法。</p>")
    inside = f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"
    page = read(inside, url="http://www.a.gov.cn/b/1.html", role=Role.ENTRY, title="安青县甲类办法（已废止）-安青县人民政府")
    assert "已废止" in page.marks


def test_the_records_of_a_home_page_are_links_of_it():
    record = (
        "<record><![CDATA[<li><a href='/art/2017/3/7/art_1_2.html' title='古镇风光'>古镇风光</a><span>2017-03-07</span></li>]]></record>"
    )
    store = f"<datastore><totalrecord>1</totalrecord><recordset>{record}</recordset></datastore>"
    inside = f"<div id='12'><script type='text/xml'>{store}</script></div>"
    page = read(inside, url="http://www.a.gov.cn/", role=Role.HOME, title="安青县人民政府", crumbs=False)
    assert "http://www.a.gov.cn/art/2017/3/7/art_1_2.html" in [link.url for link in page.links]


def test_a_workbook_of_one_row_keeps_its_words():
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("政府性基金预算").write_string(0, 0, "无此项支出")
    document = read_document(url="http://a.example/1.xlsx", name="1.xlsx", body=out.getvalue())
    assert "政府性基金预算" in document.text and "无此项支出" in document.text


@pytest.mark.parametrize("office", ["清河县财政局", "清河县卫生和计划生育委员会（中医药管理局）"])
def test_names_in_one_row_of_an_index_table_go_with_the_values_below_them(office):
    names = "".join(f"<td>{name}</td>" for name in ("索引号", "发文机关", "文号", "有效性"))
    values = "".join(f"<td>{value}</td>" for value in ("000-01", office, "清政发〔2009〕3号", "废止"))
    inside = f"<table><tr>{names}</tr><tr>{values}</tr></table><h1>清河县某某管理办法</h1><p>第一条 为了加强管理，制定本办法。</p>"
    found = dict(read(inside, url="http://www.a.gov.cn/b/1.html", role=Role.ENTRY).metadata)
    assert found == {"索引号": "000-01", "发文机关": office, "文号": "清政发〔2009〕3号", "有效性": "废止"}
