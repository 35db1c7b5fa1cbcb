"""Every pattern that meets foreign text takes time in proportion to it: a hostile page of 400 kB holds up nobody."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patterns.growth import worst

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
def test_no_pattern_takes_more_than_its_share_of_time_on_growing_hostile_strings() -> None:
    """In a process of its own: a pattern that never ends would hold the tests too, and the last line it printed names it."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.patterns.growth"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=580,
    )
    assert run.returncode == 0, run.stderr.splitlines()[-3:]
    assert json.loads(run.stdout) == {}, "see tests/patterns/growth.py: bound the repetition, make it possessive, or parse instead"
    assert len(run.stderr.splitlines()) > 200, "hardly any pattern was found"


@pytest.mark.parametrize("pattern", [r"\s+$", r"<a\b.*?</a>", r"\s*[:：]?\s*\d", r"(?:ab|a|b)*c", r"^\W*x?\W*$", rb"<[^>]*>"])
def test_a_pattern_that_starts_anew_at_every_place_is_found_out(pattern: str | bytes) -> None:
    assert worst(re.compile(pattern), anywhere=True, last="")


@pytest.mark.parametrize("pattern", [r"\s++\d", r"(?<!\s)\s++x", r"<a\b[^<>]{0,300}>", r"[^,]{1,50},", r"共\s*+\d{1,4}\s*+页"])
def test_a_pattern_that_does_not_is_left_alone(pattern: str) -> None:
    assert worst(re.compile(pattern), anywhere=pattern != r"\s++\d", last="") == ""
