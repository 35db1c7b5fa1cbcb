"""Where a trap begins, to the page and to the letter: each bound holds at its edge, and the record says what was left and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spotcheck.crawler.frontier import Doubt, Target
from spotcheck.crawler.priority import Rank
from spotcheck.crawler.records import Page, PageKind, Role
from spotcheck.crawler.traps import (
    ALIKE,
    ALL_IDLE,
    CHAIN,
    GROWN,
    IDLE,
    LISTED_VARIANTS,
    MAX_DEPTH,
    MAX_LIST_DEPTH,
    MAX_REPEATS,
    MAX_SEGMENTS,
    MAX_URL,
    TEXT,
    TWICE,
    VARIANTS,
    Traps,
)

READ = 50  # pages: a share of 0.02 of them is one page
HOST = "http://a.cn"


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

    def page(self, path: str, *, same: bool = False, grown: bool = False, shows: str = "") -> None:
        """A page that says what another said, or only leads on among its like, or (neither) something new."""
        self._read += 1
        page = shown(shows or text(self._read))
        self.traps.learn(target(path), page, known=same, opened=0, grown=1 if grown else 0)

    def rest(self) -> Seen:
        """The other pages, which tell nothing of any level."""
        for _ in range(READ - self._read):
            self.traps.learn(target("/", role=Role.HOME), shown("首页"), known=False, opened=0, grown=0)
        return self


@pytest.mark.parametrize(
    ("path", "role", "depth", "why"),
    [
        ("/" + "x" * (MAX_URL - len(HOST) - 1), Role.PAGE, 1, ""),
        ("/" + "x" * (MAX_URL - len(HOST)), Role.PAGE, 1, f"longer than {MAX_URL} characters"),
        ("/x", Role.PAGE, MAX_DEPTH, ""),
        ("/x", Role.PAGE, MAX_DEPTH + 1, f"more than {MAX_DEPTH} links from the start"),
        ("/x", Role.LIST, MAX_DEPTH + 1, ""),
        ("/x", Role.LIST, MAX_LIST_DEPTH, ""),
        ("/x", Role.LIST, MAX_LIST_DEPTH + 1, f"more than {MAX_LIST_DEPTH} links from the start"),
        ("/x", Role.HOME, MAX_LIST_DEPTH + 1, ""),
        ("".join(f"/s{n}" for n in range(MAX_SEGMENTS)), Role.PAGE, 1, ""),
        ("".join(f"/s{n}" for n in range(MAX_SEGMENTS + 1)), Role.PAGE, 1, f"more than {MAX_SEGMENTS} path segments"),
        ("/a" * MAX_REPEATS + "/b", Role.PAGE, 1, ""),
        ("/b" + "/a" * (MAX_REPEATS + 1), Role.PAGE, 1, f"path segment repeated {MAX_REPEATS + 1} times: a"),
        ("/1" * (MAX_REPEATS + 1), Role.PAGE, 1, ""),
    ],
)
def test_an_address_is_a_trap_by_itself_beyond_a_bound_and_not_at_it(path: str, role: Role, depth: int, why: str) -> None:
    assert Traps().why(HOST + path, role=role, depth=depth) == why
    assert Traps(learning=False).why(HOST + path, role=role, depth=depth) == ""


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


@pytest.mark.parametrize(("role", "most"), [(Role.PAGE, VARIANTS), (Role.LIST, LISTED_VARIANTS), (Role.ENTRY, LISTED_VARIANTS)])
def test_a_path_has_so_many_queries_and_one_more_is_a_trap(role: Role, most: int) -> None:
    traps = Traps()
    assert {traps.why(f"{HOST}/x?a={number}", role=role, depth=1) for number in range(most)} == {""}
    assert traps.why(f"{HOST}/other?a=1", role=role, depth=1) == ""
    assert traps.why(f"{HOST}/x?a=last", role=role, depth=1) == f"more than {most} queries of one path"


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
