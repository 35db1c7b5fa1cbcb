"""The items of a column list, in order, with their dates.

Refuses navigation, sidebars and footers: the list is the group of like-shaped items that carries most of the page's own titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spotcheck.crawler.reading.days import list_day
from spotcheck.crawler.reading.layout import FURNITURE, Layout
from spotcheck.crawler.reading.links import Anchor
from spotcheck.crawler.reading.markup import Element, fold, squeeze, whole_text
from spotcheck.crawler.records import Entry

_ITEM = {"li", "tr", "dd", "dl", "record"}
_PAGING = re.compile(
    r"^\W{0,30}(?:\d{1,4}|首\s*页|上一?页|下一?页|尾\s*页|末\s*页|最后一页|第一页|前一?页|后一?页|更多|more|跳转|GO|返回|查看(?:详情|更多)?|详[情细]|【?打印】?|关闭|»|«|>>?|<<?|[.…])\W{0,30}$",
    re.IGNORECASE,
)
_SHORT = 7  # characters up to which a title is rather the name of a column


@dataclass(slots=True)
class Item:
    """One candidate: the element of the item and its title link."""

    element: Element
    anchor: Element
    title: str
    url: str
    day: tuple[date, str, bool] | None


@dataclass(slots=True)
class Group:
    """Items of one shape below one parent."""

    parent: Element
    shape: tuple[str, ...]
    items: list[Item] = field(default_factory=list)
    place: int = 0  # among the groups of the page, in document order

    @property
    def dated(self) -> float:
        """The share of items with a date."""
        return sum(1 for i in self.items if i.day) / len(self.items)

    @property
    def score(self) -> float:
        """How much this looks like the list of a column page."""
        weight = sum(min(len(i.title), 30) for i in self.items if len(i.title) >= 4)
        return weight * (1 + 3 * self.dated)


def groups_of(anchors: Sequence[Anchor], today: date) -> list[Group]:
    """The groups of items of a page, best first."""
    counts: dict[Element, int] = {}
    groups: dict[Element, Group] = {}
    taken: dict[Element, Item] = {}
    for link in anchors:
        anchor, title = link.element, link.text
        if len(title) < 2 or anchor.tag in ("area", "option") or _PAGING.match(title):
            continue
        if not link.url and not anchor.get("href") and not anchor.get("onclick"):
            continue
        element = anchor if anchor.tag in _ITEM else _item_of(anchor, counts)
        parent = element.getparent()
        if parent is None:
            continue
        known = taken.get(element)
        if known is not None:
            if len(title) > len(known.title):
                known.title, known.anchor, known.url = title, anchor, link.url
            continue
        group = groups.get(parent)
        if group is None:
            group = groups[parent] = Group(parent, _shape(parent, element), place=len(groups))
        item = Item(element, anchor, title, link.url, None)
        taken[element] = item
        group.items.append(item)
    for group in groups.values():
        for item in group.items:
            item.day = _day_of(item, today)
    return sorted(groups.values(), key=lambda g: g.score, reverse=True)


def outside(groups: Sequence[Group], layout: Layout) -> list[Group]:
    """The groups without what stands in furniture, best first."""
    inside = {each for element, area in layout.furniture.items() if area in FURNITURE for each in (element, *element.iter("a"))}
    kept = [Group(g.parent, g.shape, items, g.place) for g in groups if (items := [i for i in g.items if i.anchor not in inside])]
    return sorted(kept, key=lambda g: g.score, reverse=True)


def _item_of(anchor: Element, counts: dict[Element, int]) -> Element:
    """The element that is the whole item of a link: the nearest li, tr, dd, dl that holds few links; else the widest holding just it."""
    node: Element | None = anchor
    for _ in range(7):
        node = node.getparent() if node is not None else None
        if node is None or node.tag in ("body", "table", "ul", "ol"):
            break
        if node.tag in _ITEM and _links(node, counts) <= 3:
            if node.tag == "dd" and node.getparent() is not None and node.getparent().tag == "dl" and _links(node.getparent(), counts) == 1:
                return node.getparent()
            return node
    best = anchor
    parent = anchor.getparent()
    while parent is not None and parent.tag not in ("body", "td", "table", "tbody") and _links(parent, counts) == 1:
        best = parent
        parent = parent.getparent()
    if best is anchor and parent is not None and parent.tag in ("div", "p") and _links(parent, counts) == 2:
        grand = parent.getparent()
        if grand is not None and len({a.get("href") for a in parent.iter("a")}) == 1:
            return parent
    return best


def _links(element: Element, counts: dict[Element, int]) -> int:
    known = counts.get(element)
    if known is None:
        hrefs = {id(a) if (href := a.get("href")) and href[0] == "j" else href for a in element.iter("a")}
        known = counts[element] = len(hrefs)
    return known


def _shape(parent: Element, element: Element) -> tuple[str, ...]:
    grand = parent.getparent()
    return (
        str(parent.tag), parent.get("class") or "", str(element.tag),
        "" if grand is None else str(grand.tag), "" if grand is None else grand.get("class") or "",
    )  # fmt: skip


def _day_of(item: Item, today: date) -> tuple[date, str, bool] | None:
    if item.element is item.anchor:
        beside = item.anchor.tail or ""
        node = item.anchor.getnext()
        while node is not None and node.tag not in ("a", "br", "div", "p", "ul", "table") and len(beside) < 40:
            beside += " " + whole_text(node) + (node.tail or "")
            node = node.getnext()
        previous = item.anchor.getprevious()
        if not any(map(str.isdigit, beside)) and previous is not None and previous.tag in ("span", "em", "i", "b", "font"):
            beside = whole_text(previous)
        return list_day(beside, today) if any(map(str.isdigit, beside)) else None
    if item.anchor.getparent() is item.element and not len(item.anchor) and _holds_it_alone(item.element, item.anchor):
        return None
    whole = whole_text(item.element)
    if not any(map(str.isdigit, whole)):
        return None
    own = whole_text(item.anchor)
    if whole.strip() != own.strip():
        inner = set(item.anchor.itertext())
        beside = " ".join(t for t in item.element.itertext() if t not in inner and any(map(str.isdigit, t)))
        if beside and (found := list_day(fold(beside), today)):
            return found
    # A whole item may be one link: title and date in elements inside it.
    if len(item.anchor):
        parts = [t for t in item.anchor.itertext() if t.strip()]
        if len(parts) > 1:
            for part in (parts[-1], parts[0], " ".join(p for p in parts if len(p.strip()) <= 10)):
                if len(part.strip()) <= 24 and part.strip() != own.strip() and (found := list_day(fold(part), today)):
                    return found
    return None


def _holds_it_alone(element: Element, anchor: Element) -> bool:
    return len(element) == 1 and not (element.text or "").strip() and not (anchor.tail or "").strip()


def main_list(groups: Sequence[Group]) -> list[Item]:
    """The items of the page's list: the best group and those of the very same shape, in document order."""
    if not groups:
        return []
    best = groups[0]
    if len(best.items) == 1 and not best.items[0].day:
        return []
    same = [g for g in groups if g is best or (g.shape == best.shape and (g.dated > 0.5) == (best.dated > 0.5))]
    order = {id(g.parent): n for n, g in enumerate(same)}
    if len(same) > 1:
        positions = {e: n for n, e in enumerate(best.parent.getroottree().getroot().iter())}
        order = {id(g.parent): positions.get(g.parent, 0) for g in same}
    items = [item for g in sorted(same, key=lambda g: order[id(g.parent)]) for item in g.items]
    if best.dated > 0.7:
        items = [i for i in items if i.day or len(i.title) > _SHORT]
    return items


