"""Which documents a notice declares void. Tells those declared void from those kept, revised or only planned, and from those cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from spotcheck.audits.titles.document_numbers import numbers_in, plain, spans
from spotcheck.crawler.records import Table


class Fate(StrEnum):
    """What a notice says of a document."""

    VOID = "void"
    KEPT = "kept"
    REVISED = "revised"
    PLANNED = "planned"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A document that a notice lists. ``effective`` is the day from which it is void, None where the notice does not tell."""

    number: str
    title: str
    fate: Fate
    effective: date | None
    quote: str


_PLANNED = re.compile(r"拟(?:予以)?(?:废止|宣布失效|失效)|(?:建议|计划|将要|准备)(?:予以)?废止")
_PART = re.compile(r"部分(?:条款)?(?:废止|失效|有效)")
_VOID = re.compile(r"废止|失效|停止执行|不再执行|停止施行|作废|终止执行|废除")
_KEPT = re.compile(r"继续有效|现行有效|继续执行|予以保留|保留|继续施行|(?<!失)有效|^执行$")
_REVISED = re.compile(r"修改|修订|拟修|重新制定")
_VERB = re.compile(
    r"(?:废止|失效|停止执行|终止执行|不再执行|停止施行|作废|废除)"
    r"(?!的(?!《)|情况|和(?!《)|、|或|与|及(?!《)|工作|清理|后|前|日期|时间|目录|程序|标准|文件(?![《:]))"
)
_TITLE_END = re.compile(
    r"(?<=》)((?:[(][^)]{1,40}[)])?(?:等.{0,8}文件)?(?:自动|自行)?(?:废止|失效|作废|停止执行))的(?:通知|公告|通告|决定|公示|函)$"
)
_BASIS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|符合|经.{0,12}(?:批准|同意)")
_BASIS_TAIL = re.compile(r"(?:规定|要求|精神|部署|条款|办法规定)[,:]?$|第.{1,6}条")
_ORDINAL = re.compile(
    r"^(?:附件?\d*[:.]?)?[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,4})[)、.．:](?!\d)|^\d{1,3}(?=《|关于)|^第[一二三四五六七八九十]+[批类]"
)
_HEADING_END = re.compile(r"(?:目录|文件|如下|[:]|名单|清单|列表|一览表|[(]共?\d+[件个份项][)]|[件个份项])[:]?$")
_FROM_DAY = re.compile(r"(?:自|从|于)?(20\d\d)年(\d{1,2})月(\d{1,2})日(?:起|以后|之后)")
_FROM_ISSUE = re.compile(
    r"自?(?:本\w{1,4}|公布|发布|印发|下发)(?:公布|发布|印发|下发)?之?日(?:起)?(?:满|后)?(?:(\d{1,3})(?:日|天)(?:后|起)?)?"
)
_NAME_HEAD = re.compile(r"(?:文件|规范性文件)?(?:名称|标题|题目|题名)|文件名|^规范性文件$|^文件$")
_NUMBER_HEAD = re.compile(r"文号|字号|文件编号|文件号|发文号")
_FATE_HEAD = re.compile(r"状态|清理(?:结果|意见|结论|情况)|处理(?:结果|意见|方式)|结论|有效性|执行情况|^意见$|^结果$|^备注$")


def fate_of(words: str) -> Fate | None:
    """The one fate that short words (a heading, a cell, a caption) speak of; None where they speak of none, or of several."""
    text = plain(words)
    if _PLANNED.search(text):
        return Fate.PLANNED
    if _PART.search(text):
        return Fate.REVISED
    found = [fate for fate, rule in ((Fate.VOID, _VOID), (Fate.KEPT, _KEPT), (Fate.REVISED, _REVISED)) if rule.search(text)]
    return found[0] if len(found) == 1 else None


