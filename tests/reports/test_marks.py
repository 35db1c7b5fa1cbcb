"""A mark is a tick only if it is one, a no only if it is one, and whatever else people write is theirs to explain."""

from __future__ import annotations

import pytest

from spotcheck.reports.marks import Mark, mark_of

YES = ["√", "✓", "✔", "✔️", "☑", "√√", " √ ", "是", "是。", "1", "y", "Y", "yes", "对", "确认", "属实", "True", "Ｖ"]
NO = [
    "×",
    "✗",
    "✘",
    "╳",
    "✖",
    "x",
    "Ｘ",
    "叉",
    "否",
    "无",
    "不",
    "—",
    "-",
    "－",
    "/",
    "0",
    "n",
    "No",
    "N/A",
    "不属实",
    "不确认",
    "未确认",
    "FALSE",
]
UNCLEAR = ["否，已整改", "待核实", "？", "☒", "○", "基本属实", "部分", "误报", "已整改", "见附件", "2", "是/否", "√×", "要", "。"]


@pytest.mark.parametrize("cell", YES)
def test_a_tick_in_any_usual_sign_is_a_yes(cell: str) -> None:
    assert mark_of(cell, "确认") is Mark.YES


@pytest.mark.parametrize("cell", NO)
def test_a_no_in_any_usual_sign_is_a_no(cell: str) -> None:
    assert mark_of(cell, "确认") is Mark.NO


@pytest.mark.parametrize("cell", UNCLEAR)
def test_anything_else_is_left_to_the_person(cell: str) -> None:
    assert mark_of(cell, "确认") is Mark.UNCLEAR


@pytest.mark.parametrize("cell", ["", " ", "　", "\n"])
def test_an_empty_cell_says_nothing(cell: str) -> None:
    assert mark_of(cell, "确认") is Mark.EMPTY


@pytest.mark.parametrize(
    ("head", "cell", "mark"),
    [
        ("不符合", "不符合", Mark.YES),
        ("符合", "不符合", Mark.NO),
        ("不符合", "符合", Mark.UNCLEAR),
        ("误报", "误报", Mark.YES),
        ("误报", "不是误报", Mark.NO),
        ("误报", "属实", Mark.UNCLEAR),  # the fault, or that it is none?
        ("误报", "不属实", Mark.UNCLEAR),
    ],
)
def test_a_word_means_what_it_can_only_mean_under_its_head(head: str, cell: str, mark: Mark) -> None:
    assert mark_of(cell, head) is mark
