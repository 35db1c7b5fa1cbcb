"""The words of the rules that nothing needs: no case, no site of strangers, no archive. Run: python -m benchmarks.words [--duty ID]

A word is needed where dropping it alone changes an answer. The strangers' sites are crawled once and kept in ``--store``; a file of sites
that has changed is crawled again. Archives of ``--corpus`` are read on the day that their last page was captured.
"""

from __future__ import annotations

import argparse
import hashlib
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.strangers.__main__ import AS_OF, BATCH, SITES, crawled
from spotcheck.audits.engine import SiteJudge
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.china_time import day_in_china
from spotcheck.config.models import Function, Level, Site
from spotcheck.config.rule_words import WordPlace
from spotcheck.crawler.archive import Archive
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.rule_cases.case_expansion import load_cases
from spotcheck.jobs.rule_cases.needed_words import SOURCE, WordNeeds, read_sources

CATALOGUE = "zhejiang-2017"
EVERYTHING = frozenset(Function)  # whose an archive is stands in no register: every duty is asked of it


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.words", description=__doc__)
    parser.add_argument("--duty", action="append", default=[], metavar="ID", help="only this duty (may be repeated)")
    parser.add_argument("--store", type=Path, default=Path(".words"), metavar="DIR", help="where crawled sites are kept (default: .words)")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="archives (*.warc.gz) whose answers count too")
    parser.add_argument("--source", type=Path, action="append", default=[], metavar="FILE", help="a source: words in it are needed")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th site of strangers (default: all)")
    chosen = parser.parse_args(arguments)
    catalogue = load_catalogue(CATALOGUE)
    needs = WordNeeds(catalogue, chosen.duty)
    needs.heed_sources(read_sources(chosen.source))
    by_source = set(needs.needed)
    needs.heed_cases(load_cases(CATALOGUE, catalogue))
    by_cases = set(needs.needed)
    _tell(f"{len(by_cases) - len(by_source)} words needed by cases")
    runs = [(run, AS_OF) for run in strangers(chosen.store, chosen.every)]
    runs += list(archives(chosen.corpus, chosen.store)) if chosen.corpus and chosen.corpus.is_dir() else []
    for number, (run, as_of) in enumerate(runs, 1):
        with Snapshot.open(run) as snapshot:
            needs.heed_site(run.name, SiteJudge(snapshot, needs.lexicon, as_of), snapshot)
        if number % BATCH == 0 or number == len(runs):
            _tell(f"{number} of {len(runs)} sites, {len(needs.needed) - len(by_cases)} more words needed")
    report(needs, by_source, by_cases)


def report(needs: WordNeeds, by_source: set[WordPlace], by_cases: set[WordPlace]) -> None:
    """Prints the words that nothing needs, and how many of each kind of list there are."""
    left = needs.not_needed()
    for each in left:
        covered = f" (covered by {each.covered_by})" if each.covered_by else ""
        print(f"{each.place.duty} {each.place.list_name}: {each.place.word}{covered}")
    heads = ("words", "by a source", "by cases", "by sites", "alone", "by nothing", "covered")
    print(f"\n{'needed':24}" + "".join(f"{head:>12}" for head in heads))
    rows: dict[str, Counter[str]] = {}
    covered_ = {each.place: bool(each.covered_by) for each in left}
    for place in (place for places in needs.words.values() for place in places):
        by = "by a source" if needs.needed.get(place) == SOURCE else "by cases" if place in by_cases else "by sites"
        by = by if place in needs.needed else "alone" if place.alone else "by nothing"
        for name in (".".join(step for step in place.path if isinstance(step, str) and step != "checks"), "all"):
            rows.setdefault(name, Counter()).update(["words", by, *(["covered"] if covered_.get(place) else [])])
    for name, counts in sorted(rows.items(), key=lambda row: -row[1]["words"]):
        print(f"{name:24}" + "".join(f"{counts[head]:12}" for head in heads))


def strangers(store: Path, every: int = 1) -> Iterator[Path]:
    """The runs of the strangers' sites, or of every so many of a file, crawled where the store does not hold them."""
    for file in sorted(SITES.glob("*.toml")):
        data = file.read_bytes()
        cases = tomllib.loads(data.decode("utf-8"))["site"][::every]
        kept = store / f"{file.stem}-{hashlib.sha256(data).hexdigest()[:12]}" / f"every-{every}"
        for start in range(0, len(cases), BATCH):
            folder = kept / str(start)
            if not (folder / "whole").is_file():
                _tell(f"crawling {file.stem}, {start + 1} to {min(start + BATCH, len(cases))} of {len(cases)}")
                crawled(cases[start : start + BATCH], folder)
                (folder / "whole").touch()
            yield from sorted(path for path in folder.iterdir() if path.is_dir())


def archives(corpus: Path, store: Path) -> Iterator[tuple[Path, date]]:
    """The runs of archives, each with its day, read where the store does not hold them."""
    for file in sorted(corpus.glob("*.warc.gz")):
        run = store / "archives" / file.name.removesuffix(".warc.gz")
        if not (run / "snapshot.db").is_file():
            archive = Archive(file)
            site = Site(url=archive.home(), functions=EVERYTHING, level=Level.COUNTY)
            archive.close()
            (result,) = crawl([CrawlPlan(site=site, run_dir=run, run_id="archive", archive=file)])
            assert result.complete, result
        with Snapshot.open(run) as snapshot:
            yield run, day_in_china(snapshot.run.last_capture)


def _tell(line: str) -> None:
    print(f"[{time.process_time():6.0f} s] {line}", flush=True)


if __name__ == "__main__":
    main()
