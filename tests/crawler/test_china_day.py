"""The day of a capture is the civil day in China, where the page was published and is read."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from spotcheck.crawler.answers import read
from spotcheck.crawler.frontier import Target
from spotcheck.crawler.records import Role
from spotcheck.crawler.snapshot import Exchange

LIST = (
    "<html><head><meta charset=utf-8><title>通知公告</title></head><body><h1>通知公告</h1><ul>"
    + "".join(f"<li><a href=/a{n}.html>关于第{n}次会议的通知</a><span>01-01</span></li>" for n in range(5))
    + "</ul></body></html>"
)


@pytest.mark.parametrize(
    ("fetched_at", "day"),
    [
        ("2017-12-31T15:59:59Z", date(2017, 1, 1)),
        ("2017-12-31T16:00:00Z", date(2018, 1, 1)),  # midnight in China: the first of January is today
        ("2018-01-01T00:00:00+00:00", date(2018, 1, 1)),
    ],
)
def test_a_day_without_a_year_is_the_last_one_before_the_day_of_capture_in_china(fetched_at: str, day: date) -> None:
    url = "http://a.gov.cn/c/"
    held = Exchange(url=url, status=200, headers=(("Content-Type", "text/html"),), body=LIST.encode(), fetched_at=fetched_at)
    found = asyncio.run(read(held, Target(url=url, key="a.gov.cn/c/", role=Role.LIST), cut=False, today=None))
    assert found.page is not None and {entry.date for entry in found.page.entries} == {day}
