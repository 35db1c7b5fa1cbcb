"""Marks of expiry that a page sets apart near its title: short words, and images named for them.

Refuses such words inside running text, in tables of data and in navigation.
"""

from __future__ import annotations

import re

from spotcheck.crawler.reading.hidden import is_hidden
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.markup import Element, Markup, fold, squeeze, whole_text

_NO_MARK = ("a", "style", "option")
_TOLD = re.compile("废止|失效|有效|修订|修改")
_WORD = re.compile(
    r"(?:(?:本|此|该)(?:文件|件|文)?)?(?:已经?|现已|已被)?(?:(?:宣布|全文|部分)?(?:废止|失效|修改|修订)|废止失效|失效或废止|"
    r"停止执行|现行有效|继续有效|有效)|(?:该|本|此)?(?:文件|规范性文件)?(?:状态)?[:：](?:已?废止|已?失效|有效)"
)
_SAID = re.compile(
    r"(?:.{0,4}[:：])?(?:(?:根据|依据|按照).{2,60}[，,])?(?P<mark>(?:[本此](?:规范性)?(?:文件|文|件|通知|办法|规定|意见)|该(?:文件|文))(?:已经?|现已|已被|现被|被)"
    r"(?:[于自由被]?(?:\d{4}年\d{1,2}月\d{1,2}日|.{1,24}[号》文]))?起?(?:予以|宣布|公布)?(?:废止|失效|停止执行))"
)
_LINE = 90  # characters of a line that says nothing but that its document is void
_BRACKETS = "【】[]（）()〔〕「」*!！：: ·|"
_BEHIND = re.compile(r"[【\[（(〔]\s*((?:已经?|现已)?(?:废止|失效|修改|修订|宣布失效|部分废止|部分失效))\s*[】\]）)〕]\s*$")
_SITE = re.compile(r"(?<!\s)\s*+[-_|—–]")  # what parts a title from the name of its site
_IMAGE = re.compile(r"(?:yi|y)?(?:fei_?zhi|shi_?xiao)|废止|失效|\bfz\.(?:png|gif|jpe?g)|abolish|repeal|invalid|expired", re.IGNORECASE)
_IMAGE_WORD = (("失效", re.compile(r"shi_?xiao|失效|expired|invalid", re.IGNORECASE)), ("废止", re.compile("", re.IGNORECASE)))


def read_marks(markup: Markup, layout: Layout, before: list[str], found_headings: list[str]) -> tuple[str, ...]:
    """The words of the marks, in order; an image gives its alternative text, or 废止 / 失效 by its file name."""
    marks: list[str] = []
    source = markup.html
    if "废止" in source or "失效" in source or "有效" in source or "修" in source:
        for heading in found_headings:
            if m := _BEHIND.search(_SITE.split(heading)[0]):
                marks.append(m[1])
        for element in markup.saying(_TOLD.search):
            if element is markup.body or element.tag in _NO_MARK or (element.tag == "p" and any(True for _ in element.iterancestors("td"))):
                continue
            text = fold(whole_text(element)).strip(_BRACKETS)
            word = squeeze(text)
            if (mark := _mark(word)) and _stands(element, layout) and not _in_data(element):
                marks.append(mark)
        marks += [mark for line in before if "\t" not in line and (mark := _mark(squeeze(line).strip(_BRACKETS)))]
        if "废止" in source or "失效" in source or "停止执行" in source:
            lines = (squeeze(line).strip(f"{_BRACKETS}。") for line in markup.lines if len(line) <= _LINE)
            marks += [said["mark"] for line in lines if (said := _SAID.fullmatch(line))]
    for image in markup.body.iter("img", "input"):
        words = " ".join(filter(None, (image.get("alt"), image.get("title"), (image.get("src") or "").rpartition("/")[2])))
        if words and _IMAGE.search(words) and _stands(image, layout):
            shown = fold(image.get("alt") or image.get("title") or "")
            marks.append(shown if "废" in shown or "失效" in shown else next(w for w, p in _IMAGE_WORD if p.search(words)))
    return tuple(dict.fromkeys(marks))


def _mark(words: str) -> str:
    if len(words) <= 12 and _WORD.fullmatch(words):
        return words
    said = _SAID.fullmatch(words.rstrip("。.")) if len(words) <= _LINE else None
    return said["mark"] if said else ""


def _stands(element: Element, layout: Layout) -> bool:
    """Whether a visitor sees an element, in the main part of the page."""
    return layout.area_of(element) is None and not is_hidden(element)


def _in_data(element: Element) -> bool:
    """Whether an element stands in a row of a table beside other cells, or in an item of a list of links."""
    for up in element.iterancestors():
        if up.tag == "tr":
            return sum(1 for cell in up if cell.tag in ("td", "th") and whole_text(cell).strip()) > 1
        if up.tag == "li":
            return any(True for _ in up.iter("a"))
    return False
