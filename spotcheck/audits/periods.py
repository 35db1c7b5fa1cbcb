"""Which year, quarter or month a title speaks of. Reads titles only; dates of publication are another matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from spotcheck.audits.numbers import plain, without_numbers
from spotcheck.config.models import Due, Period

_DIGITS = str.maketrans("〇○Ο零О一二三四五六七八九", "00000123456789")
_CHINESE_YEAR = re.compile(r"[二2][〇○Ο零О0][〇○Ο零О一二三四五六七八九0-9]{2}(?=年)")
_RANGE = re.compile(r"(?<!\d)(20\d\d)年?度?(?:[-—–~～]+|至|到)(20\d\d)年?度?(?!\d)(?!-\d)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?![\d号])(?:年度?)?|(?<![\d第])([12]\d)年度?(?=部门|财政|政府|预算|决算|第|[一二三四1-4]季)")
_ONE = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"第?([一二三四首1-4])(?:个)?季度?|q([1-4])|第([一二三四1-4])[次期]")
_QUARTERS = re.compile(r"第?([一二三1-3])(?:、|至|-|—|和)([二三四2-4])季度")
_MONTH_NAMES = {"十二": 12, "十一": 11, "十": 10, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MONTH = re.compile(r"(?:(\d{1,2})[-—–~至])?(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\d{1,2}日)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A year of a title and the words that follow it, up to the next year. ``whole`` when the title has one year only."""

    year: int
    words: str
    whole: bool


def stretches(title: str) -> tuple[Stretch, ...]:
    """The years of a title, each with the words it governs; document numbers are no years. A range counts for each of its years."""
    text = _arabic(title)
    marks: list[tuple[int, int, tuple[int, ...]]] = []
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first < last <= first + 9:
            marks.append((match.start(), match.end(), tuple(range(first, last + 1))))
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in marks):
            year = int(match[1]) if match[1] else 2000 + int(match[2])
            marks.append((match.start(), match.end(), (year,)))
    marks.sort()
    whole = len({years for _, _, years in marks}) == 1
    found = []
    for index, (_, end, years) in enumerate(marks):
        until = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        words = text if whole else text[end:until]
        found += [Stretch(year=year, words=words, whole=whole) for year in years]
    return tuple(dict.fromkeys(found))


def years(title: str) -> tuple[int, ...]:
    """Every year that a title names, in order, once."""
    return tuple(dict.fromkeys(stretch.year for stretch in stretches(title)))


def years_of(title: str, is_it: Callable[[str], bool]) -> tuple[int, ...]:
    """The years for which the words that follow the year are the thing looked for.

    ``关于2016年预算执行情况和2017年预算草案的报告`` is a budget of 2017 only.
    """
    return tuple(dict.fromkeys(stretch.year for stretch in stretches(title) if stretch.whole or is_it(stretch.words)))


def quarters(title: str, published: date | None = None) -> tuple[str, ...]:
    """The quarters a title names, as ``2017Q3``. Months stand for their quarter, 第三次 for the third.

    Without a year in the title, the latest such quarter that had ended on ``published``.
    """
    text = _arabic(title)
    numbers = []
    for match in _QUARTERS.finditer(text):
        numbers += list(range(_ONE[match[1]], _ONE[match[2]] + 1))
    numbers += [_ONE[match[1] or match[2] or match[3]] for match in _QUARTER.finditer(text)]
    if not numbers:
        numbers += [(month + 2) // 3 for month in _months(text)]
    named = [stretch.year for stretch in stretches(title)]
    if not named and published is not None:
        return tuple(dict.fromkeys(_latest_quarter(number, published) for number in numbers))
    return tuple(dict.fromkeys(f"{year}Q{number}" for year in named[:1] for number in numbers))


def months(title: str, published: date | None = None) -> tuple[str, ...]:
    """The months a title names, as ``2017-04``; a span (1-3月) names its last month only."""
    named = [stretch.year for stretch in stretches(title)] or ([published.year] if published else [])
    return tuple(dict.fromkeys(f"{year}-{month:02d}" for year in named[:1] for month in _months(_arabic(title))))


def due_periods(period: Period, due: Due, latest: int, first: str, limit: date) -> tuple[tuple[str, date], ...]:
    """The ``latest`` periods due on or before ``limit``, newest first, none before ``first``, each with its due date."""
    found: list[tuple[str, date]] = []
    for name, end in _periods_before(period, limit):
        on = _due_on(period, due, name, end)
        if first and name < first:
            break
        if on <= limit:
            found.append((name, on))
        if len(found) == latest:
            break
    return tuple(found)


def _due_on(period: Period, due: Due, name: str, end: date) -> date:
    if due.month is not None and due.day is not None:
        return date(int(name[:4]) + due.year_offset, due.month, due.day)
    return end + timedelta(days=due.grace_days or 0)


def _periods_before(period: Period, limit: date) -> list[tuple[str, date]]:
    """Names and last days of the periods that began before ``limit`` (and, for years, the year itself), newest first."""
    found = []
    for year in range(limit.year, limit.year - 12, -1):
        if period is Period.YEAR:
            found.append((str(year), date(year, 12, 31)))
        elif period is Period.QUARTER:
            found += [(f"{year}Q{number}", _month_end(year, number * 3)) for number in (4, 3, 2, 1)]
        elif period is Period.MONTH:
            found += [(f"{year}-{month:02d}", _month_end(year, month)) for month in range(12, 0, -1)]
        else:
            weeks = date(year, 12, 28).isocalendar().week
            found += [(f"{year}W{week:02d}", date.fromisocalendar(year, week, 7)) for week in range(weeks, 0, -1)]
    return found


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _latest_quarter(number: int, published: date) -> str:
    year = published.year if _month_end(published.year, number * 3) < published else published.year - 1
    return f"{year}Q{number}"


def _months(text: str) -> list[int]:
    found = []
    for match in _MONTH.finditer(text):
        month = _MONTH_NAMES.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
        if 1 <= month <= 12:
            found.append(month)
    return found


def _arabic(title: str) -> str:
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), plain(title).casefold())
    return without_numbers(text)
