"""What the crawl reached, and what unread could have shown the thing looked for. Issues certificates; never decides a duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlsplit

from spotcheck.audits.reach_query import Query
from spotcheck.audits.room import Room
from spotcheck.audits.titles.periods import years
from spotcheck.audits.verdicts import Certificate
from spotcheck.crawler import urls
from spotcheck.crawler.records import Area, Outcome, OutcomeClass, PageKind, Role
from spotcheck.portal.contents import unread
from spotcheck.portal.extents import Open, open_lists
from spotcheck.portal.friends import friend_links
from spotcheck.portal.link_labels import DISCLOSURE, SITE_MAP, harmless, opaque
from spotcheck.portal.matching import bare, holds, normal
from spotcheck.portal.records import Reason, Unread
from spotcheck.portal.site_index import Holdings, Node

__all__ = ["Query", "Reach", "SearchScope"]
_LISTED = 20
_HOSTS = 5  # of these, other sites that would else not be named
_TITLE = 9  # characters from which a label is a title rather than the name of a column
_OPEN = {Open.PAGES: Reason.NO_EXTENT.value, Open.TOTAL: Reason.NO_EXTENT.value, Open.CONTROL: Outcome.SCRIPT_ONLY.value}
_COLUMNS_OF_AN_ORNAMENT = 2  # columns that may show one address before it is an ornament
_INDEXES = ("index.html", "index.htm", "index.shtml", "index.jsp", "index.aspx", "index.php", "default.htm", "default.aspx")
_MEDIA = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".ico", ".css", ".js", ".mp3", ".mp4", ".flv", ".swf", ".wmv", ".avi", ".apk", ".exe")


class SearchScope(StrEnum):
    """Which unread menus, lists and links to other sites could hold what is looked for. What is itself called like it always counts."""

    ANYWHERE = "anywhere"  # any of them
    KNOWN_PLACE = "known_place"  # it has a place that was read: of menus and lists only those whose name fits, or tells nothing
    BY_NAME = "by_name"  # none


class Reach:
    """The unread nodes of a run, sorted once by whether they matter always, by their label, or as links that lead away."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._always: list[Unread] = []
        self._labelled: list[Node] = []
        self._away: list[Node] = []
        self._scripts: list[Node] = []
        self._friends = friend_links(holdings.pages.values(), urls.key(holdings.site.url), lambda url: holdings.node(url).key)
        for key in sorted(holdings.nodes):
            self._sort(holdings.nodes[key])
        self._told_by = self._tellers()
        self._blind()
        self._open = [(unread(each.column, _OPEN[each.why]), Room(holdings, each.column)) for each in open_lists(holdings)]
        if not holdings.whole.frame_seen:
            self._always.append(Unread(url=holdings.site.url, label="", outcome=Outcome.SCRIPT_ONLY.value, role="frame"))
        if not holdings.run.complete:
            self._always.append(Unread(url=holdings.site.url, label="", outcome=Reason.NO_EXTENT.value, role="run"))
        self._points = self._entry_points()
        columns = [node for node in holdings.columns.values() if holdings.own(node.key) and node is not holdings.home]
        self._columns = (len(columns), sum(node.read or node.outcome is OutcomeClass.FAULT for node in columns))
        self._pages = len(holdings.pages)
        self._documents = sum(node.document is not None for node in holdings.nodes.values())
        self._titles = len(holdings.words)

    def _sort(self, node: Node) -> None:
        if node.document is not None or node.outcome is OutcomeClass.FAULT:
            return
        page = node.page
        if page is not None:
            hidden = page.kind in (PageKind.CHALLENGE, PageKind.ERROR) or (page.needs_script and not page.entries and not page.text.strip())
            if hidden and not self.holdings.own(node.key):
                self._away.append(node)  # what another site hides is told by the words of the link alone
            elif hidden and (node.is_list or node.menu or page.kind is PageKind.OTHER):
                self._always.append(unread(node, "script_only" if page.needs_script else Reason.UNRECOGNISED.value))
            elif hidden:
                self._labelled.append(node)
            return
        if node.key.partition("?")[0].lower().endswith(_MEDIA) or not node.key:
            return
        if any(spelling in self.holdings.pages for spelling in _spellings(node.key)):
            return
        labels = list(node.labels)
        if labels and all(harmless(label) for label in labels):
            return
        if node.menu and "#" in node.key:
            self._scripts.append(node)
        elif not self.holdings.own(node.key):
            if node.parents and self._attached(node):
                self._labelled.append(node)
            elif node.key not in self._friends:
                self._away.append(node)
        elif (node.visit is not None and node.visit.role is Role.HOME) or node.menu or not self._tells(node):
            self._always.append(unread(node))
        else:
            self._labelled.append(node)

    def _tells(self, node: Node) -> bool:
        """Whether what is known of something unread says what it is: a day, a title, the page that it is attached to."""
        if node.dates or "#" in node.key or any(len(bare(label)) >= _TITLE for label in node.labels):
            return True
        return bool(node.parents) and self._attached(node)

    def _blind(self) -> None:
        """Menus that a script opens. Beside a site that can be read they count by their names; where they are the site, always."""
        read = {label for node in self.holdings.columns.values() if node.read for label in node.labels}
        lost = {min(node.labels, default=""): node for node in self._scripts if read.isdisjoint(node.labels)}
        found = [unread(lost[label], "script_only") for label in sorted(lost)]
        if len(found) > len(read):
            self._always += found
        else:
            self._labelled += [lost[label] for label in sorted(lost)]

    def _tellers(self) -> dict[str, list[Node]]:
        """Columns that list nothing and show, in a frame or by a link that says nothing (点击进入), what stands on another site."""
        mute = {node.key for node in self._away if all(opaque(label) for label in node.labels)}
        found: dict[str, set[str]] = {}
        for node in self.holdings.nodes.values() if mute else ():
            page = node.page
            if page is None or not node.names or node is self.holdings.home or not (node.is_list or page.kind is PageKind.OTHER):
                continue
            if self.holdings.own_entries(node):  # a menu that was taken for a list tells nothing
                continue
            for link in page.links:
                if link.area in (Area.LIST, Area.BODY) and (key := self.holdings.node(link.url).key) in mute:
                    found.setdefault(key, set()).add(node.key)
        return {
            key: [self.holdings.nodes[each] for each in sorted(keys)] for key, keys in found.items() if len(keys) <= _COLUMNS_OF_AN_ORNAMENT
        }

    def _attached(self, node: Node) -> bool:
        return any(
            any(each is node for each in self.holdings.attachments_of(parent))
            for parent in (self.holdings.nodes[key] for key in node.parents if key in self.holdings.pages)
        )

    def _entry_points(self) -> tuple[tuple[str, str], ...]:
        found = [("home", self.holdings.home.url)] if self.holdings.home else []
        for kind, words in (("disclosure_area", DISCLOSURE), ("site_map", SITE_MAP)):
            found += [(kind, node.url) for node in self.holdings.columns.values() if node.page is not None and node.names & words][:3]
        return tuple(found)

    def unread_of(self, query: Query, scope: SearchScope = SearchScope.ANYWHERE) -> list[Unread]:
        """What was not read and could have shown it."""
        found = [unread(node) for node in self._labelled if self._relevant(node, query, scope)]
        if scope is not SearchScope.BY_NAME:
            anywhere = scope is SearchScope.ANYWHERE
            lists = [each for each, room in self._open if not anywhere or room.may_hold(query)]
            found += [each for each in (*self._always, *lists) if anywhere or each.role in ("run", "frame") or self._fits(each, query)]
            found += [
                unread(node, Reason.LINKED_ELSEWHERE.value)
                for node in self._away
                if node.key not in query.followed and self._leads(node, query)
            ]
        return found

    def certificate(self, query: Query, scope: SearchScope = SearchScope.ANYWHERE, *, extra: Iterable[Unread] = ()) -> Certificate:
        """What was read and what was not. ``extra``: parts of items found that could not be read."""
        missing = list(dict.fromkeys([*extra, *self.unread_of(query, scope)]))
        if self.holdings.home is None:
            missing.insert(0, Unread(url=self.holdings.site.url, label="", outcome=Reason.HOME_NOT_READ.value, role="home"))
        elif self._pages < 2:
            missing.insert(0, Unread(url=self.holdings.site.url, label="", outcome=Reason.NO_EXTENT.value, role="run"))
        return Certificate(
            entry_points=self._points,
            terms=query.shown,
            columns_known=self._columns[0],
            columns_read=self._columns[1],
            pages_read=self._pages,
            documents_read=self._documents,
            titles_searched=self._titles,
            unread=_shown(missing),
            unread_total=len(missing),
        )

    def reason(self, missing: Iterable[Unread]) -> str:
        """The commonest outcome among what was not read; of equals the first by alphabet. The home page decides over all."""
        if self.holdings.home is None:
            return Reason.HOME_NOT_READ.value
        counts = Counter(item.outcome for item in missing)
        return min(counts, key=lambda outcome: (-counts[outcome], outcome), default=Reason.NO_EXTENT.value)

    def _relevant(self, node: Node, query: Query, scope: SearchScope) -> bool:
        labels = [label for label in node.labels if not opaque(label)]
        if any(self._wanted(label, query) for label in node.labels):
            return True
        if labels or "#" in node.key:  # a script without an address that says nothing leads nowhere we know
            return False
        parents = [self.holdings.nodes[key] for key in node.parents if key in self.holdings.nodes]
        titles = [normal(parent.title) for parent in parents if parent.page is not None and not parent.is_list]
        if not titles or len(titles) < len(parents):
            return scope is not SearchScope.BY_NAME
        return any(opaque(title) or self._wanted(title, query) for title in titles)

    def _fits(self, missing: Unread, query: Query) -> bool:
        node = self.holdings.node(missing.url)
        labels = [label for label in node.labels if not opaque(label)]
        return not labels or any(self._wanted(label, query) for label in node.labels)

    def _wanted(self, label: str, query: Query) -> bool:
        if query.like is not None:
            return query.like(label)
        words = self.holdings.words.get(label)
        if words is None:
            words = self.holdings.lexicon.found(label)
        if query.words.isdisjoint(words) and not any(holds(terms, words) for terms in query.terms):
            return False
        if query.years is None:
            return True
        named = years(label)
        return not named or not query.years.isdisjoint(named)

    def _leads(self, node: Node, query: Query) -> bool:
        labels = [*node.labels, *(label for column in self._told_by.get(node.key, ()) for label in column.labels)]
        if any(query.elsewhere & self.holdings.words.get(label, frozenset()) and len(bare(label)) <= 20 for label in labels):
            return True
        return any(self._wanted(label, query) for label in labels)


def _shown(missing: list[Unread]) -> tuple[Unread, ...]:
    """As many as a certificate lists; other sites that were not followed are among them, an address a host."""
    if len(missing) <= _LISTED:
        return tuple(missing)
    first = missing[:_LISTED]
    hosts = {urlsplit(each.url).netloc: each for each in reversed(missing) if each.outcome == Reason.LINKED_ELSEWHERE.value}
    told = {urlsplit(each.url).netloc for each in first if each.outcome == Reason.LINKED_ELSEWHERE.value}
    lost = [each for host, each in sorted(hosts.items()) if host not in told][:_HOSTS]
    return (*first[: _LISTED - len(lost)], *lost)


def _spellings(key: str) -> tuple[str, ...]:
    """Other addresses under which web servers give the same index page."""
    stem = key.removesuffix("/")
    for name in _INDEXES:
        stem = stem.removesuffix(f"/{name}")
    return tuple(each for each in (stem, f"{stem}/", *(f"{stem}/{name}" for name in _INDEXES)) if each != key)
