"""What came of pages, each bound of it at its edge, and what was left and why. Of addresses by themselves tells test_trap_bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from spotcheck.crawler.frontier import Doubt, Target
from spotcheck.crawler.priority import Rank
from spotcheck.crawler.records import DateFact, DateType, Page, PageKind, Role
from spotcheck.crawler.traps import (
    ALIKE,
    ALL_IDLE,
    CHAIN,
    GROWN,
    IDLE,
    NEAR,
    RECORDED,
    TEXT,
    TWICE,
    Traps,
)

READ = 50  # pages: a share of 0.02 of them is one page
HOST = "http://a.cn"
DAY = DateFact(value=date(2017, 5, 2), type=DateType.PUBLISHED, words="2017-05-02", confidence=1.0)


def target(path: str, *, role: Role = Role.PAGE, label: str = "下一页", chain: int = 1, trusted: bool = False) -> Target:
    return Target(url=HOST + path, key="", role=role, label=label, chain=chain, trusted=trusted, depth=5)


def shown(text: str) -> Page:
    return Page(url=HOST, kind=PageKind.OTHER, title="日程", text=text)


def text(number: int) -> str:
    return f"{number:0{TEXT}}"


class Seen:
    """Traps that have read ``READ`` pages, of which some lie where a test asks; what they leave is kept with the reason."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.traps = Traps(left=lambda target, why: self.left.append(why))
        self._read = 0

    def page(self, path: str, *, same: bool = False, grown: bool = False, shows: str = "", **more: Any) -> None:
        """A page that says what another said, or only leads on among its like, or (neither) something new. ``more``: of the page."""
        self._read += 1
        page = replace(shown(shows or text(self._read)), **more)
        self.traps.learn(target(path), page, known=same, opened=0, grown=1 if grown else 0)

    def rest(self) -> Seen:
        """The other pages, which tell nothing of any level."""
        for _ in range(READ - self._read):
            self.traps.learn(target("/", role=Role.HOME), shown("首页"), known=False, opened=0, grown=0)
        return self


def test_a_level_is_left_from_the_page_on_that_says_once_too_often_what_others_said() -> None:
    for same, fruitful, doubt in ((IDLE + 1, 0, False), (IDLE + 2, 0, True), (IDLE + 2, IDLE + 2, False), (IDLE + 3, IDLE + 2, True)):
        seen = Seen()
        for number in range(same + fruitful):
            seen.page(f"/cal/{number}/", same=number < same)
        assert (seen.rest().traps.of(target("/cal/99/")) is Doubt.LEAVE) is doubt, (same, fruitful)


def test_a_level_that_only_leads_on_is_left_a_little_later() -> None:
    for grown, fruitful, doubt in ((GROWN + 1, 0, False), (GROWN + 2, 0, True), (GROWN + 2, 10, False), (GROWN + 3, 10, True)):
        seen = Seen()
        for number in range(grown + fruitful):
            seen.page(f"/cal/{number}/", grown=number < grown)
        assert (seen.rest().traps.of(target("/cal/99/")) is Doubt.LEAVE) is doubt, (grown, fruitful)


@pytest.mark.parametrize("place", ["/x?sid={}", "/s/8f3a1c92{:02}/x.html"])
def test_what_a_new_page_names_is_left_where_the_same_comes_back_twice_as_often_as_new(place: str) -> None:
    for same, fruitful, doubt in ((IDLE + 1, 0, False), (IDLE + 2, 2, False), (2 * TWICE + 1, 2, True), (IDLE + 2, 0, True)):
        seen = Seen()
        for number in range(same + fruitful):
            seen.page(place.format(number), same=number < same)
        assert (seen.rest().traps.of(target(place.format(99), trusted=True)) is Doubt.LEAVE) is doubt, (same, fruitful)


def test_what_a_new_page_names_is_not_left_for_its_folder() -> None:
    seen = Seen()
    for number in range(10):
        seen.page(f"/cal/{number}/", same=True)
    assert seen.rest().traps.of(target("/cal/99/", trusted=True)) is not Doubt.LEAVE


def test_each_level_of_what_a_new_page_names_counts() -> None:
    seen = Seen()
    seen.page("/list?a=1&b=1")
    for number in range(IDLE + 3):
        seen.page(f"/other?b={number}", same=True)
    asked = target("/list?a=7&b=7", trusted=True)
    assert seen.rest().traps.of(asked) is Doubt.LEAVE
    seen.traps.leave(asked)
    assert seen.left == [f"nothing new under a.cn?b: {IDLE + 3} of {IDLE + 4} pages"]


def test_a_value_that_says_nothing_is_known_from_pairs_of_pages_as_long_as_tells_them_apart() -> None:
    seen = Seen()
    asked = target("/x?sid=99")
    for number in range(ALIKE + 1):
        assert seen.traps.of(asked) is not Doubt.LEAVE
        seen.page(f"/x?sid={number}", same=number > 0, shows=text(0))
    assert seen.rest().traps.of(asked) is Doubt.LEAVE
    for _ in range(2):
        seen.traps.leave(asked)
    assert seen.left == ["the same page under another value of a.cn?sid"] * 2
    assert seen.traps.record() == [{"level": "a.cn?sid", "left": 2}]


def test_a_value_that_once_changed_what_is_shown_is_never_taken_for_one_that_says_nothing() -> None:
    seen = Seen()
    for number in range(ALIKE + 5):
        seen.page(f"/x?id={number}", same=number > 1, shows=text(int(number == 1)))
    assert seen.rest().traps.of(target("/x?id=99")) is not Doubt.LEAVE


