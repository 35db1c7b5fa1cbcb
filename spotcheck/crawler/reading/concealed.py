"""Links to other hosts that a page holds and does not show: moved off the screen, of no size, hidden by style or written by script.

Refuses to call them anything: menus that unfold are hidden as well. What they mean is for others to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spotcheck.crawler import urls
from spotcheck.crawler.reading.links import Anchor, Resolver
from spotcheck.crawler.reading.markup import Element, Markup, fold
from spotcheck.crawler.reading.scanning import without_tags
from spotcheck.crawler.reading.scripts import of_script
from spotcheck.crawler.records import Concealed

_LINKS_KEPT = 200  # links kept of one page
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:text-indent|left|top|right|margin(?:-left|-top)?)\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$|\})"
    r"|(?:height|width)\s*:\s*[01](?:px)?\s*;.{0,400}?overflow\s*:\s*hidden|overflow\s*:\s*hidden\s*;.{0,400}?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$|\})",
    re.IGNORECASE | re.DOTALL,
)
_RULES = re.compile(r"\{([^{}]{1,600})\}")
_SELECTORS = 300  # characters before the rules in which their selectors stand
_SELECTOR = re.compile(r"[.#]([\w-]+)\s*$")
_WRITES = re.compile(
    r"""document\.write(?:ln)?\(\s{0,20}(?P<q>["'])<(?:\\?/|(?P<tag>(?i:div|span|p|marquee|ul))\b(?P<style>[^<>]{0,500})>(?P=q)\s{0,20}\))"""
)
_INSIDE = 20_000  # characters of a frame that a script writes
_LINK = re.compile(
    r"""<a\b[^<>]{0,500}?\bhref\s*+=\s*+["']?([^"'<>\s]{1,2000})["']?[^<>]{0,500}>(.{0,200}?)</a""", re.IGNORECASE | re.DOTALL
)


def concealed_links(markup: Markup, anchors: Sequence[Anchor], resolve: Resolver) -> tuple[Concealed, ...]:
    """The links to hosts other than the page's own, outside government, that no visitor sees, each once."""
    own = _site(urls.host(markup.url))
    found: dict[tuple[str, str], Concealed] = {}
    names: dict[str, str] | None = None
    for anchor in anchors:
        if not _foreign(anchor.url, own):
            continue
        if names is None:
            names = _hidden_names(markup)
        if how := _how(anchor.element, names):
            found.setdefault((anchor.url, anchor.text), Concealed(url=anchor.url, text=anchor.text, how=how))
    if "document.write" in markup.source:
        for url, text in _written(markup.source, resolve):
            if _foreign(url, own):
                found[url, text] = Concealed(url=url, text=text, how="script")
    return tuple(list(found.values())[:_LINKS_KEPT])


def _foreign(url: str, own: str) -> bool:
    return url.startswith("http") and _belongs_elsewhere(url.split("/", 3)[2], own)


@lru_cache(maxsize=1024)
def _belongs_elsewhere(authority: str, own: str) -> bool:
    host = authority.rpartition("]")[0][1:] if authority.startswith("[") else authority.partition(":")[0]
    return bool(host) and _site(host) != own and not urls.is_government(host)


def _site(host: str) -> str:
    """The part of a host that names its owner, near enough: its last three labels under .gov.cn and the like, else two."""
    labels = host.lower().split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in ("gov", "com", "org", "net", "edu", "ac") else labels[-2:])


def _how(element: Element, names: dict[str, str]) -> str:
    for each in (element, *element.iterancestors()):
        style = each.get("style") or ""
        if style and _AWAY.search(style):
            return "away"
        if each.tag == "marquee" and _tiny(each):
            return "away"
        if each.get("hidden") is not None or (style and _NONE.search(style)):
            return "none"
        if names:
            for name in (*(each.get("class") or "").split(), each.get("id") or ""):
                if name in names:
                    return names[name]
    return ""


def _tiny(element: Element) -> bool:
    return any((element.get(side) or "").strip("px ") in ("0", "1", "2", "3", "4", "5") for side in ("height", "width"))


def _hidden_names(markup: Markup) -> dict[str, str]:
    """Class names and ids that the page's own style sheets hide, with how."""
    found: dict[str, str] = {}
    for sheet in markup.root.iter("style"):
        found |= _hidden_by(sheet.text or "")
    return found


@of_script
def _hidden_by(sheet: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _RULES.finditer(sheet):
        how = "away" if _AWAY.search(match[1]) else "none" if _NONE.search(match[1]) else ""
        if how:
            before = sheet[max(0, match.start() - _SELECTORS) : match.start()]
            selectors = before[max(before.rfind("{"), before.rfind("}")) + 1 :]
            found.update({m[1]: how for each in selectors.split(",") if (m := _SELECTOR.search(each.strip()))})
    return found


def _written(source: str, resolve: Resolver) -> list[tuple[str, str]]:
    """Links inside a frame that a script writes, and hides."""
    found = []
    for begun, end in _frames(source):
        if _NONE.search(begun["style"]) or _AWAY.search(begun["style"]) or begun["tag"].lower() == "marquee":
            found += [(resolve(href), fold(without_tags(text))) for href, text in _LINK.findall(source[begun.end() : end])]
    return found


def _frames(source: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each frame that a script begins to write, and where it writes the next end of one."""
    open_ = None
    for match in _WRITES.finditer(source):
        if open_ is not None and match.start() - open_.end() > _INSIDE:
            open_ = None
        if match["tag"]:
            open_ = open_ or match
        elif open_ is not None:
            yield open_, match.start()
            open_ = None
