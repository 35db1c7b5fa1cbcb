"""A quarter from the register to the report, as a supervisor runs it, then listings and review of what was found."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from spotcheck.cli import main
from tests.front import small

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace where two of three sites were drawn and run: one right, one that cannot be reached."""
    folder = tmp_path_factory.mktemp("quarter")
    small.catalogue(folder / "own")
    with small.served(small.site_pages()) as site:
        rows = [
            f"http://{site}/,清河县统计局,县级,统计",
            "http://127.0.0.1:9/,兰溪县民政局,县级,民政",
            "http://other.example/,别处,县级,审计",
        ]
        (folder / "register.csv").write_text("\n".join(["首页网址,网站名称,层级,职能", *rows[:2]]), encoding="utf-8")
        for args in (("register", "import", "register.csv"), ("quarter", "draw", "2017Q4", "--share", "100%", "--seed", "s")):
            assert small.spotcheck(*args, cwd=folder).returncode == 0
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--allow", "127.0.0.1:9", "--as-of", "2018-01-15")
        done = small.spotcheck("quarter", "run", "2017Q4", *given, cwd=folder)
        (folder / "first.txt").write_text(f"{done.returncode}\n{done.stdout}\n{done.stderr}", encoding="utf-8")
        again = small.spotcheck("quarter", "run", "2017Q4", *given, cwd=folder)
        (folder / "again.txt").write_text(f"{again.returncode}\n{again.stdout}\n{again.stderr}", encoding="utf-8")
        yield folder


@pytest.fixture(autouse=True)
def inside(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    monkeypatch.setenv("COLUMNS", "250")


def run(capsys: Said, *args: str) -> tuple[int, str]:
    status = main.run(list(args))
    return status, capsys.readouterr().out


def test_a_run_reports_each_site_and_ends_with_the_path_of_the_report(workspace: Path) -> None:
    told = (workspace / "first.txt").read_text(encoding="utf-8")
    assert told.startswith("3\n")
    assert "清河县统计局: " in told
    assert "error: http://127.0.0.1:9/: the home page could not be read" in told
    report = re.search(r"^/.*2017Q4\.html$", told, re.M)
    assert report
    assert Path(report[0]).is_file()
    assert list(Path(report[0]).parent.glob("sites/*.html"))


def test_running_again_leaves_what_is_done_alone(workspace: Path) -> None:
    again = (workspace / "again.txt").read_text(encoding="utf-8")
    assert "2017Q4: 1 sites were done before, 0 are continued, 1 begin" in again
    assert "清河县统计局: " not in again


def test_status_tells_how_far_each_site_is(capsys: Said) -> None:
    status, told = run(capsys, "quarter", "status", "2017Q4")
    assert status == 0
    assert re.search(r"清河县统计局\s+done", told)
    assert re.search(r"兰溪县民政局\s+failed \(no connection, 2 tries\)", told)
    assert "\n2017Q4: 2 sites drawn: 1 failed, 1 done\n" in told
    assert "are due again at" in told.splitlines()[-1]


def test_drawing_again_keeps_the_draw_and_another_seed_needs_a_word(capsys: Said) -> None:
    status, told = run(capsys, "quarter", "draw", "2017Q4")
    assert (status, told.splitlines()[-1]) == (0, "2017Q4: 2 of 2 sites; seed s")
    assert main.run(["quarter", "draw", "2017Q4", "--seed", "t", "--share", "50%"]) == 2
    assert "was drawn before with seed s" in capsys.readouterr().err


def test_a_quarter_that_was_not_drawn_says_what_to_do(capsys: Said) -> None:
    assert main.run(["quarter", "run", "2018Q1", "--catalogue", "own"]) == 2
    assert "run 'spotcheck quarter draw 2018Q1' first" in capsys.readouterr().err


def test_findings_come_as_a_table_as_csv_and_as_json(capsys: Said) -> None:
    name = "20"  # of several runs the beginning is ambiguous
    assert main.run(["findings", "--run", name]) == 2
    capsys.readouterr()
    found = _run_of(capsys)
    assert "河长公示" in run(capsys, "findings", "--run", found)[1]
    rows = list(csv.DictReader(io.StringIO(run(capsys, "findings", "--run", found, "--format", "csv")[1])))
    assert [(row["duty"], row["verdict"], row["defect"]) for row in rows][1] == ("own/1.1.2", "fail", "absent")
    told = json.loads(run(capsys, "findings", "--run", found, "--format", "json")[1])
    keys = {"id", "site", "as_of", "started", "finished", "complete", "outcomes", "tool", "catalogues"}
    assert set(told["run"]) == keys | {"judged_by", "seal", "politeness"}
    keys = {"duty", "title", "verdict", "defect", "reason", "confidence", "evidence", "certificate"}
    assert all(keys <= set(finding) for finding in told["findings"])


def test_pages_are_one_line_a_visit_with_the_promised_keys(capsys: Said) -> None:
    lines = [json.loads(line) for line in run(capsys, "pages", "--run", _run_of(capsys))[1].splitlines()]
    keys = ["url", "outcome", "class", "kind", "dialect", "title", "charset", "published", "published_from", "entries", "attachments"]
    assert all(list(line) == [*keys, "fetched_at", "sha256", "undecoded"] for line in lines)
    news = next(line for line in lines if line["url"].endswith("/xw/3.html"))
    assert (news["outcome"], news["class"], news["kind"], news["published"]) == ("read", "ok", "article", "2018-01-04")


def test_a_reader_that_goes_away_is_no_error(capsys: Said, workspace: Path) -> None:
    command = f"{sys.executable} -m spotcheck pages --run {_run_of(capsys)} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=workspace, env=small.environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")