def test_a_chain_that_is_left_says_so_and_is_counted_with_its_like() -> None:
    seen = Seen().rest()
    for number in range(2):
        seen.traps.leave(target(f"/new/{number}.html"))
    assert seen.left == ["leads on and on, to nothing new"] * 2
    assert seen.traps.record() == [{"level": "chains", "left": 2}] and dict(seen.traps.cut) == {"": 2}


@pytest.mark.parametrize(
    ("label", "chain", "trusted", "known"),
    [
        ("5月收支", 0, False, False),
        ("5月收支", CHAIN - 1, False, False),
        ("5月收支", CHAIN, False, True),
        ("5月收支", CHAIN, True, False),
        ("下一页", 0, False, True),
    ],
)
def test_pages_that_differ_in_numbers_alone_say_the_same_but_where_a_page_names_them(
    label: str, chain: int, trusted: bool, known: bool
) -> None:
    traps, asked = Traps(), target("/x", label=label, chain=chain, trusted=trusted)
    assert not traps.known(asked, shown("5月收入1亿元"))
    assert traps.known(asked, shown("6月收入2亿元")) is known
    assert traps.known(asked, shown("6月收入2亿元"))
    assert not traps.known(asked, shown("另有通知"))


def test_a_page_that_shows_nothing_of_its_own_says_what_no_other_said() -> None:
    traps, asked = Traps(), target("/x")
    for page in (shown(""), replace(shown("加载中"), needs_script=True), replace(shown("暂无内容"), blank=True)):
        assert not traps.known(asked, page)
        assert not traps.known(asked, page)


@pytest.mark.parametrize(
    ("chain", "trusted", "doubt"), [(CHAIN, False, Doubt.LAST), (CHAIN - 1, False, Doubt.NONE), (CHAIN, True, Doubt.NONE)]
)
def test_what_a_chain_leads_to_comes_last_and_is_left_when_all_was_in_vain(chain: int, trusted: bool, doubt: Doubt) -> None:
    seen = Seen()
    asked = target("/new/x.html", chain=chain, trusted=trusted)
    assert seen.traps.of(asked) is doubt
    for number in range(ALL_IDLE + 1):
        seen.page(f"/{'abcdefg'[number]}/x.html", same=True)
    assert (seen.traps.of(asked) is Doubt.LEAVE) is (doubt is Doubt.LAST)


def test_one_page_in_vain_puts_its_like_last_within_a_chain() -> None:
    seen = Seen()
    seen.page("/cal/1/")
    assert seen.traps.of(target("/cal/9/")) is Doubt.NONE
    seen.page("/cal/2/", same=True)
    assert seen.traps.of(target("/cal/9/")) is Doubt.LAST


@pytest.mark.parametrize("spared", [{"rank": Rank.HOME}, {"attempts": 1}])
def test_the_home_page_and_what_was_begun_are_asked_for_all_the_same(spared: dict[str, Any]) -> None:
    seen = Seen()
    for number in range(10):
        seen.page(f"/cal/{number}/", same=True)
    assert seen.traps.of(target("/cal/99/")) is Doubt.LEAVE
    assert seen.traps.of(replace(target("/cal/99/"), **spared)) is Doubt.NONE


@pytest.mark.parametrize("more", [{"needs_script": True}, {"blank": True}, {"text": ""}])
def test_a_page_that_shows_nothing_of_its_own_is_held_against_no_level(more: dict[str, Any]) -> None:
    seen = Seen()
    for number in range(10):
        seen.page(f"/cal/{number}/", same=True, **more)
    assert seen.rest().traps.of(target("/cal/99/")) is Doubt.NONE


def test_a_dated_article_leads_on_to_nothing_and_is_an_article_all_the_same() -> None:
    for kind, doubt in ((PageKind.ARTICLE, False), (PageKind.LIST, True)):
        seen = Seen()
        for number in range(20):
            seen.page(f"/art/{number}/", grown=True, kind=kind, published=DAY)
        assert (seen.rest().traps.of(target("/art/99/")) is Doubt.LEAVE) is doubt


@pytest.mark.parametrize(("length", "depth", "counts"), [(TEXT - 1, NEAR, False), (TEXT, NEAR, True), (TEXT - 1, NEAR + 1, True)])
def test_a_column_that_a_menu_names_may_say_as_little_as_others_near_the_start(length: int, depth: int, counts: bool) -> None:
    traps = Traps()
    named = replace(target("/zc/", label="政策文件", chain=0), depth=depth)
    for number in range(10):
        traps.learn(replace(named, url=f"{HOST}/zc/{number}/"), shown("无" * length), known=True, opened=0, grown=0)
    assert (traps.of(target("/zc/99/")) is Doubt.LEAVE) is counts


def test_chains_are_left_when_more_was_in_vain_than_all_sites_may_cost() -> None:
    for idle, doubt in ((8, False), (9, True)):  # of 50 pages read: ALL_IDLE and a share of 0.08 of them
        seen = Seen()
        for number in range(idle):
            seen.page(f"/{'abcdefghi'[number]}/x.html", same=True)
        assert (seen.rest().traps.of(target("/new/x.html", chain=CHAIN)) is Doubt.LEAVE) is doubt


def test_the_record_names_the_levels_of_which_most_was_left() -> None:
    seen = Seen()
    for level in range(RECORDED + 1):
        folder = f"/{chr(97 + level // 26)}{chr(97 + level % 26)}/"
        for _ in range(IDLE + 2):
            seen.page(f"{folder}x.html", same=True)
        for _ in range(1 + (level > 0)):
            seen.traps.leave(target(f"{folder}y.html"))
    told = seen.traps.record()
    assert len(told) == RECORDED and {each["left"] for each in told} == {2}
