"""The dates a page shows, each with its type, its words and how sure we are.

Refuses to call a date the day of publication unless the page shows it as one: dates of the body, of lists, of comments are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from spotcheck.crawler.reading.days import first_day, full_days, narrow, possible
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.reading.scripts import of_script
from spotcheck.crawler.records import DateFact, DateType

_PRECISE = (
    "发布日期|发布时间|发表时间|发表日期|公开日期|公开时间|公布日期|公布时间|"
    "发稿时间|发稿日期|刊发时间|上网时间|上网日期|发文时间|日期发布|信息发布时间"
)
_LOOSE = "添加时间|录入时间|录入日期|上传时间|创建时间|提交时间|时间|日期"
_OTHER = {
    word: kind
    for kind, words in (
        (DateType.ISSUED, "成文日期 成文时间 印发日期 印发时间 签发日期 签发时间 发文日期 生成日期 制发日期"),
        (DateType.UPDATED, "更新时间 更新日期 修改时间 编辑时间 最后更新"),
        (DateType.EFFECTIVE, "生效日期 生效时间 实施日期 施行日期 实施时间"),
        (DateType.REPEALED, "废止日期 废止时间 失效日期 失效时间 截止有效日期"),
    )
    for word in words.split()
}
_SPACED = r"\s*+".join
_LABEL = re.compile(
    "("
    + "|".join(_SPACED(w) for w in (*_PRECISE.split("|"), *_OTHER, *_LOOSE.split("|")))
    + r")\s*+(?:[\])】]\s*+)?(?:[:：]|(?=[【\[(（]?(?:19|20)\d\d))"
)
_SENTENCE = 30  # characters from which a line with a full stop is text, not a heading or a line of facts
_CLOSING = 80  # characters up to which a line is one of facts
_REACH = 26  # characters between a label and its date
_INFO = re.compile(
    r"来\s*源|作\s*者|浏\s*览|点\s*击|字\s*[体号]|阅\s*读|编\s*辑|访问|打印|撰稿|供稿|责任|次数|分享|信息员|发布人|发布者|发布机构|审核"
)
_BARE = re.compile(
    r"^[\s【\[(（|]*((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)[\s日T]*(?:星期.)?(?:\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?[\s】\])）|]*(.*)$"
)
_VARIABLE = re.compile(
    r"""(?:var\s+)?\b(?:pub_?da?ta?e?|pubdate|publishdate|publish_?time|pub_?time|docreltime|releasetime|fbsj|fbrq)\b\s*=\s*['"]([^'"]{8,30})['"]""",
    re.IGNORECASE,
)
_URL_DAYS = (
    re.compile(r"/t?((?:19|20)\d{2})(\d{2})(\d{2})_\d+"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/((?:19|20)\d{2})-?(\d{2})/(\d{2})/"),
    re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})/"),
)
_META = ("pubdate", "publishdate", "publish_date", "publishtime", "article:published_time", "others")


def shown_dates(
    before: Sequence[str], after: Sequence[str], pairs: Iterable[tuple[str, str]], scripts: Sequence[str], today: date, near: int
) -> list[DateFact]:
    """Dates that a visitor sees, best witness of publication first.

    ``before``: lines above the main text; ``after``: lines below it; ``pairs``: the index table; ``near``: the line of the title in
    ``before``, -1 where it is not known.
    """
    facts: list[DateFact] = []
    for index, line in enumerate(before):
        distance = abs(index - near) if near >= 0 else 99
        facts += _labelled(
            line, today, info=distance <= 12 or bool(_INFO.search(line)), follow=before[index + 1] if index + 1 < len(before) else ""
        )
    for name, value in pairs:
        facts += _labelled(f"{name}：{value}", today, info=True)
    if not _published(facts):
        for script in scripts:
            for words in _variables(script):
                if day := first_day(words, today, short=True):
                    facts.append(DateFact(value=day[0], type=DateType.PUBLISHED, words=words, confidence=0.9))
    if not _published(facts) and near >= 0:
        facts += _beside(before, near, today)
    if not _published(facts):
        for line in after[:25]:
            facts += [
                f
                for f in _labelled(line, today, info=bool(_INFO.search(line)))
                if f.labelled or f.type is not DateType.PUBLISHED or f.confidence > 0.8
            ]
    return list({(f.type, f.value): f for f in reversed(facts)}.values())[::-1]


@of_script
def _variables(script: str) -> tuple[str, ...]:
    return tuple(_VARIABLE.findall(script))


def closing_date(text: Sequence[str], today: date) -> list[DateFact]:
    """The day of publication where the text itself ends in it, labelled: some put the line of facts below, within the same frame."""
    found = [f for line in text[-3:] if len(line) < _CLOSING for f in _labelled(line, today, info=False)]
    return [f for f in found if f.labelled and f.type is DateType.PUBLISHED][-1:]


def _published(facts: Iterable[DateFact]) -> bool:
    return any(f.type is DateType.PUBLISHED for f in facts)


def _labelled(line: str, today: date, *, info: bool, follow: str = "") -> list[DateFact]:
    if "期" not in line and "时" not in line and "间" not in line and "更新" not in line:
        return []
    facts = []
    line = narrow(line)
    matches = list(_LABEL.finditer(line))
    for number, m in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(line)
        value = line[m.end() : end]
        if not value.strip() and number + 1 == len(matches) and _BARE.match(narrow(follow)):
            value = follow
        day = first_day(value[:_REACH], today, short=True)
        if not day or value.lstrip(" :：\t【[(（").find(day[1][:4]) > 3:
            continue
        label = squeeze(m[1])
        kind = _OTHER.get(label)
        precise = label in _PRECISE.split("|")
        if kind is None:
            if not precise and (not info or _inside_word(line, m.start())):
                continue
            kind = DateType.PUBLISHED
        words = " ".join(f"{label}：{value[:_REACH]}".split())
        facts.append(DateFact(value=day[0], type=kind, words=words, confidence=0.98 if precise else 0.9, labelled=precise))
    return facts


def _inside_word(line: str, start: int) -> bool:
    """Whether a loose label is the end of another word: 会议时间, 截止日期."""
    return start > 0 and "\u4e00" <= line[start - 1] <= "\u9fff"


def _beside(before: Sequence[str], near: int, today: date) -> list[DateFact]:
    """A line next to the title that is little else than a date. Below a sentence of the text a lone date is that of a signature."""
    end = min(len(before), near + 9)
    end = next((i for i in range(near + 1, end) if len(before[i]) > _SENTENCE and "。" in before[i]), end)
    for index in sorted(range(max(0, near - 2), end), key=lambda i: (i <= near, abs(i - near))):
        line = narrow(before[index])
        m = _BARE.match(line)
        if m and (len(m[2]) <= 4 or _INFO.search(m[2])):
            day = first_day(m[1], today)
        elif _INFO.search(line) and len(line) < 160:
            days = full_days(line, today)
            day = (days[0][0], days[0][1]) if len(days) == 1 else None
        else:
            continue
        if day:
            return [DateFact(value=day[0], type=DateType.PUBLISHED, words=line[:60].strip(), confidence=0.9)]
    return []


def url_date(url: str, today: date) -> list[DateFact]:
    """The date in an address: a witness only, since platforms write the day of import there."""
    for pattern in _URL_DAYS:
        if (m := pattern.search(url)) and (day := possible(int(m[1]), int(m[2]), int(m[3]), today)):
            return [DateFact(value=day, type=DateType.URL, words=m[0], confidence=0.5)]
    return []


def meta_dates(tags: dict[str, str], today: date) -> list[DateFact]:
    """The date in the tags: a witness only, since platforms write the time of generation there."""
    for name in _META:
        if (words := tags.get(name)) and (day := first_day(words, today, short=True)):
            return [DateFact(value=day[0], type=DateType.META, words=f"{name}: {words}"[:60], confidence=0.5)]
    return []


def publication(facts: Sequence[DateFact], *, tag: bool, path: bool = False) -> DateFact | None:
    """The day of publication: the surest shown one; without any, the day of the tags (``tag``) or of the address (``path``), less sure."""
    shown = [f for f in facts if f.type is DateType.PUBLISHED]
    if shown:
        return max(shown, key=lambda f: (f.labelled, f.confidence))
    meta = next((f for f in facts if f.type is DateType.META), None)
    url = next((f for f in facts if f.type is DateType.URL), None)
    found = (url if path else None) or (meta if tag else None)
    if found is None:
        return None
    agreed = url is not None and meta is not None and url.value == meta.value
    return DateFact(value=found.value, type=DateType.PUBLISHED, words=found.words, confidence=0.6 if agreed or path else 0.4)
