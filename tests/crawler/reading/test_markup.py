"""The small words of reading markup."""

from __future__ import annotations

import pytest

from spotcheck.crawler.reading.markup import bare, squeeze


@pytest.mark.parametrize("space", [" ", "\t\n", "\u00a0", "\u3000", "\u2002", "\u2003", "\u2009", "\u200b"])
def test_no_white_space_of_any_width_is_left(space: str) -> None:
    assert squeeze(f"{space}财政{space}预{space}算{space}") == "财政预算"


@pytest.mark.parametrize(("line", "name"), [("·预决算公开 >", "预决算公开"), ("【公 告】", "公 告"), ("» · >", ""), ("1/2", "1/2")])
def test_the_marks_before_and_behind_a_name_are_none_of_it(line: str, name: str) -> None:
    assert bare(line) == name
