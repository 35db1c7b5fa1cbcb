"""The ledger's file goes out, is worked on by people and their programs, and comes back with every row accounted for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from spotcheck.audits.identity import finding_id
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.cli import main
from spotcheck.config.catalogue import load_catalogues
from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.urls import key
from spotcheck.jobs.ledger_file import sources
from spotcheck.ledger.ledger import Draw, Ledger, Review, Run
from spotcheck.portal.records import Evidence
from spotcheck.reports.ledger_facts import ledger_facts
from spotcheck.reports.sheets.ledger_sheets import write_ledger

Said = pytest.CaptureFixture[str]
NOW = "2018-01-15T01:00:00Z"
SITES = [
    Site(
        url=f"http://{name}.example/",
        name=f"清河县{word}局",
        code=f"330825000{number}",
        body=f"清河县{word}局",
        level=Level.COUNTY,
        functions=frozenset({Function.FINANCE}),
    )
    for number, (name, word) in enumerate((("cz", "财政"), ("tj", "统计"), ("sj", "审计")))
]


def finding(duty: str, verdict: Verdict, *defects: Defect, url: str = "http://cz.example/a.html") -> Finding:
    item = Evidence(url=url, quote="预决算公开，联系电话13805712345", where="column", fetched_at=NOW, sha256="ab" * 32)
    reason = "timeout" if verdict is Verdict.UNKNOWN else None
    return Finding(
        duty=f"zhejiang-2017/{duty}", title=f"事项{duty}", clause="2.4", verdict=verdict, defects=defects, reason=reason, evidence=(item,)
    )


FINDINGS = (
    finding("1.2.1", Verdict.FAIL, Defect.ABSENT),
    finding("2.4.3", Verdict.FAIL, Defect.STALE),
    finding("7.0.1", Verdict.MANUAL),
    finding("6.1.2", Verdict.UNKNOWN),
    finding("6.4.1", Verdict.PASS),
)


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    with Ledger.write(Path("spotcheck-data")) as ledger:
        ledger.import_sites(SITES, NOW)
        keys = tuple(key(site.url) for site in SITES)
        ledger.save_draw(Draw(quarter="2017Q4", seed="s", method={}, population=tuple(SITES), drawn=keys, drawn_at=NOW))
        for number, site in enumerate(SITES):
            run = Run(
                id=f"r{number}",
                site=site,
                target=site.url,
                state="done",
                started=NOW,
                quarter="2017Q4",
                as_of="2018-01-15",
                catalogues=(("zhejiang-2017", "1"),),
            )
            ledger.save_findings(run, FINDINGS)
    return tmp_path


def export(capsys: Said, name: str = "a.xlsx", *more: str) -> Path:
    assert main.run(["review", "export", name, "--quarter", "2017Q4", *more]) == 0
    capsys.readouterr()
    return Path(name)


def edit(path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(sheet: Any, row: int, **cells: object) -> None:
    heads = {cell.value: cell.column for line in sheet.iter_rows(max_row=3) for cell in line if cell.value}
    for name, value in cells.items():
        sheet.cell(row, heads[name]).value = value


def take(capsys: Said, path: Path) -> tuple[int, str, str]:
    status = main.run(["review", "import", str(path)])
    told = capsys.readouterr()
    return status, told.out.strip(), told.err


def held() -> dict[tuple[str, str], Review]:
    with Ledger.read(Path("spotcheck-data")) as ledger:
        return {(run.id, duty.partition("/")[2]): review for run in ledger.runs() for duty, review in ledger.reviews(run.id).items()}


def decisions() -> dict[tuple[str, str], str]:
    return {where: review.decision for where, review in held().items()}


def table(path: Path, sheet: str) -> list[dict[str, str]]:
    head, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, (cell or "" for cell in row), strict=True)) for row in rows]


def test_the_file_says_what_the_report_says_and_asks_for_what_only_people_know(capsys: Said) -> None:
    path = export(capsys, "a.xlsx", "--reply-by", "2018-02-28")
    rows = table(path, "复核")
    assert len(rows) == 6 and [row["序号"] for row in rows[:2]] == ["1", "2"]
    first = rows[0]
    assert (first["单位"], first["网站标识码"], first["证据编号"], first["是否单项否决"], first["整改时限"]) == (
        "清河县财政局", "3308250000", finding_id(SITES[0], "zhejiang-2017/1.2.1"), "否", "2018-02-28",
    )  # fmt: skip
    assert first["检查项"].startswith("1.2.1 ") and first["问题描述"] and first["整改要求"] and first["发现时间"] == "2018-01-15 09:00:00"
    sheet = openpyxl.load_workbook(path)["复核"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref and sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert "$S$" in sheet.print_area and len(sheet.data_validations.dataValidation) == 3


def test_what_only_a_person_can_decide_is_one_row_a_question(capsys: Said) -> None:
    path = export(capsys)
    groups = table(path, "人工认定")
    assert [(row["事项"].partition("/")[2], row["网站数"]) for row in groups] == [("7.0.1", "3"), ("6.1.2", "3")]
    assert groups[0]["网站名称"] == "清河县财政局、清河县统计局、清河县审计局" and groups[1]["判定"].startswith("无法判定：")
    assert len(table(path, "逐站认定")) == 6
    edit(path, lambda book: put(book["人工认定"], 2, 符合="√", 复核人="张三"))
    status, out, _ = take(capsys, path)
    assert (status, out) == (0, "已导入：确认 0 项，误报 0 项；人工认定符合 3 项，不符合 0 项")
    assert decisions() == {(run, "7.0.1"): "met" for run in ("r0", "r1", "r2")}
    assert {review.reviewer for review in held().values()} == {"张三"}


def test_a_site_that_differs_from_its_group_has_a_row_of_its_own(capsys: Said) -> None:
    path = export(capsys)

    def change(book: Any) -> None:
        put(book["人工认定"], 2, 符合="√")
        put(book["逐站认定"], 3, 不符合="√", 说明="没有公开")
        put(book["逐站认定"], 4, 符合="×")

    assert take(capsys, edit(path, change))[0] == 0
    assert decisions() == {("r0", "7.0.1"): "met", ("r1", "7.0.1"): "unmet"}
    again = export(capsys, "b.xlsx")
    assert table(again, "人工认定")[0]["符合"] == ""
    assert [(row["符合"], row["不符合"]) for row in table(again, "逐站认定")[:3]] == [("√", ""), ("", "√"), ("", "")]
    assert "与已有的相同 2" in take(capsys, again)[2]


def test_what_was_decided_alike_of_a_group_goes_out_in_its_row_alone_and_can_be_changed_there(capsys: Said) -> None:
    take(capsys, edit(export(capsys), lambda book: put(book["人工认定"], 2, 符合="√", 说明="看过")))
    path = export(capsys, "b.xlsx")
    assert (table(path, "人工认定")[0]["符合"], table(path, "人工认定")[0]["说明"]) == ("√", "看过")
    assert not any(row["符合"] for row in table(path, "逐站认定"))
    take(capsys, edit(path, lambda book: put(book["人工认定"], 2, 符合="", 不符合="√")))
    assert set(decisions().values()) == {"unmet"} and len(decisions()) == 3


def title(book: Any) -> None:
    sheet = book["复核"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "2017年第四季度问题台账"
    sheet.merge_cells("A1:V1")


def moved(book: Any) -> None:
    sheet = book["复核"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate([*row[15:], "科室意见" if number == 1 else "x", *row[:15]], 1):
            sheet.cell(number, column).value = value


def mixed(book: Any) -> None:
    sheet = book["复核"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def decorated(book: Any) -> None:
    sheet = book["复核"]
    for cell in sheet[1]:
        cell.value = "\n".join(cell.value[: len(cell.value) // 2 + 1]) + cell.value[len(cell.value) // 2 + 1 :]
    sheet.append(["合计", None, None, "6 项"])
    sheet.row_dimensions[3].hidden = True


@pytest.mark.parametrize("change", [title, moved, mixed, decorated])
def test_titles_moved_and_added_columns_and_sorting_do_not_matter(capsys: Said, change: Callable[[Any], None]) -> None:
    path = export(capsys)

    def ticked(book: Any) -> None:
        put(book["复核"], 2, 确认="√")
        put(book["复核"], 3, 误报="✓", 说明="在首页图片里")

    edit(edit(path, ticked), change)
    status, out, err = take(capsys, path)
    assert (status, out) == (0, "已导入：确认 1 项，误报 1 项"), err
    assert decisions() == {("r0", "1.2.1"): "confirmed", ("r0", "2.4.3"): "rejected"}


def test_a_tick_joined_over_rows_counts_for_all_of_them(capsys: Said) -> None:
    def change(book: Any) -> None:
        put(book["复核"], 2, 确认="√", 复核人="李四")
        heads = [cell.value for cell in book["复核"][1]]
        for name in ("确认", "复核人"):
            letter = get_column_letter(heads.index(name) + 1)
            book["复核"].merge_cells(f"{letter}2:{letter}4")

    assert take(capsys, edit(export(capsys), change))[1].startswith("已导入：确认 3 项")
    assert {(where, review.reviewer) for where, review in held().items()} == {
        (("r0", "1.2.1"), "李四"), (("r0", "2.4.3"), "李四"), (("r1", "1.2.1"), "李四"),
    }  # fmt: skip


def test_a_tick_joined_across_both_columns_is_refused(capsys: Said) -> None:
    def change(book: Any) -> None:
        put(book["复核"], 2, 确认="√")
        heads = [cell.value for cell in book["复核"][1]]
        first = heads.index("确认") + 1
        book["复核"].merge_cells(start_row=2, end_row=2, start_column=first, end_column=first + 1)

    status, _, err = take(capsys, edit(export(capsys), change))
    assert status == 2 and "第 2 行" in err and "合并" in err and decisions() == {}


@pytest.mark.parametrize("word", ["✗", "—", "不属实", "Ｘ", "无", "否"])
def test_a_no_confirms_nothing_and_is_told_with_its_row(capsys: Said, word: str) -> None:
    status, out, err = take(capsys, edit(export(capsys), lambda book: put(book["复核"], 3, 确认=word)))
    assert (status, out, decisions()) == (0, "已导入：确认 0 项，误报 0 项", {})
    assert "第 3 行：只写了否" in err


def test_an_unclear_mark_is_refused_with_its_row_and_the_other_rows_are_taken(capsys: Said) -> None:
    def change(book: Any) -> None:
        put(book["复核"], 2, 确认="√")
        put(book["复核"], 3, 确认="否，已整改")
        put(book["复核"], 4, 确认="√", 误报="待核实")

    status, out, err = take(capsys, edit(export(capsys), change))
    assert (status, out) == (2, "已导入：确认 1 项，误报 0 项")
    assert "第 3 行：“确认”一栏的“否，已整改”看不懂" in err and "第 4 行" in err and "2 行没有导入" in err
    assert decisions() == {("r0", "1.2.1"): "confirmed"}


def test_no_decision_is_dropped_in_silence(capsys: Said) -> None:
    old = export(capsys, "old.xlsx")
    take(capsys, edit(export(capsys), lambda book: put(book["复核"], 2, 确认="√", 复核人="张三")))
    assert "表中未填而保留原决定 1" in take(capsys, old)[2] and len(decisions()) == 1  # an older file says nothing of it
    _, _, err = take(capsys, edit(export(capsys), lambda book: put(book["复核"], 2, 确认="×")))
    assert "原决定已撤回" in err and decisions() == {}
    capsys.readouterr()
    assert main.run(["review", "history", "--run", "r0"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert ["确认  张三" in told[0], "撤回  张三" in told[1], len(told)] == [True, True, 2]


def test_a_finding_that_changed_voids_what_was_said_of_it_and_that_is_told(capsys: Said) -> None:
    path = edit(export(capsys), lambda book: put(book["复核"], 2, 确认="√"))
    with Ledger.write(Path("spotcheck-data")) as ledger:
        run = ledger.run("r0")
        assert run is not None
        ledger.save_findings(run, [finding("1.2.1", Verdict.FAIL, Defect.BLANK), *FINDINGS[1:]])
    status, _, err = take(capsys, path)
    assert status == 0 and "1 项在导出后已重新判定" in err and "第 2 行" in err and decisions() == {}


def test_a_run_of_another_workspace_and_a_row_that_lost_its_codes_are_refused_by_row(capsys: Said) -> None:
    def change(book: Any) -> None:
        put(book["复核"], 2, 确认="√", 运行编号="elsewhere")
        put(book["复核"], 3, 误报="√", **{"校验码（勿改）": None})

    status, _, err = take(capsys, edit(export(capsys), change))
    assert status == 2 and "第 2 行：本工作区没有运行“elsewhere”" in err and "第 3 行：运行编号、事项或校验码不完整" in err


def test_two_rows_about_one_finding_that_contradict_each_other_are_both_refused(capsys: Said) -> None:
    def change(book: Any) -> None:
        sheet = book["复核"]
        put(sheet, 2, 确认="√")
        sheet.append([cell.value for cell in sheet[2]])
        put(sheet, sheet.max_row, 确认="", 误报="√")

    status, _, err = take(capsys, edit(export(capsys), change))
    assert status == 2 and "说法不一" in err and decisions() == {}


def test_what_is_said_of_the_mending_is_kept_and_goes_out_again(capsys: Said) -> None:
    path = edit(
        export(capsys), lambda book: put(book["复核"], 2, 责任人="王五", 整改情况="已补发", 整改时限="2018-02-01", 复核结果="已整改")
    )
    assert "整改栏更新 1" in take(capsys, path)[2]
    row = table(export(capsys, "b.xlsx"), "复核")[0]
    assert (row["责任人"], row["整改情况"], row["整改时限"], row["复核结果"]) == ("王五", "已补发", "2018-02-01", "已整改")
    assert "整改栏更新 0" in take(capsys, Path("b.xlsx"))[2] and decisions() == {}


def test_a_file_in_english_comes_back_too(capsys: Said) -> None:
    path = export(capsys, "a.xlsx", "--lang", "en")
    assert take(capsys, edit(path, lambda book: put(book["Faults"], 2, **{"False alarm": "yes", "Note": "in a picture"})))[0] == 0
    assert decisions() == {("r0", "1.2.1"): "rejected"}


def test_two_columns_for_a_tick_are_refused(capsys: Said) -> None:
    def change(book: Any) -> None:
        book["复核"].cell(1, book["复核"].max_column + 1).value = "确认"

    status, _, err = take(capsys, edit(export(capsys), change))
    assert status == 2 and "“确认”有两列" in err


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_opened_and_saved_comes_back(capsys: Said, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        put(book["复核"], 2, 确认="√", 说明="属实", 复核人="张三")
        put(book["复核"], 3, 误报="✔")
        put(book["人工认定"], 2, 不符合="是")
        book["复核"].merge_cells("A2:A3")

    edit(export(capsys), change)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "saved"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        profile,
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        "a.xlsx",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (out / "a.xlsx").is_file(), done.stderr
    status, _, err = take(capsys, out / "a.xlsx")
    assert status == 0, err
    assert decisions() == {("r0", "1.2.1"): "confirmed", ("r0", "2.4.3"): "rejected"} | {
        (run, "7.0.1"): "unmet" for run in ("r0", "r1", "r2")
    }


def test_a_note_that_went_out_masked_comes_back_as_it_was(capsys: Said) -> None:
    first = edit(export(capsys), lambda book: put(book["复核"], 2, 确认="√", 说明="已致电13805712345", 整改情况="已改，13805712345"))
    take(capsys, first)
    with Ledger.read(Path("spotcheck-data")) as ledger:
        write_ledger(again := Path("b.xlsx"), ledger_facts(sources(ledger, ledger.runs()), load_catalogues(["zhejiang-2017"])))
    cells = [cell for row in openpyxl.load_workbook(again)["复核"].iter_rows(values_only=True) for cell in row]
    assert not any("13805712345" in str(cell) for cell in cells)
    assert "已致电138****2345" in cells and "已改，138****2345" in cells
    before = held()
    take(capsys, again)
    assert held() == before and [review.note for review in before.values()] == ["已致电13805712345"]
    with Ledger.read(Path("spotcheck-data")) as ledger:
        assert [after.done for run in ledger.runs() for after in ledger.follow_ups(run.id).values()] == ["已改，13805712345"]
