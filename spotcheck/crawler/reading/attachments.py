"""Links to documents, however they are written.

Refuses pages: an address counts when its own name, its text or its parameters name a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.links import Anchor, Resolver, script_links
from spotcheck.crawler.reading.markup import Markup, fold
from spotcheck.crawler.records import Area, Attachment

_EXT = r"(?:pdf|doc[xm]?|xls[xmb]?|ppt[xm]?|wps|et|dps|od[tsp]|fod[tsp]|ofd|mht(?:ml)?|zip|rar|7z|csv|txt|ceb|rtf)"
_FILE = re.compile(rf"\.{_EXT}(?:$|[?#&])", re.IGNORECASE)
_NAMED = re.compile(rf"[^\s/\\]\.{_EXT}\b", re.IGNORECASE)
_HINT = re.compile(rf"\.{_EXT}(?![A-Za-z0-9])|down(?:load|file)|attach|fileid=|filename=|getfile|/file/", re.IGNORECASE)
_PAGES = (".html", ".htm", ".shtml", "/")
_DOWNLOAD = re.compile(r"down(?:load|file)|downfile|attach|fileid=|filename=|getfile|/file/", re.IGNORECASE)


def read_attachments(markup: Markup, layout: Layout, resolve: Resolver, anchors: Sequence[Anchor]) -> tuple[Attachment, ...]:
    """Attachments in the order shown, each address once; the name is the fullest the page gives."""
    found: dict[str, str] = {}
    for anchor in anchors:
        url, element = anchor.url, anchor.element
        if (
            not url
            or (url.endswith(_PAGES) and "." not in anchor.text)
            or not (_HINT.search(url) or (("." in anchor.text or "alt" in element.attrib) and _NAMED.search(_words(anchor))))
        ):
            continue
        if (_FILE.search(url) or _DOWNLOAD.search(url) or _FILE.search(unquote(url))) and layout.area_of(element) is not Area.FOOTER:
            _keep(found, url, _name(anchor))
    for frame in markup.body.iter("iframe", "embed", "object"):
        source = frame.get("src") or frame.get("data") or ""
        if _FILE.search(unquote(source)):
            inner = re.search(rf"(?:file|url|src)=([^&]{{1,400}}\.{_EXT})", unquote(source), re.IGNORECASE)
            if url := resolve(inner[1] if inner else source):
                _keep(found, url, fold(frame.get("title") or frame.get("name") or "") or _last(url))
    for url, name in script_links(markup, resolve):
        if _FILE.search(url):
            _keep(found, url, name or _last(url))
    return tuple(Attachment(url=url, name=name) for url, name in found.items())


def _words(anchor: Anchor) -> str:
    element = anchor.element
    return f"{anchor.text} {element.get('title') or ''} {element.get('alt') or ''} {element.get('download') or ''}"


def _name(anchor: Anchor) -> str:
    element = anchor.element
    for given in (element.get("download"), element.get("alt"), element.get("title")):
        if given and _NAMED.search(given) and not _NAMED.search(anchor.text):
            return fold(given)
    return anchor.text or _last(anchor.url)


def _keep(found: dict[str, str], url: str, name: str) -> None:
    if len(name) > len(found.get(url, "")):
        found[url] = name


def _last(url: str) -> str:
    return unquote(url.rpartition("/")[2].partition("?")[0])
