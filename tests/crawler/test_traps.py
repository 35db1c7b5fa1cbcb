"""Traps cost little: honest pages are all read, and few requests go where nothing new comes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from spotcheck.crawler.frontier import Doubt, Frontier, Target
from spotcheck.crawler.priority import Rank
from spotcheck.crawler.records import Outcome, Page, PageKind, Role
from spotcheck.crawler.shapes import shape_of, worded
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.traps import Traps
from tests.crawler.mazes import TRAPS, Maze, honest, items, name_of, shown, token, words
from tests.crawler.web import Answer, page, serve

SHARE = 0.15  # of all requests
UNCHANGING = [name for name in TRAPS if "salad" not in name and name != "facets"]


@pytest.mark.parametrize("name", TRAPS)
def test_one_trap_takes_few_requests_and_no_honest_page(tmp_path: Path, name: str) -> None:
    site = Maze(name, articles=9 if name in UNCHANGING else 18)  # what ever says something new is known later
    with serve(site) as web:
        result, visits = web.crawl(tmp_path, max_pages=1500)
    assert result.complete
    assert {path for path in site.honest if path not in visits or visits[path].outcome is not Outcome.READ} == set()
    assert len(site.trapped(web.paths)) <= SHARE * len(web.paths), sorted(site.trapped(web.paths))


def test_an_endless_calendar_and_a_maze_of_sessions_together_take_few_requests_and_the_record_says_so(tmp_path: Path) -> None:
    site = Maze("calendar by path", "sessions in the query")
    with serve(site) as web:
        result, visits = web.crawl(tmp_path, max_pages=1500)
    assert len(site.trapped(web.paths)) <= SHARE * len(web.paths)
    assert all(visits[path].outcome is Outcome.READ for path in site.honest)
    with Snapshot.open(tmp_path) as snapshot:
        cut = snapshot.run.settings["traps"]
    assert sum(each["left"] for each in cut) == result.outcomes["trap"] == sum(v.outcome is Outcome.TRAP for v in visits.values())
    assert {each["level"].partition("/")[2] or each["level"].partition("?")[2] for each in cut} & {"cal/", "sid"}
    assert all("nothing new" in v.detail or "the same page" in v.detail for v in visits.values() if v.outcome is Outcome.TRAP)


def test_all_traps_at_once_keep_no_honest_page_from_being_read(tmp_path: Path) -> None:
    site = Maze(*TRAPS)
    with serve(site) as web:
        result, visits = web.crawl(tmp_path, max_pages=250)
    assert result.complete and all(visits[path].outcome is Outcome.READ for path in site.honest)
    assert len(web.paths) < 200


class Sessions(dict[str, Any]):
    """An honest site that can be read under a session number alone, which is new on every page."""

    def __init__(self, *, in_path: bool) -> None:
        super().__init__()
        self._in_path = in_path
        self.honest = honest(5)

    def get(self, path: str, default: object = None) -> Any:
        bare = re.sub(r"^/s/\w+", "", path).partition("?sid=")[0]
        if (found := self.honest.get(bare)) is None or (bare == path != "/"):
            return default

        def numbered(link: re.Match[str]) -> str:
            sid = token(path, link[2])
            return f"{link[1]}/s/{sid}{link[2]}" if self._in_path else f"{link[1]}{link[2]}?sid={sid}"

        return Answer(re.sub(r"""(href=["'])(/[^"'?]*)""", numbered, str(found.body)))


@pytest.mark.parametrize("in_path", [True, False])
def test_a_site_that_numbers_every_visit_is_read_once(tmp_path: Path, in_path: bool) -> None:
    site = Sessions(in_path=in_path)
    with serve(site) as web:
        _, visits = web.crawl(tmp_path, max_pages=1500)
    read = {re.sub(r"^/s/\w+|\?sid=.*", "", path) for path, visit in visits.items() if visit.outcome is Outcome.READ}
    assert read >= set(site.honest) - {"/"}
    assert len(web.paths) < 1.3 * len(site.honest)


class OneScript(dict[str, Any]):
    """An honest site of one script: columns, undated lists and undated articles under one shape of address."""

    def get(self, path: str, default: object = None) -> Any:
        def link(number: int) -> str:
            return f"/index.php?c=show&id={number}"

        if path == "/":
            return Answer(status=302, headers={"Location": "/index.php"})
        if path == "/index.php":
            return shown("首页", items([(link(n), f"{'甲乙丙丁戊己庚辛'[n]}类信息") for n in range(8)]), nav="")
        if not (found := re.fullmatch(r"/index\.php\?c=show&id=(\d+)", path)):
            return default
        number = int(found[1])
        if number < 8:
            listed = items([(link(100 + number * 20 + n), f"关于{name_of(str((number, n)))}的通知") for n in range(10)])
            return shown(f"{'甲乙丙丁戊己庚辛'[number]}类信息", listed, nav="")
        return shown(f"关于{name_of(path)}的通知", f"<div>{words(path, 50)}</div>" + items([(link(number + 1), "下一篇")]), nav="")


def test_a_site_of_one_script_without_dates_is_read_whole(tmp_path: Path) -> None:
    with serve(OneScript()) as web:
        result, _ = web.crawl(tmp_path, max_pages=1500)
    assert result.outcomes["read"] >= 1 + 1 + 8 + 80


def test_monthly_pages_that_differ_by_their_numbers_alone_are_all_read(tmp_path: Path) -> None:
    links = [(f"/sz/2017{n:02}.html", f"2017年{n}月清河县财政收支情况") for n in range(1, 13)]
    site = {"/": page("首页", ("/sz/", "财政收支")), "/sz/": page("财政收支", *links)}
    site |= {url: page(label, text=f"{n}月，全县一般公共预算收入完成1.{n}亿元。") for n, (url, label) in enumerate(links)}
    with serve(site) as web:
        result, _ = web.crawl(tmp_path)
    assert result.outcomes == {"read": 14}


def test_empty_columns_that_all_say_the_same_are_all_read(tmp_path: Path) -> None:
    links = [(f"/list?id={n}", f"{'甲乙丙丁戊己庚辛壬癸'[n]}类公告") for n in range(10)]
    site = {"/": page("首页", *links), **{url: page("类公告", text="暂无内容") for url, _ in links}}
    with serve(site) as web:
        result, _ = web.crawl(tmp_path)
    assert result.outcomes == {"read": 11}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("http://a.cn/cal/2017/5/", "http://www.a.cn/cal/2018/12/", True),
        ("http://a.cn/s/8f3a1c92d0/x.html", "http://a.cn/s/00ffab12cd/x.html", True),
        ("http://a.cn/x?a=1&b=2", "http://a.cn/x?b=3&a=4", True),
        ("http://a.cn/x?a=1", "http://a.cn/x?b=1", False),
        ("http://a.cn/zwgk/x.html", "http://a.cn/xxgk/x.html", False),
        ("http://a.cn/a/b/x", "http://a.cn/a/b/a/b/x", True),
    ],
)
def test_the_shape_of_an_address_leaves_numbers_and_tokens_out(one: str, other: str, alike: bool) -> None:
    assert (shape_of(one).whole == shape_of(other).whole) is alike


