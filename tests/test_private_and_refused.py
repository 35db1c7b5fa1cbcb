"""A workspace is its owner's alone; a full disk, a locked ledger and closed streams are told as what they are."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.ledger import schema
from spotcheck.ledger.ledger import Ledger
from tests.front import small

SITE = Site(url="http://www.qinghe.example/")
NOW = "2018-01-15T01:00:00Z"


def command(*args: str, cwd: Path, before: Callable[[], object] | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; ``before``: what is done in it first."""
    line = [sys.executable, "-m", "spotcheck", *args]
    return subprocess.run(line, cwd=cwd, env=small.environment(), text=True, capture_output=True, preexec_fn=before, timeout=100)


def no_larger(size: int) -> Callable[[], None]:
    resource = pytest.importorskip("resource", reason="this system limits no process (no resource module)")
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_of_a_workspace_is_read_by_nobody_but_its_owner(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with small.served(small.site_pages(1)) as site:
            given = ("--catalogue", str(small.catalogue(tmp_path / "own")), "--delay", "0", "--allow", site)
            assert command("audit", f"http://{site}/", *given, cwd=tmp_path).returncode == 0
        assert main.run(["evidence", "1.1.2", "--workspace", str(tmp_path / "spotcheck-data")]) == 0
    finally:
        os.umask(old)
    data = tmp_path / "spotcheck-data"
    shut = {path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077 == 0}
    open_ = [path for path in data.rglob("*") if not {path, *path.parents} & (shut - {data})]  # whatever it is, a shut folder keeps it
    assert data in shut and {data / "ledger.db", data / "runs", data / "reports", data / "evidence"} <= shut
    assert open_ == []
    assert [path for path in data.joinpath("runs").rglob("*") if path not in shut] == []


@pytest.mark.parametrize("size", [0, 16_384])
def test_a_disk_that_is_full_at_the_start_is_said_to_be_and_the_next_start_works(size: int, tmp_path: Path) -> None:
    args = ("audit", "http://127.0.0.1:9/", "--allow", "127.0.0.1:9", "--delay", "0", "--no-report")
    full = command(*args, cwd=tmp_path, before=no_larger(size))
    assert (full.returncode, full.stderr.count("\n")) == (3, 1), full.stderr
    assert "free some space" in full.stderr and "is no spotcheck ledger" not in full.stderr
    Ledger.write(tmp_path / "spotcheck-data").close()


def test_a_ledger_that_came_to_nothing_on_a_full_disk_is_begun_anew(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "ledger.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    assert (tmp_path / "ledger.db").stat().st_size
    with pytest.raises(UserError, match="there is no spotcheck workspace here yet"):
        Ledger.read(tmp_path)
    with Ledger.write(tmp_path) as ledger:
        assert ledger.import_sites([SITE], NOW) == (1, 0, 0)


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace whose ledger another program has open, and keeps to itself."""
    Ledger.write(tmp_path).close()
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    yield tmp_path
    other.close()


@pytest.mark.parametrize("opened", [Ledger.read, Ledger.write])
def test_a_ledger_that_another_program_has_locked_is_said_to_be_locked(opened: Callable[[Path], Ledger], held: Path) -> None:
    with pytest.raises(UserError, match="another program has locked it") as told:
        opened(held)
    assert told.value.status == 3 and "free some space" not in told.value.en


def test_a_ledger_locked_while_it_is_open_is_said_to_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    with Ledger.write(tmp_path) as ledger:
        other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="another program has locked it"):
            ledger.import_sites([SITE], NOW)
        other.close()
        assert ledger.import_sites([SITE], NOW) == (1, 0, 0)


def test_a_lock_met_while_reading_is_no_fault_of_the_program(held: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["findings", "--workspace", str(held)]) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "another program has locked" in told


@pytest.mark.parametrize(("args", "closed"), [(("--version",), (1,)), (("register", "list"), (0, 1, 2)), (("findings",), (2,))])
def test_closed_standard_streams_give_no_traceback_and_take_no_file_of_ours(
    args: tuple[str, ...], closed: tuple[int, ...], tmp_path: Path
) -> None:
    with Ledger.write(tmp_path / "spotcheck-data") as ledger:
        ledger.import_sites([SITE], NOW)
    done = command(*args, cwd=tmp_path, before=lambda: [os.close(number) for number in closed])
    assert done.returncode == (2 if "findings" in args else 0)  # there is no run whose findings could be listed
    assert "Traceback" not in done.stdout + done.stderr
    with Ledger.read(tmp_path / "spotcheck-data") as ledger:
        assert ledger.sites() == [SITE]
