"""The original page of a document that is known by number or title, and the mark it carries. Takes no successor and no citation for it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spotcheck.audits.titles.document_numbers import numbers_in, plain, without_numbers, year_of
from spotcheck.audits.titles.repeal_notices import Declared, books, fate_of
from spotcheck.config.kinds.marking import MarkingCheck
from spotcheck.crawler.records import DateType, OutcomeClass
from spotcheck.portal.matching import normal, normal_text
from spotcheck.portal.site_index import Holdings, Node

_NUMBER_FIELDS = ("文号", "发文字号", "文件编号", "发文文号", "文件字号", "公文编号", "发文号")
_OTHERS = re.compile(r"解读|图解|问答|一图读懂|读懂|起草说明|废止|失效|清理|征求意见|修改《|修订《|新闻发布|说明$|已被")
_AFTER_ISSUER = re.compile(r"^.{0,40}?(?=关于|《|转发|印发)")
_TAIL = re.compile(r"[(\[【](?:已)?(?:废止|失效|停止执行|作废)[^)\]】]{0,80}[)\]】]|的通知$|的意见$")
_MARKED = re.compile(r"[(\[【][^()\[\]【】]{1,12}[)\]】]$")
_SHORT = 30
_SHORTEST_CORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A page taken for the original. ``sure`` is false where the number is missing and the title alone speaks for it."""

    node: Node
    sure: bool


