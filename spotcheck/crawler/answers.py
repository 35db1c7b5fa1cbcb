"""From a stored answer to a visit and the facts it shows: page, document, redirect or fault. Fetches and records nothing."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from urllib.parse import urljoin

from spotcheck.crawler.frontier import Target
from spotcheck.crawler.outcomes import CHALLENGING, of_status
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.documents import is_document_url, read_document, sniff
from spotcheck.crawler.reading.error_pages import says_no_such_page
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Document, Outcome, Page, PageKind, Role, Visit
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import canonical

_DOCUMENTS = ThreadPoolExecutor(1, thread_name_prefix="documents")  # a single one: PDFium bears no two threads
_MEDIA = ("image/", "video/", "audio/", "font/", "text/css")
_SHANGHAI = timedelta(hours=8)
_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What one answer came to. ``screen``: what stood in the page's place."""

    visit: Visit
    page: Page | None = None
    document: Document | None = None
    screen: Page | None = None


async def read(
    exchange: Exchange, target: Target, *, cut: bool, today: date | None, links_only: bool = False, ocr: bool = False
) -> Reading:
    """Read one answer. Never raises on any bytes.

    ``cut``: the body ended early. ``links_only``: documents need not be opened again. ``ocr``: the words of scans are recognised.
    """
    content_type = next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
    visit = Visit(
        url=exchange.url,
        outcome=of_status(exchange.status),
        role=target.role,
        status=exchange.status,
        fetched_at=exchange.fetched_at,
        content_type=content_type,
        size=len(exchange.body),
    )
    day = today or _civil_day(exchange.fetched_at)
    if 300 <= exchange.status < 400:
        return Reading(visit=_redirect(visit, exchange))
    if exchange.status >= 400 or exchange.status < 200:
        return Reading(visit=_refused(visit, exchange, target, day))
    if cut:
        return Reading(visit=replace(visit, outcome=Outcome.TRUNCATED, detail=f"body ended after {len(exchange.body)} bytes"))
    kind = _kind(exchange, content_type, target)
    if kind == "media":
        return Reading(visit=replace(visit, outcome=Outcome.UNSUPPORTED_TYPE, detail=content_type))
    try:
        if kind == "page":
            return _page(visit, exchange, target, content_type, day)
        if (
            kind == "data"
            and (found := _page(visit, exchange, target, content_type, day)).page is not None
            and found.page.kind is PageKind.LIST
        ):
            return found
        return Reading(visit=visit) if links_only else Reading(visit=visit, document=await _document(exchange, target, ocr))
    except Undecodable as error:
        return Reading(visit=replace(visit, outcome=Outcome.UNDECODABLE, detail=str(error)[:200]))
    except Exception as error:  # a fault of ours: the page stays unread, loudly, and the crawl goes on
        _log.exception("cannot read %s", exchange.url)
        return Reading(visit=replace(visit, outcome=Outcome.UNDECODABLE, detail=f"reader failed: {type(error).__name__}: {error}"[:200]))


def _page(visit: Visit, exchange: Exchange, target: Target, content_type: str, day: date) -> Reading:
    page = _read_page(exchange, target, content_type, day)
    if page.kind in (PageKind.CHALLENGE, PageKind.ERROR):
        gone = page.kind is PageKind.ERROR and says_no_such_page(page.title, page.text)
        outcome = Outcome.SOFT_NOT_FOUND if gone else Outcome.BLOCKED
        return Reading(visit=replace(visit, outcome=outcome, detail=f"in place of the page: {page.title[:80]}"), screen=page)
    if page.redirect_to and page.kind is PageKind.REDIRECT:
        return Reading(visit=replace(visit, redirect_to=canonical(urljoin(exchange.url, page.redirect_to))), page=page)
    return Reading(visit=replace(visit, outcome=Outcome.SCRIPT_ONLY) if page.needs_script else visit, page=page)


def _redirect(visit: Visit, exchange: Exchange) -> Visit:
    location = next((value for name, value in exchange.headers if name.lower() == "location"), "").strip()
    onward = canonical(urljoin(exchange.url, location)) if location else ""
    if not onward:
        return replace(visit, outcome=Outcome.TRUNCATED, detail="redirect without a usable location")
    return replace(visit, redirect_to=onward)


def _refused(visit: Visit, exchange: Exchange, target: Target, day: date) -> Visit:
    if visit.outcome is Outcome.READ:  # 1xx as a final answer
        return replace(visit, outcome=Outcome.TRUNCATED, detail=f"HTTP {exchange.status}")
    if exchange.status in CHALLENGING and exchange.body and visit.outcome is not Outcome.BLOCKED:
        try:
            if _read_page(exchange, target, visit.content_type, day).kind is PageKind.CHALLENGE:
                return replace(visit, outcome=Outcome.BLOCKED, detail=f"challenge page, HTTP {exchange.status}")
        except Exception:  # whatever the body is, the status already says enough
            _log.debug("cannot read the body of %s", exchange.url, exc_info=True)
    return replace(visit, detail=f"HTTP {exchange.status}")


def _read_page(exchange: Exchange, target: Target, content_type: str, day: date) -> Page:
    return read_page(url=exchange.url, body=exchange.body, content_type=content_type, role=target.role, label=target.label, today=day)


async def _document(exchange: Exchange, target: Target, ocr: bool) -> Document:
    work = partial(read_document, url=exchange.url, name=target.label, body=exchange.body, ocr=ocr)
    return await asyncio.get_running_loop().run_in_executor(_DOCUMENTS, work)


def _kind(exchange: Exchange, content_type: str, target: Target) -> str:
    """``page``, ``document``, ``data`` (a list, where a platform is known to send its lists so, else a document) or ``media``.

    The bytes decide before the header and the name do.
    """
    declared = content_type.partition(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml") and exchange.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "document" if target.role is Role.DOCUMENT and is_document_url(exchange.url) and _is_office_html(exchange.body) else "page"
    if declared.startswith(_MEDIA):
        return "media"
    if target.role is Role.LIST:
        return "page"
    found = sniff(exchange.body)
    if found == "txt" and declared == "application/json" and target.role is not Role.DOCUMENT:
        return "data"
    if found not in ("html", "", "text", "xml", "json", "unknown"):
        return "document"
    return "document" if is_document_url(exchange.url) and found != "html" else "page"


def _is_office_html(body: bytes) -> bool:
    return b"urn:schemas-microsoft-com:office" in body[:2048]


def _civil_day(moment: str) -> date:
    """The civil date in Asia/Shanghai of a UTC time."""
    return (datetime.fromisoformat(moment.replace("Z", "+00:00")) + _SHANGHAI).date()
