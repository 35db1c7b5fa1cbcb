"""A quarter goes on by the rules it began with: resumed without options, and nobody changes them half-way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.jobs.quarter_settings import own_catalogues, settings_of, settle
from spotcheck.ledger.kept_settings import kept_json, kept_of
from spotcheck.ledger.ledger import Draw, Ledger
from tests.front import small

NOW = "2018-01-15T01:00:00Z"
QUARTER = "2017Q4"
SITE = Site(url="http://tjj.qinghe.example/", name="清河县统计局")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One site drawn, and a catalogue of the office's own beside the workspace."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    small.catalogue(tmp_path / "own")
    draw = Draw(quarter=QUARTER, seed="s", method={}, population=(SITE,), drawn=("tjj.qinghe.example/",), drawn_at=NOW)
    with Ledger.write(tmp_path / "ws") as ledger:
        ledger.save_draw(draw)
    return tmp_path / "ws"


@pytest.fixture
def ledger(workspace: Path) -> Iterator[Ledger]:
    with Ledger.write(workspace) as opened:
        yield opened


FIRST = {"catalogue": ["own"], "as_of": "2018-01-15", "max_pages": 50, "delay": 0.5, "allow": ["127.0.0.1:81"]}


def test_what_the_first_run_was_given_needs_no_options_again_wherever_it_is_continued(
    ledger: Ledger, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = settle(ledger, QUARTER, workspace, FIRST).settings
    workspace.joinpath("elsewhere").mkdir()
    monkeypatch.chdir(workspace / "elsewhere")
    again = settle(ledger, QUARTER, workspace, {}).settings
    assert again == first
    assert (again.max_pages, again.delay, again.allow, [each.id for each in again.catalogues]) == (50, 0.5, ("127.0.0.1:81",), ["own"])


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("max_pages", 60, "--max-pages was kept as 50, not 60"),
        ("catalogue", ["zhejiang-2017"], "not zhejiang-2017"),
        ("as_of", "2018-02-01", "--as-of was kept as 2018-01-15, not 2018-02-01"),
        ("ocr", True, "--ocr was kept as False, not True"),
        ("browser", True, "--browser was kept as False, not True"),
    ],
)
def test_an_option_that_changes_a_rule_is_refused_with_what_was_kept(
    ledger: Ledger, workspace: Path, option: str, value: object, told: str
) -> None:
    kept = settle(ledger, QUARTER, workspace, FIRST).kept
    with pytest.raises(UserError) as refused:
        settle(ledger, QUARTER, workspace, {option: value})
    assert told in refused.value.en
    assert "--fresh" in refused.value.en and "--fresh" in refused.value.zh
    assert refused.value.status == 2
    assert ledger.kept_settings(QUARTER) == kept


def test_the_same_options_given_again_are_no_change(ledger: Ledger, workspace: Path) -> None:
    first = settle(ledger, QUARTER, workspace, FIRST).settings
    assert settle(ledger, QUARTER, workspace, FIRST).settings == first
    assert settle(ledger, QUARTER, workspace, {"catalogue": [str(Path("own").resolve())]}).settings == first


def test_a_pause_may_change_and_addresses_let_through_add_up(ledger: Ledger, workspace: Path) -> None:
    settle(ledger, QUARTER, workspace, FIRST)
    settle(ledger, QUARTER, workspace, {"delay": 3.0, "allow": ["127.0.0.1:82"]})
    again = settle(ledger, QUARTER, workspace, {}).settings
    assert (again.delay, again.allow) == (3.0, ("127.0.0.1:81", "127.0.0.1:82"))


def test_a_catalogue_edited_meanwhile_is_refused_and_its_comments_may_change(ledger: Ledger, workspace: Path) -> None:
    settle(ledger, QUARTER, workspace, FIRST)
    clause = Path("own/1.1.toml")
    clause.write_text("# seen by the legal office\n" + small.CLAUSE, encoding="utf-8")
    settle(ledger, QUARTER, workspace, {})
    clause.write_text(small.CLAUSE.replace("河长公示", "河湖长制"), encoding="utf-8")
    with pytest.raises(UserError, match=r"these have changed: own \(SHA-256 was [0-9a-f]{12}\)"):
        settle(ledger, QUARTER, workspace, {})
    clause.write_text(small.CLAUSE, encoding="utf-8")
    settle(ledger, QUARTER, workspace, {})


def test_a_word_list_edited_meanwhile_is_refused(ledger: Ledger, workspace: Path) -> None:
    (workspace / "spotcheck.toml").write_text('word_lists = ["words.csv"]\n', encoding="utf-8")
    words = workspace / "words.csv"
    words.write_text("易错词,替换词\n按装,安装\n", encoding="utf-8")
    assert len(settle(ledger, QUARTER, workspace, FIRST).settings.words) == 1
    words.write_text("易错词,替换词\n按装,安装\n帐户,账户\n", encoding="utf-8")
    with pytest.raises(UserError, match="these have changed: words"):
        settle(ledger, QUARTER, workspace, {})


def test_a_changed_spotcheck_toml_waits_for_the_next_quarter_and_that_is_said(
    ledger: Ledger, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(ledger, QUARTER, workspace, FIRST)
    assert settle(ledger, QUARTER, workspace, {}).passed_over == ()
    (workspace / "spotcheck.toml").write_text("max_pages = 7\n", encoding="utf-8")
    monkeypatch.setenv("SPOTCHECK_CATALOGUES", "content-checks")
    settled = settle(ledger, QUARTER, workspace, {})
    assert settled.passed_over == ("catalogues", "max_pages")
    assert settled.settings.max_pages == 50


def test_beginning_anew_keeps_other_rules_and_leaves_out_what_was_done_before(ledger: Ledger, workspace: Path) -> None:
    settle(ledger, QUARTER, workspace, FIRST)
    anew = settle(ledger, QUARTER, workspace, {"max_pages": 60}, fresh=True)
    assert anew.settings.max_pages == 60
    assert anew.kept.since >= anew.kept.kept_at[:10]
    assert settle(ledger, QUARTER, workspace, {}).settings == anew.settings


def test_what_is_kept_comes_back_as_it_went_in(ledger: Ledger, workspace: Path) -> None:
    kept = settle(ledger, QUARTER, workspace, FIRST).kept
    assert kept_of(kept_json(kept)) == kept == ledger.kept_settings(QUARTER)
    assert kept_of("") is None


def test_a_ledger_written_before_settings_were_kept_is_read_and_then_migrated(tmp_path: Path) -> None:
    draw = Draw(quarter=QUARTER, seed="s", method={}, population=(SITE,), drawn=("tjj.qinghe.example/",), drawn_at=NOW)
    with Ledger.write(tmp_path) as ledger:
        ledger.save_draw(draw)
    db = sqlite3.connect(tmp_path / "ledger.db")
    with db:
        for table, column in (("draws", "settings"), ("draws", "again_at"), ("runs", "problem")):
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("DROP TABLE progress")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm008_quarters'")
    db.close()
    with Ledger.read(tmp_path) as ledger:
        assert ledger.draw(QUARTER) == draw
        assert (ledger.kept_settings(QUARTER), ledger.again_at(QUARTER), ledger.marks(), ledger.runs()) == (None, "", {}, [])
    with Ledger.write(tmp_path) as ledger:
        assert settle(ledger, QUARTER, tmp_path, {"max_pages": 9}).kept == ledger.kept_settings(QUARTER)


def test_the_command_refuses_in_one_line(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.write(workspace) as ledger:
        settle(ledger, QUARTER, workspace, FIRST)
    assert main.run(["quarter", "run", QUARTER, "--workspace", str(workspace), "--max-pages", "60"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: 2017Q4 is checked by the rules kept at ") and told.count("\n") == 1
    assert main.run(["quarter", "status", QUARTER, "--workspace", str(workspace), "--json", "-"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["settings"]["rules"]["max_pages"], shown["counts"]["waiting"]) == (50, 1)


def test_judging_a_quarter_again_goes_by_what_was_kept_unless_other_rules_are_named(ledger: Ledger, workspace: Path) -> None:
    settle(ledger, QUARTER, workspace, FIRST)
    again = settings_of(ledger, QUARTER, workspace, {"catalogue": None, "as_of": None, "words": None})
    assert ([each.id for each in again.catalogues], str(again.as_of)) == (["own"], "2018-01-15")
    other = settings_of(ledger, QUARTER, workspace, {"catalogue": ["content-checks"], "as_of": None, "words": None})
    assert ([each.id for each in other.catalogues], str(other.as_of)) == (["content-checks"], "2018-01-15")
    assert [each.id for each in own_catalogues(ledger, QUARTER)] == ["own"]
    assert own_catalogues(ledger, "2018Q1") == []
