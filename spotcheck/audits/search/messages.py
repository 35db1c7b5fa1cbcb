"""Messages of visitors and their answers, read out of lists, tables and texts. Refuses to take silence for an answer that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spotcheck.audits.case import Case
from spotcheck.audits.search.columns import columns_named
from spotcheck.config.models import Names
from spotcheck.crawler.records import OutcomeClass, Page, PageKind, Table
from spotcheck.portal.matching import normal
from spotcheck.portal.site_index import Node

_DAY = r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})"
_LABEL = re.compile(
    r"(?P<asked>(?:留言|来信|咨询|提问|写信|信件|提交|反映|投诉)(?:时间|日期))|"
    r"(?P<answered>(?:答复|回复|办结|反馈)(?:时间|日期))|"
    r"(?P<by>(?:答复|回复|办理|承办|处理)(?:单位|部门|机构))|"
    r"(?P<content>(?:答复|回复|办理|处理)(?:内容|结果|意见))|"
    r"(?P<status>(?:办理|答复|回复|处理|信件)?状态)"
)
_PENDING = re.compile(r"(?:未|待|尚未|暂未)(?:答复|回复|办理|处理|受理)|(?:暂无|没有)(?:答复|回复)|(?:办理|处理|受理)中|正在(?:办理|处理)")
_NOTHING = re.compile(r"^[\s:：\-—/无]*$")
_SHORT = 12  # characters of a value that only says how far a message is
_VALUE = 60  # characters after a label that are its value
PARTS = {"asked": "留言时间", "answered": "答复时间", "by": "答复单位", "content": "答复内容"}


@dataclass(slots=True, kw_only=True)
class Message:
    """A message. ``shows`` are the labels that the page has, ``holds`` those with a value; ``pending``: the page itself says so."""

    what: str
    node: Node
    asked: date | None = None
    pending: bool = False
    shows: set[str] = field(default_factory=set)
    holds: set[str] = field(default_factory=set)

    @property
    def answered(self) -> bool:
        """Whether an answer is shown."""
        return bool({"answered", "content"} & self.holds)

    @property
    def unanswered(self) -> bool:
        """Whether the page itself shows that there is no answer: it says so, or its field for the answer is empty."""
        return not self.answered and (self.pending or bool({"answered", "content"} & self.shows))


@dataclass(slots=True, kw_only=True)
class Messages:
    """What was read of the columns for messages, and the items in them that were not."""

    found: list[Message] = field(default_factory=list)
    unread: list[Node] = field(default_factory=list)
    columns: list[Node] = field(default_factory=list)


def messages_of(case: Case, names: Names) -> Messages:
    """Every message of the columns under the names, by address."""
    told = Messages(columns=[node for node in columns_named(case, names) if case.holdings.own(node.key)])
    pages = {
        page.key: page
        for column in told.columns
        for node in (column, *case.holdings.below(column))
        for page in case.holdings.pages_of(node)
    }
    items: dict[str, Node] = {}
    for key in sorted(pages):
        node = pages[key]
        if node.page is None:
            told.unread += [node] if node.outcome is not OutcomeClass.FAULT else []
            continue
        for table in node.page.tables:
            told.found += _rows(table, node)
        if node.page.kind in (PageKind.INTERACTION, PageKind.LIST, PageKind.OTHER):
            told.found += _blocks(node.page, node)
        items |= {item.key: item for item in case.holdings.own_entries(node) if item.key not in pages}
    for key in sorted(items):
        node = items[key]
        if node.page is not None:
            read = _blocks(node.page, node)
            told.found += [_named(each, node) for each in read] or [Message(what=node.title, node=node, asked=node.day)]
        elif node.outcome is not OutcomeClass.FAULT and node.document is None:
            told.unread.append(node)
    return told


def _named(message: Message, node: Node) -> Message:
    message.what = node.title or message.what
    return message


def _blocks(page: Page, node: Node) -> list[Message]:
    """The messages of a text: each begins where it says when it was asked."""
    found: list[Message] = []
    text = "\n".join((*(f"{name}：{value}" for name, value in page.metadata), page.text))
    marks = list(_LABEL.finditer(text))
    for index, mark in enumerate(marks):
        kind = mark.lastgroup or ""
        value = text[mark.end() : min(marks[index + 1].start() if index + 1 < len(marks) else len(text), mark.end() + _VALUE)]
        if kind == "asked":
            found.append(Message(what=page.title, node=node, asked=_day(value)))
        if found:
            _take(found[-1], kind, value)
    return found


def _rows(table: Table, node: Node) -> Iterator[Message]:
    kinds = [mark.lastgroup if (mark := _LABEL.search(normal(head))) else None for head in table.heads]
    if "asked" not in kinds or not {"answered", "status", "content"} & set(kinds):
        return
    for row in table.rows:
        message = Message(what=_title(row, kinds), node=node)
        for kind, cell in zip(kinds, row, strict=False):
            if kind == "asked":
                message.asked = _day(cell)
            if kind:
                _take(message, kind, cell)
        yield message


def _title(row: Sequence[str], kinds: Sequence[str | None]) -> str:
    plain = [cell for kind, cell in zip(kinds, row, strict=False) if kind is None]
    return max(plain, key=len, default="")


def _take(message: Message, kind: str, value: str) -> None:
    said = value.strip(" :：\n").split("\n")[0]
    waiting = len(said) <= _SHORT and bool(_PENDING.search(said))  # a sentence that says so is an answer of its own
    message.pending = message.pending or (kind != "asked" and waiting)
    if kind == "status":
        return
    message.shows.add(kind)
    if kind in ("asked", "answered"):
        message.holds |= {kind} if _day(value) else set()
    elif not _NOTHING.match(value) and not waiting:
        message.holds.add(kind)


def _day(text: str) -> date | None:
    found = re.search(_DAY, text)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
