"""Spoil the answers of the demonstration province: python -m benchmarks.faults [--seeds N] [--kind NAME] [--host HOST] [--workers N]

Exit code 1 where a site is accused of what the undisturbed run does not show, or where more than a fifth of the verdicts whose evidence
was not spoiled is lost.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.faults.kinds import KINDS
from benchmarks.faults.measure import Outcome, disturbed, usual
from spotcheck.demo import HOSTS

AIM = 0.8


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="runs of each kind (default: %(default)s)")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), metavar="NAME", help="only this kind (may be repeated)")
    parser.add_argument("--host", action="append", choices=HOSTS, metavar="HOST", help="only this site (may be repeated)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="runs at the same time (default: %(default)s)")
    parser.add_argument("--losses", type=int, default=0, metavar="N", help="lost verdicts listed for each run (default: none)")
    chosen = parser.parse_args(arguments)
    hosts = tuple(chosen.host or HOSTS)
    kinds = chosen.kind or [kind for kind in KINDS if kind != "undisturbed"]
    plain = usual(hosts)
    print(f"undisturbed: {sum(plain.requests.values())} requests, {len(plain.findings)} findings\n", flush=True)
    jobs = [(kind, seed) for kind in kinds for seed in range(chosen.seeds)]
    with ProcessPoolExecutor(chosen.workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(disturbed, kind, seed, plain, hosts) for kind, seed in jobs]
        for each in waiting:
            print(f"  {each.result().kind}/{each.result().seed}: {len(each.result().accused)} accused", file=sys.stderr, flush=True)
        return report([each.result() for each in waiting], chosen.losses)


def report(found: Sequence[Outcome], losses: int = 0) -> int:
    """Prints the figures of each kind; the exit code."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for each in found:
        by_kind[each.kind].append(each)
    print(f"{'kind':26}{'runs':>5}{'spoiled':>14}{'accused':>9}{'resting':>9}{'sound':>7}{'kept':>7}{'share':>8}{'beyond':>8}")
    for kind, mine in [*by_kind.items(), ("all", list(found))]:
        print(_row(kind, mine))
    print()
    for each in found:
        for line in each.accused:
            print(f"accused: {each.kind}/{each.seed}: {line}")
        for line in each.resting:
            print(f"resting: {each.kind}/{each.seed}: {line}")
        for line in each.lost[:losses]:
            print(f"lost: {each.kind}/{each.seed}: {line}")
    accused = sum(len(each.accused) for each in found)
    short = [kind for kind, mine in by_kind.items() if sum(e.kept for e in mine) < AIM * sum(e.sound for e in mine)]
    print(
        f"\naccused of what the undisturbed run does not show: {accused}; kinds that keep less than {AIM:.0%}: {', '.join(short) or 'none'}"
    )
    return int(bool(accused) or sum(each.kept for each in found) < AIM * sum(each.sound for each in found))


def _row(kind: str, mine: Sequence[Outcome]) -> str:
    sound, kept = sum(each.sound for each in mine), sum(each.kept for each in mine)
    spoiled = f"{sum(each.spoiled for each in mine)}/{sum(each.asked for each in mine)}"
    share = f"{kept / sound:8.1%}" if sound else f"{'-':>8}"
    return (
        f"{kind:26}{len(mine):5}{spoiled:>14}{sum(len(each.accused) for each in mine):9}"
        f"{sum(len(each.resting) for each in mine):9}{sound:7}{kept:7}{share}{sum(each.beyond for each in mine):8}"
    )


if __name__ == "__main__":
    sys.exit(main())
