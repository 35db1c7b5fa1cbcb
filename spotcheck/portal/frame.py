"""Which blocks of a page are the frame that it shares with the site, and which are its own. Told by comparing pages, not by names.

A menu stands on the pages that it leads to, and on those that its page leads to otherwise; a list stands once. Refuses to tell
where too little of the site was read to compare with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from spotcheck.crawler.records import Block, Page, PageKind

_WITNESSES = 24  # pages that a page is compared with
_LEAST = 2  # pages without which nothing can be compared
_MOSTLY, _DATED = 0.5, 0.8  # share of witnesses that must carry a block; one with days must stand there in the same place
_SURELY = 3  # witnesses from which single links of a block can be told apart
_MENU = 3  # pages that a menu leads to


class Place(Enum):
    """What a block is to its page."""

    FRAME = auto()
    CONTENT = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Share:
    """One block of a page: what it is, and which of its targets (URL keys) the site repeats all the same."""

    block: Block
    place: Place
    repeated: frozenset[str] = frozenset()


class Frame:
    """The frame of a site, from pages that were read on it."""

    def __init__(self, pages: Mapping[str, Page], key_of: Callable[[str], str], home: str) -> None:
        """``pages``: those of the site itself, by URL key; ``key_of`` gives the key of an address; ``home``: the key of the front page."""
        self._pages = pages
        self._home = home
        self._of: dict[int, frozenset[str]] = {}  # block, by identity → targets
        self._shares: dict[str, list[Share]] = {}
        self._key = key_of
        self._articles = [name for name, page in pages.items() if page.kind is PageKind.ARTICLE]
        self._beside: dict[str, bool] = {}
        self._targets = {name: frozenset(key_of(link.url) for link in page.links if link.url) for name, page in pages.items()}
        self._blocks = {name: {block.path: self.targets(block) for block in page.blocks} for name, page in pages.items()}

    def targets(self, block: Block) -> frozenset[str]:
        """The URL keys that a block leads to."""
        found = self._of.get(id(block))
        if found is None:
            found = self._of[id(block)] = frozenset(self._key(each.url) for each in block.entries if each.url)
        return found

    def shares(self, name: str) -> list[Share]:
        """The blocks of a page, in their order."""
        found = self._shares.get(name)
        if found is None:
            blocks = self._pages[name].blocks
            found = self._shares[name] = [self._share(name, block, blocks) for block in blocks]
        return found

    @property
    def seen(self) -> bool:
        """False where the frame is written by a script that was not run: all pages load one, and they share no menu."""
        front = self._pages.get(self._home)
        others = [page for name, page in self._pages.items() if name != self._home and page.kind is not PageKind.REDIRECT]
        if front is None or not front.includes or not others:
            return True
        if not set(front.includes).intersection(*(page.includes for page in others)):
            return True
        return 2 * sum(len(self._menu(name)) >= _MENU for name in self._pages) >= len(self._pages)

    def _menu(self, name: str) -> set[str]:
        """The pages of the site that the frame of a page leads to."""
        host = self._home.partition("/")[0]
        found = {target for share in self.shares(name) if share.place is Place.FRAME for target in self.targets(share.block)}
        return {target for target in found if target.partition("/")[0] == host and target not in (name, self._home)}

    def _share(self, name: str, block: Block, blocks: Sequence[Block]) -> Share:
        mine = self.targets(block) - {name}
        if mine and mine <= self.above(name):
            return Share(block, Place.FRAME)
        if not mine:
            return Share(block, Place.UNKNOWN if not self.targets(block) else Place.FRAME)
        dated = sum(1 for each in block.entries if each.date) >= _MOSTLY * len(block.entries)
        witnesses = self._witnesses(name, block, blocks)
        if len(witnesses) >= _LEAST:
            carrying = sum(len(mine & self._targets[each]) >= _MOSTLY * len(mine) for each in witnesses)
            in_place = sum(len(mine & self._blocks[each].get(block.path, frozenset())) >= _MOSTLY * len(mine) for each in witnesses)
            if in_place >= _DATED * len(witnesses) or (not dated and in_place and carrying >= _MOSTLY * len(witnesses)):
                return Share(block, Place.FRAME)
        if not dated and self._closes(name, block, mine):
            return Share(block, Place.FRAME)
        if len(witnesses) < _LEAST:
            return Share(block, Place.CONTENT if dated else Place.UNKNOWN)
        repeated = frozenset(
            target
            for target in mine
            if len(witnesses) >= _SURELY and sum(target in self._targets[each] for each in witnesses) >= _DATED * len(witnesses)
        )
        return Share(block, Place.CONTENT, repeated if repeated != mine else frozenset())  # a list that stands elsewhere too is one

    def above(self, name: str) -> set[str]:
        """The pages that the path of names above a page leads to: a way back, and nothing that the page lists."""
        return {self._key(crumb.url) for crumb in self._pages[name].breadcrumb if crumb.url} | {self._home}

    def left_open(self, name: str, block: Block) -> bool:
        """Whether none of the pages that a block leads to shows its links again, as those of a menu do; files show nothing."""
        mine = self.targets(block)
        there = [self._targets[each] & mine - {each} for each in mine if each in self._pages and each != name]
        return bool(mine) and all(len(each) < _MOSTLY * len(mine) for each in there)

    def beside(self, block: Block) -> bool:
        """Whether nearly all articles show a block in the same place: related items, the latest, whatever they lead to."""
        found = self._beside.get(block.path)
        if found is None:
            showing = sum(block.path in self._blocks[each] for each in self._articles)
            found = self._beside[block.path] = len(self._articles) >= _SURELY and showing >= _DATED * len(self._articles)
        return found

    def of_others(self, name: str, block: Block) -> bool:
        """Whether the items of a block belong elsewhere, as the way back on each of their pages says."""
        ways = [{self._key(crumb.url) for crumb in self._pages[each].breadcrumb} for each in self.targets(block) if each in self._pages]
        return bool(ways) and all(way and name not in way for way in ways)

    def _witnesses(self, name: str, block: Block, blocks: Sequence[Block]) -> list[str]:
        """Pages that the other blocks of a page lead to, and the front page."""
        own = self.targets(block)
        found = dict.fromkeys([self._home] if self._home in self._pages and self._home != name else [])
        for other in blocks:
            if other is not block:
                found |= dict.fromkeys(
                    each for each in sorted(self.targets(other)) if each in self._pages and each != name and each not in own
                )
        return list(found)[:_WITNESSES]

    def _closes(self, name: str, block: Block, mine: frozenset[str]) -> bool:
        """Whether the pages that a block leads to show it in the same place."""
        reached = sorted(each for each in mine if each in self._pages)[:_WITNESSES]
        if len(reached) < _LEAST:
            return False
        carrying = 0
        for each in reached:
            there = self._blocks[each].get(block.path, frozenset()) | {each}
            carrying += len(mine & there) >= _MOSTLY * len(mine) and len(mine & there) > 1
        return carrying >= _MOSTLY * len(reached)
