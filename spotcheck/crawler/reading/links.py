"""Every link of a page, absolute, with its fullest text and the area it stands in.

Refuses javascript:, mailto: and the like, unless the script only wraps an address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spotcheck.crawler import urls
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.markup import Element, Markup, fold, whole_text, xpath
from spotcheck.crawler.records import Area, Link

_ANCHORS = xpath(".//a | .//area[@href]")
_WRAPPED = re.compile(
    r"""(?:window\.open|location(?:\.href)?\s*=|location\.(?:replace|assign)|(?:open|down|go|view|show|jump)\w{0,40}|to\w{0,40}url)\s*+(?:\(\s*+)?['"]([^'"]{1,2000})['"]""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^(?:https?:)?//|^[./]|"
    r"^[\w%./-]+\.(?:s?html?|jsp|aspx?|php|pdf|doc[xm]?|xls[xmb]?|wps|et|od[tsp]|ofd|mht|rtf|zip|rar)(?:[?#]|$)|^[\w./-]+/$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCRIPTED = re.compile(r"""<a\b[^<>]{0,500}?\bhref\s*+=\s*+\\?["']?([^"'<>\s\\+]{1,2000})\\?["']?([^<>]{0,500})>([^<]*)""", re.IGNORECASE)
_TITLED = re.compile(r"""title\s*=\s*\\?["']([^"'\\]+)""", re.IGNORECASE)

_LITTLE = 300  # characters beside its links up to which a page may be all pictures
_SHOWN = 5


class Resolver:
    """Makes hrefs of one page absolute and canonical; each distinct href is worked out once. "" for what is no address."""

    def __init__(self, base: str) -> None:
        self.base = base
        bare = base.partition("#")[0].partition("?")[0]
        scheme, _, rest = bare.partition("://")
        authority, slash, _ = rest.partition("/")
        self._scheme = f"{scheme}:"
        self._origin = f"{scheme}://{authority}"
        self._page = bare if slash else bare + "/"
        self._folder = self._page.rpartition("/")[0] + "/"
        self._known: dict[str, str] = {}

    def __call__(self, href: str) -> str:
        known = self._known.get(href)
        if known is None:
            rooted = href[:1] == "/" and href[1:2] != "/"  # most links, and the same ones on every page of a site
            known = self._known[href] = _rooted(self._origin, href) if rooted else self._resolve(href)
        return known

    def _resolve(self, href: str) -> str:
        href = href.strip()
        low = href[:11].lower()
        if low == "javascript:":
            href = unwrap(href)
        if (
            not href
            or href[0] == "#"
            or (low.startswith(("mailto:", "tel:", "data:", "about:", "file:", "javascript:")) and href[:11].lower() == low)
        ):
            return ""
        return "" if _template(href) else urls.canonical(self._joined(href))

    def _joined(self, href: str) -> str:
        """The address before it is made canonical, which also takes the dots out of its path."""
        if href[0] == "/":
            return self._scheme + href if href.startswith("//") else self._origin + href
        if href[0] == "?":
            return self._page + href
        if ":" in href[:12] and _SCHEME.match(href):
            return href
        return self._folder + href


@lru_cache(maxsize=4096)
def _rooted(origin: str, href: str) -> str:
    return "" if _template(href) else urls.canonical(origin + href.strip())


def _template(href: str) -> bool:
    """Whether an href is a placeholder that a script was to fill in."""
    return "{{" in href or "${" in href or "<%" in href


def unwrap(script: str) -> str:
    """The address that a javascript: link or an onclick only wraps; "" where there is none."""
    found = _WRAPPED.search(script)
    return found[1] if found and _ADDRESS.search(found[1]) else ""


def link_text(anchor: Element) -> str:
    """The visible text of a link, or its ``title`` where that is fuller, or the alternative text of its image."""
    text = fold(whole_text(anchor))
    title = anchor.get("title")
    if title and title != text and (title := fold(title)) and _fuller(text, title):
        return title
    if not text and len(anchor):
        image = anchor.find(".//img")
        if image is not None:
            text = fold(image.get("alt") or image.get("title") or "")
    return text or fold(anchor.get("alt") or anchor.get("aria-label") or "")


def _fuller(text: str, title: str) -> bool:
    if not text:
        return True
    short = text.rstrip(".…·。 ")
    if len(title) <= len(short):
        return False
    return "".join(title.split()).startswith("".join(short.split())[:40]) and not title.startswith("标题")


@dataclass(slots=True, eq=False)
class Anchor:
    """One link element with what every reader asks of it: where it leads ("" for nowhere) and its text."""

    element: Element
    url: str
    text: str


def anchors_of(markup: Markup, resolve: Resolver) -> list[Anchor]:
    """All link elements in document order."""
    return [Anchor(e, target(e, resolve), link_text(e)) for e in _ANCHORS(markup.body)]


def target(anchor: Element, resolve: Resolver) -> str:
    """Where a link leads: its href, or the address its scripts wrap, or the name the platform kept for it. "" for nowhere."""
    href = anchor.get("href")
    url = resolve(href) if href else ""
    if not url and (click := anchor.get("onclick")):
        url = resolve(unwrap(click))
    if not url and (other := anchor.get("oldsrc") or anchor.get("xlink:href")):
        url = resolve(other)
    return url


def read_links(
    markup: Markup, layout: Layout, resolve: Resolver, anchors: Sequence[Anchor], listed: set[Element], body: Element | None
) -> tuple[Link, ...]:
    """Links in document order, each (address, text) once. ``listed`` are anchors of entries, ``body`` the main text."""
    places: dict[Element, Area] = dict.fromkeys(body.iter("a"), Area.BODY) if body is not None else {}
    for element, area in layout.furniture.items():
        for anchor in element.iter("a", "area"):
            places.setdefault(anchor, area) if area is not Area.BREADCRUMB else places.__setitem__(anchor, area)
    found: dict[tuple[str, str], Link] = {}
    for anchor in anchors:
        key = anchor.url, anchor.text
        if anchor.url and key not in found:
            area = Area.LIST if anchor.element in listed else places.get(anchor.element, Area.BODY)
            found[key] = Link(url=anchor.url, text=anchor.text, area=area)
    for image in _pictures(markup, layout, resolve, anchors):
        found.setdefault((image, ""), Link(url=image, text="", area=Area.BODY))
    for frame in markup.body.iter("iframe", "frame", "embed", "object"):
        if (frame.get("data" if frame.tag == "object" else "src") is not None) and (
            url := resolve(frame.get("src") or frame.get("data") or "")
        ):
            text = fold(frame.get("title") or frame.get("name") or "")
            found.setdefault((url, text), Link(url=url, text=text, area=Area.BODY))
    for url, text in script_links(markup, resolve):
        found.setdefault((url, text), Link(url=url, text=text, area=Area.SCRIPT))
    return tuple(found.values())


def _pictures(markup: Markup, layout: Layout, resolve: Resolver, anchors: Sequence[Anchor]) -> list[str]:
    """The pictures of a page that says little besides its links: they may be all it shows."""
    found = [e for e in markup.body.iter("img") if layout.area_of(e) is None and not any(True for _ in e.iterancestors("a"))]
    if not found or sum(map(len, markup.lines)) - sum(len(anchor.text) for anchor in anchors) >= _LITTLE:
        return []
    return [address for image in found[:_SHOWN] if (address := resolve(image.get("src") or ""))]


def script_links(markup: Markup, resolve: Resolver) -> list[tuple[str, str]]:
    """Links that scripts write, closed or not: (address, name)."""
    result = []
    for script in markup.scripts:
        if "href" not in script or "<record>" in script:
            continue
        names = dict(re.findall(r"""var\s+(\w+)\s*=\s*['"]([^'"<>]{1,120})['"]""", script))
        for href, rest, text in _SCRIPTED.findall(script):
            url = resolve(html.unescape(href))
            if not url or "'" in href or href.endswith("="):
                continue
            title = _TITLED.search(rest)
            name = title[1] if title else _spliced(text, names)
            result.append((url, fold(html.unescape(name))))
    return result


def _spliced(text: str, names: dict[str, str]) -> str:
    """The text of a link that a script puts together: ``'+name+'`` is replaced by the value of the variable."""
    text = re.sub(r"""['"]\s*\+\s*(\w+)\s*\+\s*['"]""", lambda m: names.get(m[1], ""), text)
    return text.split("');")[0].split('");')[0].strip("'\" ")
