"""Pages that scripts fill, shown by a real Chromium whose every request goes the crawl's own way."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from pytest_httpserver import HTTPServer

from spotcheck.config.models import Site
from spotcheck.config.settings import Settings
from spotcheck.crawler.browser import RENDERED, program
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not program(), reason="no Chromium on this machine"),
]

HEAD = (
    "<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><ul class=nav><li><a href=/c/>通知公告</a></li></ul>"
)
HOME = HEAD.format(title="安青县人民政府") + "<ul><li><a href=/a.html>关于召开会议的通知</a><span>2017-08-01</span></li></ul></body></html>"
COLUMN = (
    HEAD.format(title="通知公告")
    + """<div id=app></div><script>
fetch('/api/list').then(r => r.json()).then(rows => { document.getElementById('app').innerHTML = '<ul>' + rows.map(r =>
  `<li><a href="${r.url}">${r.title}</a><span>${r.day}</span></li>`).join('') + '</ul>'; });
fetch('/secret/data').then(r => r.text()).then(t => { document.body.insertAdjacentHTML('beforeend', t); });
</script></body></html>"""
)
ROWS = [{"url": f"/n{n}.html", "title": f"关于公布第{n}批收费目录清单的通知", "day": f"2017-09-0{n}"} for n in (1, 2, 3)]


@pytest.fixture
def site():
    """Threaded: a connection that is kept alive must not hold up the next one."""
    with HTTPServer(threaded=True) as server:
        yield filled(server)


def filled(httpserver):
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /secret/\n", content_type="text/plain")
    httpserver.expect_request("/").respond_with_data(HOME, content_type="text/html")
    article = HEAD.format(title="一则通知") + "<h1>一则通知</h1><p>各有关单位要认真抓好落实，确保工作按时完成。</p></body></html>"
    httpserver.expect_request(re.compile(r"/[an]\d?\.html")).respond_with_data(article, content_type="text/html")
    httpserver.expect_request("/c/").respond_with_data(COLUMN, content_type="text/html")
    httpserver.expect_request("/api/list").respond_with_data(json.dumps(ROWS), content_type="application/json")
    httpserver.expect_request("/secret/data").respond_with_data("<p>不该读到</p>", content_type="text/html")
    return httpserver


def crawled(site, folder, *, browser):
    address = f"{site.host}:{site.port}"
    plan = CrawlPlan(site=Site(url=f"http://{address}/"), run_dir=folder, run_id="r", delay=0.0, allow=(address,), today=date(2018, 1, 15))
    (result,) = crawl([replace(plan, browser=browser)])
    assert result.complete
    snapshot = Snapshot.open(folder)
    return snapshot, f"http://{address}/c/"


def test_without_the_browser_a_page_that_scripts_fill_stays_unread(site, tmp_path):
    snapshot, url = crawled(site, tmp_path, browser=False)
    with snapshot:
        assert snapshot.visit(url).outcome is Outcome.SCRIPT_ONLY


def test_with_it_the_entries_are_read_and_followed(site, tmp_path):
    snapshot, url = crawled(site, tmp_path, browser=True)
    with snapshot:
        assert snapshot.visit(url).outcome is Outcome.READ
        page = next(page for visit, page in snapshot.pages() if visit.url == url)
        assert [(entry.title, entry.date) for entry in page.entries] == [(row["title"], date.fromisoformat(row["day"])) for row in ROWS]
        assert snapshot.visit(f"{url.removesuffix('c/')}n1.html") is not None
        headers = dict(snapshot.exchange(url).headers)
        assert headers[RENDERED] == "chromium"


def test_the_browser_asks_for_nothing_that_robots_txt_forbids(site, tmp_path):
    snapshot, _ = crawled(site, tmp_path, browser=True)
    snapshot.close()
    asked = [request.path for request, _ in site.log]
    assert "/api/list" in asked
    assert "/secret/data" not in asked
    assert {request.headers["User-Agent"] for request, _ in site.log if request.path == "/api/list"} == {Settings().agent()}
