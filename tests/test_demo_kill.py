"""The demonstration province as ``spotcheck demo`` runs it: killed and started again, judged again, judged with the network shut."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spotcheck import demo
from spotcheck.ledger.ledger import Ledger
from spotcheck.reports.findings_json import finding_json
from tests.front.small import environment, spotcheck

KILLS = 4
SEED = 20180115
NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise RuntimeError("the network is shut")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
"""

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which ``spotcheck demo`` ran to its end."""
    folder = tmp_path_factory.mktemp("demo")
    done = spotcheck("demo", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "told.txt").write_text(done.stdout, encoding="utf-8")
    yield folder


def test_the_demo_finds_every_planted_fault_accuses_nobody_wrongly_and_ends_with_the_report(undisturbed: Path) -> None:
    *_, compared, report = (undisturbed / "told.txt").read_text(encoding="utf-8").splitlines()
    found = re.fullmatch(r"compared with the truth: (\d+) of (\d+) planted faults found, 0 wrong accusations", compared)
    assert found, compared
    assert found[1] == found[2]
    assert int(found[2]) >= 11
    assert Path(report).is_file()
    assert len(list(Path(report).parent.glob("sites/*.html"))) == 3


def test_killed_at_random_moments_and_started_again_it_finds_the_same(undisturbed: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    expected = _findings(undisturbed)
    size = sum(_visits(undisturbed).values())
    moments = sorted(chance.sample(range(1, size - 1), KILLS))
    for moment in moments:
        process = subprocess.Popen(
            [sys.executable, "-m", "spotcheck", "demo"],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and sum(_visits(tmp_path).values()) < moment:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    done = spotcheck("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "are continued" in done.stderr
    assert len(list((tmp_path / "spotcheck-demo" / "runs").iterdir())) == len(demo.HOSTS)
    assert _visits(tmp_path) == _visits(undisturbed)
    assert _findings(tmp_path) == expected


def test_judging_the_stored_snapshots_again_touches_no_network_and_changes_nothing(undisturbed: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    shut = {"PYTHONPATH": str(tmp_path)}
    workspace = undisturbed / "spotcheck-demo"
    before = _findings(undisturbed)
    try_it = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"], env=environment(**shut), capture_output=True
    )
    assert b"the network is shut" in try_it.stderr
    args = ("judge", "--quarter", demo.QUARTER, "--as-of", demo.AS_OF.isoformat(), "--json", "-", "--workspace", workspace)
    first, second = (spotcheck(*args, cwd=tmp_path, **shut) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert len(json.loads(first.stdout)) == 3
    assert _findings(undisturbed) == before


def test_a_rule_changed_today_judges_the_stored_snapshots_with_the_network_shut(undisturbed: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    shipped = Path(str(__import__("spotcheck").__path__[0])) / "config" / "catalogues" / "zhejiang-2017"
    changed = tmp_path / "changed"
    changed.mkdir()
    for file in shipped.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        (changed / file.name).write_text(re.sub(r"max_age_days = \d+", "max_age_days = 4000", text), encoding="utf-8")
    args = ("judge", "--quarter", demo.QUARTER, "--as-of", demo.AS_OF.isoformat(), "--catalogue", changed, "--json", "-")
    told = spotcheck(*args, "--workspace", undisturbed / "spotcheck-demo", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert told.returncode == 0, told.stderr
    defects = [finding["defect"] for run in json.loads(told.stdout) for finding in run["findings"]]
    assert "stale" not in defects


def _findings(folder: Path) -> dict[str, str]:
    """Findings of each site as JSON text; times are taken out, everything else stays."""
    with Ledger.read(folder / "spotcheck-demo") as ledger:
        runs = {run.site.url: run for run in reversed(ledger.runs(quarter=demo.QUARTER))}
        told = {url: [finding_json(finding) for finding in ledger.findings(run.id)] for url, run in runs.items()}
    return {url: json.dumps(_without_times(found), ensure_ascii=False) for url, found in told.items()}


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_times(each) for name, each in value.items() if name != "fetched_at"}
    return [_without_times(each) for each in value] if isinstance(value, list) else value


def _visits(folder: Path) -> dict[str, int]:
    """How many addresses each snapshot holds, by the host in the name of its run."""
    counts = {}
    for path in sorted((folder / "spotcheck-demo" / "runs").glob("*/snapshot.db")):
        try:
            with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
                counts[path.parent.name.split("-", 1)[1]] = db.execute("SELECT count(*) FROM visits").fetchone()[0]
        except sqlite3.Error:
            continue
    return counts
