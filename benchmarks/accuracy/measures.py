"""What is counted on a page, and the arithmetic of shares: intervals, and means over hosts. Refuses shares of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import NamedTuple

from benchmarks.accuracy.truth import Count, Sample
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.records import Page

HIGH = 0.8  # confidence from which a date is stated without reserve
_Z = 1.959964  # two-sided 95 %


class Answer(NamedTuple):
    """What an extractor that is not ours says of a page: an ISO date or "", and a title or ""."""

    published: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Whether one thing was right on one page."""

    host: str
    platform: str
    url: str
    right: bool


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927). Raises ZeroDivisionError for no pages."""
    share = right / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    return (0.0 if right == 0 else max(0.0, middle - half), 1.0 if right == n else min(1.0, middle + half))


def macro(marks: Iterable[Mark]) -> tuple[float, int]:
    """The mean of the shares of every host, and how many hosts: one big site cannot hide another."""
    hosts: dict[str, list[bool]] = {}
    for mark in marks:
        hosts.setdefault(mark.host, []).append(mark.right)
    shares = [sum(found) / len(found) for found in hosts.values()]
    return sum(shares) / len(shares), len(shares)


def same_title(sample: Sample, found: str) -> bool:
    """Equal but for white space. A label of a page other than a document is its ``<title>``, site name and all: any part of it will do."""
    wanted = squeeze(sample.title)
    if squeeze(found) == wanted:
        return True
    return sample.form != "detail" and squeeze(found) in re.split(r"[-_|—]", wanted)


def judge(sample: Sample, answer: Answer) -> dict[str, bool]:
    """The measures that every extractor shares. Keys stand only where the page has that truth."""
    marks: dict[str, bool] = {}
    if sample.published:
        marks["published day exact"] = answer.published == sample.published.isoformat()
        marks["published day wrong"] = answer.published not in ("", sample.published.isoformat())
    else:
        marks["undated page dated"] = bool(answer.published)
    if not sample.title.endswith("datastore"):  # two fragments without a title were labelled by what they are
        marks["title of document" if sample.form == "detail" else "title of other page"] = same_title(sample, answer.title)
    return marks


def judge_page(sample: Sample, page: Page) -> dict[str, bool]:
    """The shared measures and those that only a reader of whole pages has."""
    marks = judge(sample, answer_of(page))
    sure = page.published is not None and page.published.confidence >= HIGH
    if sample.published:
        marks["published day wrong, high confidence"] = marks["published day wrong"] and sure
    else:
        marks["undated page dated, high confidence"] = sure
    marks["page kind"] = page.kind is sample.kind
    if sample.count is not None:
        marks |= judge_list(sample.count, page)
    return marks


def judge_list(count: Count, page: Page) -> dict[str, bool]:
    """Whether a column page was read to hold as many items as were counted, and the newest of them."""
    newest = max((entry.date for entry in page.entries if entry.date), default=None)
    return {"entries of a list": len(page.entries) == count.entries, "newest entry of a list": newest == count.newest}


def same_day(page: Page, day: date | None) -> bool:
    """Whether a page tells its day of publication, and tells none where it shows none."""
    return (page.published.value if page.published else None) == day


def answer_of(page: Page) -> Answer:
    """What we say of a page, in the shape of the others."""
    return Answer(page.published.value.isoformat() if page.published else "", page.title)
