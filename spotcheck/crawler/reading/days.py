"""Days as Chinese pages write them: numerals of every kind, split, short or without a year.

Refuses impossible days and days after tomorrow.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_WIDE = {ord(c): str(i) for i, c in enumerate("０１２３４５６７８９")} | {ord("－"): "-", ord("／"): "/", ord("．"): ".", ord("："): ":"}
_DIGITS = (
    {c: i for i, c in enumerate("〇一二三四五六七八九")}
    | {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "◯": 0}
    | {str(digit): digit for digit in range(10)}
)
_ZH = "〇○零Ｏ◯一二三四五六七八九"
_FULL = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})\s*(?:年|[-/.—–·])\s*(1[0-2]|0?[1-9])\s*(?:月|[-/.—–·])\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?"
)
_CHINESE = re.compile(  # numerals of either kind in any place: 2017年六月12日, 二0一七年6月十二日
    rf"(?<![{_ZH}\d])([{_ZH}\d]{{4}})\s*年\s*([{_ZH}十\d]{{1,3}})\s*月\s*([{_ZH}十廿卅\d]{{1,4}})\s*[日号]"
)
_PLAIN = re.compile(  # 20170612, also with hours, minutes and seconds behind it
    r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
)
# Two digits for a year are told by 年 or by hyphens; 05/01/18 may be three days.
_SHORT = re.compile(
    r"(?<![\d年月日./-])(\d{2})\s*(?:年\s*(1[0-2]|0?[1-9])\s*月|-(1[0-2]|0?[1-9])-)\s*(3[01]|[12]\d|0?[1-9])\s*日?(?![\d./-])"
)
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)}
_NAMES = "(" + "|".join(_MONTHS) + ")[a-z]{0,6}\\.?"
_ENGLISH = (
    re.compile(
        rf"\b{_NAMES}\s{{1,3}}(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s{{0,3}},?\s{{1,3}}"
        r"(?:\d\d:\d\d(?::\d\d)?\s{1,3}(?:[A-Z]{2,5}\s{1,3})?)?(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s{{1,3}}{_NAMES},?\s{{1,3}}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
)
_MONTH_DAY = re.compile(r"(?<![\d:.年/-])(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?![\d:./-]|\s*[-/])\s*日?")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[89]\d)(?!\d)\s*年?")
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])(?!\d)\s*月?")
_DAY = re.compile(r"(?<![\d-])(3[01]|[12]\d|0?[1-9])(?![\d:-])")
_LATIN = re.compile(r"[A-Za-z]{3}")
FIRST = date(1949, 10, 1)


def narrow(text: str) -> str:
    """Full-width digits and signs as plain ones."""
    return text.translate(_WIDE)


def possible(year: int, month: int, day: int, today: date) -> date | None:
    """The day, or None where there is no such day, or it lies before 1949-10-01 or after tomorrow."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if FIRST <= value <= today + timedelta(days=1) else None


def full_days(text: str, today: date) -> list[tuple[date, str, int]]:
    """Every full day (year, month, day) in ``text``: (day, words, offset), in order."""
    text = narrow(text)
    found = [(m, _of(m[1], m[2], m[3], today)) for m in _FULL.finditer(text)]
    if "年" in text:
        taken = {m.start() for m, _ in found}
        found += [(m, _chinese(m, today)) for m in _CHINESE.finditer(text) if m.start() not in taken]
    if _LATIN.search(text):
        found += [(m, _english(m, today)) for pattern in _ENGLISH for m in pattern.finditer(text)]
    found.sort(key=lambda pair: pair[0].start())
    return [(day, m[0].strip(), m.start()) for m, day in found if day]


def first_day(text: str, today: date, *, short: bool = False) -> tuple[date, str] | None:
    """The first full day in ``text``; with ``short`` also 20180612 and two-digit years."""
    days = full_days(text, today)
    if days:
        return days[0][0], days[0][1]
    if short:
        text = narrow(text)
        if (m := _PLAIN.search(text)) and (day := _of(m[1], m[2], m[3], today)):
            return day, m[0]
        if (m := _SHORT.search(text)) and (day := possible(2000 + int(m[1]), int(m[2] or m[3]), int(m[4]), today)):
            return day, m[0].strip()
    return None


@lru_cache(maxsize=1024)  # the same days stand beside the news of every page of a site
def list_day(text: str, today: date) -> tuple[date, str, bool] | None:
    """The day beside an item of a list: (day, words, whether the year was inferred).

    Reads full days first, then a year and a month-day kept in separate tags, then month and day alone: the year is then
    the latest one in which the day does not lie in the future.
    """
    if found := first_day(text, today):
        return *found, False
    text = narrow(text)
    month_day = _MONTH_DAY.search(text)
    if (ym := _YEAR_MONTH.search(text)) and (d := _DAY.search(text[: ym.start()] + " " * (ym.end() - ym.start()) + text[ym.end() :])):
        day = _of(ym[1], ym[2], d[1], today)
        if day:
            return day, " ".join(text.split())[:40], False
    if month_day and (year := _YEAR.search(text)):
        day = _of(year[1], month_day[1], month_day[2], today)
        if day:
            return day, " ".join(text.split())[:40], False
    if found := first_day(text, today, short=True):
        return *found, False
    if month_day and len(text.strip()) <= 16:
        month, number = int(month_day[1]), int(month_day[2])
        for year_back in (0, 1, 2, 3, 4):
            day = possible(today.year - year_back, month, number, today)
            if day:
                return day, month_day[0].strip(), True
    return None


def _of(year: str, month: str, day: str, today: date) -> date | None:
    return possible(int(year), int(month), int(day), today)


def _chinese(m: re.Match[str], today: date) -> date | None:
    year = 0
    for char in m[1]:
        year = year * 10 + _DIGITS[char]
    return possible(year, _number(m[2]), _number(m[3]), today)


def _english(m: re.Match[str], today: date) -> date | None:
    return possible(int(m["year"]), _MONTHS[m[1 if m.re is _ENGLISH[0] else 2].lower()], int(m["day"]), today)


def _number(text: str) -> int:
    """A number up to 39, in Chinese or plain numerals."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        value = 0
        for char in text:
            value = value * 10 + _DIGITS[char]
        return value
    return (_DIGITS[tens[-1]] if tens else 1) * 10 + (_DIGITS[ones[-1]] if ones else 0)
