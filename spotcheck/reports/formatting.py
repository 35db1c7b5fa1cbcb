"""Small shapes of text that every report shares: safe links, civil times, Chinese numbers, file names. Knows no record of the project."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from spotcheck.config.china_time import CHINA, moment
from spotcheck.config.language import language

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIGITS = "零一二三四五六七八九"


def clean(text: str) -> str:
    """``text`` without the characters that HTML and xlsx cannot hold; each becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def safe_href(url: str) -> str:
    """``url`` when it is an absolute http or https address, else "": nothing else may become a link."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return clean(url.strip()) if parts.scheme in ("http", "https") and parts.netloc else ""


def china_time(utc: str) -> str:
    """An ISO time as ``YYYY-MM-DD HH:MM:SS`` of Asia/Shanghai; "" stays "", what is no time stays as it is."""
    if not utc:
        return ""
    try:
        return moment(utc).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return clean(utc)


def chinese_number(number: int) -> str:
    """1 to 99 as Chinese numerals, for numbered sections: 1 → 一, 12 → 十二, 20 → 二十."""
    if not 0 < number < 100:
        raise ValueError(f"no numbered section {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def slug(text: str) -> str:
    """A file name or anchor out of ASCII letters, digits, dot and dash."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.").lower() or "x"


def site_slug(url: str) -> str:
    """The file name of a site's report: its host and path, without scheme and ``www.``."""
    parts = urlsplit(url)
    return slug(parts.netloc.removeprefix("www.") + parts.path)


def period_name(period: str) -> str:
    """2017 → 2017年, 2017Q4 → 2017年第四季度, 2017-03 → 2017年3月, 2017W32 → 2017年第32周（8月7日至13日）, from/to → from至to.

    What is none of these stays.
    """
    year = re.fullmatch(r"(\d{4})", period)
    quarter = re.fullmatch(r"(\d{4})Q([1-4])", period)
    month = re.fullmatch(r"(\d{4})-(\d{2})", period)
    week = re.fullmatch(r"(\d{4})W(0[1-9]|[1-4]\d|5[0-3])", period)
    days = re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", period)
    if week:
        first, last = (date.fromisocalendar(int(week[1]), int(week[2]), day) for day in (1, 7))
        if language() != "zh":
            return f"{week[1]} week {int(week[2])} ({first} to {last})"
        return f"{week[1]}年第{int(week[2])}周（{first.month}月{first.day}日至{_end(first, last)}）"
    if days:
        first, last = (date.fromisoformat(day) for day in days.groups())
        return f"{first} to {last}" if language() != "zh" else f"{first.year}年{first.month}月{first.day}日至{_end(first, last)}"
    if language() != "zh":
        return f"{quarter[1]} Q{quarter[2]}" if quarter else period
    if quarter:
        return f"{quarter[1]}年第{_DIGITS[int(quarter[2])]}季度"
    if month:
        return f"{month[1]}年{int(month[2])}月"
    return f"{year[1]}年" if year else period


def _end(first: date, last: date) -> str:
    month = f"{last.month}月" if last.month != first.month else ""
    return f"{last.year}年{month}{last.day}日" if last.year != first.year else f"{month}{last.day}日"
