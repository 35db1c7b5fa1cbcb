"""Where a trap begins, to the page and to the letter: each bound holds at its edge, and the record says what was left and why."""

from __future__ import annotations

import pytest

from spotcheck.crawler.frontier import Doubt, Target
from spotcheck.crawler.records import Page, PageKind, Role
from spotcheck.crawler.traps import (
    ALIKE,
    GROWN,
    IDLE,
    MAX_DEPTH,
    MAX_LIST_DEPTH,
    MAX_REPEATS,
    MAX_SEGMENTS,
    MAX_URL,
    TEXT,
    TWICE,
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
