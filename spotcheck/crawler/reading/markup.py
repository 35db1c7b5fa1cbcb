"""The parsed page that all readers share, and the text of any part of it.

Refuses to parse twice or to walk elements where one serialisation and one substitution give the same text at C speed.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from spotcheck.crawler.reading.scanning import without_elements

_UNSEEN = ("script", "style", "noscript", "textarea", "select", "template", "object")
_BLOCK = (
    "p|div|li|ul|ol|h[1-6]|table|tbody|thead|tr|dl|dd|form|section|article|header|footer|nav|aside|fieldset|legend|center|"
    "blockquote|pre|body|head|title|hr|address|figure|main|caption"
)
# Two spellings, not re.IGNORECASE, which takes three times as long: lxml writes small letters, attributes may hold capitals.
_BOUNDARY = re.compile(rf"<(?:/?(?:{_BLOCK}|{_BLOCK.upper()})\b|(?:br|BR)\b)[^>]*>")
_CELL = re.compile(r"</(?:td|th|dt)>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_CELLS = re.compile(r"(?<! ) *+\x01(?: *+\x01)*+ *+")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


Element = Any  # the stubs of lxml type what xpath returns as a union of all it could ever be


def xpath(path: str) -> Any:
    """A compiled XPath, to be called with an element."""
    return etree.XPath(path)


_STRING: Any = etree.XPath("string()", smart_strings=False)


class Markup:
    """One parsed page. ``root`` is the lxml tree without comments; ``source`` the decoded text."""

    def __init__(self, *, url: str, source: str) -> None:
        self.url = url
        self.source = source
        self.root = parse(source)
        self.signs: frozenset[str] = frozenset()  # the signs of platforms that the source holds, once they were looked for

    @cached_property
    def body(self) -> Element:
        """The body element, or the root where there is none."""
        found = self.root.find("body")
        return self.root if found is None else found

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to."""
        found = self.root.find(".//base[@href]")
        if found is None:
            return self.url
        try:
            return str(urljoin(self.url, (found.get("href") or "").strip()))
        except ValueError:
            return self.url

    @cached_property
    def html(self) -> str:
        """The body written out again: well formed, comments gone."""
        return serialised(self.body)

    @cached_property
    def head_title(self) -> str:
        """The text of ``<title>``, white space folded."""
        found = self.root.find(".//head/title")
        if found is None:
            found = self.root.find(".//title")
        return "" if found is None else fold(whole_text(found))

    @cached_property
    def scripts(self) -> list[str]:
        """The texts of inline scripts."""
        return [text for s in self.root.iter("script") if (text := s.text)]

    @cached_property
    def elements(self) -> list[Element]:
        """The body and every element in it, in order: walked once, and kept, since lxml makes what is not kept anew."""
        return list(self.body.iter("*"))

    @cached_property
    def attributes(self) -> dict[str, list[int]]:
        """Every attribute in the body by its name: which of ``elements`` have it. The body's own are left out."""
        found = defaultdict[str, list[int]](list)
        for place, element in enumerate(self.elements[1:], 1):
            for name in element.keys():  # noqa: SIM118 (an element is no dictionary)
                found[name].append(place)
        return dict(found)

    def having(self, *names: str) -> list[Element]:
        """The elements in the body that have one of these attributes, in order."""
        places = {place for name in names for place in self.attributes.get(name, ())}
        return [self.elements[place] for place in sorted(places)]

    @cached_property
    def named(self) -> list[tuple[Element, str, str]]:
        """Every element in the body that has a class or an id: (element, its tag, both names)."""
        return [(e, str(e.tag), f"{e.get('class') or ''} {e.get('id') or ''}") for e in self.having("class", "id")]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word of a class or an id in the body and of its own."""
        own = f"{self.body.get('class') or ''} {self.body.get('id') or ''}"
        return frozenset(word for names in (own, *(names for _, _, names in self.named)) for word in names.split())

    @cached_property
    def texts(self) -> list[tuple[Element, str]]:
        """Each text of the body that is not blank, those of scripts left out, with the element it stands in. In no particular order."""
        found = []
        for element in self.elements:
            if (text := element.text) and not text.isspace() and element.tag != "script":
                found.append((element, text))
            if (text := element.tail) and not text.isspace() and element is not self.body:
                found.append((element.getparent(), text))
        return found

    def saying(self, says: Callable[[str], object]) -> list[Element]:
        """The elements one of whose own texts is told by ``says``, in order; scripts are left out."""
        found = {element for element, text in self.texts if says(text)}
        return [element for element in self.elements if element in found] if len(found) > 1 else list(found)

    @cached_property
    def lines(self) -> list[str]:
        """What a visitor reads, block by block; table cells of a row are separated by tabs."""
        return lines(self.html)


def parse(source: str) -> Element:
    """A tree for any text at all; text nested deeper than 256 levels is kept."""
    if source.lstrip()[:5] == "<?xml":
        source = _DECLARATION.sub("", source)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "ignore"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    return etree.fromstring(b"<html><body></body></html>", etree.HTMLParser()) if root is None else root


def whole_text(element: Element) -> str:
    """All text in an element as it is written; faster than to join its pieces."""
    text: str = _STRING(element) if len(element) else element.text or ""
    return text


def serialised(element: Element) -> str:
    """An element as HTML text, without its tail."""
    text: str = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return text


def text_of(element: Element) -> str:
    """The visible text of an element: blocks on lines of their own, white space folded."""
    return "\n".join(line.strip() for line in lines(serialised(element)))


def lines(markup: str) -> list[str]:
    """The visible lines of serialised HTML, empty ones left out. The row of a table is one line, each cell closed by a tab."""
    text = without_elements(markup, _UNSEEN) if "<s" in markup or "<t" in markup or "<n" in markup else markup
    closed = text.rfind(">") + 1  # up to here each < is closed, so that looking for its end is never in vain
    text = _TAG.sub("", _CELL.sub("\x01", _BOUNDARY.sub("\x00", text[:closed]))) + text[closed:]
    if "&" in text:
        text = html.unescape(text)
    if "\u200b" in text or "\ufeff" in text:
        text = text.replace("\u200b", "").replace("\ufeff", "")
    found = []
    for part in text.split("\x00"):
        line = " ".join(part.split())
        if line and line.strip("\x01 "):
            found.append(_CELLS.sub("\t", line).lstrip() if "\x01" in line else line)
    return found


def bare(text: str) -> str:
    """``text`` without what is neither letter nor digit at its beginning and its end, such as the marks of menus (· 预算公开 >)."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def fold(text: str) -> str:
    """White space of every kind folded to single spaces."""
    text = " ".join(text.split())
    return text.replace("\u200b", "") if "\u200b" in text else text


def squeeze(text: str) -> str:
    """Without any white space: how names are compared."""
    return "".join(text.split()).replace("\u200b", "")


def inner_text(element: Element) -> str:
    """The text of a small element on one line: ``<br/>`` is a space."""
    return fold(element.text or "") if not len(element) else " ".join(lines(serialised(element))).replace("\t", " ").strip()