@pytest.mark.parametrize(
    ("label", "says"), [("部门预算", True), ("12", False), ("2017年5月", False), ("下一页", False), ("", False), ("RSS", True)]
)
def test_a_label_says_something_or_is_a_mere_number(label: str, says: bool) -> None:
    assert worded(label) is says


def test_what_is_left_for_the_present_is_weighed_again_when_more_is_known() -> None:
    class Changing(Traps):
        heard = False

        def of(self, target: Target) -> Doubt:
            return Doubt.NONE if self.heard or target.role is Role.HOME else Doubt.LEAVE

    left: list[str] = []
    traps = Changing(left=lambda target, why: left.append(target.url))
    frontier = Frontier(10, doubts=traps)
    for number in range(3):
        frontier.add(
            Target(url=f"http://a.cn/{number}", key=f"a.cn/{number}", role=Role.HOME if number == 0 else Role.PAGE, rank=Rank.PAGE)
        )
    frontier.fill()
    first = frontier.take()
    assert first is not None and first.url == "http://a.cn/0" and frontier.take() is None and frontier.more
    traps.heard = True
    frontier.settled(first)
    frontier.fill()
    second = frontier.take()  # what was doubtful once comes one by one
    assert second is not None and second.url == "http://a.cn/1" and frontier.take() is None
    frontier.settled(second)
    frontier.fill()
    third = frontier.take()
    assert third is not None and third.url == "http://a.cn/2" and not left


def test_an_archive_is_read_whole_whatever_it_holds() -> None:
    traps = Traps(learning=False)
    for number in range(50):
        target = Target(url=f"http://a.cn/cal/{number}/", key="", role=Role.PAGE, label="下一月", chain=number)
        found = Page(url=target.url, kind=PageKind.OTHER, title="日程", text="没有安排")
        traps.learn(target, found, known=traps.known(target, found), opened=0, grown=1)
        assert traps.of(target) is Doubt.NONE
