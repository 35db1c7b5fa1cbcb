"""What an item holds: its page, tables and attachments, and what of it could not be opened. Looks for parts; decides no duty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spotcheck.config.models import Part
from spotcheck.crawler.records import Area, DocumentState, OutcomeClass, PageKind, Table
from spotcheck.portal.glossary import explanations
from spotcheck.portal.link_labels import neighbour, opaque
from spotcheck.portal.matching import normal, normal_text, synonyms
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Holdings, Node

_ROWS = 400  # rows of one table that are searched
_DENIED = re.compile(r"(?:另行公[开布]|尚未公开|暂未公开|暂不公开|不含|不包括|未包括|未公开)[^,;。]{0,6}$")
CLOSED = (Reason.SCAN.value, Reason.ENCRYPTED.value, Reason.UNSUPPORTED.value)  # there, and not to be read
_STATES = {
    DocumentState.SCAN: Reason.SCAN.value,
    DocumentState.ENCRYPTED: Reason.ENCRYPTED.value,
    DocumentState.UNSUPPORTED: Reason.UNSUPPORTED.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in a source: a paragraph, caption, head or row."""

    words: str
    where: str

    @property
    def norm(self) -> str:
        return normal_text(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a part was found."""

    part: str
    evidence: Evidence


class Source:
    """A page or document that was read, searchable."""

    def __init__(self, holdings: Holdings, node: Node) -> None:
        self.node = node
        self._holdings = holdings
        body = node.page or node.document
        assert body is not None
        self.text: str = body.text
        self.tables: tuple[Table, ...] = body.tables
        self.where = "page" if node.page is not None else "document"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything searchable, in order; the explanations of a glossary are left out."""
        lines = [line for line in self.text.split("\n") if line.strip()]
        explained = explanations([normal(line) if len(line) < 40 else line for line in lines])
        found = [Passage(words=line, where=self.where) for n, line in enumerate(lines) if n not in explained]
        for table in self.tables:
            found += [Passage(words=words, where="table") for words in (table.caption, table.sheet) if words]
            rows = zip(table.heads, *table.rows, strict=True) if table.record else (table.heads, *table.rows[:_ROWS])
            found += [Passage(words=words, where="table") for row in rows if (words := " | ".join(row))]
            found += [Passage(words=note, where="table") for note in table.notes]
        return tuple(found)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        return tuple(passage.norm for passage in self.passages)

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.norms)

    @cached_property
    def joined(self) -> str:
        """The whole without line breaks, for words that a pdf breaks in two."""
        return self.whole.replace("\n", "") if self.where == "document" else ""

    def find(self, part: Part) -> Found | None:
        """The part, if it stands here and is not said to stand elsewhere."""
        for words in synonyms(part):
            if not all(word in self.whole or word in self.joined for word in words):
                continue
            for passage, norm in zip(self.passages, self.norms, strict=True):
                if all(word in norm for word in words) and not _denied(words, norm):
                    return Found(part=part.name, evidence=self.evidence(passage))
            if len(words) == 1 and words[0] in self.joined and words[0] not in self.whole and self.passages:
                return Found(part=part.name, evidence=self.evidence(Passage(words=words[0], where=self.where)))
        return None

    def evidence(self, passage: Passage) -> Evidence:
        """The passage as evidence."""
        return self._holdings.evidence(self.node, passage.words, passage.where)


@dataclass(slots=True, kw_only=True)
class Content:
    """The sources of one or several items. ``unread``: what could not be read; ``broken``: what proved dead or damaged."""

    sources: list[Source] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    broken: list[Node] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything that belongs to it was read."""
        return not self.unread and not self.broken

    def find(self, parts: Iterable[Part]) -> dict[str, Found]:
        """The parts that stand in any of the sources."""
        found: dict[str, Found] = {}
        for part in parts:
            hit = next((hit for hit in (source.find(part) for source in self.sources) if hit), None)
            if hit is not None:
                found[part.name] = hit
        return found


class Reader:
    """Opens items of one snapshot; each source is prepared once."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._sources: dict[str, Source] = {}
        self.remembered: dict[tuple[str, str], Any] = {}  # what checks read out of a node, by (purpose, key)

    def source(self, node: Node) -> Source:
        """A node that was read, as a source."""
        found = self._sources.get(node.key)
        if found is None:
            found = self._sources[node.key] = Source(self.holdings, node)
        return found

    def content(self, nodes: Iterable[Node], parts: Iterable[Part] = ()) -> Content:
        """The content of items: pages, attachments, entries of an item that is itself a list, and links in the text named like a part."""
        content, done = Content(), set[str]()
        words = [word for part in parts for group in synonyms(part) for word in group]
        for node in nodes:
            self._take(content, node, done, words, depth=0)
        return content

    def _take(self, content: Content, node: Node, done: set[str], words: list[str], depth: int) -> None:
        if node.key in done:
            return
        done.add(node.key)
        if node.document is not None:
            self._document(content, node)
            return
        page = node.page
        if page is None:
            self._missing(content, node)
            return
        content.sources.append(self.source(node))
        if page.kind in (PageKind.CHALLENGE, PageKind.ERROR):
            content.unread.append(unread(node, Reason.UNRECOGNISED.value))
        elif page.needs_script:
            content.unread.append(unread(node, "script_only"))
        elif not (page.text.strip() or page.tables or page.attachments or page.entries or page.kind is PageKind.LIST or page.blank):
            content.unread.append(unread(node, Reason.SCAN.value))
        for attachment in self.holdings.attachments_of(node):
            self._take(content, attachment, done, words, depth + 1)
        if depth > 1:
            return
        if node.is_list:
            for column_page in self.holdings.pages_of(node):
                if column_page.page is None:
                    content.unread.append(unread(column_page))
                for entry in self.holdings.own_entries(column_page):
                    self._take(content, entry, done, words, depth + 1)
            return
        for link in page.links:
            label = normal(link.text)
            if link.area is Area.BODY and not neighbour(label) and (opaque(label) or any(word in label for word in words)):
                target = self.holdings.node(link.url)
                # 附表1, 2, 下一页 inside a text are its own further pages; a link to a column or to another site is not.
                if target.key and not target.is_list and (target.read or self.holdings.own(target.key)):
                    self._take(content, target, done, words, depth + 1)

    def _document(self, content: Content, node: Node) -> None:
        document = node.document
        assert document is not None
        if document.state is DocumentState.BROKEN:
            content.broken.append(node)
        elif document.state is not DocumentState.READ:
            if document.state is DocumentState.SCAN and document.text.strip():
                content.sources.append(self.source(node))  # what could be read of it counts; what could not is still unread
            content.unread.append(unread(node, _STATES[document.state]))
        elif not document.text.strip() and not document.tables:
            content.unread.append(unread(node, Reason.UNRECOGNISED.value))
        else:
            content.sources.append(self.source(node))

    @staticmethod
    def _missing(content: Content, node: Node) -> None:
        if node.outcome is OutcomeClass.FAULT:
            content.broken.append(node)
        else:
            content.unread.append(unread(node))


def unread(node: Node, outcome: str = "") -> Unread:
    """A node as something that was not read."""
    visit = node.visit
    told = outcome or (visit.outcome.value if visit and visit.outcome.value != "read" else Reason.NO_EXTENT.value)
    return Unread(url=visit.url if visit else node.url, label=node.title, outcome=told, role=visit.role.value if visit else "page")


def _denied(words: tuple[str, ...], norm: str) -> bool:
    return all(_DENIED.search(norm[: norm.find(word)]) for word in words)
