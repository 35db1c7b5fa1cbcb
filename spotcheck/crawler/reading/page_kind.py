"""Which kind a whole page is, from what was read of it.

Refuses to call a page blank, or a list, on what it merely lacks: emptiness must be shown, and could not be a script's to fill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spotcheck.crawler.reading import error_pages as kinds
from spotcheck.crawler.reading.entries import Item
from spotcheck.crawler.reading.handlers import looks_like_address
from spotcheck.crawler.reading.markup import Element, Markup
from spotcheck.crawler.records import PageKind, Role

_SENTENCE = 20  # characters from which a line beside an empty list says something
_WHERE = re.compile(r"位置|首页|[>»›]")
_BLANK = 40  # characters of its own that a blank column page may show at most
_SINGLE = 60  # characters of its own from which a page without items is a text, not an empty list
_UNFILLED = 200  # characters up to which a page may be waiting for a script
_FIELDS = 4  # fields to fill in that make a form; a search box has fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the decision rests on. ``main`` is the page without its furniture, ``held`` what is kept inline for scripts."""

    markup: Markup
    role: Role
    title: str
    items: Sequence[Item]
    main: Sequence[str]
    main_html: str
    container: bool  # the text stands in an element of a known name
    shown: bool  # a date of publication is shown
    indexed: bool  # there is an index table
    named: bool  # there is an ArticleTitle tag
    prose: bool  # running text stands apart from the items
    crumbs: bool
    stored: bool
    total: int | None

    @property
    def text(self) -> str:
        """The page without its furniture."""
        return "\n".join(self.main)


def decide(e: Evidence) -> PageKind:
    """The kind of a page that is no screen of its server."""
    url, text = e.markup.url, e.text
    if e.role is Role.HOME or kinds.is_home(url):
        return PageKind.HOME
    if kinds.is_error_text(text):
        return PageKind.ERROR
    if (not e.main and "<" not in e.markup.source) or kinds.is_site_map(e.title):
        return PageKind.OTHER
    if e.stored:
        return PageKind.LIST
    dated = sum(1 for i in e.items if i.day)
    form = _is_form(e.markup)
    if kinds.is_application(e.title) and not dated and (form or "<iframe" in e.main_html or ("申请表" in text and not e.shown)):
        return PageKind.FORM
    return _content(e, dated, form)


def _content(e: Evidence, dated: int, form: bool) -> PageKind:
    detail = kinds.looks_detail(e.markup.url)
    if e.container and (e.shown or e.indexed or e.named):
        return PageKind.ARTICLE
    if dated >= 2 and dated >= 0.4 * len(e.items) and not (e.shown and (detail or e.prose)):
        return PageKind.INTERACTION if kinds.is_interaction(e.text) else PageKind.LIST
    if e.shown or (e.named and detail):
        return PageKind.ARTICLE
    if form:
        return PageKind.FORM
    if e.container:
        return PageKind.ARTICLE if detail else PageKind.OTHER
    if dated or len(e.items) >= 3:
        return PageKind.ARTICLE if detail and not dated else PageKind.LIST
    if detail:
        return PageKind.ARTICLE
    if sum(map(len, e.main)) >= _SINGLE and not kinds.says_empty(e.text):
        return PageKind.OTHER
    listed = e.crumbs or e.role in (Role.NAVIGATION, Role.LIST) or kinds.looks_list(e.markup.url)
    return PageKind.LIST if listed else PageKind.OTHER


def needs_script(e: Evidence, kind: PageKind) -> bool:
    """Whether the content is not in the bytes: nothing of its own, and a script or template that would bring it."""
    if e.stored or sum(map(len, e.main)) >= _UNFILLED or kinds.says_empty(e.text) or (kind is PageKind.HOME and e.items):
        return False
    if kind.is_list or kind is PageKind.OTHER:
        return not e.items and kinds.filled_by_script(e.markup, e.main_html, e.main)
    return kinds.is_template(e.markup, e.main_html)


def is_blank(e: Evidence, kind: PageKind) -> bool:
    """Whether a column page shows that it has no content: it says so, or its list stands empty and nothing else is there."""
    if not kind.is_list or e.items or e.total or "<iframe" in e.main_html:
        return False
    if kinds.says_empty(e.text) and len(e.text) < _UNFILLED:
        return True
    said = max((len(line) for line in e.main if not _WHERE.search(line)), default=0)
    return len(e.text) < _BLANK and said < _SENTENCE and kinds.has_hollow(e.main_html) and "<img" not in e.main_html


def _is_form(markup: Markup) -> bool:
    unfilled = ("hidden", "submit", "button", "image", "radio", "reset")
    fields = (f for f in markup.body.iter("textarea", "input", "select") if (f.get("type") or "text").lower() not in unfilled)
    return sum(1 for f in fields if f.tag != "select" or not _leads(f)) >= _FIELDS


def _leads(choice: Element) -> bool:
    """Whether a drop-down list leads elsewhere, as those of other offices do, rather than asking for something."""
    values = [value for each in choice.iter("option") if (value := (each.get("value") or "").strip())]
    return choice.get("onchange") is not None or (bool(values) and sum(map(looks_like_address, values)) >= len(values) / 2)
