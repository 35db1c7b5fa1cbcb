"""Further pages that a form sent by POST asks for: what is sent, what is never sent, and a crawl that reads them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from spotcheck.config.models import Site
from spotcheck.crawler.reading.posting import posted_of
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.portal.pages import site_pages

URL = "http://www.example.gov.cn/list.aspx?id=3"
HIDDEN = "<input type=hidden name=__VIEWSTATE value='/wE=+'><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>"
TWO = "<a href=\"javascript:__doPostBack('Pager1','2')\">2</a>"
OWN = "<form method=post name=f action='/l/'><input type=hidden name=p value=1>{}<a href='#' onclick=\"{}\">下一页</a></form>"


def asked(form: str) -> dict[str, dict[str, list[str]]]:
    """Address → the fields that are sent."""
    found = posted_of(URL, f"<html><body>{form}</body></html>".encode(), "text/html; charset=utf-8")
    return {url.removeprefix("http://www.example.gov.cn"): parse_qs(body, keep_blank_values=True) for url, body in found.items()}


def test_a_post_back_is_sent_with_all_the_form_holds_and_named_by_what_asks_for_the_page() -> None:
    form = f"<form method=post action='list.aspx?id=3'>{HIDDEN}<input name=word value=''><input type=submit name=go value=查>{TWO}</form>"
    assert asked(form) == {
        "/list.aspx?id=3&__EVENTTARGET=Pager1&__EVENTARGUMENT=2": {
            "__VIEWSTATE": ["/wE=+"], "__EVENTTARGET": ["Pager1"], "__EVENTARGUMENT": ["2"], "word": [""],
        }
    }  # fmt: skip


def test_a_form_of_ones_own_is_sent_with_the_number_that_its_click_sets() -> None:
    assert asked(OWN.format("", "document.f.p.value=2;document.f.submit();return false;")) == {"/l/?p=2": {"p": ["2"]}}


@pytest.mark.parametrize(
    "form",
    [
        f"<form method=post>{HIDDEN}<input type=password name=x>{TWO}</form>",
        f"<form method=post>{HIDDEN}{TWO.replace('>2<', '>删除<')}</form>",
        f"<form method=post>{HIDDEN}{TWO.replace('>2<', '>首页<')}</form>",
        f"<form method=post>{TWO}</form>",
        f"<form method=get>{HIDDEN}{TWO}</form>",
        OWN.format("", "document.f.p.value=2;"),
        OWN.format("", "document.other.p.value=2;document.other.submit();"),
        OWN.format("", "document.f.q.value=2;document.f.submit();"),
    ],
    ids=["a password", "another word", "back to the first", "no state", "by GET", "not sent", "another form", "another field"],
)
def test_nothing_else_is_ever_sent(form: str) -> None:
    assert asked(form) == {}


def test_a_crawl_reads_pages_that_only_a_post_back_shows(tmp_path: Path, httpserver: HTTPServer) -> None:
    def shown(number: int) -> Response:
        rows = "".join(f"<li><a href='/c{number}{n}.html'>第{number}{n}号事项的通知</a><span>2018-03-0{n}</span></li>" for n in (3, 2, 1))
        bar = "".join(f"<a href=\"javascript:__doPostBack('P','{n}')\">{n}</a>" for n in (1, 2, 3) if n != number)
        form = f"<form method=post action='/list.aspx'>{HIDDEN}<ul>{rows}</ul>{bar}</form>"
        return Response(f"<html><head><meta charset=utf-8><title>通知公告</title></head><body>{form}</body></html>", mimetype="text/html")

    def posted(request: Request) -> Response:
        return shown(int(request.form["__EVENTARGUMENT"]))

    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/list.aspx", method="POST").respond_with_handler(posted)
    httpserver.expect_request("/list.aspx", method="GET").respond_with_handler(lambda request: shown(1))
    home = "<html><head><meta charset=utf-8><title>首页</title></head><body><a href='/list.aspx'>通知公告</a></body></html>"
    httpserver.expect_request("/").respond_with_data(home, content_type="text/html")
    site = Site(url=httpserver.url_for("/"))
    allow = (f"{httpserver.host}:{httpserver.port}",)
    (result,) = crawl([CrawlPlan(site=site, run_dir=tmp_path, run_id="run", delay=0.0, allow=allow)])
    assert result.complete
    with Snapshot.open(tmp_path / "snapshot.db") as snapshot:
        pages = {url.rpartition("/")[2]: page for url, page in site_pages(snapshot).items()}
    lists = {name: [entry.title for entry in page.entries] for name, page in pages.items() if name.startswith("list")}
    assert lists == {
        "list.aspx": ["第13号事项的通知", "第12号事项的通知", "第11号事项的通知"],
        "list.aspx?__EVENTTARGET=P&__EVENTARGUMENT=2": ["第23号事项的通知", "第22号事项的通知", "第21号事项的通知"],
        "list.aspx?__EVENTTARGET=P&__EVENTARGUMENT=3": ["第33号事项的通知", "第32号事项的通知", "第31号事项的通知"],
    }