def effective_date(text: str, published: date | None) -> date | None:
    """The latest day that the text names for a repeal to take effect, else the day of publication (None when unknown)."""
    days = []
    for clause in re.split(r"[。;；\n]", plain_lines(text)):
        if not (_VOID.search(clause) or re.search(r"施行|生效|执行|实施", clause)):
            continue
        for year, month, day in _FROM_DAY.findall(clause):
            try:
                days.append(date(int(year), int(month), int(day)))
            except ValueError:
                continue
        if published is not None:
            days += [published + timedelta(days=int(match[1] or 0)) for match in _FROM_ISSUE.finditer(clause)]
    return max(days, default=published)


def plain_lines(text: str) -> str:
    """``text`` after NFKC without white space, its line breaks kept."""
    return "\n".join(plain(line) for line in text.split("\n"))


def books(text: str) -> list[tuple[str, int, int]]:
    """The outermost titles in book-title marks, with the places of the marks."""
    found, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character == "《":
            start = place if depth == 0 else start
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                found.append((text[start + 1 : place], start, place + 1))
    return found


def declares(title: str) -> bool:
    """Whether a title itself declares a document void: 关于宣布《…》失效的通知."""
    return bool(_TITLE_END.search(plain(title)))


def declared(*, title: str, text: str, tables: Iterable[Table], published: date | None, name: str = "") -> tuple[Declared, ...]:
    """Every document that a notice lists, by its text and tables. ``name`` is that of the attachment the text is from."""
    general = fate_of(name) if fate_of(name) else fate_of(title)
    day = effective_date(f"{title}\n{text}", published)
    # 关于宣布《…》失效的通知: the name of the paper after the verb is no part of what it governs.
    found = [*_sentence(_TITLE_END.sub(r"\1", plain(title)), Fate.VOID)] if not name else []
    found += _lines(text, general)
    for table in tables:
        found += _rows(table, fate_of(f"{table.caption} {table.sheet}") or general)
    return _merged(replace(item, effective=item.effective or day) for item in found)


def _lines(text: str, general: Fate | None) -> Iterator[Declared]:
    fate, day = general, None
    for line in plain_lines(text).split("\n"):
        if not line:
            continue
        if _is_heading(line):
            fate, day = fate_of(line), effective_date(line, None)
        elif _is_item(line):
            item = _item(line, fate)
            if item is not None:
                yield replace(item, effective=day)
        else:
            yield from _sentence(line, Fate.VOID)


def _is_heading(line: str) -> bool:
    if not (_VOID.search(line) or _KEPT.search(line) or _REVISED.search(line)):
        return False
    closed = _HEADING_END.search(line)
    if books(line) and not re.search(r"[下以][列下]", line):
        return False
    if numbers_in(line) and not (closed and re.search(r"[下以][列下]", line)):
        return False
    return bool(len(line) <= 200 and closed) or bool(len(line) <= 40 and _ORDINAL.match(line))


def _is_item(line: str) -> bool:
    rest = _ORDINAL.sub("", line)
    if len(line) > 160 or "。" in line[:-1]:
        return False
    named, places = books(rest), spans(rest)
    if not (named or places):
        return False
    tail = rest[max([stop for _, _, stop in named[:1]] + [stop for _, _, stop in places[:1]]) :]
    if len(tail) > 40 or re.match(r"(?:的)?(?:有关|相关)?(?:规定|要求|精神)", tail):
        return False
    return rest.startswith(("《", "关于", "(")) or rest != line or bool(re.match(r"^[^,。:]{2,30}关于", rest) and numbers_in(rest))


def _item(line: str, fate: Fate | None) -> Declared | None:
    rest = _ORDINAL.sub("", line)
    if _BASIS.match(rest):
        return None
    named, places = books(rest), spans(rest)
    end = max([stop for _, _, stop in named[:1]] + [stop for _, _, stop in places[:1]])
    own = fate_of(rest[end:])
    title = named[0][0] if named else re.sub(r"[(\[（]$", "", rest[: places[0][1]])
    return Declared(number=places[0][0] if places else "", title=title, fate=own or fate or Fate.UNCLEAR, effective=None, quote=line[:200])


