"""The spider on real HTTP: every visit ends in the outcome it deserves, in the order that duties ask for."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from spotcheck.crawler.records import Outcome, Role
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import Answer, page, serve


def test_every_linked_page_of_the_site_is_read_once(tmp_path: Path) -> None:
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/a.html#top", "甲"), ("/b.html", "乙")),
        "/a.html": page("甲", ("/", "首页"), ("/b.html", "乙")),
        "/b.html": page("乙", ("/a.html", "甲")),
    }
    with serve(site) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete and result.error is None
    assert {path: visit.outcome for path, visit in visits.items()} == dict.fromkeys(("/", "/a.html", "/b.html"), Outcome.READ)
    assert sorted(web.paths) == ["/", "/a.html", "/b.html", "/robots.txt"]
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.run.complete and snapshot.run.source == "network"
        assert snapshot.body(web.url) == site["/"].body.encode()


def test_we_say_who_we_are(tmp_path: Path) -> None:
    with serve({"/": page("首页")}) as web:
        web.crawl(tmp_path)
    assert all(agent.startswith("spotcheck/") for agent in web.agents)


def test_a_dead_link_counts_only_after_a_second_look(tmp_path: Path) -> None:
    site = {
        "/": page("首页", ("/gone.html", "没了"), ("/shy.html", "稍后")),
        "/shy.html": lambda n: Answer(status=500) if n == 1 else page("在"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert (visits["/gone.html"].outcome, visits["/gone.html"].attempts) == (Outcome.NOT_FOUND, 2)
    assert (visits["/shy.html"].outcome, visits["/shy.html"].attempts) == (Outcome.READ, 2)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(status=403), Outcome.FORBIDDEN),
        (Answer(status=410), Outcome.GONE),
        (Answer(status=500), Outcome.SERVER_ERROR),
        (Answer(status=412, body="<script>x()</script>"), Outcome.BLOCKED),
        (Answer(status=302), Outcome.TRUNCATED),
        (Answer("<html><p>短", length=5000), Outcome.TRUNCATED),
        (Answer(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"}), Outcome.UNSUPPORTED_TYPE),
        (Answer(b"", length=30_000_000), Outcome.TOO_LARGE),
        (Answer(b"not gzip", headers={"Content-Encoding": "gzip"}), Outcome.TRUNCATED),
    ],
)
def test_each_answer_ends_in_its_outcome(tmp_path: Path, answer: Answer, outcome: Outcome) -> None:
    with serve({"/": page("首页", ("/x", "某页")), "/x": answer}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome == outcome


def test_a_compressed_page_is_stored_as_it_reads(tmp_path: Path) -> None:
    plain = page("压缩").body.encode()
    with serve({"/": Answer(gzip.compress(plain), headers={"Content-Encoding": "gzip"})}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].size == len(plain)


def test_a_redirect_is_a_visit_and_its_target_another(tmp_path: Path) -> None:
    site = {
        "/": page("首页", ("/1", "预算公开")),
        "/1": Answer(status=301, headers={"Location": "/2"}),
        "/2": Answer('<html><head><title>跳转</title><meta http-equiv="refresh" content="0;url=/3"></head><body></body></html>'),
        "/3": page("到了"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert [visits[path].outcome for path in ("/1", "/2", "/3")] == [Outcome.READ] * 3
    assert visits["/1"].redirect_to == f"{web.url}2"
    assert visits["/3"].label == "预算公开"


def test_redirects_in_a_circle_are_a_trap(tmp_path: Path) -> None:
    site = {
        "/": page("首页", ("/1", "圈")),
        "/1": Answer(status=302, headers={"Location": "/2"}),
        "/2": Answer(status=302, headers={"Location": "/1"}),
    }
    with serve(site) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert visits["/2"].outcome is Outcome.TRAP


def test_a_start_page_that_moved_takes_its_new_host_along(tmp_path: Path) -> None:
    with serve({"/": page("新家", ("/a.html", "甲")), "/a.html": page("甲")}) as new:
        moved = {"/": Answer(status=301, headers={"Location": new.url})}
        with serve(moved) as old:
            old.crawl(tmp_path, allow=(old.address, new.address))
        with Snapshot.open(tmp_path) as snapshot:
            assert snapshot.run.settings["hosts"] == sorted([old.address, new.address])
            assert snapshot.visit(f"{new.url}a.html") is not None


def test_what_the_budget_left_unread_is_recorded(tmp_path: Path) -> None:
    links = [(f"/{n}.html", f"第{n}页") for n in range(20)]
    with serve({"/": page("首页", *links), **{url: page(label) for url, label in links}}) as web:
        result, visits = web.crawl(tmp_path, max_pages=8)
    assert result.complete
    assert result.outcomes == {"read": 8, "over_budget": 13}
    assert sum(visit.outcome is Outcome.OVER_BUDGET for visit in visits.values()) == 13


def test_pages_that_a_duty_names_come_first(tmp_path: Path) -> None:
    links = [*((f"/{n}.html", f"新闻{n}") for n in range(12)), ("/ys.html", "部门预算"), ("/gk.html", "政府信息公开")]
    with serve({"/": page("首页", *links), **{url: page(label) for url, label in links}}) as web:
        web.crawl(tmp_path, terms=("预算",))
    assert web.paths[:4] == ["/robots.txt", "/", "/gk.html", "/ys.html"]


def test_a_calendar_without_end_is_left(tmp_path: Path) -> None:
    class Calendar(dict[str, Answer]):
        def get(self, path: str, default: object = None) -> Answer | None:  # type: ignore[override]
            if path == "/robots.txt":
                return Answer(status=404)
            day = int(path.partition("=")[2] or 0)
            return page(f"日历{day}", (f"/cal?day={day + 1}", "下一日"))

    with serve(Calendar()) as web:
        result, visits = web.crawl(tmp_path, max_pages=500)
    assert result.complete
    assert result.outcomes["trap"] == 1 and len(visits) < 60


def test_a_document_elsewhere_is_asked_for_under_its_own_robots(tmp_path: Path) -> None:
    files = {
        "/robots.txt": Answer("User-agent: *\nDisallow: /secret/\n"),
        "/open/a.csv": Answer("项目,金额\n差旅费,3\n", headers={"Content-Type": "text/csv"}),
    }
    with serve(files) as store:
        links = (
            (f"{store.url}open/a.csv", "收费清单.csv"),
            (f"{store.url}secret/b.pdf", "预算.pdf"),
            (f"{store.url}page.html", "别处的网页"),
        )
        with serve({"/": page("首页", *links)}) as web:
            _, visits = web.crawl(tmp_path, allow=(web.address,))
        assert {visits[url].outcome for url, _ in links[:2]} == {Outcome.REFUSED_BY_GUARD}
        with serve({"/": page("首页", *links)}) as web:
            _, visits = web.crawl(tmp_path / "2", allow=(web.address, store.address))
    assert visits[links[1][0]].outcome is Outcome.ROBOTS_DISALLOWED
    assert visits[links[1][0]].role is Role.DOCUMENT
    assert "/secret/b.pdf" not in store.paths


def test_a_host_that_does_not_answer_is_the_outcome_of_the_home_page(tmp_path: Path) -> None:
    with serve({}) as web:
        plan = {"site": web.plan(tmp_path).site}
    result, visits = web.crawl(tmp_path, **plan)
    assert result.complete and visits["/"].outcome is Outcome.CONNECT
