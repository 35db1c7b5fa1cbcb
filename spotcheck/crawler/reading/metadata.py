"""The index table of a document: 索引号, 文号, 发布机构, 成文日期, 有效性 and their synonyms.

Refuses names it does not know; keeps empty values, which are a fact of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.markup import squeeze

_WORDS = """
    索引号 索取号 信息索引 信息索引号 文号 发文字号 发文文号 文件编号 文件号 公文文号 统一编号 登记号 统一登记号
    规范性文件统一编号 发布机构 发文机关 发文机构 发布单位 公开机构 公开单位 公开责任部门 责任部门 制发机关
    发文单位 所属机构 发布部门 公开部门 成文日期 成文时间 发布日期 发布时间 发文日期 印发日期 签发日期 生成日期
    公开日期 公开时间 公布日期 生效日期 生效时间 实施日期 施行日期 废止日期 废止时间 失效日期 失效时间 有效期
    有效期限 有效性 是否有效 时效 时效性 信息有效性 文件有效性 效力状态 文件状态 有效状态 效力 文件时效 信息状态
    主题分类 分类 信息分类 内容分类 主题 体裁分类 体裁 服务对象 服务对象分类 公开方式 公开形式 公开时限 公开范围
    公开类别 公开程序 主题词 关键词 信息名称 名称 标题 内容概述 语种 载体类型 公文种类 组配分类 更新日期 更新时间
    信息类别 文件类型 公文类型
"""
_KNOWN = frozenset(_WORDS.split())
_SURE = re.compile(
    r"索\s*引\s*号|索\s*取\s*号|文\s*号|发文字号|有\s*效\s*性|是否有效|时\s*效|成文日期|发布机构|发文机关|效力状态|发布机关|"
    r"统一编号|废止日期|失效日期|废止时间"
)
_SPLIT = re.compile(r"(?:^|[\s\t|｜\[【])((?:[\u4e00-\u9fff][ ]{0,4}){1,9}[\u4e00-\u9fff])\s*+(?:[\]】]\s*+)?[:：]\s*+")

_HEAD = 16  # lines at the head of a text that may be its index table
_STRANGER = re.compile(r"\s[\u4e00-\u9fff]{2,6}\s*[:：]")  # the name of another thing ends a value


def read_metadata(before: Sequence[str], inner: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of the index table: from lines above the text, at its head, or below it. () where the page has none.

    Two names at least, one of them proper to an index table, make a table; 发布时间 and 来源 alone do not.
    """
    for part in (before, _head(inner), after[:40]):
        if not any(_SURE.search(line) for line in part):
            continue
        pairs = _pairs(part)
        names = {name for name, _ in pairs}
        if len(names) >= 2 and any(_SURE.search(n) for n in names):
            return tuple(pairs)
    return ()


def _head(inner: Sequence[str]) -> Sequence[str]:
    """The first lines of a text as far as they are an index table."""
    end = 0
    while end < min(_HEAD, len(inner)):
        cells = inner[end].split("\t")
        if _below(cells, inner[end + 1 : end + 2]):
            end += 2
        elif _inline(inner[end]) or _name(cells[0].strip()):
            end += 1
        else:
            break
    return inner[:end]


def _pairs(part: Sequence[str]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    waiting = ""  # a name whose value may stand on the next line
    over = 0  # lines that were read together with the names above them
    for place, line in enumerate(part):
        cells = line.split("\t")
        if over:
            over -= 1
            continue
        if len(line) > 400:
            waiting = ""
            continue
        if values := _below(cells, part[place + 1 : place + 2]):
            for head, value in zip(cells, values, strict=False):
                _add(pairs, _name(head.strip()), value)
            over, waiting = 1, ""
            continue
        index = 0
        while index < len(cells):
            cell = cells[index].strip()
            name = _name(cell)
            if name and not (waiting and not _ends(cell)):
                if waiting:
                    _add(pairs, waiting, "")
                    waiting = ""
                following = cells[index + 1].strip() if index + 1 < len(cells) else None
                if following is None:
                    waiting = name
                elif _name(following) and _ends(following):
                    _add(pairs, name, "")
                else:
                    _add(pairs, name, following)
                    index += 1
            elif inline := _inline(cell):
                if waiting:
                    _add(pairs, waiting, "")
                    waiting = ""
                for name, value in inline:
                    _add(pairs, name, value)
            elif waiting:
                _add(pairs, waiting, cell)
                waiting = ""
            index += 1
    if waiting:
        _add(pairs, waiting, "")
    return pairs


def _below(heads: Sequence[str], following: Sequence[str]) -> list[str]:
    """The values of a row of names that stand in the row below it; [] where they do not."""
    heads = [head for head in heads if head.strip()]
    if len(heads) < 2 or not following or not all(_name(head.strip()) and not _ends(head.strip()) for head in heads):
        return []
    values = [value.strip() for value in following[0].rstrip("\t").split("\t")]
    return values if len(values) == len(heads) and not any(_name(value) for value in values) else []


def _add(pairs: list[tuple[str, str]], name: str, value: str) -> None:
    if not any(n == name for n, _ in pairs):
        pairs.append((name, value.strip()))


def _ends(cell: str) -> bool:
    return cell.endswith((":", "：", "】", "]"))


def _name(cell: str) -> str:
    """The known name that a cell consists of."""
    bare = squeeze(cell).strip(":：[]【】")
    return bare if bare in _KNOWN and (_ends(cell) or (len(bare) >= 2 and "：" not in cell and ":" not in cell)) else ""


def _inline(cell: str) -> list[tuple[str, str]]:
    found = [m for m in _SPLIT.finditer(cell) if squeeze(m[1]) in _KNOWN]
    pairs = []
    for number, m in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(cell)
        pairs.append((squeeze(m[1]), _STRANGER.split(cell[m.end() : end])[0].strip(" |｜[]【】")))
    return pairs
