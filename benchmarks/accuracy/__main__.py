"""Print how well pages are read: python -m benchmarks.accuracy [--corpus DIR]. Exit code 2 where the archives are absent."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.accuracy import run, table
from benchmarks.accuracy.cost import measure
from benchmarks.accuracy.peers import installed
from benchmarks.accuracy.truth import Absent, load, pages
from benchmarks.accuracy.variants import CHANGED

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="directory of labels.tsv and its archives (default: %(default)s)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="variants and cost on every Nth page alone (default: all)")
    chosen = parser.parse_args(arguments)
    try:
        samples = load(chosen.corpus)
    except Absent as error:
        print(error, file=sys.stderr)
        return 2
    peers = installed()
    found, misses = run.labelled(samples, peers)
    changed = {name: run.labelled(samples, peers, change) for name, change in CHANGED.items()}
    every = list(pages(chosen.corpus))[:: chosen.every]
    alike, variant_misses = run.variants(every)
    own, own_misses = run.places(peers)
    read, parsed = measure([(url, body) for _, url, body in every])

    print(table.section(f"{len(samples)} pages labelled by hand, {len({s.host for s in samples})} hosts", table.measures(found, run.OURS)))
    print(table.section("By platform (ours)", table.platforms(found, run.OURS)))
    for name, (marks, _) in changed.items():
        print(table.section(f"The same pages: {name}", [table.HEAD, *table.changed(marks, run.OURS)]))
    lines = [f"{name:50}{right:>8} of {n}" for name, (right, n) in alike.items()]
    print(table.section(f"{len(every)} pages in other bytes: dates, title, kind, entries and text read like the original", lines))
    lines = [f"{name:50}{right:>8} of {n}" for name, (right, n) in own.items()]
    print(table.section("Pages of our own: the day moved between its places", lines))
    head = f"{'':50}{'median':>8}{'p95':>8}   aim: 5 and 15"
    lines = [head, *(f"{name:50}{cost.median:8.2f}{cost.p95:8.2f}" for name, cost in (("reading", read), ("lxml, parsing alone", parsed)))]
    print(table.section(f"Milliseconds of CPU a page, {len(every)} pages", lines))
    wrong = [*misses, *(f"{name}: {miss}" for name, (_, lines) in changed.items() for miss in lines), *variant_misses, *own_misses]
    print(table.section(f"Misses: {len(wrong)}", wrong or ["none"]))
    if len(peers) < 4:
        print("\nNot every extractor to compare with is installed; make accuracy installs them.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
