"""Furniture that no tag, class or id names: menus above the breadcrumb or with a link home, pictures above it, the line of the host.

Refuses whatever says more than the names of columns: a list of titles, a line of paging, a table with data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from spotcheck.crawler.reading.markup import Element, Markup, fold, whole_text
from spotcheck.crawler.records import Area

_HOST_WORDS = ("ICP备", "标识码", "公网安备")
_HOST = re.compile(r"ICP备\s*\d{6,}|网站标识码\s*+(?:[:：]\s*+)?\d{10}|公网安备\s*\d{8,}")
_HOME = frozenset(("首页", "网站首页", "本站首页", "返回首页", "主页", "网站主页", "首 页"))
_PAGING = re.compile(r"^(?:上一?页|下一?页|尾\s*页|末\s*页|前一?页|后一?页|\d+)$")
_MENU = 4  # links from which a block with a link home is a menu
_NAME = 14  # characters up to which a link can be the name of a column
_BESIDE = 3  # characters beside each link that a menu may show: bullets and bars
_LINE = 300  # characters of a line that names the host


def names_of_host(text: str) -> int:
    """How often a text shows a code or record number by which the host of a site is known."""
    return sum(map(text.count, _HOST_WORDS))


def unnamed(
    markup: Markup, breadcrumb: Element | None, furniture: Collection[Element], *, hosts: bool = True
) -> Iterator[tuple[Element, Area]]:
    """Elements with their areas. ``furniture``: the elements known to be some; ``hosts``: whether to look for lines of the host."""

    def known(element: Element) -> bool:
        return any(each in furniture for each in (element, *element.iterancestors()))

    seen: set[Element] = set()
    above = _above(markup, breadcrumb) if breadcrumb is not None else None
    inside = {anchor for element in furniture for anchor in element.iter("a")}
    for anchor in markup.body.iter("a"):
        if anchor in inside:
            continue
        block = above(anchor) if above is not None else None
        if block is not None:
            menu = block if block not in seen and _is_menu(block, least=2) else None
        else:
            menu = block = _menu_of(anchor) if fold(whole_text(anchor)) in _HOME else None
        if menu is not None and menu not in seen:
            yield menu, Area.NAVIGATION
        if block is not None:
            seen.add(block)
    if above is not None:
        for image in markup.body.iter("img"):
            if above(image) is not None and not known(image):
                yield image, Area.NAVIGATION
    if hosts:
        for line in markup.saying(names_of_host):
            text = fold(whole_text(line))
            if len(text) <= _LINE and "。" not in text and _HOST.search(text) and not known(line) and line.tag not in ("a", "body", "html"):
                yield line, Area.FOOTER


def _above(markup: Markup, breadcrumb: Element) -> Callable[[Element], Element | None]:
    """Tells the widest block round an element that ends before the breadcrumb, None for what does not stand above it."""
    path = {breadcrumb, *breadcrumb.iterancestors()}
    before: set[Element] = set()
    for step in path:
        before.update(step.itersiblings(preceding=True))

    def block(element: Element) -> Element | None:
        node: Element | None = element
        while node is not None and node not in before:
            node = node.getparent()
        return node

    return block


def _menu_of(anchor: Element) -> Element | None:
    found = None
    for up in anchor.iterancestors():
        if up.tag in ("body", "html", "form"):
            break
        if _is_menu(up, least=_MENU):
            found = up
        elif found is not None:
            break
    return found


def _is_menu(block: Element, *, least: int) -> bool:
    links = [fold(whole_text(anchor)) for anchor in block.iter("a")]
    if len(links) < least or any(len(link) > _NAME or _PAGING.match(link) for link in links):
        return False
    whole = len(fold(whole_text(block)).replace(" ", ""))
    return whole - sum(map(len, links)) <= _BESIDE * len(links) and not any(True for _ in block.iter("input", "textarea", "h1"))
