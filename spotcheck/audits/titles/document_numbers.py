"""Document numbers (文号) in every bracket and order, in one normal form. Says nothing of what a number belongs to."""

from __future__ import annotations

import re
import unicodedata

_OPEN, _CLOSE = r"[〔\[(【﹝〈《{]", r"[〕\])】﹞〉》}]"
_CJK = r"[\u3400-\u9fff]"
_YEAR = r"(?P<year>(?:19|20)\d\d)年?"
_NUMBER = re.compile(
    rf"(?P<prefix>{_CJK}[\u3400-\u9fffA-Za-z、.]{{0,17}}){_OPEN}{_YEAR}{_CLOSE}(?:第)?(?P<serial>\d{{1,5}})号?"
    rf"|{_OPEN}(?P<year1>(?:19|20)\d\d)年?{_CLOSE}(?P<prefix1>{_CJK}{{2,12}}?)(?:第)?(?P<serial1>\d{{1,5}})号"
    rf"|(?P<prefix2>{_CJK}{{2,14}}(?:公告|通告|令))(?:(?P<year2>(?:19|20)\d\d)年)?(?:第)?(?P<serial2>\d{{1,5}})号"
    rf"|(?P<prefix3>{_CJK}{{1,11}}[发办字政函规])(?P<year3>(?:19|20)\d\d)年?[-—第](?P<serial3>\d{{1,5}})号"
)
_HINT = re.compile(rf"\d号|{_OPEN}(?:19|20)\d\d")  # without one of these the slow search finds nothing
_LEAD = re.compile(
    r"(?<![^\n]).*(?:废止|失效|根据|依据|按照|依照|以及|转发|印发|发布|公布|执行|贯彻|落实|关于|文件|文号|字号|编号|实施|修改|代替|替代|参照|件为|原件|通知|意见|规定|办法|细则|方案|条例|制度|决定|公告的|的)"
)
_LEAD_CHARACTER = re.compile(r"^(?:[和及与由见即原将对]|、)+(?=..)")


def plain(text: str) -> str:
    """``text`` after NFKC without white space, the form in which numbers are looked for."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def numbers_in(text: str) -> tuple[str, ...]:
    """The document numbers in ``text``, normalised (``浙政办发[2017]42``), each once, in order."""
    return tuple(dict.fromkeys(number for number, _, _ in spans(plain(text))))


def spans(text: str) -> list[tuple[str, int, int]]:
    """The numbers in ``text`` (as ``plain`` leaves it) with their places, the trimmed prefix included."""
    if not _HINT.search(text):
        return []
    found = []
    for match in _NUMBER.finditer(text):
        kind = next(suffix for suffix in ("", "1", "2", "3") if match[f"serial{suffix}"])
        prefix, year, serial = match[f"prefix{kind}"], match[f"year{kind}"] or "", match[f"serial{kind}"]
        short = _trim(prefix)
        if not short or (len(short) < 2 and kind != ""):
            continue
        start = match.start() + (len(prefix) - len(short) if kind != "1" else 0)
        found.append((f"{short}[{year}]{int(serial)}" if year else f"{short}{int(serial)}", start, match.end()))
    return found


def without_numbers(text: str) -> str:
    """``text`` (plain) with its document numbers taken out, so that their years are not read as periods."""
    for _, start, end in reversed(spans(text)):
        text = text[:start] + text[end:]
    return text


def year_of(number: str) -> int | None:
    """The year that a normalised number carries."""
    match = re.search(r"\[(\d{4})\]", number)
    return int(match[1]) if match else None


def _trim(prefix: str) -> str:
    short = _LEAD.sub("", prefix)
    short = _LEAD_CHARACTER.sub("", short).strip("、.")
    return short
