"""Print how well pages are read: python -m benchmarks.accuracy [--corpus DIR]. Exit code 2 where the archives are absent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import drawn, run, table, tables_read
from benchmarks.accuracy.cost import measure
from benchmarks.accuracy.peers import Extractor, installed
from benchmarks.accuracy.truth import Absent, load, pages
from benchmarks.accuracy.variants import CHANGED
from benchmarks.accuracy.whole import read_whole

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPORA = (SHARED / "corpus", SHARED / "corpus-more")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument(
        "--corpus",
        type=Path,
        nargs="+",
        default=CORPORA,
        metavar="DIR",
        help=f"directories of labels.tsv and its archives (default: {SHARED}/corpus and corpus-more)",
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="variants, cost and frames on every Nth alone (default: all)")
    parser.add_argument("--own", action="store_true", help="pages and files of our own alone: no archives")
    chosen = parser.parse_args(arguments)
    peers = installed()
    if not chosen.own:
        try:
            _archived(chosen.corpus, chosen.every, peers)
        except Absent as error:
            print(error, file=sys.stderr)
            return 2
    _own(chosen.every, peers)
    if len(peers) < 4:
        print("\nNot every extractor to compare with is installed; make accuracy installs them.", file=sys.stderr)
    return 0


def _archived(corpora: Sequence[Path], step: int, peers: dict[str, Extractor]) -> None:
    """Pages of real sites."""
    samples = [sample for corpus in corpora for sample in load(corpus)]
    found, misses = run.labelled(samples, peers)
    changed = {name: run.labelled(samples, peers, change) for name, change in CHANGED.items()}
    every = [page for corpus in corpora for page in pages(corpus)][::step]
    alike, variant_misses = run.variants(every)
    whole, whole_misses = run.compared(samples, {key: page for corpus in corpora for key, page in read_whole(corpus).items()})
    read, parsed = measure([(url, body) for _, url, body in every])

    print(table.section(f"{len(samples)} pages labelled by hand, {len({s.host for s in samples})} hosts", table.measures(found, run.OURS)))
    print(table.section("The same pages, each with its whole site known (ours)", table.measures(whole, run.OURS)))
    print(table.section("By platform (ours)", table.platforms(found, run.OURS)))
    for name, (marks, _) in changed.items():
        print(table.section(f"The same pages: {name}", [table.HEAD, *table.changed(marks, run.OURS)]))
    lines = [f"{name:50}{right:>8} of {n}" for name, (right, n) in alike.items()]
    print(table.section(f"{len(every)} pages in other bytes: dates, title, kind, entries and text read like the original", lines))
    head = f"{'':50}{'median':>8}{'p95':>8}   aim: 5 and 15"
    lines = [head, *(f"{name:50}{cost.median:8.2f}{cost.p95:8.2f}" for name, cost in (("reading", read), ("lxml, parsing alone", parsed)))]
    print(table.section(f"Milliseconds of CPU a page, {len(every)} pages", lines))
    wrong = [*misses, *whole_misses, *(f"{name}: {miss}" for name, (_, lines) in changed.items() for miss in lines), *variant_misses]
    print(table.section(f"Misses: {len(wrong)}", wrong or ["none"]))


def _own(step: int, peers: dict[str, Extractor]) -> None:
    """Pages and files whose truth we know, because we drew them."""
    moved, wrong = run.places(peers)
    lines = [f"{name:50}{right:>8} of {n}" for name, (right, n) in moved.items()]
    print(table.section("Pages of our own: the day moved between its places", lines))
    framed, misses = drawn.measured(step, peers)
    frames = len({mark.host for by in framed.values() for marks in by.values() for mark in marks})
    print(table.section(f"A portal of our own in {frames} frames, each a host", table.measures(dict(sorted(framed.items())), run.OURS)))
    wrong += misses
    held, misses = tables_read.measured()
    print(table.section("Tables in files and pages of our own, each file a host", table.measures(held, run.OURS)))
    wrong += misses
    print(table.section(f"Misses on our own: {len(wrong)}", wrong or ["none"]))


if __name__ == "__main__":
    sys.exit(main())
