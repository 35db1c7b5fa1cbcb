"""A list that goes on beyond what was read counts where the thing could stand in it."""

from __future__ import annotations

import pytest

from spotcheck.audits.reach import Query, SearchScope
from spotcheck.config.models import Terms
from spotcheck.crawler.records import Area, PageKind, Role
from tests.audits.recorded import Record, home, link, page
from tests.audits.test_unread import missing

BUDGET = Query(shown=("预算",), words=frozenset({"预算"}), terms=(Terms(all=(("财政预算", "部门预算"),)),), subject=frozenset({"预算"}))


def listing(name: str, *titles: str, expected: int = 99) -> list[Record]:
    entries = [(f"/a{n}.html", title) for n, title in enumerate(titles)]
    column = page("/c/", kind=PageKind.LIST, role=Role.NAVIGATION, title=name, expected_entries=expected, entries=entries)
    return [
        home(link("/c/", name, Area.NAVIGATION)),
        column,
        *(page(path, title=title, text=f"{title}的正文") for path, title in entries),
    ]


BRIDGES = tuple(f"第{n}座桥梁竣工通车" for n in range(1, 6))


def test_a_list_that_was_seen_to_hold_another_matter_is_no_place_for_it() -> None:
    assert missing(*listing("工作动态", *BRIDGES), query=BUDGET) == {}


@pytest.mark.parametrize("name", ["通知公告", "信息公开目录", "财政收支", "政府文件"])
def test_a_name_that_says_nothing_or_shares_a_word_leaves_it_open(name: str) -> None:
    assert set(missing(*listing(name, *BRIDGES), query=BUDGET)) == {"/c/"}


def test_one_title_that_touches_the_matter_leaves_it_open() -> None:
    assert set(missing(*listing("工作动态", *BRIDGES, "县人大听取预算执行情况的汇报"), query=BUDGET)) == {"/c/"}


def test_too_few_titles_show_nothing() -> None:
    assert set(missing(*listing("工作动态", *BRIDGES[:4]), query=BUDGET)) == {"/c/"}


def test_whoever_looks_by_the_look_of_labels_alone_counts_every_list() -> None:
    found = missing(*listing("工作动态", *BRIDGES), query=Query(shown=(), like=lambda label: False))
    assert set(found) == {"/c/"}
    assert missing(*listing("工作动态", *BRIDGES), query=BUDGET, scope=SearchScope.KNOWN_PLACE) == {}
