"""Every run of links of a page with the days beside them, and where it stands. Refuses to say which is a menu and which a list."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.crawler.reading.entries import Group, to_entries
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.markup import Element
from spotcheck.crawler.records import Block


class Paths:
    """The places of elements on one page: tags from the body down, each with its number among its like where it has several."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """The place of an element."""
        known = self._known.get(element)
        if known is None:
            above = element.getparent()
            if above is None or element.tag == "body":
                known = ""
            else:
                place = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
                step = f"{element.tag}[{place + 1}]" if place else str(element.tag)
                outer = self.of(above)
                known = f"{outer}/{step}" if outer else step
            self._known[element] = known
        return known


def read_blocks(groups: Sequence[Group], layout: Layout, paths: Paths) -> tuple[Block, ...]:
    """The groups of a page as blocks, in the order in which their parents stand."""
    found = []
    for group in groups:
        entries = to_entries(group.items)
        if entries:
            found.append(Block(path=paths.of(group.parent), entries=entries, named=layout.area_of(group.parent)))
    return tuple(found)
