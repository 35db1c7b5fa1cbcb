"""Whether a table tells one thing field by field (事项名称 | …, 实施依据 | …), and its fields then.

No single sign is believed, for a list of two columns (科目 | 金额) looks much the same: the names must be short, each another, and no
numbers, and two witnesses must agree. Values of several kinds below each other, as no column of a list has them (a few words, a
paragraph, a day, a telephone); names that are marked as heads of their rows; 内容 over the values; two pairs of columns side by side;
names that end like those of qualities (…依据, …时限, …电话).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEAST = 4  # fields
_NAME = 20  # characters of a name
_SHORT, _LONG = 8, 30  # characters of values of a few words, and of paragraphs
_WORDS = ("few", "line", "paragraph")
_KINDS = 3  # kinds of values that no list has in one column
_NUMBER = re.compile(r"[-+]?[\d,，.]{1,30}[%元万亿件个份项人天]{0,3}")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}\s?日?)?.{0,10}")
_CONTACT = re.compile(r"[\d()（）+\- ]{7,24}(?:[转、,，/;；][\d()（）+\- ]{1,24}){0,4}|\S{1,60}@\S{1,60}|(?:https?://|www\.)\S{1,300}")
_ORDINAL = re.compile(r"[(（第]?[一二三四五六七八九十百\d]{1,4}[)）条章节、.．]?")
_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")
_SENTENCE = ("。", "；", "！", "？")
_OVER = ("内容", "具体内容", "说明", "信息", "要素内容", "填写内容", "情况", "描述")  # what stands over the values, where anything does
_QUALITIES = re.compile(
    "(?:名称|名|类型|类别|性质|编码|代码|编号|文号|依据|主体|机关|机构|单位|部门|科室|对象|条件|材料|流程|程序|环节|时限|期限|时间|日期|地点|地址|"
    "方式|途径|电话|邮箱|邮编|网址|标准|金额|结果|证件|情形|事项|范围|内容|职责|层级|级别|次数|频次|状态|来源|备注|说明|要求|权限|资质|形式|人)$"
)
_MOSTLY = 0.6  # share of names, and of values of one kind in a list
_SURELY = 0.8


def fields_of(rows: Sequence[Sequence[str]], *, heads: int = 0, marked: bool = False) -> list[tuple[str, str]] | None:
    """(name, value) of each field in order, or None for a list.

    ``heads``: rows known to be heads, which are no field; ``marked``: the markup calls the first cell of each row a head.
    """
    body = [row for row in rows[heads:] if any(row)]
    over = bool(heads and rows[0][-1] in _OVER)
    if not heads and body and len(body[0]) >= 2 and body[0][-1] in _OVER:
        body, over = body[1:], True
    pairs = _pairs(body)
    if pairs is None or len(pairs) < _LEAST:
        return None
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names) or not all(map(_is_name, names)):
        return None
    qualities = sum(1 for name in names if _QUALITIES.search(name)) / len(names)
    witnesses = [
        marked,
        over,
        len(pairs) > len(body) + 1,
        _various([value for _, value in pairs[1:] if value]),
        qualities >= _MOSTLY,
        qualities >= _SURELY and len(names) > _LEAST,
    ]
    return pairs if sum(witnesses) >= 2 else None


def _various(values: Sequence[str]) -> bool:
    """Whether they are of several kinds, not all of them words, and hardly any two of them in three alike."""
    kinds = [_kind(value) for value in values]
    several = set(kinds)
    return len(several) >= _KINDS and bool(several - set(_WORDS)) and max(map(kinds.count, several)) <= _MOSTLY * len(kinds) + 1


def _pairs(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]] | None:
    """Names and values: of two columns, of two pairs of columns, or of two beside merged cells that only group them."""
    width = len(rows[0]) if rows else 0
    grouped = width in (3, 5) and _groups([row[0] for row in rows])
    found: list[tuple[str, str]] = []
    for row in rows:
        cells = list(row[1:] if grouped else row)
        if grouped and len(set(row)) == 2 and row[0] == row[1]:  # a name as wide as its group
            cells = list(row[1:])
        if len(cells) == 2 or (len(cells) in (3, 4) and len(set(cells[1:])) == 1):
            found.append((cells[0], cells[1]))
        elif len(cells) == 4:
            found += [(cells[0], cells[1]), (cells[2], cells[3])]
        else:
            return None
    return [(name.rstrip(":： "), value) for name, value in found if name or value]


def _groups(column: Sequence[str]) -> bool:
    """Whether the first column only groups the rows: most of its cells are repeated downwards."""
    return len(set(column)) * 2 <= len(column)


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _NAME
        and bool(_LETTER.search(text))
        and not text.endswith(_SENTENCE)
        and not any(kind.fullmatch(text) for kind in (_NUMBER, _DATE, _CONTACT, _ORDINAL))
    )


def _kind(value: str) -> str:
    if _DATE.fullmatch(value):
        return "day"
    if _NUMBER.fullmatch(value):
        return "number"
    if _CONTACT.fullmatch(value):
        return "contact"
    few, line, paragraph = _WORDS
    return few if len(value) <= _SHORT else line if len(value) <= _LONG else paragraph
