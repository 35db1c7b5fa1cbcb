"""A few of the strangers' sites: none is accused wrongly. The whole of them is a benchmark: python -m benchmarks.strangers."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_few_sites_of_strangers_are_not_accused_wrongly():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.strangers", "--every", "15"], cwd=ROOT, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if line.startswith("wrongly accused: ")]
    assert len(told) == len(list(ROOT.glob("benchmarks/strangers/sites/*.toml")))
    assert all(line.startswith("wrongly accused: 0 of ") for line in told)
