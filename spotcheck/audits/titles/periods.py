"""Which year, quarter or month a title speaks of, and which periods are due. A date of publication only lends a missing year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from spotcheck.audits.titles.days import arabic, counted, spans, week_name, weeks, year_at
from spotcheck.config.kinds.base import Due, Period

_RANGE = re.compile(r"(?<!\d)(20\d\d)年?度?(?:[-—–~～]+|至|到)(20\d\d)年?度?(?!\d)(?!-\d)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?![\d号])(?:年度?)?|(?<![\d第])([12]\d)年度?(?=部门|财政|政府|预算|决算|第|[一二三四1-4]季)")
_ONE = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"第?([一二三四首1-4])(?:个)?季度?|q([1-4])")
_ORDINAL = re.compile(r"第([一二三四1-4])[次期]")
_QUARTERS = re.compile(r"第?([一二三1-3])(?:、|至|-|—|和)([二三四2-4])季度")
_HALVES = re.compile(r"(上|前)半年|(全年|下半年)")
_MONTH = re.compile(
    r"(?:(?<!\d)(\d{1,2})(?:月份?)?([-—–~至到、和]+))?(?<!\d)(\d{1,2})月"
    r"(?!\d{1,2}[日号]|\d{1,2}[-—–~至到]+\d{1,2}[日号]|份?第\d周)"
)
_FIRST_MONTHS = re.compile(r"[前头首](\d{1,2}|[一二两三四五六七八九十]{1,2})个?月")
_SMALL = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A year of a title and the words that follow it, up to the next year. ``whole`` when the title has one year only."""

    year: int
    words: str
    whole: bool


def stretches(title: str) -> tuple[Stretch, ...]:
    """The years of a title, each with the words it governs; document numbers are no years. A range counts for each of its years."""
    text = arabic(title)
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
    """The quarters a title names, as ``2017Q3``. Months stand for their quarter, 第三次 for the third, 上半年 for the second.

    Without a year in the title, the latest such quarter or month of which the end, or the last month, had come on ``published``.
    """
    text = arabic(title)
    numbers = _quarters(text) + [_ONE[match[1]] for match in _ORDINAL.finditer(text)]
    if numbers:
        return _dated_quarters(title, numbers, published)
    named = [month for _, mentioned in _months(counted(title)) for month in mentioned]
    if published is None or stretches(title):
        return _dated_quarters(title, [(month + 2) // 3 for month in named], published)
    years_named = [published.year - (month > published.month) for month in named]
    return tuple(dict.fromkeys(f"{year}Q{(month + 2) // 3}" for year, month in zip(years_named, named, strict=True)))


def _quarters(text: str) -> list[int]:
    numbers = [number for match in _QUARTERS.finditer(text) for number in range(_ONE[match[1]], _ONE[match[2]] + 1)]
    numbers += [_ONE[match[1] or match[2]] for match in _QUARTER.finditer(text)]
    return numbers + [2 if match[1] else 4 for match in _HALVES.finditer(text)]


def _dated_quarters(title: str, numbers: list[int], published: date | None) -> tuple[str, ...]:
    named = [stretch.year for stretch in stretches(title)]
    if not named and published is not None:
        return tuple(dict.fromkeys(_latest_quarter(number, published) for number in numbers))
    return tuple(dict.fromkeys(f"{year}Q{number}" for year in named[:1] for number in numbers))


def months(title: str, published: date | None = None) -> tuple[str, ...]:
    """The months a title names, as ``2017-04``.

    A span (1-4月, 上半年) names its last month; 1-2月 names both, for January is published no other way.
    """
    text = counted(title)
    found: dict[str, None] = {}
    for place, numbers in _months(text):
        for number in numbers:
            year = year_at(text, place, number, 1, published)
            if year is not None:
                found[f"{year}-{number:02d}"] = None
    if not found:
        ends = [span.last for span in spans(title, published)]
        found = dict.fromkeys(f"{day.year}-{day.month:02d}" for day in ends if day == _month_end(day.year, day.month))
    return tuple(found) or tuple(f"{name[:4]}-{int(name[5]) * 3:02d}" for name in _dated_quarters(title, _quarters(text), published))


def told(period: Period, title: str, published: date | None = None, anchor: int = 4) -> tuple[str, ...]:
    """The periods that a title names. ``anchor``: how its weeks are counted (see ``days.weeks``)."""
    if period is Period.YEAR:
        return tuple(map(str, years(title)))
    if period is Period.QUARTER:
        return quarters(title, published)
    return months(title, published) if period is Period.MONTH else weeks(title, published, anchor)


def period_of(period: Period, day: date) -> tuple[str, date]:
    """The period that a day lies in, with its first day."""
    if period is Period.WEEK:
        return week_name(day), day - timedelta(days=day.weekday())
    if period is Period.YEAR:
        return str(day.year), date(day.year, 1, 1)
    if period is Period.QUARTER:
        number = (day.month + 2) // 3
        return f"{day.year}Q{number}", date(day.year, number * 3 - 2, 1)
    return f"{day.year}-{day.month:02d}", day.replace(day=1)


def due_periods(period: Period, due: Due, latest: int, first: str, cutoff: date, since: date | None = None) -> tuple[tuple[str, date], ...]:
    """The ``latest`` periods due on or before ``cutoff``, newest first, none before ``first``, each with its due date.

    ``since``: the first day on which the duty binds; what was due before is not asked for.
    """
    found: list[tuple[str, date]] = []
    for name, end in _periods_before(period, cutoff):
        on = _due_on(period, due, name, end)
        if (first and name < first) or (since and on < since):
            break
        if on + timedelta(days=due.through) <= cutoff:
            found.append((name, on))
        if len(found) == latest:
            break
    return tuple(found)


def _due_on(period: Period, due: Due, name: str, end: date) -> date:
    if due.month is not None and due.day is not None:
        return date(int(name[:4]) + due.year_offset, due.month, due.day)
    return end + timedelta(days=due.grace_days or 0)


def _periods_before(period: Period, cutoff: date) -> list[tuple[str, date]]:
    """Names and last days of the periods that began before ``cutoff`` (and, for years, the year itself), newest first."""
    found = []
    for year in range(cutoff.year, cutoff.year - 12, -1):
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
    year = published.year if published.month >= number * 3 else published.year - 1
    return f"{year}Q{number}"


def _months(text: str) -> list[tuple[int, tuple[int, ...]]]:
    """The months of a ``counted`` text, each mention with its place."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for match in _MONTH.finditer(text):
        first, joint, last = int(match[1] or match[3]), match[2] or "", int(match[3])
        if not 1 <= last <= 12:
            continue
        both = 1 <= first < last and ((first, last) == (1, 2) or joint in ("、", "和"))
        found.append((match.start(), (first, last) if both else (last,)))
    for match in _FIRST_MONTHS.finditer(text):
        last = int(match[1]) if match[1].isdigit() else _SMALL.get(match[1], 0)
        if 1 <= last <= 12:
            found.append((match.start(), (1, 2) if last == 2 else (last,)))
    return found
