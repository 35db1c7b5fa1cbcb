"""Screens that are not content, whatever their status."""

from __future__ import annotations

import pytest

from spotcheck.crawler.reading.error_pages import says_no_such_page
from spotcheck.crawler.records import PageKind
from tests.crawler.reading.pages import COLUMN, SITE, page, read


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><meta http-equiv="Refresh" content="0;URL=./dwzn/"></head></html>',
        '<html><head><meta content="0; url=./dwzn/" http-equiv="refresh"></head></html>',
        "<script>window.location.href='./dwzn/';</script>",
        '<script>document.write(\'<meta http-equiv="refresh" content="0;url=./dwzn/">\')</script>',
        "<body onload=''><script>top.location.replace(\"/zwgk/tzgg/dwzn/\")</script>正在跳转</body>",
    ],
)
def test_a_page_that_only_sends_on_is_a_redirect(html: str) -> None:
    found = read(html, url=COLUMN)
    assert (found.kind, found.redirect_to) == (PageKind.REDIRECT, f"{SITE}/zwgk/tzgg/dwzn/")


@pytest.mark.parametrize(
    "html",
    [
        "<title>404 Not Found</title><h1>Not Found</h1>",
        "<title>清河县人民政府</title><p>抱歉，您访问的页面不存在或已被删除！</p><a href='/'>返回首页</a>",
        "<title>出错了</title><p>页面找不到了</p>",
    ],
)
def test_an_error_screen_that_answers_200_is_an_error(html: str) -> None:
    assert read(f"<html><body>{html}</body></html>").kind is PageKind.ERROR


def test_an_error_inside_the_frame_of_the_site_is_an_error() -> None:
    assert read(page("<div class='box'>对不起，您访问的信息不存在或已被删除</div>", "清河县人民政府")).kind is PageKind.ERROR


@pytest.mark.parametrize(
    "html",
    [
        "<script>document.cookie='__jsl_clearance=1';location.href=location.href;</script>",
        "<title>安全验证</title><p>请输入验证码继续访问</p>",
        "<title>拦截</title><p>您的请求存在威胁，请求被拦截，网站防火墙</p>",
    ],
)
def test_a_challenge_is_no_content(html: str) -> None:
    assert read(f"<html><body>{html}</body></html>").kind is PageKind.CHALLENGE


@pytest.mark.parametrize(
    "html",
    [
        "<title>502</title><div>抱歉！源站出现问题，暂时无法访问！</div>",
        "<title>405</title><p>本次访问未予放行</p>",
        "<title>404</title><p>节点 A17</p>",
        "<title>HTTP 403</title>",
        "<title>出错了</title><p>请稍后再来</p>",
        "<title>Service Unavailable</title><p>later</p>",
    ],
)
def test_a_server_that_fails_or_blocks_does_not_say_that_a_page_is_gone(html: str) -> None:
    found = read(f"<html><head>{html}</head></html>")
    assert found.kind in (PageKind.ERROR, PageKind.CHALLENGE) and not says_no_such_page(found.title, found.text)


@pytest.mark.parametrize("number", ["404", "410", "错误 404"])
def test_a_number_for_a_title_says_what_the_words_below_it_say(number: str) -> None:
    found = read(f"<html><head><title>{number}</title></head><body>您访问的页面不存在</body></html>")
    assert found.kind is PageKind.ERROR and says_no_such_page(found.title, found.text)


def test_a_notice_that_the_site_has_closed_is_a_closure() -> None:
    found = read(
        "<html><title>公告</title><body><p>因机构改革，本网站已于2018年6月停止更新，请访问清河县政府网。</p></body></html>", url=f"{SITE}/"
    )
    assert found.kind is PageKind.CLOSURE


def test_a_page_to_apply_on_is_a_form() -> None:
    fields = "".join(f"<input name=f{n}>" for n in range(5))
    assert read(page(f"<form>{fields}<textarea></textarea></form>", "依申请公开"), url=COLUMN).kind is PageKind.FORM


def test_a_site_map_is_neither_article_nor_list() -> None:
    assert read(page("<h3>网站地图</h3><div id='zoom'><p><a href='/a/'>甲</a></p></div>", "网站地图")).kind is PageKind.OTHER
