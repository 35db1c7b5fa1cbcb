"""What a machine cannot decide goes out as a form, is filled in by a person, and settles reports and score sheets."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spotcheck.cli import main
from tests.front import small

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace with one site judged by the national table."""
    folder = tmp_path_factory.mktemp("judged")
    with small.served(small.site_pages()) as site:
        given = ("--catalogue", "national-2019", "--function", "statistics", "--level", "county", "--as-of", "2019-06-01")
        done = small.spotcheck("audit", f"http://{site}/", *given, "--delay", "0", "--allow", site, "--no-report", cwd=folder)
        assert done.returncode == 0, done.stderr
    yield folder


@pytest.fixture
def book(judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> Path:
    """The workbook of that workspace as it goes out; each test works in a copy of its own."""
    shutil.copytree(judged / "spotcheck-data", tmp_path / "spotcheck-data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    assert main.run(["review", "export", "review.xlsx"]) == 0
    capsys.readouterr()
    return tmp_path / "review.xlsx"


def fill(path: Path, **cells: dict[str, str]) -> None:
    """Writes cells of the sheet for people: duty (V_1) → head → value."""
    file = openpyxl.load_workbook(path)
    sheet = file["人工认定"]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        number = row[heads.index("事项")].value.partition("/")[2].replace(".", "_")
        for name, value in cells.get(number, {}).items():
            row[heads.index(name)].value = value
    file.save(path)


def report(capsys: Said) -> dict[str, Any]:
    """The newest run's report as JSON."""
    run = next(Path("spotcheck-data/runs").iterdir()).name
    assert main.run(["report", run, "--format", "json", "--format", "html", "--out", "out"]) == 0
    capsys.readouterr()
    return json.loads(Path(f"out/{run}.json").read_text(encoding="utf-8"))


def test_the_form_goes_out_with_its_questions_and_the_rule_and_what_was_seen(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["人工认定"]
    rows = [
        dict(zip([cell.value for cell in sheet[1]], (cell.value or "" for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)
    ]
    veto = next(row for row in rows if row["事项"] == "national-2019/V.1")
    assert veto["判定"] == "需人工核实"
    assert "监测时间内有无严重表述错误" in veto["核实要点"] and "机器看不到的" in veto["核实要点"]
    assert veto["评分细则"] == "出现所列情形之一"
    assert veto["要求"] and veto["证据网址"].startswith("http://127.0.0.1")
    probes = next(row for row in rows if row["事项"] == "national-2019/V.2")
    assert probes["判定"].startswith("无法判定：")


def test_what_comes_back_settles_the_report_and_the_score_sheet(book: Path, capsys: Said) -> None:
    assert report(capsys)["scores"][0]["standing"] == "vetoed"  # the news of the small site is old
    file = openpyxl.load_workbook(book)
    faults = file["复核"]
    heads = [cell.value for cell in faults[1]]
    for row in range(2, faults.max_row + 1):
        faults.cell(row, heads.index("误报") + 1).value = "√"
    file.save(book)
    open_ = ("V_1", "V_2", "V_4a", "V_4b", "V_4c", "V_5a", "V_5b")
    fill(book, **{name: {"符合": "√"} for name in open_})
    assert main.run(["review", "import", "review.xlsx"]) == 0
    assert "met, 0 not met" in capsys.readouterr().out
    told = report(capsys)
    assert told["scores"][0]["standing"] == "clear"
    assert {each["verdict"] for each in told["findings"]} == {"pass", "not_applicable"}
    assert len({each["duty"] for each in told["findings"]}) == len(told["findings"])

    fill(book, V_1={"符合": "", "不符合": "√", "说明": "领导姓名写错，电话13805712345"})
    assert main.run(["review", "import", "review.xlsx"]) == 0
    told = report(capsys)
    assert told["scores"][0]["standing"] == "vetoed"
    page = next(Path("out").glob("*.html")).read_text(encoding="utf-8")
    assert "领导姓名写错" in page and "13805712345" not in page
    raw = json.loads(_findings(capsys))
    assert {each["verdict"] for each in raw["findings"] if each["duty"].endswith("V.1")} == {"manual"}  # as the machine judged


def _findings(capsys: Said) -> str:
    assert main.run(["findings", "--format", "json"]) == 0
    return capsys.readouterr().out


def test_what_was_said_before_stands_in_the_form_again(book: Path, capsys: Said) -> None:
    fill(book, V_1={"不符合": "是", "扣分或加分": "2.5", "说明": "见附件，经办人13805712345"})
    assert main.run(["review", "import", "review.xlsx"]) == 0
    assert main.run(["review", "export", "again.xlsx"]) == 0
    sheet = openpyxl.load_workbook("again.xlsx")["人工认定"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[heads.index("事项")] == "national-2019/V.1")
    assert [row[heads.index(name)] for name in ("符合", "不符合", "扣分或加分", "说明")] == ["", "√", "2.5", "见附件，经办人13805712345"]


def test_a_sheet_saved_alone_as_csv_comes_back_too(book: Path, capsys: Said) -> None:
    fill(book, V_1={"符合": "√"})
    rows = openpyxl.load_workbook(book)["人工认定"].iter_rows(values_only=True)
    with Path("alone.csv").open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows(rows)
    assert main.run(["review", "import", "alone.csv"]) == 0
    assert "by a person 1 met, 0 not met" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"符合": "√", "不符合": "√"}, "sheet '人工认定', row 2: both 符合 and 不符合 are filled in; keep one"),
        ({"不符合": "√", "扣分或加分": "两分"}, "sheet '人工认定', row 2: 扣分或加分 must be a number from 0 up, not '两分'"),
        ({"不符合": "√", "扣分或加分": "-1"}, "sheet '人工认定', row 2: 扣分或加分 must be a number from 0 up, not '-1'"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(book: Path, capsys: Said, cells: dict[str, str], told: str) -> None:
    fill(book, V_1=cells)
    assert main.run(["review", "import", "review.xlsx"]) == 2
    assert told in capsys.readouterr().err


def test_a_note_without_a_tick_is_not_lost_in_silence(book: Path, capsys: Said) -> None:
    fill(book, V_1={"说明": "再看"})
    assert main.run(["review", "import", "review.xlsx"]) == 0
    assert "1 rows hold a note or points but no tick and were not taken" in capsys.readouterr().err


def test_a_review_of_a_finding_that_has_changed_since_is_not_taken(book: Path, capsys: Said) -> None:
    fill(book, V_1={"符合": "√", "校验码（勿改）": "0123456789abcdef"}, V_2={"符合": "√"})
    assert main.run(["review", "import", "review.xlsx"]) == 0
    told = capsys.readouterr()
    assert "1 findings were judged differently since the export and were not taken" in told.err
    assert "by a person 1 met, 0 not met" in told.out
    standing = {each["duty"]: each["verdict"] for each in report(capsys)["findings"]}
    assert (standing["national-2019/V.1"], standing["national-2019/V.2"]) == ("manual", "pass")


def test_a_workbook_of_something_else_is_refused(book: Path, capsys: Said) -> None:
    file = openpyxl.Workbook()
    file.active.append(["网站", "网址"])
    file.save("other.xlsx")
    assert main.run(["review", "import", "other.xlsx"]) == 2
    assert "the column '运行编号' is missing; use the file that 'spotcheck review export' wrote" in capsys.readouterr().err
