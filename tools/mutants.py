"""``make mutants``: small faults are put into the guards one by one, and each must be noticed by a test.

What no test notices stands in ``tests/mutants.toml`` with the reason why it does no harm; a fault that is neither noticed nor listed
there, or is listed and noticed, ends the command with status 1. Names on the command line (spotcheck.crawler.traps) limit the run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTED = ROOT / "tests" / "mutants.toml"
FLOOR = 90  # per cent of the faults that tests must notice
CHILDREN = 2
_RESULT = re.compile(r"\s+(?P<name>\S+__mutmut_\d+): (?P<status>.+)")
_NOTICED = ("killed", "timeout", "caught by type check")


@dataclass(frozen=True, slots=True)
class Fault:
    """One small fault: where it was put, and the lines as they were and as they are with it."""

    where: str  # spotcheck.crawler.guard.Guard.check
    was: str
    now: str


def main(names: list[str]) -> int:
    """Runs mutmut and compares what nobody noticed with the list."""
    if not names:
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)  # what an earlier run found may rest on other tests
    wanted = [f"{name}.*" for name in names]
    subprocess.run([*_mutmut(), "run", "--max-children", str(CHILDREN), *wanted], cwd=ROOT, check=True)
    chosen = tuple(f"{name}." for name in names) or ("",)
    told = [found for found in map(_RESULT.fullmatch, _ask("results", "--all", "true").splitlines()) if found]
    results = {found["name"]: found["status"] for found in told if found["name"].startswith(chosen)}
    counts = Counter((name.partition(".x")[0], status in _NOTICED) for name, status in results.items())
    for module in sorted({module for module, _ in counts}):
        noticed, missed = counts[module, True], counts[module, False]
        print(f"{module:<40} {noticed:>5} of {noticed + missed:>5} noticed ({noticed / (noticed + missed):.1%})")
    left = {_fault(name): status for name, status in results.items() if status not in _NOTICED}
    listed = _listed()
    new = [(fault, status) for fault, status in left.items() if fault not in listed]
    stale = [fault for fault in listed if fault not in left and fault.where.startswith(chosen)]
    for fault, status in new:
        print(f"\nnot noticed ({status}) and not in {LISTED.name}:\n  in  {fault.where}\n  was {fault.was}\n  now {fault.now}")
    for fault in stale:
        print(f"\nin {LISTED.name} and noticed, or gone:\n  in  {fault.where}\n  was {fault.was}\n  now {fault.now}")
    share = 100 * sum(count for (_, noticed), count in counts.items() if noticed) / max(1, len(results))
    print(f"\n{share:.1f} % of {len(results)} faults noticed (at least {FLOOR}); {len(new)} new survivors, {len(stale)} stale entries")
    return int(bool(new or stale) or share < FLOOR)


def _fault(name: str) -> Fault:
    """A mutant by what it changes: its number changes with every line above it."""
    lines = _ask("show", name).splitlines()
    was = [line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---")]
    now = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    module, _, rest = name.partition(".x")
    method = rest.rpartition("__mutmut_")[0].removeprefix("_").strip("ǁ").replace("ǁ", ".")
    return Fault(where=f"{module}.{method}", was=" ".join(was), now=" ".join(now))


def _listed() -> dict[Fault, str]:
    if not LISTED.is_file():
        return {}
    rows = tomllib.loads(LISTED.read_text("utf-8")).get("survivor", [])
    return {Fault(where=row["in"], was=row["was"], now=row["now"]): row["why"] for row in rows}


def _ask(*words: str) -> str:
    return subprocess.run([*_mutmut(), *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _mutmut() -> list[str]:
    return [sys.executable, "-m", "mutmut"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
