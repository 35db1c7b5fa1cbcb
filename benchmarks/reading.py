"""CPU of reading a page, as a multiple of lxml's bare parse of the same bytes in the same run. Run: python -m benchmarks.reading

Each site is read once, page after page, as a crawl reads it, in processes of their own; the best of the turns counts for each page.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import pstats
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from lxml import html
from warcio.archiveiterator import ArchiveIterator

from benchmarks.pages import sites
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.page import read_page

TODAY = date(2021, 1, 1)
TURNS = 3
CORPUS = [Path(__file__).parents[2] / "shared" / name for name in ("corpus", "corpus-more")]
_Pages = Sequence[tuple[str, bytes]]


def read(url: str, body: bytes) -> None:
    """All of a page."""
    try:
        read_page(url=url, body=body, today=TODAY)
    except Undecodable:
        return


def parse(url: str, body: bytes) -> None:
    """Its tree alone."""
    html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def times(pages: _Pages) -> list[tuple[float, float]]:
    """Seconds of parsing and of reading, a page."""
    return [(_spent(parse, *page), _spent(read, *page)) for page in pages]


def _spent(work: Callable[[str, bytes], None], url: str, body: bytes) -> float:
    begun = process_time()
    work(url, body)
    return process_time() - begun


def paired(pages: _Pages) -> list[tuple[float, float]]:
    """The best of the turns, each in a process that has read nothing before."""
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as pool:
        turns = list(pool.map(times, [pages] * TURNS))
    return [(min(each[0] for each in page), min(each[1] for each in page)) for page in zip(*turns, strict=True)]


def archived(folder: Path) -> list[tuple[str, list[tuple[str, bytes]]]]:
    """The pages of each archive of a folder that holds at least ten."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        pages = []
        with gzip.open(file) as stream:
            for record in ArchiveIterator(stream):
                body = record.content_stream().read() if record.rec_type == "response" else b""
                if b"<html" in body[:5000].lower():
                    pages.append((record.rec_headers.get_header("WARC-Target-URI"), body))
        if len(pages) >= 10:
            found.append((file.name.removesuffix(".warc.gz"), pages))
    return found


def parts(pages: _Pages) -> list[tuple[str, float]]:
    """The share of each module in reading, what it calls outside the project included, largest first."""
    profile = cProfile.Profile()
    profile.enable()
    for page in pages:
        read(*page)
    profile.disable()
    spent = Counter[str]()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if "spotcheck" in file:
            spent[_module(file)] += own
        else:
            for (caller, _, _), (_, _, there, _) in callers.items():
                spent[_module(caller) if "spotcheck" in caller else "elsewhere"] += there
    return [(name, each / sum(spent.values())) for name, each in spent.most_common()]


def _module(file: str) -> str:
    return file.rpartition("spotcheck/")[2]


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, nargs="*", default=CORPUS, metavar="DIR", help="folders of archives (default: beside the project)"
    )
    parser.add_argument("--parts", action="store_true", help="where the time goes, by module (the profiler weighs small calls too much)")
    chosen = parser.parse_args(arguments)
    every = [*sites(), *(site for folder in chosen.corpus for site in archived(folder))]
    print(f"{'':34}{'pages':>6}{'KB':>6}{'links':>6}{'parse ms':>10}{'read ms':>9}{'ratio':>8}{'p95':>7}")
    drawn, real = list[tuple[float, float]](), list[tuple[float, float]]()
    for index, (name, pages) in enumerate(every):
        found = paired(pages)
        (drawn if index < 4 else real).extend(found)
        size, links = median(len(body) for _, body in pages) / 1000, median(body.count(b"<a ") for _, body in pages)
        print(f"{name:34}{len(pages):6}{size:6.0f}{links:6.0f}{_told(found)}")
    for name, found in (("all that are drawn", drawn), ("all archives", real)):
        if found:
            print(f"{name:34}{len(found):6}{'':12}{_told(found)}")
    if chosen.parts:
        for name, share in parts([page for _, pages in every[:4] for page in pages])[:25]:
            print(f"  {share:6.1%}  {name}")


def _told(found: Sequence[tuple[float, float]]) -> str:
    ratios = [whole / bare for bare, whole in found]
    bare, whole = (median(each) * 1000 for each in zip(*found, strict=True))
    return f"{bare:10.2f}{whole:9.2f}{median(ratios):8.1f}{quantiles(ratios, n=20)[-1]:7.1f}"


if __name__ == "__main__":
    main()
