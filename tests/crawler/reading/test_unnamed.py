# ruff: noqa: E501
"""Furniture that nothing names: menus in bare cells, the line of the host, pictures; and what only looks like it."""

from datetime import date

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Area, PageKind, Role

TODAY = date(2018, 1, 15)
MENU = "".join(
    f'<td class="bar"><a href="/c{n}/">{name}</a></td>' for n, name in enumerate(("通知公告", "工作动态", "政务公开", "依申请公开"))
)
HERE = '<tr><td>您现在的位置：<a href="/">首页</a> &gt; <a href="/c3/">依申请公开</a></td></tr>'
FOOT = "<p>主办：某县人民政府 云ICP备05000001号 网站标识码：3399010001</p>"


def read(body, url="http://www.anqing.example/c3/", role=Role.NAVIGATION):
    return read_page(url=url, body=f"<html><title>依申请公开</title><body>{body}</body></html>".encode(), role=role, today=TODAY)


def test_links_in_cells_above_the_breadcrumb_are_a_menu_and_the_column_below_them_is_empty():
    page = read(f"<table><tr>{MENU}</tr>{HERE}<tr><td>暂无信息</td></tr></table>{FOOT}")
    assert page.kind is PageKind.LIST and page.blank and page.entries == ()
    assert [link.area for link in page.links if link.text == "通知公告"] == [Area.NAVIGATION]


def test_a_list_of_sub_columns_below_the_breadcrumb_is_no_menu():
    below = MENU.replace('<td class="bar">', "<li>").replace("</td>", "</li>")
    page = read(f"<table>{HERE}<tr><td><ul>{below}</ul></td></tr></table>{FOOT}")
    assert [entry.title for entry in page.entries] == ["通知公告", "工作动态", "政务公开", "依申请公开"] and not page.blank


def test_a_list_with_a_link_home_is_a_menu_and_a_line_of_paging_is_none():
    items = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(("网站首页", "通知公告", "政务公开", "依申请公开")))
    paging = '<p><a href="/c3/">首页</a> <a href="/c3/index_1.html">下一页</a> <a href="/c3/index_1.html">尾页</a> <a href="/c3/">1</a></p>'
    page = read(f"<ul>{items}</ul><p>暂无内容</p>{paging}{FOOT}")
    assert page.blank
    assert {link.area for link in page.links if link.text in ("下一页", "尾页")} == {Area.BODY}


def test_a_column_that_shows_only_a_picture_is_not_blank():
    page = read(f"<table><tr>{MENU}</tr>{HERE}<tr><td><img src='/i/guide.jpg'></td></tr></table>{FOOT}")
    assert not page.blank
    assert [link.url for link in page.links if not link.text] == ["http://www.anqing.example/i/guide.jpg"]


def test_a_menu_that_a_script_opens_is_known_without_an_address_and_a_head_that_unfolds_is_not():
    page = read(
        '<a href="javascript:openCol(\'17\')">财政预决算</a><a href="javascript:;">信息公开</a><a href="#" onclick="SetHome(this)">设为首页</a>'
    )
    assert [(link.url, link.text) for link in page.links] == [("", "财政预决算")]


def test_a_text_of_one_line_is_a_text_and_not_a_scan():
    body = f"<table>{HERE}<tr><td><b>关于放假的通知</b></td></tr><tr><td>发布日期：2017-12-20</td></tr><tr><td>元旦放假一天，特此通知。</td></tr></table>"
    page = read(body, url="http://www.anqing.example/c3/20171220_1.html", role=Role.ENTRY)
    assert page.kind is PageKind.ARTICLE and "元旦放假一天" in page.text


def test_a_sentence_that_says_by_what_a_document_was_repealed_is_a_mark():
    line = "<p>注：根据《某县人民政府关于废止部分文件的通知》，本文件已于2017年8月20日起废止。</p>"
    body = f"<h1>某县绿化办法</h1><p>发布日期：2009-05-06</p><div class=TRS_Editor>{line}<p>第一条 为加强绿化，制定本办法。原办法同时废止。</p></div>"
    assert read(body, url="http://www.anqing.example/c3/20090506_1.html", role=Role.ENTRY).marks == ("本文件已于2017年8月20日起废止",)