class Originals:
    """The documents of a site by number and by title."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    @cached_property
    def _by_number(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for key in sorted(self._holdings.nodes):
            node = self._holdings.nodes[key]
            for number in own_numbers(node):
                found[number].append(node)
        return found

    @cached_property
    def _by_core(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for key in sorted(self._holdings.nodes):
            node = self._holdings.nodes[key]
            for label in node.labels:
                for core in cores(label):
                    if node not in found[core]:
                        found[core].append(node)
        return found

    def of(self, document: Declared, notice: Node) -> list[Original]:
        """The pages that are this document: same number, or same title with nothing that speaks against it."""
        wanted = {core for core in cores(normal(document.title)) if len(core) >= _SHORTEST_CORE} if document.title else set()
        found: dict[str, Original] = {}
        for node in self._by_number.get(document.number, []) if document.number else []:
            if self._eligible(node, notice) and self._agrees(node, wanted):
                found[node.key] = Original(node=node, sure=True)
        for core in sorted(wanted):
            for node in self._by_core.get(core, []):
                if node.key in found or not self._eligible(node, notice):
                    continue
                own = own_numbers(node)
                if document.number and own and document.number not in own:
                    continue
                sure = self._older(node, notice, document)
                if sure is not None:
                    found[node.key] = Original(node=node, sure=sure)
        return [found[key] for key in sorted(found)]

    @staticmethod
    def _agrees(node: Node, wanted: set[str]) -> bool:
        """A number shared by chance does not make another document of that name the original."""
        if not wanted or not node.labels:
            return True
        have = {core for label in node.labels for core in cores(label)}
        return any(a in b or b in a for a in wanted for b in have if len(a) >= 4 and len(b) >= 4) or not any(
            len(core) >= 8 for core in have
        )

    def _eligible(self, node: Node, notice: Node) -> bool:
        return node is not notice and not node.is_list and self._holdings.own(node.key) and not _is_other(node)

    @staticmethod
    def _older(node: Node, notice: Node, document: Declared) -> bool | None:
        """True: issued before the notice. False: cannot be told. None: a later document of the same title."""
        day = issued(node)
        year = year_of(document.number) if document.number else None
        if day is None:
            return False
        if notice.day is not None and day >= notice.day:
            return None if year is None or day.year > year + 1 else False
        return year is None or abs(day.year - year) <= 1 or False


def own_numbers(node: Node) -> tuple[str, ...]:
    """The numbers a page gives as its own: in the index table, in the title, or on a line that holds nothing else."""
    page, document = node.page, node.document
    found: list[str] = []
    if page is not None:
        for name, value in page.metadata:
            if normal(name).strip(":") in _NUMBER_FIELDS:
                found += numbers_in(value) or numbers_in(f"{value}号")
    for label in node.labels.values():
        if not books(plain(label)) or not _is_other(node):
            found += numbers_in(label)
    text = page.text if page is not None else document.text if document is not None else ""
    for line in text[:400].split("\n")[:8]:
        numbers = numbers_in(line)
        if len(numbers) == 1 and len(without_numbers(plain(line))) <= 6:
            found += numbers
    return tuple(dict.fromkeys(found))


def cores(title: str) -> set[str]:
    """What is left of a normalised title without its issuer, number and marks: ``关于…的通知`` and the title it prints."""
    text = without_numbers(plain(title).casefold())
    text = re.sub(r"[(\[]\s*[)\]]", "", text)
    text = re.sub(r"[(\[【]?(?:已|此文已|本文已)?(?:废止|失效|停止执行|作废)[)\]】]", "", text)
    core = _AFTER_ISSUER.sub("", text, count=1) if re.search("关于|印发|转发", text) else text
    found = {_key(text), _key(core)}
    if re.match(r"关于(?:印发|转发|批转|下发|公布)", core):
        inner = re.sub(r"^关于(?:印发|转发|批转|下发|公布)", "", core)
        found.add(_key(re.sub(r"的(?:通知|通告|公告|决定|意见)$", "", inner)))
    return {core for core in found if len(core) >= _SHORTEST_CORE}


def _key(text: str) -> str:
    return re.sub(r"[《》〈〉“”\"'()\[\]【】、,，.:：;·\-—]|(?:试行)|(?:暂行)$", "", text)


def issued(node: Node) -> date | None:
    """The day a document was issued, else published."""
    if node.page is not None:
        days = [fact.value for fact in node.page.dates if fact.type is DateType.ISSUED]
        if days:
            return min(days)
    return node.day


def marked(node: Node, spec: MarkingCheck) -> str:
    """The mark that a page carries, in its own words, or ""."""
    page = node.page
    if page is None:
        return ""
    marks = [normal(mark) for mark in spec.marks]
    for words in (*page.marks, page.title):
        text = normal(words)
        if any(mark in text for mark in marks) and not _cites(text):
            return words
    fields = [normal(name) for name in spec.validity_fields]
    for name, value in page.metadata:
        if normal(name).strip(":") in fields and any(normal(void) in normal(value) for void in spec.void_values):
            return f"{name}：{value}"
    for table in page.tables if len(page.tables) <= 2 else ():
        for head, value in zip(table.heads, table.rows[0] if len(table.rows) == 1 else (), strict=False):
            if normal(head).strip(":") in fields and any(normal(void) in normal(value) for void in spec.void_values):
                return f"{head}：{value}"
    lines = [line for line in page.text.split("\n") if line.strip()]
    for line in [*lines[:8], *lines[-3:]]:
        if said := _validity(normal(line), fields, [normal(void) for void in spec.void_values]):
            return said
    for line in [*lines[:5], *lines[-3:]]:
        text = normal(line)
        if len(text) <= _SHORT and any(mark in text for mark in marks) and not _cites(text) and fate_of(text):
            return line.strip()
    # A heading that nothing marks as one is known by the list, which shows the same words.
    told = normal_text(page.text)
    return next((label for label in sorted(node.labels.values()) if _ends_marked(label, marks) and normal(label) in told), "")


def _validity(line: str, fields: list[str], void: list[str]) -> str:
    """What a line of the page says of the document's validity where it says that it has none: 有效性：废止, 是否有效：否."""
    for field in fields:
        told = re.search(rf"{re.escape(field)}:([^:|,;。]{{1,8}})", line)
        if told and (any(told[1].startswith(word) for word in void) or (field.startswith("是否") and told[1].startswith("否"))):
            return told[0]
    return ""


def marked_in_list(node: Node, spec: MarkingCheck) -> bool:
    """Whether a list shows the mark behind the title, whatever the page itself shows."""
    marks = [normal(mark) for mark in spec.marks]
    return any(_ends_marked(label, marks) for label in node.labels.values())


def _ends_marked(label: str, marks: list[str]) -> bool:
    tail = _MARKED.search(normal(label))
    return tail is not None and not _cites(normal(label)) and any(mark in tail.group() for mark in marks)


def _cites(text: str) -> bool:
    return "《" in text or "同时废止" in text or "未废止" in text


def dead(node: Node) -> bool:
    """Whether the page cannot be opened any more."""
    return not node.read and node.outcome is OutcomeClass.FAULT


def _is_other(node: Node) -> bool:
    """Whether a page speaks about a document rather than being it. A mark in brackets at the end does not make it so."""
    return any(
        _OTHERS.search(_TAIL.sub("", re.sub(r"[(\[【]?(?:已|此文已)(?:废止|失效)[)\]】]?|[(\[【](?:废止|失效)[)\]】]", "", label)))
        for label in node.labels
    )
