"""Politeness, read off the server's own log."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from spotcheck.config.models import Site
from spotcheck.crawler import throttle
from spotcheck.crawler.probing import probe
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.run import crawl
from tests.crawler.web import Answer, page, serve


def test_the_promised_pause_is_kept_between_requests_of_all_crawls(tmp_path: Path) -> None:
    site = {"/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")), "/a.html": page("甲"), "/b.html": page("乙")}
    with serve(site) as web:
        results = crawl([web.plan(tmp_path / name, run_id=name, delay=0.3) for name in ("one", "two")])
    assert all(result.complete for result in results)
    times = [moment for moment, _ in web.asked]
    assert len(times) == 8
    assert times[-1] - times[0] >= 7 * 0.3 - 0.25  # seven pauses; a busy machine may see the first request late


def test_a_server_that_says_retry_after_is_left_alone_so_long(tmp_path: Path) -> None:
    limited = Answer(status=429, headers={"Retry-After": "1"})
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")),
        "/a.html": lambda n: limited if n == 1 else page("甲"),
        "/b.html": page("乙"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert (visits["/a.html"].outcome, visits["/a.html"].attempts) == (Outcome.READ, 2)
    first = next(moment for moment, path in web.asked if path == "/a.html")
    assert min(moment for moment, _ in web.asked if moment > first) - first >= 0.99


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_is_too_busy_and_names_no_time_is_left_alone_all_the_same(
    tmp_path: Path, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FIRST_PAUSE", {429: 0.8, 503: 0.8})
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")),
        "/a.html": lambda n: Answer(status=status) if n == 1 else page("甲"),
        "/b.html": page("乙"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert (visits["/a.html"].outcome, visits["/a.html"].attempts) == (Outcome.READ, 2)
    first = next(moment for moment, path in web.asked if path == "/a.html")
    assert min(moment for moment, _ in web.asked if moment > first) - first >= 0.79


def test_a_server_that_asks_to_be_left_alone_for_an_hour_is_not_asked_again(tmp_path: Path) -> None:
    busy = Answer(status=503, headers={"Retry-After": "3600"})
    with serve({"/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")), "/a.html": busy, "/b.html": page("乙")}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete and web.paths == ["/robots.txt", "/", "/a.html"]
    assert visits["/b.html"].outcome is Outcome.RATE_LIMITED and "left alone" in visits["/b.html"].detail


def test_hosts_that_share_an_address_are_counted_together(tmp_path: Path) -> None:
    with serve({"/": page("首页"), "/robots.txt": Answer("")}) as web:
        names = [web.address, f"localhost:{web.port}"]
        crawl([web.plan(tmp_path / name, run_id=name, site=Site(url=f"http://{name}/"), allow=names, delay=0.4) for name in names])
    times = [moment for moment, _ in web.asked]
    assert len(times) >= 4
    assert all(later - earlier >= 0.3 for earlier, later in itertools.pairwise(times))


def test_probes_of_sites_that_share_an_address_keep_the_pause_as_well() -> None:
    with serve({"/a/": page("甲"), "/b/": page("乙"), "/robots.txt": Answer("")}) as web:
        names = [f"http://{web.address}/a/", f"http://localhost:{web.port}/b/"]
        found = probe(names, user_agent="spotcheck", allow=[web.address, f"localhost:{web.port}"], proxy="", delay=0.4)
    assert [each.outcome for each in found] == [Outcome.READ, Outcome.READ]
    assert all(each.seconds < 0.3 for each in found)  # the wait is ours, not the site's
    times = [moment for moment, _ in web.asked]
    assert len(times) == 4 and all(later - earlier >= 0.3 for earlier, later in itertools.pairwise(times))
