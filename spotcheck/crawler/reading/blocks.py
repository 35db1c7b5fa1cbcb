"""Every run of links of a page with the days beside them, and where it stands. Refuses to say which is a menu and which a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.entries import Group, to_entries
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.markup import Element
from spotcheck.crawler.records import Block

_NUMBER = re.compile(r"\[\d+\]")
_LINKS_OF_A_CELL = 2  # links of a cell or box that is but part of a block


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
                self._number(above)
                known = self._known[element]
            self._known[element] = known
        return known

    def _number(self, parent: Element) -> None:
        """The places of all that stand right in an element: to count those before each one anew takes far longer."""
        outer = self.of(parent)
        counts: dict[str, int] = {}
        for child in parent.iterchildren("*"):
            count = counts[child.tag] = counts.get(child.tag, 0) + 1
            step = f"{child.tag}[{count}]" if count > 1 else str(child.tag)
            self._known[child] = f"{outer}/{step}" if outer else step


def read_blocks(groups: Sequence[Group], layout: Layout, paths: Paths) -> tuple[Block, ...]:
    """The groups of a page as blocks, in document order. Cells or boxes of one shape with a link or two each are one block."""
    found: list[tuple[str, list[Group]]] = []
    for group in sorted(groups, key=lambda each: each.place):
        shape = _NUMBER.sub("", paths.of(group.parent))
        if found and found[-1][0] == shape and len(group.items) <= _LINKS_OF_A_CELL and len(found[-1][1][-1].items) <= _LINKS_OF_A_CELL:
            found[-1][1].append(group)
        else:
            found.append((shape, [group]))
    blocks = []
    for _, together in found:
        entries = to_entries([item for group in together for item in group.items])
        if entries:
            parent = together[0].parent
            blocks.append(
                Block(path=_common([paths.of(group.parent) for group in together]), entries=entries, named=layout.area_of(parent))
            )
    return tuple(blocks)


def _common(found: Sequence[str]) -> str:
    """The place of several places of one shape: what they share, and * for a number in which they differ."""
    steps = zip(*(path.split("/") for path in found), strict=True)
    return "/".join(each[0] if len(set(each)) == 1 else f"{_NUMBER.sub('', each[0])}[*]" for each in steps)
