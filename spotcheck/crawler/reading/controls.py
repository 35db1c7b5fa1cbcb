"""What leads a visitor on though it is no link: clicks, choices, forms, addresses kept in attributes, parts that scripts bring.

Each is addressed, or explained by what it does, or open. Refuses to press anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from spotcheck.crawler.reading.blocks import Paths
from spotcheck.crawler.reading.handlers import STAYS, Effect, Handlers, looks_like_address
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.links import Anchor, Resolver
from spotcheck.crawler.reading.markup import Element, Markup, fold, whole_text, xpath
from spotcheck.crawler.records import Area, Control, Link, Way

_CHOICES = xpath(".//select[@onchange or option]")
_FORMS = xpath(".//form")
_BUTTONS = xpath(".//button | .//input[@type='button' or @type='submit' or @type='image']")
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|css|js|mp[34]|woff2?)(?:[?#]|$)", re.IGNORECASE)
_PAGING = re.compile(
    r"^\W{0,12}(?:\d{1,3}|第\s{0,3}\d{1,4}\s{0,3}页|[上下前后]\s{0,3}一?\s{0,3}页|[首末尾]\s{0,3}页|最后一?页|"
    r"(?:加载|查看|显示|点击)?更多(?:内容|信息)?|next|last|more|load\s{0,3}more|»|>>?)\W{0,12}$",
    re.IGNORECASE,
)
_LABEL = 30  # characters up to which the words of a control name something
_SHOWN = 60  # controls of a page that are kept
_COLUMN = re.compile(r"[\u3400-\u9fff]{2,12}")
_PLAIN = re.compile(r"[\w\s.#>+~*-]*")  # a selector without alternatives or conditions
_NAMES = re.compile(r"[.#]([\w-]+)")
_TRANSLATE = HTMLTranslator()


@dataclass(frozen=True, slots=True)
class Found:
    """A control with its element; ``url`` is "" where it cannot be addressed."""

    element: Element
    text: str
    how: Way
    url: str


def read_controls(markup: Markup, handlers: Handlers, anchors: Sequence[Anchor], resolve: Resolver) -> list[Found]:
    """The controls of a page that lead on, each element once, in no particular order. Those that are explained are left out."""
    linked = {anchor.element for anchor in anchors if anchor.url}
    found: dict[Element, Found] = {}
    for each in (
        *_clicked(markup, handlers, resolve),
        *_bound(markup, handlers, resolve),
        *_kept(markup, resolve),
        *_choices(markup, handlers, resolve),
        *_forms(markup, resolve),
    ):
        known = found.get(each.element)
        if each.element not in linked and (known is None or (each.url and not known.url)):
            found[each.element] = each
    found |= {element: each for element, each in _drawn(markup, handlers) if element not in found}
    return [each for each in found.values() if each.url or not _holds_links(each.element, linked)]


def read_includes(markup: Markup, resolve: Resolver) -> tuple[str, ...]:
    """Addresses of the scripts that a page loads."""
    return tuple(dict.fromkeys(url for each in markup.root.iter("script") if (src := each.get("src")) and (url := resolve(src))))


def read_parts(markup: Markup, handlers: Handlers, resolve: Resolver) -> list[str]:
    """Addresses of pages that stand in this one: those of its frames, and those that scripts load into it."""
    frames = (
        each for each in markup.root.iter("iframe", "frame", "object") if each.get("data" if each.tag == "object" else "src") is not None
    )
    framed = (each.get("src") or each.get("data") or "" for each in frames)
    return list(dict.fromkeys(url for each in (*framed, *handlers.loaded()) if each and (url := resolve(each))))


def kept_links(handlers: Handlers, resolve: Resolver) -> tuple[Link, ...]:
    """Links that a script of the page keeps as data to write a menu from."""
    found = {(url, text): Link(url=url, text=text, area=Area.SCRIPT) for text, each in handlers.listed() if (url := resolve(each))}
    return tuple(found.values())


def control_links(found: Sequence[Found], layout: Layout) -> tuple[Link, ...]:
    """Controls as links: where they lead, or by their words alone where that is not known and the words can name a column."""
    links: dict[tuple[str, str], Link] = {}
    for each in found:
        if each.url or (each.how is not Way.PAGING and _COLUMN.fullmatch(each.text)):
            links.setdefault((each.url, each.text), Link(url=each.url, text=each.text, area=layout.area_of(each.element) or Area.BODY))
    return tuple(links.values())


def as_controls(found: Sequence[Found], paths: Paths, parts: Sequence[str]) -> tuple[Control, ...]:
    """Those that cannot be addressed, as records; and the parts of the page that come from elsewhere."""
    open_ = (each for each in found if not each.url)
    controls = dict.fromkeys(Control(text=each.text, how=each.how, path=paths.of(each.element)) for each in open_)
    return (*tuple(controls)[:_SHOWN], *(Control(text="", how=Way.INCLUDE, url=url) for url in parts[:_SHOWN]))


def _clicked(markup: Markup, handlers: Handlers, resolve: Resolver) -> Iterator[Found]:
    for element in markup.having("onclick", "ontouchstart", "onmousedown"):
        if element.tag in ("option", "select", "body", "form"):
            continue
        code = element.get("onclick") or element.get("ontouchstart") or element.get("onmousedown") or ""
        yield from _of(element, handlers.effect(code, element.get), resolve, Way.CLICK)
    for element in markup.body.iter("a"):
        href = (element.get("href") or "").strip()
        if href[:11].lower() == "javascript:" and not element.get("onclick"):
            yield from _of(element, handlers.effect(href, element.get), resolve, Way.CLICK)


def _bound(markup: Markup, handlers: Handlers, resolve: Resolver) -> Iterator[Found]:
    for selector, code in handlers.bound():
        if not markup.names.issuperset(_needed(selector)):
            continue
        found = _selected(selector)
        for element in list(found(markup.body))[:_SHOWN] if found is not None else ():
            yield from _of(element, handlers.effect(code, element.get), resolve, Way.CLICK)


@lru_cache(maxsize=512)
def _needed(selector: str) -> frozenset[str]:
    """Classes and ids without which a selector finds nothing; none are told of one with alternatives or conditions."""
    return frozenset(_NAMES.findall(selector)) if _PLAIN.fullmatch(selector) else frozenset()


@lru_cache(maxsize=512)
def _selected(selector: str) -> Any:
    """What a selector of a style sheet finds, None where it is none."""
    try:
        return xpath(_TRANSLATE.css_to_xpath(selector))
    except (SelectorError, etree.XPathError):
        return None


def _of(element: Element, effect: Effect, resolve: Resolver, how: Way) -> Iterator[Found]:
    text = _words(element)
    url = resolve(effect.address) if effect.address else ""
    if effect is STAYS or (not url and (not text or len(text) > _LABEL)):
        return
    yield Found(element, text, Way.PAGING if not url and _PAGING.match(text) else how, url)


def _kept(markup: Markup, resolve: Resolver) -> Iterator[Found]:
    for element in markup.having(*(name for name in markup.attributes if name.startswith("data-"))):
        if element.tag in ("img", "script", "source", "video", "audio", "iframe", "link"):
            continue
        for name, value in element.attrib.items():
            if name.startswith("data-") and 1 < len(value) <= 300 and looks_like_address(value) and not _MEDIA.search(value):
                text = _words(element)
                url = resolve(value)
                if url and text:
                    yield Found(element, text, Way.DATA, url)


def _choices(markup: Markup, handlers: Handlers, resolve: Resolver) -> Iterator[Found]:
    for select in _CHOICES(markup.body):
        code = select.get("onchange") or ""
        for option in select.iter("option"):
            value, text = (option.get("value") or "").strip(), fold(option.text or "")
            if not text or option.get("disabled") is not None or (not value and not option.get("onclick")):
                continue
            if looks_like_address(value) and (url := resolve(value)):
                yield Found(option, text, Way.OPTION, url)
            elif code or option.get("onclick"):
                chosen = {"value": value, **option.attrib}
                effect = handlers.effect(option.get("onclick") or code, chosen.get)
                yield from _of(option, effect, resolve, Way.OPTION)


def _forms(markup: Markup, resolve: Resolver) -> Iterator[Found]:
    """Forms that ask for nothing: a button in the guise of a link. A form with something to fill in is no way on."""
    for form in _FORMS(markup.body):
        fields = [each for each in form.iter("input", "textarea", "select", "button")]
        asks = [each for each in fields if each.tag in ("textarea", "select") or (each.tag == "input" and _asks(each))]
        buttons = [each for each in _BUTTONS(form) if not each.get("onclick")]
        if asks or not buttons:
            continue
        hidden = [(each.get("name") or "", each.get("value") or "") for each in fields if (each.get("type") or "").lower() == "hidden"]
        action = form.get("action") or ""
        get = (form.get("method") or "get").lower() == "get"
        query = urlencode([pair for pair in hidden if pair[0]])
        url = resolve(f"{action.partition('?')[0] if query else action}{'?' + query if query else ''}") if get and action else ""
        for button in buttons:
            text = _words(button)
            if url or text:
                yield Found(button, text, Way.PAGING if not url and _PAGING.match(text) else Way.FORM, url)


def _asks(field: Element) -> bool:
    return (field.get("type") or "text").lower() not in ("hidden", "submit", "button", "image", "reset")


def _drawn(markup: Markup, handlers: Handlers) -> Iterator[tuple[Element, Found]]:
    """Paging that no handler of this page explains: empty elements that a script fills with it, words for more, runs of numbers."""
    named = handlers.paging()
    if handlers.scrolled():
        yield markup.body, Found(markup.body, "", Way.PAGING, "")
    for element in markup.having("id") if named else ():
        if element.get("id") in named and element.tag in _HOLLOW and not len(element) and not (element.text or "").strip():
            yield element, Found(element, "", Way.PAGING, "")
    for text in _MORE_WORDS(markup.body) if any(_MORE_TOLD.search(text) for each, text in markup.texts if each.tag in _MARKED) else ():
        element = text.getparent()
        while element.tag in ("b", "em", "font", "strong", "i") and element.getparent() is not None:
            element = element.getparent()
        if element.tag in _WORDED and not element.get("href") and _MORE.match(_words(element)) and element.find(".//a") is None:
            yield element, Found(element, _words(element), Way.PAGING, "")
    for second in markup.saying(_is_second):
        if second is markup.body or not _is_second(_first_text(second)):
            continue
        row = second if second.tag not in _WORDED else second.getparent()
        row = row.getparent() if row is not None and len(row) == 1 and row.getparent() is not None else row
        if row is None or row.tag in ("body", "tr", "tbody", "table"):
            continue
        texts = [fold(whole_text(child)) for child in row if child.tag in _WORDED]
        if _counts(texts) and all((child.get("href") or "")[:1] in ("", "#") for child in row.iter("a")):
            yield row, Found(row, "", Way.PAGING, "")


def _is_second(text: str) -> bool:
    return text.strip(" \t\r\n") == "2"


def _first_text(element: Element) -> str:
    return element.text or next((child.tail for child in element if child.tail), "")


def _counts(texts: Sequence[str]) -> bool:
    """Whether texts are the numbers of pages: from 1 on, at least two, words for next and last aside."""
    numbers = [int(text) for text in texts if text.isdigit() and len(text) < 4]
    rest = [text for text in texts if not text.isdigit()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and all(not text or _PAGING.match(text) for text in rest)


_HOLLOW = ("div", "span", "ul", "p", "td")
_WORDED = ("div", "span", "p", "li", "button", "a", "em", "td", "b", "i")
_MORE_WORDS = xpath(".//text()[contains(., '更多') or contains(., '下一页') or contains(., '下页') or contains(., 'ore')]")
_MORE_TOLD = re.compile("更多|下一页|下页|ore")
_MARKED = (*_WORDED, "font", "strong")  # what such words stand in
_MORE = re.compile(r"^\W{0,12}(?:(?:加载|显示|点击)\s{0,3}更多|load\s{0,3}more|下\s{0,3}一\s{0,3}页)\W{0,12}$", re.IGNORECASE)


def _holds_links(element: Element, linked: set[Element]) -> bool:
    """Whether an element without an address of its own holds links that have one, as the head of a menu that unfolds does."""
    above = element.getparent()
    around = above if element.tag in ("a", "span") and above is not None and above.tag in ("li", "dt", "dl", "dd") else element
    return any(each in linked for each in around.iter("a"))


def _words(element: Element) -> str:
    """The words on a control: its text, else its value, title or picture's words."""
    text = fold(whole_text(element))
    if not text:
        text = fold(element.get("value") or element.get("title") or element.get("alt") or element.get("aria-label") or "")
    if not text and (image := element.find(".//img")) is not None:
        text = fold(image.get("alt") or image.get("title") or "")
    return text[:200]
