"""What a finding rests on can be taken out and shown, and what is stored of a run holds, or is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from spotcheck.cli import main
from spotcheck.crawler.browser import program
from tests.front import small

Said = pytest.CaptureFixture[str]
DATA = Path("spotcheck-data")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace with one judged run."""
    folder = tmp_path_factory.mktemp("judged")
    with small.served(small.site_pages()) as site:
        given = ("--catalogue", str(small.catalogue(folder / "own")), "--delay", "0", "--allow", site, "--lang", "en")
        done = small.spotcheck("audit", f"http://{site}/", *given, cwd=folder)
        assert done.returncode == 0, done.stderr
    yield folder


@pytest.fixture
def run(judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of that run, in a copy for each test."""
    shutil.copytree(judged, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    (folder,) = (DATA / "runs").iterdir()
    return folder


def said(capsys: Said, *args: str) -> tuple[int, str]:
    """The command in this process: exit status and everything it said."""
    capsys.readouterr()
    status = main.run(list(args))
    told = capsys.readouterr()
    return status, told.out + told.err


def findings(capsys: Said) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(said(capsys, "findings", "--format", "json")[1])
    return told


def change(query: str, *values: str) -> None:
    with sqlite3.connect(DATA / "ledger.db") as db:
        assert db.execute(query, values).rowcount == 1
    db.close()


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def rewrite(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    told = json.loads((folder / "manifest.json").read_text())
    edit(told)
    (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False))


def hurt_an_answer(folder: Path) -> None:
    with sqlite3.connect(f"file:{folder}/snapshot.db?mode=ro", uri=True) as db:
        name, offset = db.execute("SELECT warc_file, warc_offset FROM visits WHERE url LIKE '%/ysq/'").fetchone()
    db.close()
    flip(folder / name, offset + 300)


def edit_snapshot(folder: Path) -> None:
    with sqlite3.connect(folder / "snapshot.db") as db:
        db.execute("UPDATE visits SET status = 404 WHERE url LIKE '%/ysq/'")
    db.close()


def edit_entry(place: int) -> Callable[[Path], object]:
    return lambda folder: rewrite(folder, lambda told: told["entries"][place].update(at="2020-01-01T00:00:00Z"))


TAMPERED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "an answer": (hurt_an_answer, r"the record of http://127.0.0.1:", "存档记录已损坏：http://127.0.0.1:"),
    "a file gone": (lambda folder: next(folder.glob("*.gz")).unlink(), ".warc.gz: the file is missing", ".warc.gz：文件不见了"),
    "the index": (edit_snapshot, "snapshot.db: is not what the manifest says", "snapshot.db：内容与清单不符"),
    "a verdict": (
        lambda _: change("UPDATE findings SET verdict = 'pass', defects = '[]' WHERE duty = ?", "own/1.1.2"),
        "findings: own/1.1.2 was changed", "结论 own/1.1.2 被改动过",
    ),
    "a finding gone": (
        lambda _: change("DELETE FROM findings WHERE duty = ?", "own/1.1.2"), "the finding own/1.1.2 is missing", "结论 own/1.1.2 不见了",
    ),
    "the day": (
        lambda _: change("UPDATE runs SET as_of = '2020-01-01'"), "'as_of' of", "“as_of”被改动过",
    ),
    "an entry of the manifest": (edit_entry(0), "entry 1 was changed", "第 1 条被改动过"),
    "the last entry": (edit_entry(-1), "no link of the chain", "不在清单的链上"),
    "the manifest gone": (lambda folder: (folder / "manifest.json").unlink(), "the manifest is missing", "清单不见了"),
    "the manifest spoilt": (lambda folder: (folder / "manifest.json").write_text("[]"), "the manifest is damaged", "清单已损坏"),
    "another form": (lambda folder: rewrite(folder, lambda told: told.update(schema=9)), "the manifest is damaged", "清单已损坏"),
}  # fmt: skip


def test_a_run_as_it_was_judged_holds_and_its_seal_stands_in_the_report(run: Path, capsys: Said) -> None:
    status, told = said(capsys, "verify")
    assert (status, told.startswith(f"{run.name}: all holds: 2 files")) == (0, True)
    seal = findings(capsys)["run"]["seal"]
    assert seal in told
    report = next((DATA / "reports" / run.name).glob("*.html")).read_text()
    assert seal in report and "requests to 1 addresses" in report
    assert said(capsys, "verify", run.name, "--seal", seal[:12])[0] == 0
    assert said(capsys, "verify", run.name, "--seal", "0000")[0] == 1


def test_the_page_of_the_docs_computes_the_seal_without_this_program(run: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    seal = findings(capsys)["run"]["seal"]
    page = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
    monkeypatch.chdir(run)
    exec(page.split("```python\n")[1].split("```")[0], {})
    assert capsys.readouterr().out.strip() == seal


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_after_the_judging_is_named(what: str, run: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    tamper, english, chinese = TAMPERED[what]
    tamper(run)
    status, told = said(capsys, "verify", run.name)
    assert status == 1 and f"{run.name}: does not hold: " in told and english in told
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    status, told = said(capsys, "verify", run.name)
    assert status == 1 and f"{run.name}：不相符：" in told and chinese in told


def test_judging_again_adds_a_link_only_where_something_is_new_and_earlier_seals_stay_good(run: Path, capsys: Said) -> None:
    seal, manifest = findings(capsys)["run"]["seal"], (run / "manifest.json").read_bytes()
    assert said(capsys, "judge", "--run", run.name, "--catalogue", "own")[0] == 0
    assert (run / "manifest.json").read_bytes() == manifest
    assert said(capsys, "judge", "--run", run.name, "--catalogue", "own", "--as-of", "2026-01-01")[0] == 0
    assert said(capsys, "verify", "--seal", seal)[0] == 0
    assert findings(capsys)["run"]["seal"] != seal
    clause = Path("own/1.1.toml")
    clause.write_text(clause.read_text().replace("河长公示", "河长名单"))
    assert said(capsys, "judge", "--run", run.name, "--catalogue", "own", "--as-of", "2026-01-01")[0] == 0
    entries = json.loads((run / "manifest.json").read_text())["entries"]
    assert [entry["kind"] for entry in entries] == ["capture", "judgement", "judgement", "judgement"]
    hashes = [entry["run"]["hashes"]["own"] for entry in entries[1:]]
    assert hashes[0] == hashes[1] != hashes[2]


def test_what_was_changed_is_not_sealed_by_judging_again(run: Path, capsys: Said) -> None:
    hurt_an_answer(run)
    assert said(capsys, "judge", "--run", run.name, "--catalogue", "own", "--as-of", "2026-01-01")[0] == 0
    assert "is damaged" in said(capsys, "verify")[1]


def test_a_judging_that_was_killed_before_the_ledger_took_it_does_no_harm(run: Path, capsys: Said) -> None:
    from spotcheck.ledger.manifest import JUDGEMENT, appended, read_manifest, write_manifest

    entries = read_manifest(run)
    write_manifest(run, run.name, appended(entries, JUDGEMENT, "2030-01-01T00:00:00Z", {"run": {}, "findings": {}}))
    assert said(capsys, "verify")[0] == 0


def test_a_lost_manifest_is_remembered_by_the_one_that_follows(run: Path, capsys: Said) -> None:
    (run / "manifest.json").write_text("{")
    seal = findings(capsys)["run"]["seal"]
    assert said(capsys, "judge", "--run", run.name, "--catalogue", "own")[0] == 0
    status, told = said(capsys, "verify")
    assert (status, f"an earlier manifest (seal {seal}) is lost" in told) == (0, True)


def test_a_run_judged_before_there_were_manifests_says_how_to_get_one(run: Path, capsys: Said) -> None:
    (run / "manifest.json").unlink()
    change("UPDATE runs SET seal = ''")
    status, told = said(capsys, "verify")
    assert (status, f"'spotcheck judge --run {run.name}' makes one" in told) == (2, True)


def test_an_interrupted_run_may_go_on_and_is_entered_again(tmp_path: Path) -> None:
    from spotcheck.config.models import Site
    from spotcheck.crawler.snapshot import RunInfo
    from spotcheck.jobs.sealing import sealed
    from spotcheck.ledger.ledger import Run
    from spotcheck.ledger.manifest import read_manifest

    site = Site(url="http://a.example/")
    run = Run(id="r", site=site, target="t", state="interrupted", started="2026-01-01T00:00:00Z")
    for text, complete in (("half", False), ("half", False), ("whole", True), ("tampered", True)):
        (tmp_path / "r.warc.gz").write_text(text)
        sealed(tmp_path, run, [], RunInfo(id="r", site=site, started="", complete=complete, settings={}))
    captures = [entry for entry in read_manifest(tmp_path) if entry["kind"] == "capture"]
    assert [(each["complete"], each["files"]["r.warc.gz"]["bytes"]) for each in captures] == [(False, 4), (True, 5)]


def test_the_records_behind_a_finding_stand_alone(run: Path, capsys: Said) -> None:
    told = findings(capsys)
    absent = next(each for each in told["findings"] if each["defect"] == "absent")
    status, shown = said(capsys, "evidence", absent["id"])
    assert status == 0
    for words in ("not met, absent", absent["evidence"][0]["sha256"], "127.0.0.1", "request included  checked: holds", told["run"]["seal"]):
        assert words in shown
    folder = DATA / "evidence" / absent["id"]
    record = json.loads((folder / f"{absent['id']}.json").read_text())
    assert record["finding"] == absent and record["run"] == told["run"]
    with (folder / f"{absent['id']}.warc.gz").open("rb") as stream:
        found = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record in ArchiveIterator(stream, check_digests="raise")
        ]
    cited = [each["url"] for each in record["records"]]
    assert {each["url"] for each in absent["evidence"]} | {each["url"] for each in absent["certificate"]["entry_points"]} == set(cited)
    assert found == [("warcinfo", None), *((kind, url) for url in cited for kind in ("response", "request"))]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))


def test_a_finding_is_named_by_its_id_its_beginning_or_its_duty(run: Path, capsys: Said) -> None:
    ids = {each["duty"]: each["id"] for each in findings(capsys)["findings"]}
    assert len(set(ids.values())) == 3
    heads = {said(capsys, "evidence", name)[1].splitlines()[0] for name in (ids["own/1.1.2"], ids["own/1.1.2"][:6], "1.1.2", "own/1.1.2")}
    assert len(heads) == 1 and heads.pop().startswith(ids["own/1.1.2"])
    for wrong in ("9.9.9", "ffffffffffff"):
        status, told = said(capsys, "evidence", wrong)
        assert (status, told.count("\n"), f"there is no finding '{wrong}'" in told) == (2, 1, True)


def test_a_record_that_is_hurt_is_said_to_be(run: Path, capsys: Said) -> None:
    hurt_an_answer(run)
    status, told = said(capsys, "evidence", "1.1.1")
    assert (status, "the record is damaged" in told) == (1, True)


def test_a_probe_and_a_link_that_nobody_followed_are_evidence_without_bytes(run: Path, capsys: Said) -> None:
    from spotcheck.crawler.records import Outcome, Probe
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.manifest import JUDGEMENT, appended, finding_hashes, link, read_manifest, run_facts, write_manifest

    site = findings(capsys)["run"]["site"]
    at = "2026-11-01T08:00:00Z"
    pieces = [
        {"url": site, "quote": "timeout", "where": "page", "fetched_at": at, "sha256": ""},
        {"url": "http://elsewhere.example/", "quote": "统一平台", "where": "link", "fetched_at": "", "sha256": ""},
    ]
    change("UPDATE findings SET evidence = ? WHERE duty = 'own/1.1.2'", json.dumps(pieces))
    with Ledger.write(DATA) as ledger:
        row, rows = ledger.rows_of(run.name)
        entries = appended(read_manifest(run), JUDGEMENT, at, {"run": run_facts(row), "findings": finding_hashes(rows)})
        write_manifest(run, run.name, entries)
    change("UPDATE runs SET seal = ?", link(entries[-1]))
    assert "its evidence is not what was stored" in said(capsys, "verify")[1]
    with Ledger.write(DATA) as ledger:
        ledger.save_probes([Probe(url=site, at=at, outcome=Outcome.TIMEOUT, status=None, seconds=15.0, detail="")])
    assert said(capsys, "verify")[0] == 0
    status, told = said(capsys, "evidence", "1.1.2")
    assert (status, "a probe of the home page" in told, "was only linked to" in told) == (0, True, True)


@pytest.mark.browser
@pytest.mark.skipif(not program(), reason="no Chromium on this machine")
def test_a_picture_shows_the_stored_page_and_asks_for_nothing(run: Path, capsys: Said) -> None:
    status, told = said(capsys, "evidence", "1.1.1", "--browser")
    pictures = sorted(DATA.glob("evidence/*/*.png"))
    assert status == 0 and pictures and all(str(path.resolve()) in told for path in pictures)
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 5_000 for path in pictures)
