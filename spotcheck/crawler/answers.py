"""From a stored answer to a visit and the facts it shows: page, document, redirect or fault. Fetches and records nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date

from spotcheck.config.china_time import day_in_china
from spotcheck.crawler.exchange import header, readable
from spotcheck.crawler.frontier import Target
from spotcheck.crawler.messages import kind_of, refresh_of, shortfall
from spotcheck.crawler.opening.pool import POOL, SCANS, Abandoned
from spotcheck.crawler.opening.process import Died
from spotcheck.crawler.outcomes import CHALLENGING, GIVEN_UP, Interrupted, of_status
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.error_pages import says_no_such_page
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Area, Document, DocumentState, Link, Outcome, Page, PageKind, Visit
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import join, of_header

_LITTLE, _FEW = 120, 6  # characters and links up to which a page that sends its reader on says nothing itself
_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What one answer came to.

    ``screen``: what stood in the page's place. ``glimpse``: what of a page that was cut can still be followed, though nothing be
    concluded from it.
    """

    visit: Visit
    page: Page | None = None
    document: Document | None = None
    screen: Page | None = None
    glimpse: Page | None = None


async def read(
    exchange: Exchange, target: Target, *, cut: str = "", today: date | None, links_only: bool = False, ocr: bool = False
) -> Reading:
    """Read one answer. Never raises on any bytes; Interrupted where the crawl is stopped meanwhile.

    ``cut``: why the body is not whole, "" where it is. ``links_only``: documents need not be opened again. ``ocr``: the words of scans
    are recognised.
    """
    content_type = readable(header(exchange, "content-type"))
    visit = Visit(
        url=exchange.url,
        outcome=of_status(exchange.status),
        role=target.role,
        status=exchange.status,
        fetched_at=exchange.fetched_at,
        content_type=content_type,
        size=len(exchange.body),
    )
    day = today or day_in_china(exchange.fetched_at)
    if 300 <= exchange.status < 400:
        return Reading(visit=_redirect(visit, exchange))
    if exchange.status >= 400 or exchange.status < 200:
        return Reading(visit=_refused(visit, exchange, target, day))
    onward = refresh_of(exchange)
    if onward and not exchange.body.strip():
        return Reading(visit=replace(visit, redirect_to=onward))
    kind = kind_of(exchange, content_type, target)
    if why := cut or shortfall(exchange, is_page=kind == "page"):
        glimpse = _glimpse(exchange, target, content_type, day) if kind == "page" else None
        return Reading(visit=replace(visit, outcome=Outcome.TRUNCATED, detail=why[:300]), glimpse=glimpse)
    if kind == "media":
        return Reading(visit=replace(visit, outcome=Outcome.UNSUPPORTED_TYPE, detail=content_type))
    try:
        if kind == "page":
            return _refreshed(_page(visit, exchange, target, content_type, day), onward)
        if (
            kind == "data"
            and (found := _page(visit, exchange, target, content_type, day)).page is not None
            and found.page.kind is PageKind.LIST
        ):
            return found
        return Reading(visit=visit) if links_only else Reading(visit=visit, document=await _document(exchange, target, ocr))
    except Undecodable as error:
        return Reading(visit=replace(visit, outcome=Outcome.UNDECODABLE, detail=str(error)[:200]))
    except Died as death:
        return Reading(visit=replace(visit, outcome=Outcome.UNDECODABLE, detail=f"{GIVEN_UP}{death}"))
    except Abandoned:
        raise Interrupted from None
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
        return Reading(visit=replace(visit, redirect_to=join(exchange.url, page.redirect_to)), page=page)
    return Reading(visit=replace(visit, outcome=Outcome.SCRIPT_ONLY) if page.needs_script else visit, page=page)


def _refreshed(found: Reading, onward: str) -> Reading:
    """A page that its server sends on by a ``Refresh`` header: a redirect where it says next to nothing itself, else one way more."""
    page = found.page
    if not onward or page is None or found.visit.redirect_to or found.visit.outcome is not Outcome.READ:
        return found
    if len(page.text) <= _LITTLE and len(page.links) <= _FEW:
        return Reading(visit=replace(found.visit, redirect_to=onward), page=replace(page, kind=PageKind.REDIRECT, redirect_to=onward))
    return replace(found, page=replace(page, links=(*page.links, Link(url=onward, text="", area=Area.SCRIPT))))


def _glimpse(exchange: Exchange, target: Target, content_type: str, day: date) -> Page | None:
    """What stands above the cut, up to the last whole tag: half an address leads to a page that never was."""
    whole = exchange.body[: exchange.body.rfind(b">") + 1]
    try:
        return _read_page(replace(exchange, body=whole), target, content_type, day) if whole else None
    except Exception:
        _log.debug("cannot read what is left of %s", exchange.url, exc_info=True)
        return None


def _redirect(visit: Visit, exchange: Exchange) -> Visit:
    location = header(exchange, "location")
    onward = join(exchange.url, of_header(location)) if location else ""
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
    document = await POOL.opened(url=exchange.url, name=target.label, body=exchange.body)
    if not ocr or document.state is not DocumentState.SCAN:
        return document
    try:
        return await SCANS.opened(url=exchange.url, name=target.label, body=exchange.body, ocr=True)
    except Died as death:
        return replace(document, detail=f"{document.detail}; ocr {death}")
