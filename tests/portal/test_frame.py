"""What is the frame of a site and what is a page's own, told by comparing pages."""

from __future__ import annotations

import pytest

from spotcheck.crawler.records import PageKind
from tests.portal.building import NAV, SIDE, articles, compare, listing, menu, of, page, titles

NEWS = {f"/dt/{n}.html": (f"我局召开第{n}次统计工作会议部署任务", f"2017-0{n}-12") for n in range(1, 8)}
ONE = {"/gk/rs/1.html": ("清源县统计局关于人事任免的通知", "")}


def site(**changed: str) -> dict[str, str]:
    """A whole small site: four sections, a side menu in one of them."""
    pages = {
        "/": page("/", "清源县统计局", listing(NEWS)),
        "/dt/": page("/dt/", "工作动态", listing(NEWS)),
        "/zc/": page("/zc/", "政策法规", listing({"/zc/1.html": ("清源县统计管理办法", "2016-03-04")})),
        "/hd/": page("/hd/", "互动交流", "<p>来信请寄清源县人民路一号，电话请在工作日拨打，我局会及时答复。</p>"),
        "/gk/": page("/gk/", "信息公开", listing(ONE), side=True),
        "/gk/zn/": page("/gk/zn/", "公开指南", "", side=True),
        "/gk/ml/": page("/gk/ml/", "公开目录", "<p></p>", side=True),
        "/gk/nb/": page("/gk/nb/", "年度报告", "<ul></ul>", side=True),
        "/gk/rs/": page("/gk/rs/", "人事信息", listing(ONE), side=True),
        **articles(NEWS),
        **articles(ONE, side=True),
        **articles({"/zc/1.html": ("清源县统计管理办法", "2016-03-04")}),
    }
    return pages | changed


@pytest.mark.parametrize("path", ["/gk/zn/", "/gk/ml/", "/gk/nb/"])
def test_the_menu_beside_an_empty_column_is_not_its_list(path):
    assert titles(compare(site()), path) == []


def test_a_list_stays_whole_though_the_front_page_shows_its_items_too():
    assert titles(compare(site()), "/dt/") == [title for title, _ in NEWS.values()]


def test_a_column_of_one_undated_item_lists_it_and_not_the_menu():
    found = compare(site())
    assert titles(found, "/gk/rs/") == ["清源县统计局关于人事任免的通知"]
    assert of(found, "/gk/rs/").kind is PageKind.LIST


def test_a_menu_that_is_a_table_is_a_menu():
    table = "".join(f"<td><a href={path}>{text}</a></td>" for path, text in SIDE.items())
    changed = {path: page(path, title, f"<table><tr>{table}</tr></table>") for path, title in SIDE.items()}
    found = compare(site(**changed))
    assert [titles(found, path) for path in SIDE] == [[], [], [], []]


def test_latest_news_beside_every_page_is_frame_there_and_a_list_in_its_own_column():
    pages = {
        path: html.replace("<div class=d4>", f"<div class=e5>{listing(NEWS)}</div><div class=d4>")
        for path, html in site().items()
        if path != "/dt/"
    }
    found = compare({**pages, "/dt/": site()["/dt/"]})
    assert titles(found, "/dt/") == [title for title, _ in NEWS.values()]
    assert titles(found, "/gk/nb/") == []


def test_links_to_other_offices_on_every_page_are_no_list():
    offices = "".join(f"<a href=http://{name}.gov.cn/>{name}统计局网站</a>" for name in ("aa", "bb", "cc", "dd"))
    pages = {path: html.replace("<div class=d4>", f"<div class=f6>{offices}</div><div class=d4>") for path, html in site().items()}
    assert titles(compare(pages), "/gk/nb/") == []


def test_a_list_in_what_is_called_a_footer_is_read():
    changed = page("/dt/", "工作动态", "").replace("<div class=c3></div>", f"<div class='db foot'>{listing(NEWS)}</div>")
    assert titles(compare(site(**{"/dt/": changed})), "/dt/") == [title for title, _ in NEWS.values()]


def test_without_other_pages_nothing_is_told_and_the_page_keeps_its_own_reading():
    lone = {"/dt/": page("/dt/", "工作动态", listing(NEWS))}
    assert len(titles(compare(lone), "/dt/")) == len(NEWS)


def test_a_menu_that_a_script_writes_was_not_seen():
    script = "<script src=/js/header.js></script>"
    bare = {
        path: html.replace(f"<div class=a1>{menu(NAV, path)}</div>", script).replace(listing(NEWS) if path == "/" else "\0", "")
        for path, html in site().items()
    }
    assert not compare(bare).frame_seen


def test_a_script_that_all_pages_load_hides_nothing_where_the_menu_stands_in_the_page():
    pages = {path: html.replace("<body>", "<body><script src=/js/jquery.js></script>") for path, html in site().items()}
    assert compare(pages).frame_seen
