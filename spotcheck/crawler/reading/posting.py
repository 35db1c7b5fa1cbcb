"""Further pages of a list that a form sent by POST asks for, as ASP.NET and hand-written pagers do: an address for each, and what is sent.

The address is the form's, with the fields that name the page in its query. Refuses forms with a password, and every form that asks for
anything but another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from spotcheck.crawler.reading.decode import Undecodable, decoded
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Element, Markup, bare, fold, xpath

_FORMS = xpath(".//form[translate(@method, 'POST', 'post') = 'post']")
_CLICKED = xpath(".//a[@href or @onclick] | .//*[@onclick and not(self::a)]")
_STRING = xpath("string()")
_POSTBACK = re.compile(r"""__doPostBack\(\s*["']([\w$:.-]{1,120})["']\s*,\s*["']((?:Page\$)?\d{1,4})["']\s*\)""")
_SET = re.compile(r"""([\w$.]{1,80})\.([\w$]{1,40})\.value\s*=\s*["']?(\d{1,4})["']?\s*;""")
_SENT = re.compile(r"\.submit\s*\(")
_ARROWS = frozenset("»>")
_ONWARD = re.compile(r"(\d{1,4})|第 ?(\d{1,4}) ?页|下 ?一? ?页|尾 ?页|末 ?页|最后 ?一?页|next|last", re.IGNORECASE)
_TYPES = ("submit", "button", "image", "reset", "file")  # inputs that are sent only when pressed, or hold a file
LIMIT = 100  # pages that one page names


def posted_pages(markup: Markup, resolve: Resolver) -> dict[str, str]:
    """By address, the body (application/x-www-form-urlencoded) that asks for the page."""
    found: dict[str, str] = {}
    for form in _FORMS(markup.body):
        fields = _fields(form)
        action = resolve(form.get("action") or "") or markup.url
        if fields is None or not action:
            continue
        for changed in _asked(form, fields):
            base = action.partition("?")
            query = "&".join(filter(None, [base[2], urlencode(changed)]))
            if address := resolve(f"{base[0]}?{query}"):
                found.setdefault(address, urlencode({**fields, **changed}))
    return dict(list(found.items())[:LIMIT])


def posted_of(url: str, body: bytes, content_type: str) -> dict[str, str]:
    """The same of a page as it came; nothing where its bytes are no text."""
    if b"<form" not in body.lower():
        return {}
    try:
        markup = Markup(url=url, source=decoded(body, content_type).text)
    except Undecodable:
        return {}
    return posted_pages(markup, Resolver(markup.base))


def _fields(form: Element) -> dict[str, str] | None:
    """What a browser would send of a form as it stands; None where it asks for a password."""
    found: dict[str, str] = {}
    for each in form.iter("input", "select", "textarea"):
        name, kind = each.get("name") or "", (each.get("type") or "text").lower()
        if kind == "password":
            return None
        if not name or kind in _TYPES or (kind in ("checkbox", "radio") and each.get("checked") is None):
            continue
        if each.tag == "select":
            chosen = next((option for option in each.iter("option") if option.get("selected") is not None), None)
            found[name] = (chosen.get("value") or "") if chosen is not None else ""
        else:
            found[name] = each.get("value") or ""
    return found


def _asked(form: Element, fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The fields that ask for another page, for each control of a form that leads onward."""
    for element in _CLICKED(form):
        shown = fold(str(_STRING(element)))
        onward = _ONWARD.fullmatch(bare(shown))
        if "1" in onward.groups() if onward else bare(shown) or not _ARROWS & set(shown):
            continue
        code = f"{element.get('href') or ''};{element.get('onclick') or ''}"
        if (back := _POSTBACK.search(code)) is not None and "__VIEWSTATE" in fields:
            yield {"__EVENTTARGET": back[1], "__EVENTARGUMENT": back[2]}
        elif (told := _SET.search(code)) is not None and _SENT.search(code) and told[2] in fields and told[3] != "1":
            named = form.get("name") or form.get("id") or ""
            if named and named in told[1].split(".") and told[3] != fields[told[2]]:
                yield {told[2]: told[3]}
