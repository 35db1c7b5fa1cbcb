"""The workbook holds every finding, as text that no spreadsheet program will run."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from spotcheck.audits.details import Details
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.reports.formats.base import QuarterReport, SiteReport
from spotcheck.reports.formats.xlsx import write_quarter, write_site
from spotcheck.reports.ledger_facts import LedgerSource, ledger_facts
from spotcheck.reports.quarter_report import quarter_report
from spotcheck.reports.sheets.ledger_sheets import CELL_LIMIT
from spotcheck.reports.site_report import site_report
from tests.reports import samples


def write(path: Path, findings: tuple[Finding, ...] = samples.findings()) -> CalamineWorkbook:
    facts = site_report(samples.seen(), findings, [samples.CATALOGUE], samples.AS_OF)
    source = LedgerSource(run="r1", site=samples.SITE, as_of=samples.AS_OF, findings=findings)
    write_site(
        path,
        SiteReport(facts=facts, ledger=lambda: ledger_facts([source], [samples.CATALOGUE]), visits=lambda: samples.seen().unread),
    )
    return CalamineWorkbook.from_path(path)


def rows(book: CalamineWorkbook, sheet: str) -> list[dict[str, object]]:
    head, *body = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_the_sheets_are_those_that_people_expect(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx").sheet_names == ["汇总", "问题台账", "人工认定", "无法判定", "逐项判定", "证据", "访问结果"]


def test_every_finding_is_there_once(tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx")
    assert sorted(str(row["事项编号"]) for row in rows(book, "逐项判定")) == sorted(finding.duty for finding in samples.findings())


def test_the_ledger_holds_faults_with_room_for_the_review_and_what_a_person_must_decide_stands_beside_it(tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx")
    ledger = rows(book, "问题台账")
    assert [row["事项"] for row in ledger] == [finding.duty for finding in samples.findings() if finding.verdict is Verdict.FAIL]
    heads = (
        "序号 单位 网站名称 网站标识码 检查项 问题描述 问题页面网址 证据编号 发现时间 是否单项否决 整改要求 整改时限 责任人 整改情况 "
        "复核结果 确认 误报 说明 复核人 运行编号 事项 校验码（勿改）"
    )
    assert " ".join(ledger[0]) == heads
    assert ledger[0]["确认"] == "" and ledger[0]["运行编号"] == "r1" and ledger[0]["校验码（勿改）"]
    open_ = [finding.duty for finding in samples.findings() if finding.verdict in (Verdict.MANUAL, Verdict.UNKNOWN)]
    assert sorted(str(row["事项"]) for row in rows(book, "人工认定")) == sorted(open_)


def test_every_piece_of_evidence_is_listed_with_its_full_hash(tmp_path: Path) -> None:
    listed = rows(write(tmp_path / "a.xlsx"), "证据")
    assert len(listed) == sum(len(finding.evidence) for finding in samples.findings())
    assert all(len(str(row["哈希"])) == 64 for row in listed)


def test_a_formula_that_a_site_wrote_stays_text(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://evil.example/","点我")'
    item = samples.finding(
        "2.4.7", Verdict.FAIL, Defect.MISNAMED, evidence=(samples.evidence("/a", hostile),), details=Details(names_seen=(hostile,))
    )
    path = tmp_path / "a.xlsx"
    write(path, (item,))
    cells = [cell for sheet in load_workbook(path) for line in sheet.iter_rows() for cell in line]
    assert hostile in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist() if "worksheets/" in name)


def test_a_cell_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    item = samples.finding("6.4.1", Verdict.FAIL, Defect.INCOMPLETE, details=Details(missing=("受理机构" * 10_000,)))
    told = str(rows(write(tmp_path / "a.xlsx", (item,)), "问题台账")[0]["问题描述"])
    assert len(told) == CELL_LIMIT
    assert "已截断" in told


@pytest.mark.parametrize("lang", ["en"])
def test_the_workbook_is_complete_in_english(tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Summary", "Faults", "For a person", "Not determined", "All duties", "Evidence", "Visits"]


def test_the_ledger_of_a_quarter_holds_every_site(tmp_path: Path) -> None:
    sites, draw = samples.quarter_sites()
    facts = quarter_report(quarter="2017Q4", sites=sites, draw=draw, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF)
    path = tmp_path / "q.xlsx"
    sources = [
        LedgerSource(run=result.seen.run_id, site=result.site, as_of=samples.AS_OF, findings=result.findings)
        for result in sites
        if result.seen
    ]
    write_quarter(path, QuarterReport(facts=facts, ledger=lambda: ledger_facts(sources, [samples.CATALOGUE])))
    book = CalamineWorkbook.from_path(path)
    assert [row["网站名称"] for row in rows(book, "网站一览")] == [result.site.name for result in sites]
    assert len(rows(book, "逐项判定")) == sum(len(result.findings) for result in sites)
