"""What a user can get wrong: one clear line each, the right exit status, and nothing lost."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.ledger.ledger import Ledger
from tests.front import small
from tests.front.small import environment, findings, served, site_pages, spotcheck


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """The command in this process: exit status and what it said on stderr."""
    status = main.run(list(args))
    return status, capsys.readouterr().err


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["audit", "ftp://a.gov.cn/"], "only http and https addresses can be audited, not ftp"),
        (["audit", "http://"], "is neither an address nor a web archive"),
        (["audit", "http://a b.gov.cn/"], "is neither an address nor a web archive"),
        (["audit", "nothing"], "is neither an address nor a web archive"),
        (["audit", "missing.warc.gz"], "missing.warc.gz: there is no such file"),
        (["audit", "http://a.gov.cn/", "--as-of", "2018-02-30"], "--as-of: '2018-02-30' is no date"),
        (["audit", "http://a.gov.cn/", "--as-of", "20180115"], "--as-of: '20180115' is no date"),
        (["audit", "http://a.gov.cn/", "--function", "finanse"], "--function: there is no 'finanse'; did you mean 'finance'?"),
        (["audit", "http://a.gov.cn/", "--level", "countty"], "--level: there is no 'countty'; did you mean 'county'?"),
        (["audit", "http://a.gov.cn/", "--catalogue", "zhejiang-2018"], "did you mean 'zhejiang-2017'?"),
        (["audit", "http://a.gov.cn/", "--fail-on", "all"], "--fail-on: there is no 'all'"),
        (["audit", "http://a.gov.cn/", "--lang", "fr"], "--lang: there is no 'fr'"),
        (["audit", "http://a.gov.cn/", "--allow", "127.0.0.1"], "--allow: '127.0.0.1' is no HOST:PORT"),
        (["audit", "http://a.gov.cn/", "--json", "no/such/folder/f.json"], "--json: no/such/folder/f.json cannot be written"),
        (["audit", "http://a.gov.cn/", "--max-pages", "0"], "'--max-pages'"),
        (["audit", "http://a.gov.cn/", "--nonsense"], "No such option: --nonsense"),
        (["audit"], "Missing argument"),
        (["odit"], "No such command 'odit'"),
        (["quarter", "draw", "2017"], "'2017' is no quarter"),
        (["findings"], "there is no spotcheck workspace here yet"),
        (["findings", "--format", "xml"], "--format: there is no 'xml'"),
        (["rules", "show", "9.9.9"], "ID: there is no '9.9.9'"),
        (["register", "import", "missing.csv"], "missing.csv"),
    ],
)
def test_a_wrong_word_is_one_line_with_status_2(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = run(capsys, *args)
    assert (status, told.count("\n")) == (2, 1)
    assert told.startswith("error: ")
    assert says in told
    assert not Path("spotcheck-data").exists()


def test_the_same_line_is_chinese_where_the_locale_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    assert run(capsys, "audit", "ftp://a.gov.cn/") == (2, "错误：ftp://a.gov.cn/：只能检查 http 或 https 网址，不是 ftp\n")


def test_a_register_with_a_broken_row_names_file_row_and_column_and_imports_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.csv").write_text("首页网址,网站名称,层级\nhttp://a.example/,甲,县级\nhttp://b.example/,乙,三级\n", encoding="utf-8")
    status, told = run(capsys, "register", "import", "r.csv")
    assert (status, told.count("\n")) == (2, 1)
    assert "r.csv" in told
    assert "3" in told
    assert "三级" in told
    assert not Path("spotcheck-data").exists()


def test_a_catalogue_with_an_unknown_key_names_file_line_and_key(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = small.catalogue(tmp_path / "own")
    clause = folder / "1.1.toml"
    clause.write_text(clause.read_text(encoding="utf-8").replace("cadence =", 'tytle = "x"\ncadence =', 1), encoding="utf-8")
    status, told = run(capsys, "audit", "http://a.gov.cn/", "--catalogue", str(folder))
    assert (status, told.count("\n")) == (2, 1)
    assert "1.1.toml:9: " in told
    assert "unknown key 'tytle'; did you mean 'title'?" in told
    status, _ = run(capsys, "rules", "check", str(folder))
    assert status == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.warc", b"hello"),
        ("half.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n")[:20]),
        ("other.warc.gz", gzip.compress(b"no archive at all")),
        ("zip.wacz", b"PK\x03\x04 broken"),
        ("empty.warc", b""),
    ],
)
def test_a_file_that_is_no_archive_is_said_to_be_none(name: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_bytes(content)
    status, told = run(capsys, "audit", name)
    assert (status, told.count("\n")) == (2, 1)
    assert name in told


def test_a_workspace_of_a_newer_version_is_refused_and_not_touched(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Ledger.write(tmp_path / "spotcheck-data").close()
    path = tmp_path / "spotcheck-data" / "ledger.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    for args in (["audit", "http://a.gov.cn/"], ["findings"], ["quarter", "status", "2017Q4"]):
        status, told = run(capsys, *args)
        assert (status, told.count("\n")) == (2, 1)
        assert "newer spotcheck" in told
    assert path.read_bytes() == before


def test_a_workspace_that_is_a_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("spotcheck-data").write_text("")
    status, told = run(capsys, "audit", "http://a.gov.cn/")
    assert (status, told.count("\n")) == (2, 1)
    assert "spotcheck-data" in told


def test_a_fault_of_the_program_is_one_line_and_its_story_is_in_a_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by design")

    Ledger.write(tmp_path / "spotcheck-data").close()
    monkeypatch.setattr("spotcheck.jobs.reporting.find_run", broken)
    status, told = run(capsys, "findings")
    assert (status, told.count("\n")) == (3, 1)
    assert "ZeroDivisionError: by design" in told
    assert "Traceback" in (tmp_path / "spotcheck-data" / "spotcheck.log").read_text()
    status, told = run(capsys, "findings", "--debug")
    assert status == 3
    assert "Traceback" in told


def test_a_full_disk_is_one_line_with_status_3_and_the_run_goes_on_afterwards(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system limits no process (no resource module)")
    folder = small.catalogue(tmp_path / "own")
    with served(site_pages(200)) as site:
        args = ["audit", f"http://{site}/", "--allow", site, "--catalogue", str(folder), "--delay", "0", "--json", "-", "--no-report"]

        def no_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

        full = subprocess.run(
            [sys.executable, "-m", "spotcheck", *args], cwd=tmp_path, env=environment(), capture_output=True, text=True, preexec_fn=no_room
        )
        assert full.returncode == 3, full.stderr
        assert full.stderr.count("\n") == 1
        assert "run" in full.stderr
        assert "again" in full.stderr
        again = spotcheck(*args, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "continuing" in again.stderr
    assert findings(again)["own/1.1.1"] == ("pass", None, None)
