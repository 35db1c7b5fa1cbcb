"""robots.txt on real HTTP, as RFC 9309 has it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from spotcheck.crawler import throttle
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.robots import MAX_REDIRECTS, MAX_SIZE, whole_lines
from tests.crawler.web import Answer, page, serve


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_file_that_fails_or_is_rationed_leaves_everything_undetermined(
    tmp_path: Path, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FIRST_PAUSE", dict.fromkeys(throttle.FIRST_PAUSE, 0.01))
    with serve({"/": page("首页"), "/robots.txt": Answer(status=status)}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert (visits["/"].outcome, visits["/"].detail) == (Outcome.ROBOTS_UNAVAILABLE, f"robots.txt: HTTP {status}")
    assert set(web.paths) == {"/robots.txt"}


def test_a_robots_file_that_recovers_lets_the_second_look_through(tmp_path: Path) -> None:
    with serve({"/": page("首页"), "/robots.txt": lambda n: Answer(status=503 if n == 1 else 404)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.READ


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 499])
def test_a_robots_file_that_is_not_there_allows_everything(tmp_path: Path, status: int) -> None:
    with serve({"/": page("首页"), "/robots.txt": Answer("User-agent: *\nDisallow: /\n", status=status)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.READ


@pytest.mark.parametrize("failing", [Answer(status=500), Answer("User-agent: *\n", length=99)])
def test_a_robots_file_that_fails_is_asked_for_once_a_look_however_many_pages_wait_for_it(tmp_path: Path, failing: Answer) -> None:
    with serve({"/robots.txt": failing}) as store:
        links = [(f"{store.url}{n}.csv", f"清单{n}.csv") for n in range(4)]
        with serve({"/": page("首页", *links)}) as web:
            _, visits = web.crawl(tmp_path, allow=(web.address, store.address))
        assert {visits[url].outcome for url, _ in links} == {Outcome.ROBOTS_UNAVAILABLE}
        assert store.paths == ["/robots.txt"] * 2  # the second look asks once more


def test_a_host_that_cannot_be_reached_is_said_to_be_so_not_its_robots_file(tmp_path: Path) -> None:
    with serve({}) as web:
        plan = {"site": web.plan(tmp_path).site}
    _, visits = web.crawl(tmp_path, **plan)
    assert visits["/"].outcome is Outcome.CONNECT and "127.0.0.1" in visits["/"].detail


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


@pytest.mark.parametrize(("hops", "outcome"), [(MAX_REDIRECTS, Outcome.ROBOTS_DISALLOWED), (MAX_REDIRECTS + 1, Outcome.READ)])
def test_as_many_redirects_are_followed_as_everybody_must_and_no_more(tmp_path: Path, hops: int, outcome: Outcome) -> None:
    site = {f"/r{n}": Answer(status=302, headers={"Location": f"/r{n + 1}"}) for n in range(1, hops)}
    site |= {"/robots.txt": Answer(status=301, headers={"Location": "/r1"}), f"/r{hops}": Answer("User-agent: *\nDisallow: /x.html\n")}
    with serve(site | {"/": page("首页", ("/x.html", "某")), "/x.html": page("某")}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x.html"].outcome is outcome
    assert (f"/r{hops}" in web.paths) is (hops == MAX_REDIRECTS)


def test_a_redirect_that_leads_nowhere_is_read_as_it_stands(tmp_path: Path) -> None:
    site = {"/": page("首页", ("/x.html", "某")), "/robots.txt": Answer("User-agent: *\nDisallow: /x.html\n", status=300)}
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x.html"].outcome is Outcome.ROBOTS_DISALLOWED


def test_a_robots_file_that_does_not_come_leaves_the_host_unread_and_says_why(tmp_path: Path) -> None:
    for length, detail in ((99, "robots.txt: cut short"), (30_000_000, "robots.txt: too_large")):
        with serve({"/": page("首页"), "/robots.txt": Answer("User-agent: *\n", length=length)}) as web:
            _, visits = web.crawl(tmp_path / detail[-5:])
        assert (visits["/"].outcome, visits["/"].attempts, visits["/"].detail) == (Outcome.ROBOTS_UNAVAILABLE, 2, detail)
        assert "/" not in web.paths


def test_as_much_is_read_as_everybody_must_and_what_stands_behind_is_not(tmp_path: Path) -> None:
    rule = "Disallow: /x.html\n"
    head = "User-agent: *\n".ljust(MAX_SIZE - len(rule) - 1, "#") + "\n"
    for name, text, outcome in (("in", head + rule, Outcome.ROBOTS_DISALLOWED), ("out", head + "# more\n" + rule, Outcome.READ)):
        site = {"/": page("首页", ("/x.html", "某")), "/x.html": page("某"), "/robots.txt": Answer(text)}
        with serve(site) as web:
            _, visits = web.crawl(tmp_path / name)
        assert visits["/x.html"].outcome is outcome


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"\xff\xe4\xb8\xad", "\ufffd中"),
        (b"x" * MAX_SIZE, "x" * MAX_SIZE),
        (b"a\nb\n".ljust(MAX_SIZE, b"x") + b"x", "a\nb\n"),
        (b"x" * (MAX_SIZE + 1), ""),
    ],
    ids=["short", "not UTF-8", "as long as must be", "longer", "one endless line"],
)
def test_only_whole_lines_are_read(body: bytes, text: str) -> None:
    assert whole_lines(body) == text


def test_it_is_asked_for_once_by_our_name_and_by_no_page(tmp_path: Path) -> None:
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/robots.txt", "规则")),
        "/a.html": page("甲"),
        "/robots.txt": Answer("User-agent: *\nDisallow: /\n"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path, user_agent="spotcheck/0 (+https://office.example/)")
    assert web.paths == ["/robots.txt"] and visits["/"].outcome is Outcome.ROBOTS_DISALLOWED
    assert visits["/"].detail == "robots.txt"
    assert web.agents == {"spotcheck/0 (+https://office.example/)"}


def test_a_longer_crawl_delay_than_ours_is_kept(tmp_path: Path) -> None:
    rules = Answer("User-agent: *\nCrawl-delay: 1\n")
    with serve({"/": page("首页", ("/a.html", "甲")), "/a.html": page("甲"), "/robots.txt": rules}) as web:
        web.crawl(tmp_path)
    times = [moment for moment, path in web.asked if path != "/robots.txt"]
    assert len(times) >= 2
    assert all(later - earlier >= 0.7 for earlier, later in itertools.pairwise(times))
