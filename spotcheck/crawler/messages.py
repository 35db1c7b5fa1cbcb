"""What an HTTP answer is by its own marks: a page or a file, whole or a part, the end or a sign to go on. Reads no page.

Refuses to believe what a header declares over what the bytes are.
"""

from __future__ import annotations

import re

from spotcheck.crawler.exchange import header
from spotcheck.crawler.frontier import Target
from spotcheck.crawler.reading.documents import is_document_url
from spotcheck.crawler.reading.file_kinds import first_look
from spotcheck.crawler.records import Role
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import join, of_header

MAX_WAIT = 30  # seconds after which a page that sends its reader on is one to be read
_MEDIA = ("image/", "video/", "audio/", "font/", "text/css")
_HTML = ("text/html", "application/xhtml+xml")
_NO_TEXT = ("", "jpg", "png", "gif", "tiff", "webp", "bmp", "txt", "csv")
_REFRESH = re.compile(rb"\s*(\d{1,6})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(?:\"([^\"]*)\"|'([^']*)'|(\S.*))", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(rb"bytes\s+0-(\d{1,15})/(\d{1,15})", re.IGNORECASE)
_OPEN_TAG = re.compile(rb"<(?!/(?:html|body)\b)/?[A-Za-z][^<>]*\Z")
_TAIL = 4_000  # bytes at the end of a page in which a tag would be closed


def refresh_of(exchange: Exchange) -> str:
    """Where a ``Refresh`` header sends the reader of an answer at once, canonical; "" for nowhere else."""
    found = _REFRESH.match(header(exchange, "refresh"))
    if not found or int(found[1]) > MAX_WAIT:
        return ""
    onward = join(exchange.url, of_header(found[2] or found[3] or found[4] or b""))
    return "" if onward == exchange.url else onward


def shortfall(exchange: Exchange, *, is_page: bool) -> str:
    """Why a successful answer holds less than its page, as it says itself; "" where nothing says so."""
    if exchange.status == 206:
        found = _RANGE.fullmatch(header(exchange, "content-range"))
        if not found or int(found[1]) + 1 < int(found[2]):
            return "HTTP 206: a part of the file"
    if exchange.status in (204, 205):
        return f"HTTP {exchange.status}: no content"
    if not is_page:
        return ""
    if not exchange.body.strip():
        return "the body is empty"
    return "the page ends inside a tag" if _OPEN_TAG.search(exchange.body[-_TAIL:].rstrip()) else ""


def kind_of(exchange: Exchange, content_type: str, target: Target) -> str:
    """``page``, ``document``, ``data`` (a list, where a platform is known to send its lists so, else a document) or ``media``.

    The bytes decide before the header and the name do.
    """
    declared = content_type.partition(";")[0].strip().lower()
    if declared in _HTML and exchange.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "document" if target.role is Role.DOCUMENT and is_document_url(exchange.url) and _is_office_html(exchange.body) else "page"
    found = first_look(exchange.body)
    if declared.startswith(_MEDIA) and found in _NO_TEXT:
        return "media"
    if target.role is Role.LIST and found in ("html", "xml", *_NO_TEXT):
        return "page"
    if found in ("txt", "json") and declared == "application/json" and target.role is not Role.DOCUMENT:
        return "data"
    if found not in ("html", "", "text", "xml", "json", "unknown"):
        return "document"
    return "document" if is_document_url(exchange.url) and found != "html" else "page"


def _is_office_html(body: bytes) -> bool:
    return b"urn:schemas-microsoft-com:office" in body[:2048]
