"""The bounds of what is taken for an endless site, each at its very edge: up to it a page is read, beyond it is a trap."""

from __future__ import annotations

import pytest

from spotcheck.crawler.records import Role
from spotcheck.crawler.traps import (
    LISTED_VARIANTS,
    MAX_DEPTH,
    MAX_LIST_DEPTH,
    MAX_REPEATS,
    MAX_SEGMENTS,
    MAX_URL,
    VARIANTS,
    Traps,
)

ROOT = "http://a.gov.cn/"


def why(url: str, role: Role = Role.PAGE, depth: int = 1) -> str:
    return Traps().why(url, role=role, depth=depth)


def test_an_address_is_too_long_beyond_its_bound() -> None:
    assert why(ROOT.ljust(MAX_URL, "x")) == ""
    assert why(ROOT.ljust(MAX_URL + 1, "x")) == f"longer than {MAX_URL} characters"


@pytest.mark.parametrize(
    ("role", "most"), [(Role.PAGE, MAX_DEPTH), (Role.ENTRY, MAX_DEPTH), (Role.DOCUMENT, MAX_DEPTH), (Role.LIST, MAX_LIST_DEPTH)]
)
def test_a_page_is_too_far_from_the_start_beyond_its_bound(role: Role, most: int) -> None:
    assert why(f"{ROOT}x", role, most) == ""
    assert why(f"{ROOT}x", role, most + 1) == f"more than {most} links from the start"


def test_the_home_page_is_never_too_far() -> None:
    assert why(ROOT, Role.HOME, 10_000) == ""


def test_a_path_has_too_many_segments_beyond_its_bound() -> None:
    path = "/".join(str(number) for number in range(MAX_SEGMENTS))
    assert why(ROOT + path) == why(f"{ROOT}{path}//") == ""
    assert why(f"{ROOT}{path}/x") == f"more than {MAX_SEGMENTS} path segments"


def test_a_segment_is_repeated_too_often_beyond_its_bound_unless_it_is_a_number() -> None:
    inside = "a/b/" * MAX_REPEATS
    assert why(ROOT + inside) == why(f"{ROOT}{inside}c/d/e") == ""
    assert why(f"{ROOT}{inside}a") == f"path segment repeated {MAX_REPEATS + 1} times: a"
    assert why(f"{ROOT}{'1/' * (MAX_REPEATS + 1)}") == ""
    assert why(f"{ROOT}{('x' * 50 + '/') * (MAX_REPEATS + 1)}").endswith(f": {'x' * 40}")


@pytest.mark.parametrize(
    ("role", "most"),
    [
        (Role.PAGE, VARIANTS),
        (Role.NAVIGATION, VARIANTS),
        (Role.LIST, LISTED_VARIANTS),
        (Role.ENTRY, LISTED_VARIANTS),
        (Role.DOCUMENT, LISTED_VARIANTS),
    ],
)
def test_a_path_has_too_many_queries_beyond_the_bound_of_where_they_stand(role: Role, most: int) -> None:
    traps = Traps()
    reasons = {traps.why(f"{ROOT}s.jsp?q={number}", role=role, depth=1) for number in range(most)}
    assert reasons == {""}
    assert traps.why(f"{ROOT}s.jsp?q=x", role=role, depth=1) == f"more than {most} queries of one path"
    assert traps.why(f"{ROOT}t.jsp?q=x", role=role, depth=1) == ""
    assert traps.why("http://b.gov.cn/s.jsp?q=x", role=role, depth=1) == ""
    assert traps.why(f"{ROOT}s.jsp", role=role, depth=1) == ""


def test_in_an_archive_no_address_is_a_trap() -> None:
    assert Traps(learning=False).why(ROOT.ljust(MAX_URL + 1, "x"), role=Role.PAGE, depth=MAX_DEPTH + 1) == ""