def to_entries(items: Sequence[Item]) -> tuple[Entry, ...]:
    """Items as entries, each (address, title) once; without an address a title that is cut off may stand for several."""
    seen: set[tuple[str, str]] = set()
    entries: list[Entry] = []
    for item in items:
        key = (item.url, squeeze(item.title))
        if item.url and key in seen:
            continue
        seen.add(key)
        day = item.day
        entries.append(
            Entry(
                url=item.url,
                title=clean_title(item),
                date=day[0] if day else None,
                words=day[1] if day else "",
                position=len(entries),
                year_inferred=bool(day and day[2]),
            )
        )
    return tuple(entries)


_BULLETS = "·•▪■□◆◇★☆►▶>＞.-"
_LEAD = re.compile(rf"^[{re.escape(_BULLETS)}\s]+(?=\S)")


def clean_title(item: Item) -> str:
    """The title of an item without bullets, and without its date where the whole item is one link."""
    title = _LEAD.sub("", item.title) if item.title[:1] in _BULLETS else item.title
    if item.day and len(item.anchor):
        words = item.day[1]
        for cut in (f"[{words}]", f"({words})", f"（{words}）", words):
            if title.endswith(cut) and len(title) > len(cut) + 2:
                return title[: -len(cut)].strip()
            if title.startswith(cut) and len(title) > len(cut) + 2:
                return title[len(cut) :].strip()
    return title
