"""A few kinds of spoiled answers: nobody is accused of what could not be seen. All of them: python -m benchmarks.faults."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("login", "bad_gateway", "dead_half_way", "cut_told")


def test_spoiled_answers_accuse_nobody_and_cost_little_else():
    kinds = [word for kind in KINDS for word in ("--kind", kind)]
    command = [sys.executable, "-m", "benchmarks.faults", "--seeds", "1", "--host", "fgw.lanxi.example", *kinds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "accused of what the undisturbed run does not show: 0" in done.stdout
