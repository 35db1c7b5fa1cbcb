"""One visit as a line of JSON: what ``spotcheck pages`` prints and ``scrapy crawl portal -O`` exports. Shows facts, judges none."""

from __future__ import annotations

from typing import Any

from spotcheck.crawler.records import Document, Page, Visit, class_of


def page_line(visit: Visit, page: Page | None = None, document: Document | None = None) -> dict[str, Any]:
    """The line of a visit with what was read. Keys only ever join; values are null where there is nothing to tell."""
    published = page.published if page else None
    return {
        "url": visit.url,
        "outcome": visit.outcome.value,
        "class": class_of(visit.outcome).value,
        "kind": page.kind.value if page else document.format if document else None,
        "dialect": page.dialect if page else None,
        "title": page.title if page else document.name if document else "",
        "charset": page.charset if page else "",
        "published": published.value.isoformat() if published else None,
        "published_from": published.words if published else None,
        "entries": len(page.entries) if page else None,
        "attachments": len(page.attachments) if page else None,
        "fetched_at": visit.fetched_at or None,
        "sha256": visit.sha256 or None,
        "undecoded": page.undecoded if page else None,
    }
