"""Scrapy's response as the exchange that a snapshot stores. Changes no byte of the body, and holds no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotcheck.crawler.snapshot import Asked, Exchange
from spotcheck.crawler.snapshot.warc import SECRET
from spotcheck.crawler.urls import join, of_header

if TYPE_CHECKING:
    from scrapy.http import Response


def exchange_of(response: Response, fetched_at: str, asked: Asked | None = None) -> Exchange:
    """The answer as it is stored. Header values keep their bytes, whatever encoding Chinese servers write in them unasked."""
    return Exchange(
        url=response.url,
        status=response.status,
        headers=tuple(
            (name.decode("latin-1"), value.decode("utf-8", "surrogateescape"))
            for name, values in response.headers.items()
            for value in values
            if name.decode("latin-1").lower() not in SECRET
        ),
        body=response.body,
        fetched_at=fetched_at,
        asked=asked,
    )


def header(exchange: Exchange, name: str) -> bytes:
    """The first header of a name as the bytes that came, b"" for none."""
    value = next((value for key, value in exchange.headers if key.lower() == name), "")
    return value.encode("utf-8", "surrogateescape").strip()


def readable(value: bytes) -> str:
    """A header value for people: utf-8, else the encoding of Chinese servers; never an exception."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")


def location_of(response: Response) -> str:
    """Where a redirect leads, in canonical form, or ``""``."""
    if not 300 <= response.status < 400:
        return ""
    raw = response.headers.get("Location")
    return join(response.url, of_header(raw)) if raw else ""
