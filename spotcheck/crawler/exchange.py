"""Scrapy's response as the exchange that a snapshot stores. Changes no byte of the body."""

from __future__ import annotations

from urllib.parse import urljoin

from scrapy.http import Response

from spotcheck.crawler.snapshot import Exchange


def exchange_of(response: Response, fetched_at: str) -> Exchange:
    """The answer as it is stored. Header values are read as UTF-8, which Chinese servers write unasked."""
    return Exchange(
        url=response.url,
        status=response.status,
        headers=tuple(
            (name.decode("latin-1"), value.decode("utf-8", "replace")) for name, values in response.headers.items() for value in values
        ),
        body=response.body,
        fetched_at=fetched_at,
    )


def location_of(response: Response) -> str:
    """Where a redirect leads, as an absolute URL, or ``""``."""
    if not 300 <= response.status < 400:
        return ""
    raw = response.headers.get("Location")
    return urljoin(response.url, raw.decode("utf-8", "replace").strip()) if raw else ""
