"""The addresses of a snapshot as nodes: the only reader of snapshots. Judges nothing.

Each address is one node, whatever its spelling and whichever links, lists and redirects made it known.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from spotcheck.config.models import Site
from spotcheck.crawler import urls
from spotcheck.crawler.records import Area, Document, Entry, Link, OutcomeClass, Page, PageKind, Role, Visit, class_of
from spotcheck.crawler.snapshot import RunInfo
from spotcheck.portal.addresses import Addresses, moved_to
from spotcheck.portal.failed_again import Earlier, failed_again
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.matching import bare, normal
from spotcheck.portal.pages import whole_site

_MENUS = (Area.NAVIGATION, Area.BREADCRUMB, Area.FOOTER)
_NAME = re.compile(r"[·•\s]*(?!关于)[\u3400-\u9fff、]{2,8}[\s>»]*")  # words on a home page that can be the name of a column
_LONGEST = 14  # characters of a link that can name a column
_PAGES_BY_CHANCE = 3  # pages on which a link stands by chance
_QUOTE = 200  # characters of a page that evidence repeats


class Seen(Protocol):
    """What is read of a snapshot."""

    run: RunInfo

    def visits(self) -> Iterator[Visit]: ...
    def pages(self) -> Iterator[tuple[Visit, Page]]: ...
    def documents(self) -> Iterator[tuple[Visit, Document]]: ...


@dataclass(slots=True)
class Node:
    """One address: how it is called, what it turned out to be, and where it is listed."""

    key: str
    url: str
    labels: dict[str, str] = field(default_factory=dict)  # normalised → as written
    names: set[str] = field(default_factory=set)  # what menus, breadcrumbs and the page itself call it
    dates: set[date] = field(default_factory=set)  # dates that lists show beside it
    parents: set[str] = field(default_factory=set)  # keys of pages that list it or attach it
    menu: bool = False
    inferred: bool = False  # the year of its list date is inferred
    visit: Visit | None = None
    page: Page | None = None
    document: Document | None = None
    failed_again: bool = False  # its server failed on another day, too

    @property
    def is_list(self) -> bool:
        """Whether it is a column page rather than an item."""
        if self.page is not None:
            return self.page.kind.is_column
        return self.document is None and self.menu

    @property
    def read(self) -> bool:
        """Whether its content is known."""
        return self.page is not None or self.document is not None

    @property
    def outcome(self) -> OutcomeClass | None:
        """The class of its visit, None where it was never visited."""
        if self.failed_again:
            return OutcomeClass.FAULT
        return class_of(self.visit.outcome) if self.visit else None

    @property
    def title(self) -> str:
        """The fullest title known."""
        if self.page is not None and self.page.title and not self.is_list:
            return self.page.title
        return max(self.labels.values(), key=lambda label: (not opaque(label), len(label), label), default="")

    @property
    def day(self) -> date | None:
        """The day of publication as the page shows it, else as its list shows it."""
        if self.page is not None and self.page.published is not None:
            return self.page.published.value
        return max(self.dates, default=None)


class Nodes:
    """Everything that one run saw or heard of, by address."""

    def __init__(self, snapshot: Seen, earlier: Earlier | None = None) -> None:
        """``earlier``: how visits of earlier runs of the site ended, by URL key."""
        self.run = snapshot.run
        self.site: Site = snapshot.run.site
        self.nodes: dict[str, Node] = {}
        self._children: dict[str, set[str]] = defaultdict(set)  # by breadcrumb
        self._linked_below: dict[str, set[str]] = defaultdict(set)  # list page → list pages it links to outside its menus
        self._linked_from: Counter[str] = Counter()
        self.pages: dict[str, Page] = {}
        self._further: set[str] = set()  # further pages of lists
        visits = list(snapshot.visits())
        self._key = Addresses(visits).key
        self.hosts = {self._host(urls.key(url)) for url in (self.site.url, *self.site.domains)}
        for visit in visits:
            self._visit(visit)
        self.hosts |= {self._host(urls.key(visit.url)) for visit in visits if visit.role is Role.HOME}
        for key in failed_again(visits, earlier or {}):
            self.nodes[key].failed_again = True
        read = {self.node(visit.url).key: page for visit, page in snapshot.pages()}
        self.whole = whole_site(read, self._key, self._key(self.site.url))
        pages = [(self.nodes[key], page) for key, page in self.whole.pages.items()]
        for node, page in pages:
            node.page = page
            self.pages[node.key] = page
        for visit, document in snapshot.documents():
            self.node(visit.url).document = document
        seen: set[int] = set()
        self._menus: set[str] = set()  # what menus link to that no name, class or place tells
        self._repeated = _repeated([page for _, page in pages])
        self._framed_menus = {
            id(link) for key, page in self.pages.items() if key in self.whole.parts and _is_menu(page) for link in page.links
        }
        for node, page in pages:
            self._page(node, page, seen)
        for linked in self._linked_below.values():
            self._linked_from.update(linked)
        # A further page of a list whose earlier ones could not be read is no list of its own.
        self._further |= {node.key for node in self.nodes.values() if node.visit and node.visit.role is Role.LIST and not node.parents}
        self.columns = {node.key: node for node in self._ordered() if node.is_list and node.names and node.key not in self._further}

    @staticmethod
    def _host(key: str) -> str:
        return key.partition("/")[0]

    def node(self, url: str) -> Node:
        """The node of an address in any spelling, redirects followed."""
        key = self._key(url)
        found = self.nodes.get(key)
        if found is None:
            found = self.nodes[key] = Node(key=key, url=url)
        return found

    def _linked(self, url: str, words: str, page: Node) -> Node:
        """The node of a link. A link without an address (a script) stays by itself: listed, and not to be opened."""
        if urls.key(url):
            return self.node(url)
        key = f"{page.key}#{normal(words)}"
        return self.nodes.setdefault(key, Node(key=key, url=page.url))

    def _visit(self, visit: Visit) -> None:
        key = urls.key(visit.url)
        if moved_to(visit):
            self._label(self.node(visit.url), visit.label)
            return
        node = self.nodes.setdefault(key, Node(key=key, url=visit.url))
        node.visit, node.url = visit, visit.url
        node.menu = node.menu or visit.role in (Role.HOME, Role.NAVIGATION, Role.LIST)
        self._label(node, visit.label)

    @staticmethod
    def _label(node: Node, words: str) -> None:
        if words:
            node.labels.setdefault(normal(words), words)

    def _page(self, node: Node, page: Page, seen: set[int]) -> None:
        self._label(node, page.title)
        if node.is_list:
            node.names |= {bare(part) for part in _title_parts(page.title)} - {""}
        if page.column is not None:
            column = self.node(page.column.url) if page.column.url else node
            column.names.add(bare(page.column.name))
            if column is not node:
                node.parents.add(column.key)
        above: Node | None = None
        for crumb in page.breadcrumb:
            if not crumb.url:
                if node.is_list and crumb is page.breadcrumb[-1]:
                    node.names.add(bare(crumb.name))
                continue
            step = self.node(crumb.url)
            step.names.add(bare(crumb.name))
            step.menu = True
            self._label(step, crumb.name)
            if above is not None and above is not step:
                self._children[above.key].add(step.key)
            above = step
        if above is not None and above is not node:
            (self._children[above.key].add if node.is_list else node.parents.add)(node.key if node.is_list else above.key)
        home = page.kind is PageKind.HOME
        for entry in page.entries:
            item = self._linked(entry.url, entry.title, node)
            self._label(item, entry.title)
            if entry.date is not None:
                item.dates.add(entry.date)
                item.inferred = item.inferred or entry.year_inferred
            if not home:
                item.parents.add(node.key)
                if node.is_list and item.is_list and item is not node:
                    self._linked_below[node.key].add(item.key)
        for attachment in page.attachments:
            item = self._linked(attachment.url, attachment.name, node)
            self._label(item, attachment.name)
            item.parents.add(node.key)
        for link in page.links:
            if id(link) in seen and not (node.is_list and link.area in (Area.LIST, Area.BODY)):
                continue
            seen.add(id(link))
            item = self._linked(link.url, link.text, node)
            if item is node and link.area is not Area.BREADCRUMB:
                continue
            self._label(item, link.text)
            if id(link) in self._repeated and link.area not in _MENUS:
                self._menus.add(item.key)
            if self._in_frame(node, item, link):
                item.names.add(bare(link.text))
                item.menu = item.menu or (link.area is not Area.FOOTER and not item.read)
            elif home and _NAME.fullmatch(link.text.strip()) and not item.dates:
                if item.is_list:
                    item.names.add(bare(link.text))
                item.menu = item.menu or not item.read
            elif node.is_list and not home and item.is_list and item is not node:
                item.names.add(bare(link.text))
                self._linked_below[node.key].add(item.key)
        for url in page.more:
            other = self.node(url)
            other.parents.add(node.key)
            other.menu = True
            if other is not node and (node.key not in self._further or not self._names(other, node)):
                self._further.add(other.key)

    def _names(self, other: Node, node: Node) -> bool:
        """Whether a page calls another a further page of its own list: where each calls the other so, the first decides."""
        return other.page is not None and any(self._key(url) == node.key for url in other.page.more)

    def _in_frame(self, node: Node, item: Node, link: Link) -> bool:
        """Whether a link of a page is the site's: as the pages compare, else as the place where it stands is called."""
        if id(link) in self._repeated or item.key in self.whole.framed.get(node.key, ()) or id(link) in self._framed_menus:
            return True
        return link.area in _MENUS and item.key not in self.whole.own.get(node.key, ())

    def in_menus(self, page: Node, link: Link) -> bool:
        """Whether a link of a page stands on at least half of the pages, or in what its page shares with the site."""
        return id(link) in self._repeated or self._key(link.url) in self.whole.framed.get(page.key, ())

    def _ordered(self) -> list[Node]:
        return [self.nodes[key] for key in sorted(self.nodes)]

    def entries_of(self, page: Node) -> list[tuple[Node, Entry]]:
        """The entries that a page lists, each with its node."""
        return [(self._linked(entry.url, entry.title, page), entry) for entry in page.page.entries] if page.page else []

    def own_entries(self, page: Node) -> list[Node]:
        """The entries of a page without those that are really a menu: columns that most list pages link to."""
        most = max(2, len(self._linked_below) // 2)
        return [
            node
            for node, _ in self.entries_of(page)
            if not (node.is_list and (self._linked_from[node.key] > most or node.key in self._menus))
        ]

    @cached_property
    def furniture(self) -> frozenset[str]:
        """Lines that at least half of the list pages repeat."""
        pages = [page for page in self.pages.values() if page.kind is PageKind.LIST]
        counts = Counter(line for page in pages for line in {normal(line) for line in page.text.split("\n")})
        return frozenset(line for line, count in counts.items() if count > 2 and 2 * count >= len(pages))

    def attachments_of(self, page: Node) -> list[Node]:
        """The attachments that a page links to."""
        return [self._linked(each.url, each.name, page) for each in page.page.attachments] if page.page else []


def _repeated(pages: Sequence[Page]) -> frozenset[int]:
    """The links, by identity, that half of the pages show: a menu, whatever it is made of."""
    counts: Counter[int] = Counter()
    for page in pages:
        counts.update(map(id, page.links))
    least = max(_PAGES_BY_CHANCE, len(pages) / 2)
    texts = {id(link): link.text for page in pages for link in page.links if counts[id(link)] >= least}
    return frozenset(number for number, text in texts.items() if len(text) <= _LONGEST)


def _is_menu(page: Page) -> bool:
    """Whether a page that stands inside others shows names of columns, and nothing else."""
    if any(entry.date for block in page.blocks for entry in block.entries):
        return False
    words = sum(len(normal(link.text)) for link in page.links)
    return words > 0 and len(normal(page.text)) - words < _LONGEST and all(len(link.text) <= _LONGEST for link in page.links)


def _title_parts(title: str) -> list[str]:
    for mark in ("_", "|", "—", "–", " - ", "-", ">>", ">"):
        title = title.replace(mark, "\n")
    return title.split("\n")