def _sentence(line: str, fate: Fate) -> Iterator[Declared]:
    """Documents of running text that a verb of repeal governs; those cited as its basis are left out."""
    for clause in re.split(r"[。;；]", line):
        verb = _VERB.search(clause)
        if verb is None:
            continue
        planned = Fate.PLANNED if _PLANNED.search(clause) else Fate.REVISED if _PART.search(clause) else fate
        day = effective_date(clause, None)
        after = clause[verb.end() :]
        if books(after) or numbers_in(after):
            yield from _names(after, planned, day, line)
            continue
        segments = [part for part in re.split(r"[,:]", clause[: verb.start()]) if part]
        for segment in reversed(segments):
            if not (books(segment) or numbers_in(segment)):
                continue
            if not _BASIS.search(segment) and not _BASIS_TAIL.search(segment):
                yield from _names(segment, planned, day, line)
            break


def _names(words: str, fate: Fate, day: date | None, quote: str) -> Iterator[Declared]:
    named = books(words)
    if not named:
        for number in numbers_in(words):
            yield Declared(number=number, title="", fate=fate, effective=day, quote=quote[:200])
        return
    for index, (title, start, end) in enumerate(named):
        if _BASIS.search(words[max(0, start - 8) : start]):
            continue
        until = named[index + 1][1] if index + 1 < len(named) else len(words)
        number = next(iter(numbers_in(words[end:until])), "")
        yield Declared(number=number, title=title, fate=fate, effective=day, quote=quote[:200])


def _rows(table: Table, general: Fate | None) -> Iterator[Declared]:
    heads, rows = _heads(table)
    name, number, fate = (_column(heads, rule) for rule in (_NAME_HEAD, _NUMBER_HEAD, _FATE_HEAD))
    if name is None and number is None and not any(books(cell) or numbers_in(cell) for row in rows[:5] for cell in row):
        return
    section = general
    for row in rows:
        cells = [plain(cell) for cell in row]
        distinct = {cell for cell in cells if cell}
        if len(distinct) == 1 and not numbers_in(next(iter(distinct))) and fate_of(next(iter(distinct))):
            section = fate_of(next(iter(distinct)))
            continue
        title = cells[name] if name is not None and name < len(cells) else next((c for c in cells if books(c) or "关于" in c), "")
        wanted = cells[number] if number is not None and number < len(cells) else "|".join(cells)
        found = next(iter(numbers_in(wanted)), "") or next(iter(numbers_in(title)), "")
        if not found and len(title) < 6:
            continue
        own = fate_of(cells[fate]) if fate is not None and fate < len(cells) else None
        named = books(title)
        title = named[0][0] if named and title.startswith("《") else title
        title = re.sub(r"[(\[]$", "", title[: spans(title)[0][1]]) if spans(title) else title
        yield Declared(number=found, title=title, fate=own or section or Fate.UNCLEAR, effective=None, quote=" | ".join(cells)[:200])


def _heads(table: Table) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    for skip, heads in enumerate((table.heads, *table.rows[:3])):
        words = [plain(head) for head in heads]
        named = any(_NUMBER_HEAD.search(word) or _NAME_HEAD.search(word) for word in words)
        if named and sum(map(len, words)) <= 12 * len(words):
            return heads, table.rows[skip:]
    return table.heads, table.rows


def _column(heads: tuple[str, ...], rule: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if rule.search(plain(head))), None)


def _merged(items: Iterable[Declared]) -> tuple[Declared, ...]:
    """Each document once. Two fates for one document are unclear; a number read in one place completes the other."""
    kept: list[Declared] = []
    for item in items:
        same = next((place for place, other in enumerate(kept) if _same(item, other)), None)
        if same is None:
            kept.append(item)
            continue
        other = kept[same]
        kept[same] = replace(
            other,
            number=other.number or item.number,
            title=other.title or item.title,
            fate=other.fate if item.fate in (other.fate, Fate.UNCLEAR) else item.fate if other.fate is Fate.UNCLEAR else Fate.UNCLEAR,
        )
    return tuple(kept)


def _same(one: Declared, other: Declared) -> bool:
    if one.number and other.number:
        return one.number == other.number
    return bool(one.title) and one.title == other.title
