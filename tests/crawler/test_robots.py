"""robots.txt on real HTTP, as RFC 9309 has it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from spotcheck.crawler.records import Outcome
from tests.crawler.web import Answer, page, serve


def test_a_robots_file_that_fails_leaves_everything_undetermined(tmp_path: Path) -> None:
    with serve({"/": page("首页"), "/robots.txt": Answer(status=503)}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert visits["/"].outcome is Outcome.ROBOTS_UNAVAILABLE
    assert set(web.paths) == {"/robots.txt"}


def test_a_robots_file_that_recovers_lets_the_second_look_through(tmp_path: Path) -> None:
    with serve({"/": page("首页"), "/robots.txt": lambda n: Answer(status=503 if n == 1 else 404)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.READ


@pytest.mark.parametrize("status", [403, 404])
def test_a_robots_file_that_is_not_there_allows_everything(tmp_path: Path, status: int) -> None:
    with serve({"/": page("首页"), "/robots.txt": Answer(status=status)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.READ


def test_what_robots_forbids_is_not_asked_for(tmp_path: Path) -> None:
    rules = Answer("User-agent: spotcheck\nDisallow: /inner/\n\nUser-agent: *\nDisallow: /\n")
    with serve({"/": page("首页", ("/inner/a.html", "内部")), "/robots.txt": rules}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.READ
    assert visits["/inner/a.html"].outcome is Outcome.ROBOTS_DISALLOWED
    assert "/inner/a.html" not in web.paths


def test_a_robots_redirect_is_followed(tmp_path: Path) -> None:
    moved = Answer(status=301, headers={"Location": "/rules.txt"})
    site = {"/": page("首页", ("/x.html", "某")), "/robots.txt": moved, "/rules.txt": Answer("User-agent: *\nDisallow: /x.html\n")}
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x.html"].outcome is Outcome.ROBOTS_DISALLOWED


def test_a_longer_crawl_delay_than_ours_is_kept(tmp_path: Path) -> None:
    rules = Answer("User-agent: *\nCrawl-delay: 1\n")
    with serve({"/": page("首页", ("/a.html", "甲")), "/a.html": page("甲"), "/robots.txt": rules}) as web:
        web.crawl(tmp_path)
    times = [moment for moment, path in web.asked if path != "/robots.txt"]
    assert all(later - earlier >= 0.7 for earlier, later in itertools.pairwise(times))
