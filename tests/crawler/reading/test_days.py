"""Days in every spelling that leaves no doubt, and none where one is left."""

from __future__ import annotations

from datetime import date

import pytest

from spotcheck.crawler.reading.days import first_day

TODAY = date(2018, 1, 10)


@pytest.mark.parametrize(
    "words",
    [
        "二〇一七年六月十二日", "二０一七年六月十二日", "二0一七年六月十二日", "二零一七年六月十二日", "2017年六月12日", "2017年6月十二日",
        "２０１７－０６－１２", "2017\u00a0-06-12", "20170612103000", "20170612", "17-6-12", "17年6月12日",
        "Mon Jun 12 10:10:10 CST 2017", "June 12, 2017", "12 June 2017", "公元2017年6月12日", "2017/6/12 0:00:00", "2017—06—12",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_numerals(words: str) -> None:
    found = first_day(words, TODAY, short=True)
    assert found is not None and found[0] == date(2017, 6, 12)


@pytest.mark.parametrize(
    "words", ["05/01/18", "12/06/2017", "12.06.17", "06/12/17", "民国106年6月12日", "2017年2月30日", "1497225600000", "0001-01-01"]
)
def test_what_may_be_several_days_or_none_is_none(words: str) -> None:
    assert first_day(words, TODAY, short=True) is None
