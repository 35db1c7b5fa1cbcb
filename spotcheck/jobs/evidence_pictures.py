"""Pictures of the pages behind a finding, made by the browser of their stored bytes alone. Fetches nothing, runs no script.

Style sheets and images of the site are not stored and do not show: a picture proves the words and where they stand, no layout.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scrapy.http import Response

from spotcheck.config.private_files import private_file
from spotcheck.config.settings import Settings
from spotcheck.crawler.browser import Browser
from spotcheck.crawler.exchange import header
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.snapshot import Exchange, Snapshot
from spotcheck.jobs.evidence_record import Piece


def pictured(snapshot: Snapshot, pieces: Sequence[Piece], folder: Path, name: str) -> list[Piece]:
    """The pieces, those that are pages with a picture in ``folder``. OSError passes through."""
    shots = asyncio.run(_all([(piece, _page(snapshot, piece)) for piece in pieces]))
    told = []
    for number, (piece, shot) in enumerate(zip(pieces, shots, strict=True), 1):
        if shot is not None:
            piece = replace(piece, picture=f"{name}-{number}.png")
            private_file(folder / piece.picture)
            (folder / piece.picture).write_bytes(shot)
        told.append(piece)
    return told


def _page(snapshot: Snapshot, piece: Piece) -> Exchange | None:
    """What a browser can show of a piece: an HTML page whose record is whole."""
    if piece.state not in ("whole", "differs") or not piece.warc:
        return None
    exchange = snapshot.exchange(piece.url)
    if exchange is None or not exchange.body.strip() or 300 <= exchange.status < 400:
        return None
    declared = header(exchange, "content-type").lower()
    return exchange if not declared or b"html" in declared else None


async def _all(pages: Sequence[tuple[Piece, Exchange | None]]) -> list[bytes | None]:
    browser = Browser(_nothing, user_agent=Settings().agent())
    try:
        return [
            await browser.picture(exchange, piece.quotes[0] if piece.quotes else "") if exchange is not None else None
            for piece, exchange in pages
        ]
    finally:
        await browser.close()


async def _nothing(url: str, method: str, body: bytes, headers: dict[str, str]) -> Response:
    raise NotFetched(Outcome.REFUSED_BY_GUARD, f"not fetched: {url}")
