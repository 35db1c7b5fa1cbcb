"""Links to documents, however they are written.

Refuses pages: an address counts when its own name, its text or its parameters name a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.links import Resolver, link_text, script_links, target
from spotcheck.crawler.reading.markup import Markup, fold
from spotcheck.crawler.records import Area, Attachment

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element

_EXT = r"(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt|ceb|rtf)"
_FILE = re.compile(rf"\.{_EXT}(?:$|[?#&])", re.IGNORECASE)
_NAMED = re.compile(rf"[^\s/\\]+\.{_EXT}\b", re.IGNORECASE)
_HINT = re.compile(rf"\.{_EXT}(?![A-Za-z0-9])|down(?:load|file)|attach|fileid=|filename=|getfile|/file/", re.IGNORECASE)
_DOWNLOAD = re.compile(r"down(?:load|file)|downfile|attach|fileid=|filename=|getfile|/file/", re.IGNORECASE)


def read_attachments(markup: Markup, layout: Layout, resolve: Resolver, anchors: Sequence[Element]) -> tuple[Attachment, ...]:
    """Attachments in the order shown, each address once; the name is the fullest the page gives."""
    found: dict[str, str] = {}
    for anchor in anchors:
        if not _HINT.search(f"{anchor.get('href') or ''} {anchor.get('onclick') or ''} {_words(anchor)}"):
            continue
        url = target(anchor, resolve)
        if url and (_FILE.search(url) or _DOWNLOAD.search(url) or _FILE.search(unquote(url))) and layout.area_of(anchor) is not Area.FOOTER:
            _keep(found, url, _name(anchor, url))
    for frame in markup.body.iter("iframe", "embed", "object"):
        source = frame.get("src") or frame.get("data") or ""
        if _FILE.search(unquote(source)):
            inner = re.search(rf"(?:file|url|src)=([^&]+\.{_EXT})", unquote(source), re.IGNORECASE)
            if url := resolve(inner[1] if inner else source):
                _keep(found, url, fold(frame.get("title") or frame.get("name") or "") or _last(url))
    for url, name in script_links(markup, resolve):
        if _FILE.search(url):
            _keep(found, url, name or _last(url))
    return tuple(Attachment(url=url, name=name) for url, name in found.items())


def _words(anchor: Element) -> str:
    return f"{anchor.text or ''} {anchor.get('title') or ''} {anchor.get('alt') or ''} {anchor.get('download') or ''} {anchor.get('oldsrc') or ''}"


def _name(anchor: Element, url: str) -> str:
    text = link_text(anchor)
    for given in (anchor.get("download"), anchor.get("alt"), anchor.get("title")):
        if given and _NAMED.search(given) and not _NAMED.search(text):
            return fold(given)
    return text or _last(url)


def _keep(found: dict[str, str], url: str, name: str) -> None:
    if len(name) > len(found.get(url, "")):
        found[url] = name


def _last(url: str) -> str:
    return unquote(url.rpartition("/")[2].partition("?")[0])
