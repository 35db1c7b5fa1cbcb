"""The extractors that we stand beside, each at its best honest setting. Refuses nothing: an extractor that raises has found nothing."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from benchmarks.accuracy.measures import Answer
from benchmarks.accuracy.truth import TODAY

Extractor = Callable[[str, str], Answer]
DATES_ONLY = ("htmldate",)


def _htmldate(html: str, url: str) -> Answer:
    from htmldate import find_date

    return Answer(find_date(html, original_date=True, url=url, max_date=TODAY.isoformat()) or "", "")


def _gne(html: str, url: str) -> Answer:
    from gne import GeneralNewsExtractor

    found: dict[str, Any] = GeneralNewsExtractor().extract(html)
    return Answer(_iso(found.get("publish_time") or ""), found.get("title") or "")


def _trafilatura(html: str, url: str) -> Answer:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(html, default_url=url, date_config={"original_date": True, "max_date": TODAY.isoformat()})
    return Answer(found.date or "", found.title or "")


def _newspaper(html: str, url: str) -> Answer:
    from newspaper import Article

    article = Article(url)  # its Chinese word splitter serves keywords alone: neither dates nor titles
    article.download(input_html=html)
    article.parse()
    day = article.publish_date
    return Answer(day.date().isoformat() if hasattr(day, "date") else "", article.title or "")


_ALL: dict[str, tuple[str, Extractor]] = {
    "htmldate": ("htmldate", _htmldate),
    "GNE": ("gne", _gne),
    "trafilatura": ("trafilatura", _trafilatura),
    "newspaper4k": ("newspaper", _newspaper),
}


@cache
def installed() -> dict[str, Extractor]:
    """The extractors that this environment has, by name."""
    logging.getLogger().setLevel(logging.CRITICAL)
    for name in ("htmldate", "trafilatura", "newspaper", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = {}
    for name, (module, extractor) in _ALL.items():
        with suppress(ImportError):
            __import__(module)
            found[name] = extractor
    return found


def ask(extractor: Extractor, html: str, url: str) -> Answer:
    """What it says; nothing where it raises."""
    try:
        return extractor(html, url)
    except Exception:
        return Answer("", "")


def _iso(words: str) -> str:
    found = re.search(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})", words)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
