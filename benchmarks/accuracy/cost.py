"""CPU time a page: reading all of it, and lxml's bare parse of the same bytes.

The fastest of the turns counts, since others share the machine. Refuses to count time of the wall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import process_time
from typing import NamedTuple

from lxml import html

from benchmarks.accuracy.truth import TODAY
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.page import read_page


class Cost(NamedTuple):
    """Milliseconds of CPU a page."""

    median: float
    p95: float


def measure(pages: Sequence[tuple[str, bytes]], turns: int = 3) -> tuple[Cost, Cost]:
    """What reading costs, and what parsing alone costs. Needs two pages or more."""
    return _cost(_read, pages, turns), _cost(_parse, pages, turns)


def _read(url: str, body: bytes) -> None:
    try:
        read_page(url=url, body=body, today=TODAY)
    except Undecodable:
        return


def _parse(url: str, body: bytes) -> None:
    if body.strip():
        html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def _cost(work: Callable[[str, bytes], None], pages: Sequence[tuple[str, bytes]], turns: int) -> Cost:
    best = [float("inf")] * len(pages)
    for _ in range(turns):
        for index, (url, body) in enumerate(pages):
            start = process_time()
            work(url, body)
            best[index] = min(best[index], process_time() - start)
    return Cost(median(best) * 1000, quantiles(best, n=20)[-1] * 1000)