def test_judging_again_is_identical_and_another_day_changes_only_what_it_must(capsys: Said) -> None:
    found = _run_of(capsys)
    before = run(capsys, "findings", "--run", found, "--format", "json")[1]
    for _ in range(2):
        assert run(capsys, "judge", "--run", found, "--catalogue", "own", "--as-of", "2018-01-15")[0] == 0
        assert run(capsys, "findings", "--run", found, "--format", "json")[1] == before


def test_reports_are_written_where_asked(capsys: Said, tmp_path: Path) -> None:
    found = _run_of(capsys)
    asked = ("--catalogue", "own", "--out", str(tmp_path), "--format", "html", "--format", "json", "--format", "xlsx")
    for what in (found, "2017Q4"):
        status, told = run(capsys, "report", what, *asked)
        assert status == 0
        assert {Path(line).suffix for line in told.splitlines()} == {".html", ".json", ".xlsx"}
        assert all(Path(line).is_file() for line in told.splitlines())
    assert main.run(["report", found, "--format", "pdf"]) == 2


def test_a_rejected_finding_leaves_the_report_and_is_named_there(capsys: Said, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    assert run(capsys, "review", "export", str(file), "--quarter", "2017Q4")[0] == 0
    book = openpyxl.load_workbook(file)
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert {"确认", "误报", "说明"} <= set(heads)
    duties = [row[heads.index("事项")].value for row in sheet.iter_rows(min_row=2)]
    assert duties == ["own/1.1.2", "own/1.1.3"]
    sheet.cell(2, heads.index("误报") + 1).value = "√"
    sheet.cell(2, heads.index("说明") + 1).value = "栏目在首页图片里"
    sheet.cell(3, heads.index("确认") + 1).value = "是"
    book.save(file)
    status, told = run(capsys, "review", "import", str(file))
    assert (status, told) == (0, "imported: 1 confirmed, 1 rejected\n")
    status, told = run(capsys, "report", "2017Q4", "--catalogue", "own", "--out", str(tmp_path))
    text = Path(told.splitlines()[0]).read_text(encoding="utf-8")
    assert "复核排除 1 项：1.1.2" in text


def test_the_ledger_of_the_report_comes_back_like_the_file_for_review(capsys: Said, tmp_path: Path) -> None:
    asked = ("--catalogue", "own", "--format", "xlsx", "--out", str(tmp_path))
    told = run(capsys, "report", "2017Q4", *asked)[1].splitlines()
    book = openpyxl.load_workbook(told[0])
    sheet = book["问题台账"]
    heads = [cell.value for cell in sheet[1]]
    for name, value in (("确认", ""), ("误报", "√"), ("复核人", "张三")):
        sheet.cell(3, heads.index(name) + 1).value = value
    book.save(told[0])
    status, told_ = run(capsys, "review", "import", told[0])
    assert (status, told_) == (0, "imported: 0 confirmed, 1 rejected\n")
    assert run(capsys, "review", "history", "--run", _run_of(capsys))[1].splitlines()[-1].endswith("rejected  张三")
    again = run(capsys, "report", "2017Q4", *asked)[1].splitlines()[0]
    ticked = openpyxl.load_workbook(again)["问题台账"]
    assert ticked.cell(3, heads.index("误报") + 1).value == "√"  # what was rejected stays in the ledger


def test_the_report_names_place_deadline_and_edition(capsys: Said, tmp_path: Path) -> None:
    more = ("--name", "云州省", "--reply-by", "2018-03-15", "--reply-to", "省府办", "--internal", "--lang", "zh", "--out", str(tmp_path))
    status, told = run(capsys, "quarter", "report", "2017Q4", "--catalogue", "own", *more)
    text = Path(told.splitlines()[0]).read_text(encoding="utf-8")
    assert status == 0 and "云州省2017年第四季度" in text and "2018年3月15日" in text and "省府办" in text
    assert main.run(["quarter", "report", "2017Q4", "--reply-by", "soon"]) == 2
    assert "--reply-by: 'soon' is no date" in capsys.readouterr().err


def test_both_ticks_in_a_row_are_refused(capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    run(capsys, "review", "export", str(file), "--run", _run_of(capsys))
    book = openpyxl.load_workbook(file)
    heads = [cell.value for cell in book.active[1]]
    for name in ("确认", "误报"):
        book.active.cell(2, heads.index(name) + 1).value = "√"
    book.save(file)
    assert main.run(["review", "import", str(file)]) == 2
    assert "row 2: both" in capsys.readouterr().err


def test_rules_are_listed_explained_and_checked(capsys: Said) -> None:
    rows = json.loads(run(capsys, "rules", "list", "--format", "json")[1])
    assert all(list(row) == ["id", "title", "kinds", "verdicts"] for row in rows)
    assert {"zhejiang-2017/2.4.3", "zhejiang-2017/7.0.1"} <= {row["id"] for row in rows}
    own = sum(row["id"].startswith("zhejiang-2017/") for row in rows)  # without a catalogue all are listed that may be chosen
    told = run(capsys, "rules", "show", "1.2.1")[1]
    assert "zhejiang-2017/1.2.1" in told
    assert "What to do: " in told
    status, checked = run(capsys, "rules", "check")
    assert status == 0 and f"zhejiang-2017: no faults, {own} duties\n" in checked


def _run_of(capsys: Said) -> str:
    """The run of the site that was reached."""
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(Path("spotcheck-data")) as ledger:
        return next(each.id for each in ledger.runs() if each.site.name == "清河县统计局")
