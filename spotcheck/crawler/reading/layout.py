"""Where things stand on a page: navigation, footer, breadcrumb; told by tags, class names and ids.

Refuses to take a wrapper round the whole page for navigation: an area that holds most of the page is none.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from spotcheck.crawler.reading.markup import Element, Markup, fold, lines, serialised, whole_text, xpath
from spotcheck.crawler.reading.unmarked_layout import names_of_host, unnamed
from spotcheck.crawler.records import Area

_FOOT = re.compile(r"foot|copyright|copy_right|banquan|\bdibu|\bbq\b|(?<!content_)bottom(?!_?line)|\bfoter|youqing|friend|\bdb\b|\btail")
_NAV = re.compile(
    r"nav(?!y|_?con)|menu|side_?bar|daohang|left_?(?:bar|col)|\bzb_lb\b|breadcrumb_?menu|tool_?bar|login|weather|qrcode|font_?size"
)
_PERHAPS = re.compile(
    r"^head|[ _-]head(?:er)?\b|header|top_?bar|top_?link|\btop\b|banner|logo|\bside|left_?list|search|\bdh\b|share|language|"
    r"zcbl|lanmu_?l|\bpop|dialog|wza"
)
_NOT_NAV = re.compile(r"headline|heading|content|article|detail|list|\bmain|con\b|wrap|container|title|topic|body|page|search_?result")
_NO_AREA = frozenset(
    ("a", "li", "span", "img", "input", "b", "i", "em", "font", "h1", "h2", "h3", "h4", "script", "tr", "td", "body", "html")
)
_CRUMB = re.compile(
    r"crumb|position|weizhi|wei_zhi|dqwz|\bcurmb|\bpos\b|location|\blocal\b|where|dangqian|bread|\bpath\b|\bwz\b|currentpath|mbx|mianbao"
)
_HERE = re.compile(r"(?:当前|现在|所在|您的?|你的?)[^，。；\n]{0,8}位置|^\s*位置\s*[:：]|现在位置|所在位置")
_SEPARATOR = re.compile(r"[>＞»›→]|&gt;|\s/\s|—>|->|\\")
_SHARE_OF_A_PAGE = 0.7  # share of the page's text and links above which a named area is the page itself

_CONTENT = 120  # characters outside its links from which an area says something
_OWN = xpath(".//text()[not(ancestor::a) and not(ancestor::script) and not(ancestor::style) and not(ancestor::select)]")
_DAYS = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")

FURNITURE = (Area.NAVIGATION, Area.FOOTER, Area.BREADCRUMB)


@lru_cache(maxsize=8192)
def area_of_name(tag: str, names: str) -> Area | None:
    """What tag, class and id say of an element."""
    if tag in _NO_AREA and not (tag == "td" and "foot" in names.lower()):
        return Area.BREADCRUMB if tag in ("span", "td", "h3", "h4") and _CRUMB.search(names.lower()) else None
    low = names.lower()
    if tag == "footer" or _FOOT.search(low):
        return Area.FOOTER
    if tag in ("nav", "aside", "header"):
        return Area.NAVIGATION
    if _CRUMB.search(low):
        return Area.BREADCRUMB
    if _NAV.search(low) or (_PERHAPS.search(low) and not _NOT_NAV.search(low)):
        return Area.NAVIGATION
    return None


class Layout:
    """The areas of one page, as elements; ``area_of`` says where an element stands."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self._written: dict[Element, str] = {}
        body = markup.body
        self.breadcrumb = _breadcrumb(markup)
        self.furniture: dict[Element, Area] = {}
        size = len(markup.html)
        anchors = 0
        for element, tag, names in _tagged(body) + markup.named:
            area = area_of_name(tag, names)
            if area in (Area.NAVIGATION, Area.FOOTER) and not self._within(element) and not _is_content(element):
                if not anchors:
                    anchors = sum(1 for _ in body.iter("a"))
                if sum(1 for _ in element.iter("a")) > 3 and self._is_page(element, size, anchors):
                    continue
                self.furniture[element] = area
        if self.breadcrumb is not None:
            self.furniture[self.breadcrumb] = Area.BREADCRUMB
        self._guessed: set[Element] = set()
        in_footers = sum(names_of_host(self._html(e)) for e, area in self.furniture.items() if area is Area.FOOTER)
        hosts = names_of_host(markup.html) > in_footers
        for element, area in unnamed(markup, self.breadcrumb, frozenset(self.furniture), hosts=hosts):
            self._guessed.add(element)
            self.furniture[element] = area

    def _html(self, element: Element) -> str:
        known = self._written.get(element)
        if known is None:
            known = self._written[element] = serialised(element)
        return known

    def _within(self, element: Element) -> bool:
        return any(up in self.furniture for up in element.iterancestors())

    def _is_page(self, element: Element, size: int, anchors: int) -> bool:
        if self.breadcrumb is not None and any(e is self.breadcrumb for e in element.iter(self.breadcrumb.tag)):
            return len(self._html(element)) > 0.35 * size
        links = sum(1 for _ in element.iter("a"))
        if links < 0.9 * anchors and not _heading_inside(element):
            return False
        return len(self._html(element)) > _SHARE_OF_A_PAGE * size

    def area_of(self, element: Element) -> Area | None:
        """The furniture an element stands in, None in the main part of the page."""
        furniture = self.furniture
        node: Element | None = element
        while node is not None:
            if node in furniture:
                return furniture[node]
            node = node.getparent()
        return None

    def around(self, block: Element | None) -> tuple[str, str, str]:
        """The serialised page above, in and below an element, with the furniture cut out of each part."""
        whole = self.markup.html
        inner = "" if block is None else self._html(block)
        at = whole.find(inner) if inner else -1
        if at < 0:
            return self._cut(whole), "", ""
        return self._cut(whole[:at]), self._cut(inner), self._cut(whole[at + len(inner) :])

    def _cut(self, text: str) -> str:
        for written, times in self._cuts:
            text = text.replace(written, "\n", times)
        return text

    @cached_property
    def _cuts(self) -> list[tuple[str, int]]:
        """The furniture written out, and how many of each to cut: pictures, which cannot hold each other, are counted together."""
        pictures: dict[str, int] = {}
        found: list[tuple[str, int]] = []
        for element in self.furniture:
            written = self._html(element)
            if element.tag != "img":
                found += pictures.items()
                pictures.clear()
                found.append((written, 1))
            else:
                pictures[written] = pictures.get(written, 0) + 1
        return [*found, *pictures.items()]

    def footer_lines(self) -> list[str]:
        """The visible lines of the footers."""
        return [line for e, a in self.furniture.items() if a is Area.FOOTER and e not in self._guessed for line in lines(self._html(e))]


