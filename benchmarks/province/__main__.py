"""Draw, crawl and judge a test province: python -m benchmarks.province [--variants N] [--seed N] [--duty ID].

Exit code 1 where a site is accused wrongly, or where fewer than 97 % of the planted faults are found by their defect.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from benchmarks.province.measure import Answer, answers
from benchmarks.province.variants import draw

AIM = 0.97


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.province", description=__doc__)
    parser.add_argument("--variants", type=int, default=2000, metavar="N", help="how many sites (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2017, metavar="N", help="the same seed draws the same sites (default: %(default)s)")
    parser.add_argument("--duty", action="append", metavar="ID", help="only variants of this duty (may be repeated)")
    parser.add_argument("--misses", type=int, default=60, metavar="N", help="misses listed (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    drawn = draw(chosen.variants, chosen.seed)
    found = answers(variant for variant in drawn if not chosen.duty or variant.duty in chosen.duty)
    return report(found, chosen.seed, chosen.misses)


def report(found: list[Answer], seed: int, misses: int) -> int:
    """Prints the figures for each kind of judgement; the exit code."""
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for answer in found:
        for kind in answer.kinds:
            by_kind[kind].append(answer)
    duties, platforms = {answer.variant.duty for answer in found}, {answer.variant.platform.name for answer in found}
    print(f"{len(found)} sites from seed {seed}: {len(duties)} duties on {len(platforms)} platforms\n")
    print(f"{'kind':12}{'sites':>8}{'wrongly accused':>18}{'faults planted':>17}{'found':>8}{'share':>9}")
    for kind, mine in [*sorted(by_kind.items()), ("all", found)]:
        print(_row(kind, mine))
    wrong = [answer for answer in found if answer.accuses_wrongly]
    missed = [answer for answer in found if answer.variant.truth[0] == "fail" and not answer.finds]
    other = [answer for answer in found if answer.variant.truth[0] != "fail" and not answer.finds and not answer.accuses_wrongly]
    print(f"\nno fault there, and another answer than the truth: {len(other)}")
    for name, answers_ in (("wrongly accused", wrong), ("fault missed", missed), ("another answer", other)):
        counts = Counter((a.variant.duty, a.variant.kind, _told(a.variant.truth), _told(a.said), a.reason or "") for a in answers_)
        places = {(a.variant.duty, a.variant.kind): a.variant.platform.name for a in answers_}
        for (duty, kind, truth, said, reason), count in counts.most_common(misses):
            print(f"  {name}: {duty} {kind!r}: {truth} → {said} {reason} ×{count} (e.g. on {places[duty, kind]})")
    planted = sum(answer.variant.truth[0] == "fail" for answer in found)
    return int(bool(wrong) or (planted > 0 and len(missed) > (1 - AIM) * planted))


def _row(kind: str, mine: list[Answer]) -> str:
    planted = [answer for answer in mine if answer.variant.truth[0] == "fail"]
    hit = sum(answer.finds for answer in planted)
    share = f"{hit / len(planted):9.1%}" if planted else f"{'-':>9}"
    return f"{kind:12}{len(mine):8}{sum(answer.accuses_wrongly for answer in mine):18}{len(planted):17}{hit:8}{share}"


def _told(answer: tuple[str, str | None]) -> str:
    return " ".join(filter(None, answer))


if __name__ == "__main__":
    sys.exit(main())
