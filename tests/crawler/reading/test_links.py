"""Links: absolute, with their fullest text and their area."""

from __future__ import annotations

from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.records import Area
from tests.crawler.reading.pages import ARTICLE, SITE, article, read


def test_relative_addresses_are_made_absolute_as_a_browser_does() -> None:
    resolve = Resolver("http://a.gov.cn/x/y/z.html?q=1#f")
    assert [resolve(h) for h in ("b.html", "./b.html", "../b.html", "/b.html", "//c.gov.cn/b", "?p=2", "https://d.gov.cn")] == [
        "http://a.gov.cn/x/y/b.html",
        "http://a.gov.cn/x/y/b.html",
        "http://a.gov.cn/x/b.html",
        "http://a.gov.cn/b.html",
        "http://c.gov.cn/b",
        "http://a.gov.cn/x/y/z.html?p=2",
        "https://d.gov.cn/",
    ]


def test_scripts_mails_and_fragments_lead_nowhere_unless_they_wrap_an_address() -> None:
    resolve = Resolver(ARTICLE)
    assert [resolve(h) for h in ("javascript:;", "javascript:void(0)", "mailto:a@b.cn", "#top", "{{url}}", "tel:1")] == [""] * 6
    assert resolve("javascript:window.open('/a.html')") == f"{SITE}/a.html"


def test_links_know_where_they_stand_and_are_kept_once() -> None:
    found = read(article(text='<p><a href="http://other.gov.cn/a.html">依据</a> <a href="http://other.gov.cn/a.html">依据</a></p>'))
    areas = {link.text: link.area for link in found.links}
    assert areas["依据"] is Area.BODY and areas["通知公告"] is Area.BREADCRUMB and areas["首页"] is Area.NAVIGATION
    assert sum(1 for link in found.links if link.text == "依据") == 1


def test_links_that_scripts_write_are_found_even_unclosed() -> None:
    script = "<script>var n='部门文件';document.write('<li><a href=\"../bmwj/\">'+n+'</a></li>');</script>"
    found = [link for link in read(article(under=script)).links if link.area is Area.SCRIPT]
    assert [(link.url, link.text) for link in found] == [(f"{SITE}/zwgk/tzgg/bmwj/", "部门文件")]


def test_a_base_element_moves_relative_links() -> None:
    found = read(article(head='<base href="http://other.gov.cn/dir/">', text='<p>正文正文<a href="x.html">附注</a></p>'))
    assert "http://other.gov.cn/dir/x.html" in {link.url for link in found.links}
