"""A run as lines, one a visit: how it ended, and the plain facts of what was read. Judges nothing; what was not read is null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spotcheck.crawler.records import Document, Page, Visit, class_of
from spotcheck.crawler.snapshot import Snapshot

DOCUMENT = "document"  # the kind of an attachment that was opened, beside the kinds of pages


def page_lines(snapshot: Snapshot, pages: Mapping[str, Page] | None = None) -> Iterator[dict[str, Any]]:
    """Every visit as a JSON object, in the order of the addresses. ``pages``: what the site makes of its pages, by URL, in place of
    what each was read to be by itself."""
    read = {url: _of_page(page) for url, page in (pages or {visit.url: page for visit, page in snapshot.pages()}).items()}
    read |= {visit.url: _of_document(document) for visit, document in snapshot.documents()}
    for visit in snapshot.visits():
        yield _line(visit, read.get(visit.url, {}))


def page_line(visit: Visit, page: Page | None = None, document: Document | None = None) -> dict[str, Any]:
    """One visit, as its page or document was read by itself."""
    return _line(visit, _of_page(page) if page else _of_document(document) if document else {})


def _of_page(page: Page) -> dict[str, Any]:
    return {
        "kind": page.kind.value,
        "dialect": page.dialect,
        "title": page.title,
        "charset": page.charset,
        "published": page.published.value.isoformat() if page.published else None,
        "published_from": page.published.words if page.published else None,
        "entries": len(page.entries),
        "attachments": len(page.attachments),
        "undecoded": page.undecoded,
    }


def _of_document(document: Document) -> dict[str, Any]:
    return {"kind": DOCUMENT, "title": document.name}


def _line(visit: Visit, read: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": visit.url,
        "outcome": visit.outcome.value,
        "class": class_of(visit.outcome).value,
        "kind": read.get("kind"),
        "dialect": read.get("dialect"),
        "title": read.get("title", ""),
        "charset": read.get("charset", ""),
        "published": read.get("published"),
        "published_from": read.get("published_from"),
        "entries": read.get("entries"),
        "attachments": read.get("attachments"),
        "fetched_at": visit.fetched_at or None,
        "sha256": visit.sha256 or None,
        "undecoded": read.get("undecoded"),
    }
