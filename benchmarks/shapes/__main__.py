"""The same small portal in many frames and with many ways of paging: python -m benchmarks.shapes [--frame NAME] [--paging NAME]

One lawful portal and the same with planted faults, invented, drawn as portals of twenty years draw theirs, by someone who had not read
the code that reads pages. Each finding has to be the same in every shape, or unknown with its reason; never another fail. The own
catalogue (18 duties) has an exact truth; zhejiang-2017 is compared with the plain frame. Exit code 1 where a shape changes a finding
into a wrong one, or where less than 90 % of the true verdicts stay.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.shapes.frames import FRAMES
from benchmarks.shapes.measure import AS_OF, Answer, Shape, answers, shapes
from benchmarks.shapes.pagings import WAYS
from benchmarks.shapes.truths import LAW, OWN, STATES
from benchmarks.shapes.web import served

AIM = 0.90


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.shapes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--frame", action="append", metavar="NAME", choices=[each.name for each in FRAMES], help="only this frame (may be repeated)"
    )
    parser.add_argument("--paging", action="append", metavar="NAME", choices=[each.name for each in WAYS], help="only this way of paging")
    parser.add_argument("--state", choices=STATES, help="only the lawful or the faulty portal")
    parser.add_argument("--duty", action="append", metavar="ID", help="tell all that is said of this duty (shapes/1.1.7 or 1.1.7)")
    parser.add_argument("--lost", action="store_true", help="list each true verdict that is no longer told")
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the pages of the chosen shapes as files instead of measuring")
    parser.add_argument(
        "--serve", action="store_true", help="serve the chosen shapes behind a proxy until interrupted instead of measuring"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every answer as JSON")
    parser.add_argument("--list", action="store_true", help="list frames and ways of paging")
    chosen = parser.parse_args(arguments)
    if chosen.list:
        print("\n".join(f"{shape.name:16}{shape.about}" for shape in (*FRAMES, *WAYS)))
        return 0
    wanted = [each for each in shapes() if _wanted(each, chosen)]
    if chosen.write:
        return _write(wanted, chosen.write)
    if chosen.serve:
        return _serve(wanted)
    found = list(answers(wanted))
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1), encoding="utf-8")
    for duty in chosen.duty or []:
        for each in (each for each in found if duty in (each.duty, f"{each.catalogue}/{each.duty}")):
            print(_line(each))
    return report(found, tell_lost=chosen.lost)


def report(found: Sequence[Answer], *, tell_lost: bool = False) -> int:
    """Prints the figures a shape and in total; the exit code."""
    print(f"{'shape':24}{'state':8}{'true':>6}{'kept':>6}{'lost':>6}{'wrong fail':>12}{'wrong pass':>12}  reasons of what is lost")
    for shape in dict.fromkeys(each.shape for each in found):
        held = [each for each in found if each.shape == shape]
        print(f"{shape.kind + ' ' + shape.name:24}{shape.state:8}{_figures(held)}  {_reasons(held)}")
    for told, wrong in (
        ("wrong fails", [each for each in found if each.wrong_fail]),
        ("wrong passes", [each for each in found if each.wrong_pass]),
    ):
        print(f"\n{told}: {len(wrong)}")
        for each in wrong:
            print(f"  {_line(each)}")
    if tell_lost:
        print("\nlost:")
        for each in (each for each in found if each.lost):
            print(f"  {_line(each)}")
    print(f"\n{'total':24}{'':8}{'true':>6}{'kept':>6}{'lost':>6}{'wrong fail':>12}{'wrong pass':>12}{'kept':>8}")
    good = True
    for kind in ("frame", "paging"):
        for catalogue in (OWN, LAW):
            held = [each for each in found if each.shape.kind == kind and each.catalogue == catalogue]
            if held:
                share = sum(each.kept for each in held) / max(1, sum(each.counts for each in held))
                good &= share >= AIM
                print(f"{kind + 's, ' + catalogue:32}{_figures(held)}{share:8.1%}")
    return int(not good or any(each.wrong_fail or each.wrong_pass for each in found))


def _wanted(shape: Shape, chosen: argparse.Namespace) -> bool:
    named = {"frame": chosen.frame, "paging": chosen.paging}
    if any(named.values()) and shape.name not in (named[shape.kind] or []):
        return False
    return chosen.state in (None, shape.state)


def _figures(held: Iterable[Answer]) -> str:
    counts = Counter(name for each in held for name in ("counts", "kept", "lost", "wrong_fail", "wrong_pass") if getattr(each, name))
    return f"{counts['counts']:6}{counts['kept']:6}{counts['lost']:6}{counts['wrong_fail']:12}{counts['wrong_pass']:12}"


def _reasons(held: Iterable[Answer]) -> str:
    counts = Counter(each.said.reason or each.said.verdict for each in held if each.lost)
    return ", ".join(f"{reason} {count}" for reason, count in counts.most_common())


def _line(each: Answer) -> str:
    truth = " ".join((each.truth.verdict, each.truth.defect, *each.truth.missing)).strip()
    said = " ".join((each.said.verdict, each.said.defect or each.said.reason, *each.said.missing)).strip()
    plain = "" if each.catalogue == OWN else f", plainly {each.plain.verdict} {each.plain.defect or each.plain.reason}".rstrip()
    where = f"--{each.shape.kind} {each.shape.name} --state {each.shape.state}"
    return f"{where} {each.catalogue}/{each.duty} {each.title}: true {truth}{plain}, said {said} [{each.said.told}]"


def _write(chosen: Sequence[Shape], folder: Path) -> int:
    for shape in chosen:
        site = shape.site()
        for path, answer in site.pages.items():
            name = path.strip("/").replace("?", "@") or "index.html"
            target = folder / site.host / (f"{name}/index.html" if path.endswith("/") and path != "/" else name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(answer.body)
        print(folder / site.host)
    return 0


def _serve(chosen: Sequence[Shape]) -> int:
    sites = [shape.site() for shape in chosen]
    catalogue = Path(__file__).with_name("catalogue")
    with served(sites) as proxy, contextlib.suppress(KeyboardInterrupt):
        for site in sites:
            print(
                f"http_proxy={proxy} python -m spotcheck audit {site.url} --catalogue {catalogue} --catalogue {LAW} "
                f"--function general_office --level county --as-of {AS_OF} --delay 0",
                flush=True,
            )
        while True:
            time.sleep(60)
    return 0


if __name__ == "__main__":
    sys.exit(main())
