"""Print how well tables of PDFs are read: python -m benchmarks.tables [--count N] [--seed N]. Nothing of it leaves this machine."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.tables import browser, printed, readers, spreadsheet
from benchmarks.tables.measure import Score, score
from benchmarks.tables.shapes import Shape, shape
from benchmarks.tables.sheets import KINDS, LONG, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report with one table."""

    printer: str
    sheet: Sheet
    shape: Shape
    body: bytes


def cases(count: int, seed: int) -> Iterator[Case]:
    """``count`` reports of each printer that is installed."""
    chance = random.Random(seed)
    pairs = []
    for _ in range(count):
        kind = chance.choice((*KINDS, *LONG))
        sheet = kind(chance)
        pairs.append((sheet, shape(chance, long=kind in LONG, number=bool(sheet.maker))))
    for sheet, look in pairs:
        yield Case(printer="reportlab", sheet=sheet, shape=look, body=printed.printed([(sheet, look)]))
    for name, printer in (("calc", spreadsheet.printed), ("chromium", browser.printed)):
        for (sheet, look), body in zip(pairs, printer(pairs), strict=True):
            if body is not None:
                yield Case(printer=name, sheet=sheet, shape=look, body=body)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__)
    parser.add_argument("--count", type=int, default=60, metavar="N", help="reports a printer (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2017, metavar="N", help="the same seed draws the same reports (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=40, metavar="N", help="misses listed (default: %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="without pdfplumber, which is slow")
    chosen = parser.parse_args(arguments)
    scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    misses = []
    for n, case in enumerate(cases(chosen.count, chosen.seed)):
        begun = time.process_time()
        mine = score(case.sheet, readers.ours(case.body))
        seconds["ours"] += time.process_time() - begun
        for group in ("all", case.printer, f"rules: {case.shape.rules}"):
            scores[group, "ours"].append(mine)
        wrong = [name for name in ("one", "caption", "unit", "heads") if not getattr(mine, name)]
        if wrong or mine.cells < mine.of:
            misses.append(f"{n} {case.printer} {case.sheet.caption[:16]} {mine.cells}/{mine.of} {' '.join(wrong)}: {case.shape}")
        if not chosen.no_peer:
            begun = time.process_time()
            theirs = score(case.sheet, readers.pdfplumber(case.body, case.sheet, case.shape))
            seconds["pdfplumber"] += time.process_time() - begun
            for group in ("all", case.printer, f"rules: {case.shape.rules}"):
                scores[group, "pdfplumber"].append(theirs)
    print(table(scores))
    count = len(scores["all", "ours"])
    print("\n" + "\n".join(f"{name:12}{1000 * spent / count:8.0f} ms of CPU a file" for name, spent in seconds.items()))
    print(f"\nMisses: {len(misses)}")
    print("\n".join(misses[: chosen.misses]) or "none")
    return 0


def table(scores: dict[tuple[str, str], list[Score]]) -> str:
    """Shares in percent."""
    lines = [f"{'':20}{'':12}{'files':>7}{'whole':>8}{'caption':>9}{'unit':>8}{'heads':>8}{'cells':>8}"]
    for (group, reader), found in sorted(scores.items()):
        shares = [sum(getattr(s, name) for s in found) / len(found) for name in ("one", "caption", "unit", "heads")]
        shares.append(sum(s.cells for s in found) / max(1, sum(s.of for s in found)))
        if reader != "ours":
            shares[1:3] = [float("nan")] * 2
        lines.append(
            f"{group:20}{reader:12}{len(found):>7}" + "".join(f"{share:>8.1%}" if share == share else f"{'':>8}" for share in shares)
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
