"""``rules test`` and ``rules diff`` as an author of rules runs them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.config.catalogue import load_catalogue
from spotcheck.jobs.judging import judge_run, run_dir
from spotcheck.ledger.ledger import Ledger, Run
from tests.audits.building import build
from tests.rule_cases.own import CASES, CLAUSE, written

NOW = "2018-01-15T02:00:00Z"
SITE = {
    "articles": [
        {"column": "工作动态", "title": "公厕名单", "tables": [{"heads": ["名称", "位置"], "rows": [["东门", "东街1号"]]}]},
        {"column": "工作动态", "title": "公厕动态", "date": "2017-03-01", "text": "新建两座。"},
    ]
}
Said = pytest.CaptureFixture[str]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    return written(Path())


@pytest.fixture
def run(own: Path, tmp_path: Path) -> str:
    """A run of the workspace, judged."""
    workspace = tmp_path / "spotcheck-data"
    with build(run_dir(workspace, "20180115T020000Z-anqing"), SITE) as snapshot:
        site = snapshot.run.site
    with Ledger.write(workspace) as ledger:
        run = Run(id="20180115T020000Z-anqing", site=site, target=site.url, state="running", started=NOW)
        ledger.save_run(run)
        found = judge_run(ledger, workspace, run, [load_catalogue(own)], None).findings
    assert [finding.verdict for finding in found] == ["pass", "pass"]
    return "20180115"


def changed(own: Path, old: str, new: str) -> Path:
    """A copy of the catalogue with another word in it."""
    assert old in CLAUSE
    return written(own.parent / "changed", clause=CLAUSE.replace(old, new, 1))


def told(capsys: Said, *command: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main.run(["rules", *command])
    return status, capsys.readouterr().out.splitlines()


def test_cases_that_hold_end_with_0_and_duties_without_any_are_named(own: Path, capsys: Said) -> None:
    assert told(capsys, "test", "own") == (0, ["own：11 个案例，全部相符", "own：没有案例的事项：8.2"])


def test_a_case_that_does_not_hold_says_what_was_expected_what_came_and_why(own: Path, capsys: Said) -> None:
    (own / "cases" / "8.1.toml").write_text(CASES.replace("位置", "方位"), "utf-8")
    status, lines = told(capsys, "test", "own")
    assert status == 1
    assert lines[0].startswith("own/cases/8.1.toml:7：8.1“another head”（方位）：应为 pass，得到 unknown unrecognised。")
    assert "方位" in lines[0].split("。", 1)[1]
    assert lines[1] == "own：11 个案例，1 个不符"


def test_a_fault_in_a_file_ends_with_2_for_test_and_check_alike(own: Path, capsys: Said) -> None:
    (own / "cases" / "8.1.toml").write_text(CASES.replace("expect =", "expected ="), "utf-8")
    assert main.run(["rules", "test", "own"]) == 2
    assert "own/cases/8.1.toml:17：case[2].expected：未知的键“expected”；是否应为“expect”？" in capsys.readouterr().err
    status, lines = told(capsys, "check", "own")
    assert status == 2
    assert "case[2].expected" in lines[0]


def test_one_duty_is_tested_alone_and_one_that_is_not_there_is_refused(own: Path, capsys: Said) -> None:
    assert told(capsys, "test", "own", "--duty", "8.2") == (0, ["own：0 个案例，全部相符", "own：没有案例的事项：8.2"])
    assert main.run(["rules", "test", "own", "--duty", "8.9"]) == 2
    assert "--duty：没有“8.9”" in capsys.readouterr().err


def test_the_words_that_no_case_needs_are_listed_with_those_that_cover_them(own: Path, capsys: Said) -> None:
    status, lines = told(capsys, "test", "own", "--duty", "8.1", "--words")
    assert status == 0
    assert "8.1 check[1].names.accepted：公共厕所一览（“公共厕所”已涵盖）" in lines
    assert not [line for line in lines if "fields[2]" in line]
    assert lines[-1] == "own：13 个词，6 个没有用到，其中 1 个已由同一组的其他词涵盖"


def test_a_stored_run_and_a_source_need_words_too(own: Path, run: str, capsys: Said) -> None:
    Path("办法.txt").write_text("公布公共厕所一览表。", "utf-8")
    _, before = told(capsys, "test", "own", "--words")
    _, after = told(capsys, "test", "own", "--words", "--run", run, "--source", "办法.txt")
    gone = [line for line in before if line not in after]
    assert "8.1 check[1].items.all[2]：名单" in gone
    assert "8.1 check[1].items.all[1]：公共厕所" in gone
    assert main.run(["rules", "test", "own", "--words", "--source", "没有.txt"]) == 2


def test_a_copy_takes_the_cases_along(own: Path, capsys: Said) -> None:
    assert told(capsys, "copy", "national-2015", "copied")[0] == 0
    status, lines = told(capsys, "test", "copied")
    assert status == 0
    assert re.fullmatch(r"copied：\d+ 个案例，全部相符", lines[0])


def test_what_a_changed_catalogue_changes_is_told_list_by_list(own: Path, capsys: Said) -> None:
    changed(own, '["公厕", "公共厕所"]', '["公厕", "厕所"]')
    status, lines = told(capsys, "diff", "own", "changed/own")
    assert status == 0
    assert lines == [
        "改动 8.1 公厕分布",
        "  check[1].items.all[1]（标题须含）：增加“厕所”，删去“公共厕所”",
        "共增加 0 项，删去 0 项，改动 1 项",
    ]


def test_settings_duties_and_the_head_are_compared_too(own: Path, capsys: Said) -> None:
    other = changed(own, "max_age_days = 400", "max_age_days = 200")
    text = (other / "8.toml").read_text("utf-8").replace('id = "8.1"', 'id = "8.3"').replace('confidence = "A"', 'confidence = "B"')
    (other / "8.toml").write_text(text, "utf-8")
    (other / "catalogue.toml").write_text((other / "catalogue.toml").read_text("utf-8").replace("2018-12-31", "2019-12-31"), "utf-8")
    lines = told(capsys, "diff", "own", "changed/own")[1]
    assert "目录：valid_to（失效日期）：2018-12-31 → 2019-12-31" in lines
    assert "删去 8.1 公厕分布" in lines
    assert "增加 8.3 公厕分布" in lines
    assert "  check[1].max_age_days（最新内容不早于（天））：400 → 200" in lines
    assert "  confidence（依据可信度）：A → B" in lines


def test_the_answers_of_a_stored_run_that_change_are_told_with_what_changes_them(own: Path, run: str, capsys: Said) -> None:
    other = changed(own, "max_age_days = 400", "max_age_days = 200")
    text = (other / "8.toml").read_text("utf-8").replace('"分布", "名单"', '"分布", "目录"').replace('["公厕"]\nadvice', '["厕"]\nadvice')
    (other / "8.toml").write_text(text, "utf-8")
    status, lines = told(capsys, "diff", "own", "changed/own", "--run", run)
    assert status == 0
    assert "20180115T020000Z-anqing（安青县人民政府，2018-01-15）：2 项结论有变" in lines
    assert "。因为：check[1].items.all[2]（标题须含）：删去“名单”。" in lines[-2]  # the new hint alone changes nothing
    assert lines[-1].startswith(
        "  8.2 公厕动态：符合 → 不符合（超期未更新）。因为：check[1].max_age_days（最新内容不早于（天））：400 → 200。"
    )


def test_a_change_that_changes_no_answer_says_so(own: Path, run: str, capsys: Said) -> None:
    changed(own, '"招标"', '"招标", "招聘"')
    assert told(capsys, "diff", "own", "changed/own", "--run", run)[1][-1].endswith("0 项结论有变")


def test_a_duty_that_is_not_in_the_changed_catalogue_is_no_longer_answered(own: Path, run: str, capsys: Said) -> None:
    changed(own, 'id = "8.2"', 'id = "8.4"')
    lines = told(capsys, "diff", "own", "changed/own", "--run", run)[1]
    assert "  8.2 公厕动态：符合 → 没有这一项" in lines
    assert any(line.startswith("  8.4 公厕动态：没有这一项 → 符合。") for line in lines)


def test_a_run_that_is_not_there_is_refused(own: Path, run: str, capsys: Said) -> None:
    changed(own, '"招标"', '"招聘"')
    assert main.run(["rules", "diff", "own", "changed/own", "--run", "2019"]) == 2
    assert "没有运行“2019”" in capsys.readouterr().err
