"""What a snapshot holds, found by words, by column and by address. Judges nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from spotcheck.config.china_time import day_in_china
from spotcheck.config.models import Terms
from spotcheck.crawler.records import PageKind, Role, Table
from spotcheck.portal.failed_again import Earlier
from spotcheck.portal.matching import Lexicon, bare, normal, suits
from spotcheck.portal.nodes import Node, Nodes, Seen
from spotcheck.portal.records import Evidence

__all__ = ["Holdings", "Node", "Seen"]
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp")
_PAGES_OF_AN_ORNAMENT = 2  # pages that may show one picture before it is an ornament
_SINGLE = 12  # entries up to which a list without days may be one of sub-columns
_TABLES = 3  # tables of a page that are looked at for what it is
_OPENING = 400  # characters of a text in which a page says what it is
_SENTENCE = re.compile(r"[。；;\n]")
_QUOTE = 200  # characters of a page that evidence repeats


class Holdings(Nodes):
    """The nodes of one run, indexed for judging."""

    def __init__(self, snapshot: Seen, lexicon: Lexicon, earlier: Earlier | None = None) -> None:
        """``lexicon``: every word of the rules that titles are searched for; ``earlier``: former outcomes by URL key."""
        super().__init__(snapshot, earlier)
        self.lexicon = lexicon

    @cached_property
    def home(self) -> Node | None:
        """The home page, if it was read and shows what a home page shows."""
        node = self.nodes.get(self._key(self.site.url))
        if node is None or node.page is None:
            homes = [n for n in self._ordered() if n.page is not None and n.visit is not None and n.visit.role is Role.HOME]
            node = homes[0] if homes else None
        if node is None or node.page is None or node.page.needs_script:
            return None
        return None if node.page.kind in (PageKind.CLOSURE, PageKind.REDIRECT, PageKind.ERROR, PageKind.CHALLENGE) else node

    @cached_property
    def _labels(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self._ordered():
            for label in node.labels:
                found[label].append(node)
        return found

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words of the rules that each label holds."""
        return {label: self.lexicon.found(label) for label in self._labels}

    @cached_property
    def said(self) -> tuple[tuple[Node, frozenset[str]], ...]:
        """The first sentences of what was read on the site itself, by the words of the rules that each holds.

        A line that is but the name of something, as in menus and maps of the site, says nothing.
        """
        names = {bare(label) for label in self.words}
        found = []
        for node, text, _ in self._bodies:
            for sentence in _SENTENCE.split(text[:_OPENING]):
                words = self.lexicon.found(normal(sentence)) if len(sentence) > 5 and bare(sentence) not in names else frozenset()
                if len(words) > 1:
                    found.append((node, words))
        return tuple(found)

    @cached_property
    def tabled(self) -> tuple[tuple[Node, frozenset[str]], ...]:
        """The tables of what was read on the site itself, by the words of the rules in their titles, heads and first column."""
        return tuple(
            (node, self.lexicon.found(normal(" ".join((table.caption, table.sheet, *table.heads, *(row[0] for row in table.rows if row))))))
            for node, _, tables in self._bodies
            for table in tables[:_TABLES]
        )

    @property
    def _bodies(self) -> Iterator[tuple[Node, str, tuple[Table, ...]]]:
        for node in self._ordered():
            body = node.page or node.document
            if body is not None and node is not self.home and not node.is_list and self.own(node.key):
                yield node, body.text, body.tables

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for label, words in self.words.items():
            for word in words:
                found[word].add(label)
        return found

    def covering(self, terms: Terms) -> list[tuple[Node, str]]:
        """Nodes with a label that holds a word of every group, with that label; excluded words are for the caller to weigh."""
        groups = [set().union(*(self._by_word.get(normal(word), set()) for word in group)) for group in terms.all]
        found = {(node.key, label) for label in set.intersection(*groups) for node in self._labels[label]}
        return [(self.nodes[key], label) for key, label in sorted(found)]

    def labelled(self, words: Iterable[str]) -> list[tuple[Node, str]]:
        """Nodes with a label that holds all the (normalised) words, by address; every word must be one of the rules' words."""
        groups = [self._by_word.get(word, set()) for word in words]
        found = {(node.key, label) for label in (set.intersection(*groups) if groups else ()) for node in self._labels[label]}
        return [(self.nodes[key], label) for key, label in sorted(found)]

    def columns_of(self, node: Node) -> list[Node]:
        """The column pages that list or hold an item, the home page left out."""
        parents = (self.nodes[key] for key in sorted(node.parents) if key in self.nodes)
        return [parent for parent in parents if parent.is_list and parent is not self.home]

    def pages_of(self, column: Node) -> list[Node]:
        """A column's own page and the further pages of its list, read or not."""
        found, queue = {column.key: column}, [column]
        while queue:
            page = queue.pop().page
            for url in page.more if page is not None else ():
                node = self.node(url)
                if node.key not in found:
                    found[node.key] = node
                    queue.append(node)
        return [found[key] for key in sorted(found)]

    def below(self, column: Node, depth: int = 3) -> list[Node]:
        """Sub-columns by breadcrumb, by links of the column page, and by path; the column itself left out."""
        found: dict[str, Node] = {}
        layer = [column]
        for _ in range(depth):
            keys = {key for node in layer for page in self.pages_of(node) for key in self._under(page)}
            layer = [self.nodes[key] for key in sorted(keys) if key not in found and key != column.key]
            layer = [
                node for node in layer if node.is_list and node is not self.home and column.key not in self._children.get(node.key, ())
            ]
            found.update({node.key: node for node in layer})
        prefix = column.key if column.key.endswith("/") and column.key.count("/") > 1 else ""
        if prefix:
            found.update({key: node for key, node in self.columns.items() if key.startswith(prefix) and key != column.key})
        return [found[key] for key in sorted(found)]

    def single_pages(self, column: Node) -> list[Node]:
        """Sub-columns of a column that are one page each: what it lists without days, and what its menus lead to below it.

        Below it stands what the menu of its part of the site alone leads to, what names it as the step above, and what lies in its folder.
        """
        section = self.whole.sections.get(column.key, frozenset())
        folder = column.key.rpartition("/")[0] + "/"
        found = {
            key: self.nodes[key]
            for key in self.whole.framed.get(column.key, ())
            if key in self.nodes
            and (key in section or column.key in self.nodes[key].parents or (folder.count("/") > 1 and key.startswith(folder)))
        }
        listed = self.own_entries(column)
        if len(listed) <= _SINGLE:
            found |= {node.key: node for node in listed if not node.dates}
        return [found[key] for key in sorted(found) if found[key].page is not None and not found[key].is_list and key != column.key]

    def pictures_of(self, page: Node) -> list[str]:
        """The pictures that a page shows and few others do: what it says may stand in them."""
        links = page.page.links if page.page else ()
        return [
            link.url
            for link in links
            if not link.text and link.url.lower().endswith(_PICTURES) and self._shown[link.url] <= _PAGES_OF_AN_ORNAMENT
        ]

    @cached_property
    def _shown(self) -> Counter[str]:
        return Counter(
            link.url for page in self.pages.values() for link in page.links if not link.text and link.url.lower().endswith(_PICTURES)
        )

    def _under(self, page: Node) -> set[str]:
        """Columns right below a column page. A link makes a child only where no breadcrumb of the child speaks against it
        and where it does not stand on most list pages, as the links of a menu do."""
        found = set(self._children.get(page.key, ()))
        for key in self._linked_below.get(page.key, ()):
            child = self.nodes[key].page
            crumbs = [self._key(crumb.url) for crumb in child.breadcrumb if crumb.url] if child is not None else []
            if crumbs:
                if page.key in crumbs[:-1] or (page.key in crumbs and crumbs[-1] != key):
                    found.add(key)
            elif child is not None and child.column is not None and child.column.trail:
                if page.names & {bare(name) for name in child.column.trail}:
                    found.add(key)
            elif key not in self._menus and self._linked_from[key] <= max(2, len(self._linked_below) // 2):
                found.add(key)
        return found

    def own(self, key: str) -> bool:
        """Whether an address stands on the audited site itself."""
        return self._host(key) in self.hosts

    def evidence(self, node: Node, quote: str, where: str) -> Evidence:
        """What was seen at a node, with the time and hash of the visit."""
        visit = node.visit
        quote = " ".join(quote.split())
        if len(quote) > _QUOTE:
            quote = quote[: _QUOTE - 1] + "…"
        return Evidence(
            url=visit.url if visit else node.url,
            quote=quote,
            where=where,
            fetched_at=visit.fetched_at if visit else "",
            sha256=visit.sha256 if visit else "",
        )

    @cached_property
    def captured(self) -> date | None:
        """The civil day of the last capture in Asia/Shanghai, None where nothing was fetched."""
        return day_in_china(self.run.last_capture) if self.run.last_capture else None

    def suiting(self, terms: Terms) -> list[Node]:
        """Nodes with a label that matches, excluded words heeded; each once, by address."""
        found = {node.key for node, label in self.covering(terms) if suits(terms, self.words[label])}
        return [self.nodes[key] for key in sorted(found)]