def _is_content(element: Element) -> bool:
    """Whether an element holds what no menu and no foot holds, whatever it is called: running text, or a list with days."""
    text = "".join(part for each in element.iter("*") if (part := each.text) and not part.isspace()) if len(element) else element.text or ""
    if len(text) < _CONTENT:
        return False
    if len(_DAYS.findall(text)) > 2:
        return True
    return text.count("。") > 1 and sum(len(part.strip()) for part in _OWN(element)) >= _CONTENT


def _tagged(body: Element) -> list[tuple[Element, str, str]]:
    """The elements that say by their tag alone where they stand, as ``Markup.named`` has the others."""
    found = body.iter("nav", "footer", "header", "aside")
    return [(e, str(e.tag), "") for e in found if e.get("class") is None and e.get("id") is None]


def _heading_inside(element: Element) -> bool:
    return any(True for _ in element.iter("h1", "h2"))


def _breadcrumb(markup: Markup) -> Element | None:
    for element in markup.saying(lambda text: "位置" in text) if "位置" in markup.source else ():
        if element.tag == "style" or not _HERE.search(fold(whole_text(element))[:60]):
            continue
        node = element
        for _ in range(5):
            if any(True for _ in node.iter("a")):
                text = fold(whole_text(node))
                return node if len(text) < 400 and _HERE.search(text) else None
            parent = node.getparent()
            if parent is None or parent.tag in ("body", "html"):
                break
            node = parent
        else:
            continue
        if len(fold(whole_text(element))) < 120:
            return element
    for element, tag, names in markup.named:
        if area_of_name(tag, names) is not Area.BREADCRUMB:
            continue
        text = fold(whole_text(element))
        if 2 < len(text) < 200 and (_SEPARATOR.search(text) or _HERE.search(text)) and any(True for _ in element.iter("a")):
            return element
    return None
