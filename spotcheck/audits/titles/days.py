"""Which days a title speaks of, and which weeks. Reads titles; a day without a year is placed by the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spotcheck.audits.titles.document_numbers import plain, without_numbers

_DIGITS = str.maketrans("〇○Ο零О一二三四五六七八九", "00000123456789")
_CHINESE_YEAR = re.compile(r"[二2][〇○Ο零О0][〇○Ο零О一二三四五六七八九0-9]{2}(?=年)")
_VALUES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_JOIN = r"(?:[-—–~]+|至|到)"
_NUMERAL = re.compile(rf"[一二三四五六七八九十]{{1,3}}(?=(?:(?:{_JOIN}|、|和)[一二三四五六七八九十]{{1,3}})?[月日周期号])")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=年|[-./]\d|\d{4}(?!\d))")
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?P<y>20\d\d)年)?(?<!\d)(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?{_JOIN}(?:(?P<y2>20\d\d)年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})[日号]",
        r"(?:(?P<y>20\d\d)年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]",
        r"(?<!\d)(?P<y>20\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"
        rf"(?:{_JOIN}(?:(?:(?P<y2>20\d\d)[-./])?(?P<m2>\d{{1,2}})[-./])?(?P<d2>\d{{1,2}})(?!\d))?",
        r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)" + rf"(?:{_JOIN}(?P<y2>20\d\d)?(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d))?",
        # 8.7-8.13; without a year only as a range, for 8.7 alone may be any number
        rf"(?<![\d.])(?P<m>\d{{1,2}})[./](?P<d>\d{{1,2}}){_JOIN}(?P<m2>\d{{1,2}})[./](?P<d2>\d{{1,2}})(?![\d.%亿万元个倍吨斤])",
    )
)
_WEEK = re.compile(
    r"(?:(?<!\d)(?P<m>\d{1,2})月份?)?(?:第|(?<=年))(?P<n>\d{1,2})(?:周?(?:[-—–~、和至]+)第?(?P<n2>\d{1,2}))?(?:个)?周(?![年岁])"
)
_AHEAD = timedelta(days=10)  # a list of next week's prices may be out before its week
_ONE_WEEK, _WEEKS = 10, 42  # days of a span that is still one week, or still a few weeks


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


def arabic(title: str) -> str:
    """A title without white space and document numbers, its Chinese years in digits."""
    return without_numbers(_arabic(title))


def counted(title: str, *, numbers: bool = False) -> str:
    """As ``arabic``, with Chinese numerals of months, days, weeks and issues in digits; with ``numbers``, document numbers stay."""
    text = _arabic(title)
    return _NUMERAL.sub(lambda match: str(_value(match[0])), text if numbers else without_numbers(text))


def year_at(text: str, place: int, month: int, day: int, published: date | None) -> int | None:
    """The year that governs a place of a ``counted`` text: the last named before it, else the first named, else by publication."""
    named = [(match.start(), int(match[1])) for match in _YEAR.finditer(text)]
    if named:
        before = [year for start, year in named if start <= place]
        return before[-1] if before else named[0][1]
    if published is None:
        return None
    return next(
        (year for year in (published.year + 1, published.year) if (on := _day(year, month, day)) and on <= published + _AHEAD),
        published.year - 1,
    )


def spans(title: str, published: date | None = None) -> tuple[Span, ...]:
    """The spans of days, or single days, that a title names, earliest first."""
    text = counted(title)
    found, taken = [], list[tuple[int, int]]()
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            span = _span(text, match, published)
            if span is not None:
                taken.append(match.span())
                found.append(span)
    return tuple(sorted(set(found)))


def weeks(title: str, published: date | None = None, anchor: int = 4) -> tuple[str, ...]:
    """The weeks a title names, as ISO ``2017W32``. Days that it names decide over the number of its week.

    ``anchor``: the day of January, or of the month, that lies in the first week: 4 as in ISO, 1 where the week of the first day
    is the first, 7 where the first whole week is.
    """
    named = spans(title, published)
    if named:
        return tuple(dict.fromkeys(name for span in named for name in _weeks_of(span)))
    text = counted(title)
    found: dict[str, None] = {}
    for match in _WEEK.finditer(text):
        first, last = int(match["n"]), int(match["n2"] or match["n"])
        month = int(match["m"] or 1)
        if not (1 <= month <= 12 and 1 <= first <= last <= min(first + 3, 5 if match["m"] else 54)):
            continue
        year = year_at(text, match.start(), month, 1, published)
        if year is None:
            continue
        start = date(year, month, anchor) - timedelta(days=date(year, month, anchor).weekday())
        if not match["m"] and published is not None and not _YEAR.search(text) and start + timedelta(weeks=first - 1) > published + _AHEAD:
            start = date(year - 1, 1, anchor) - timedelta(days=date(year - 1, 1, anchor).weekday())
        found.update(dict.fromkeys(week_name(start + timedelta(weeks=number - 1)) for number in range(first, last + 1)))
    return tuple(found)


def week_name(day: date) -> str:
    """The ISO week of a day."""
    iso = day.isocalendar()
    return f"{iso.year}W{iso.week:02d}"


def _arabic(title: str) -> str:
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), plain(title).casefold())


def _weeks_of(span: Span) -> list[str]:
    length = (span.last - span.first).days
    if length < _ONE_WEEK:
        return [week_name(span.first + timedelta(days=length // 2))]
    if length > _WEEKS:
        return [week_name(span.last)]
    each = (span.first + timedelta(days=number) for number in range(length + 1))
    return [week_name(day) for day in each if day.weekday() == 3]


def _span(text: str, match: re.Match[str], published: date | None) -> Span | None:
    told = match.groupdict()
    month, day = int(told["m"]), int(told["d"])
    year = int(told["y"]) if told.get("y") else year_at(text, match.start(), month, day, published)
    first = _day(year, month, day) if year else None
    if first is None:
        return None
    if not told.get("d2"):
        return Span(first=first, last=first)
    month2, day2 = int(told.get("m2") or month), int(told["d2"])
    year2 = int(told["y2"]) if told.get("y2") else first.year + ((month2, day2) < (month, day))
    last = _day(year2, month2, day2)
    return Span(first=first, last=last) if last is not None and first <= last <= first + timedelta(days=366) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _value(words: str) -> int:
    tens, mark, ones = words.rpartition("十")
    return (_VALUES.get(tens, 1) * 10 if mark else 0) + _VALUES.get(ones, 0)
