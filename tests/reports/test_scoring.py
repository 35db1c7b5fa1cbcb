"""Score sheets as people see them: in the page, in the workbook, and in how a site counts in a quarter."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.catalogue import load_catalogue
from spotcheck.reports.formats.base import SiteReport
from spotcheck.reports.formats.html import render_site
from spotcheck.reports.formats.xlsx import write_site
from spotcheck.reports.ledger_facts import ledger_facts
from spotcheck.reports.run_facts import look
from spotcheck.reports.site_report import site_report, standing
from tests.audits.building import build
from tests.reports import samples

AS_OF = date(2020, 1, 10)
TABLE, CENSUS = load_catalogue("national-2019"), load_catalogue("national-2015")
SITE = tomllib.loads(
    """
captured = "2020-01-10"
shown = ["全县工作会议召开并作出部署"]
columns = ["公告公示", "人事信息", "县长信箱", "办事服务"]
foot = ["主办：安青县人民政府办公室", "网站标识码：3308220001", "浙ICP备05000001号"]
icp = "浙ICP备05000001号"
articles = [
  { column = "工作动态", title = "全县工作会议召开并作出部署", text = "x", date = 2020-01-09 },
  { column = "政策文件", title = "关于某事项的实施办法", text = "x", date = 2020-01-09 },
  { column = "政策解读", title = "《关于某事项的实施办法》解读", text = "x", date = 2020-01-09 },
  { column = "机构职能", title = "县政府工作部门职责", text = "x", date = 2020-01-09 },
  { column = "领导之窗", title = "县长简历", text = "x", date = 2020-01-09 },
]
"""
)


BOTH = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def facts(tmp_path):
    with build(tmp_path / "snapshot.db", SITE) as snapshot:
        findings = judge(snapshot, [TABLE], AS_OF)
        return site_report(look(snapshot, findings), findings, [TABLE], AS_OF)


@BOTH
def test_the_sheet_of_a_portal_is_shown_with_every_rule_and_leads_to_the_evidence(facts):
    (sheet,) = facts.scores
    assert len(sheet.parts) == 3
    assert sum(len(part.rows) for part in sheet.parts) == len(TABLE.duties())
    html = render_site(facts)
    assert 'id="score-national-2019"' in html
    for part in sheet.parts:
        for row in part.rows:
            assert f'id="{row.href.removeprefix("#")}"' in html
            assert row.rule in html
            assert (not row.evidence) == (row.tone != "fail")


@BOTH
def test_rows_that_rest_on_one_copy_are_marked_wherever_they_are_shown(facts):
    (sheet,) = facts.scores
    weak = {row.number for part in sheet.parts for row in part.rows if row.weak}
    assert weak == {duty.id for _, duty in TABLE.duties() if duty.mark == "C"}
    for duty in facts.overview:
        assert duty.title.endswith("〔C〕") == (duty.number in weak) == bool(duty.sourced)
    assert sheet.notes


@BOTH
def test_the_score_is_at_most_so_much_while_something_is_not_judged(facts):
    (sheet,) = facts.scores
    deducted = sum(float(row.charged or 0) for part in sheet.parts[1:2] for row in part.rows)
    assert f"{round(100 - deducted, 2):g}" in "".join(sheet.lines)
    assert sheet.tone == "unknown"


@BOTH
def test_the_workbook_has_a_sheet_of_scores(facts, lang: str, tmp_path: Path):
    write_site(tmp_path / "a.xlsx", SiteReport(facts=facts, ledger=lambda: ledger_facts([], [])))
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    name = {"zh": "评分表", "en": "Score sheet"}[lang]
    rows = book.get_sheet_by_name(name).to_python()
    assert len(rows) == 2 + len(TABLE.duties())
    assert any("C " in str(cell) for row in rows for cell in row)


def test_a_veto_is_told_first_and_nothing_else_is_scored(tmp_path):
    site = {**SITE, "columns": ["公告公示", "人事信息", "规划计划", "统计信息", "财政信息", "招标信息"], "articles": SITE["articles"][:1]}
    with build(tmp_path / "snapshot.db", site) as snapshot:
        findings = judge(snapshot, [TABLE], AS_OF)
        facts = site_report(look(snapshot, findings), findings, [TABLE], AS_OF)
    (sheet,) = facts.scores
    assert (sheet.tone, len(sheet.parts)) == ("fail", 1)
    assert "空白栏目过多" in sheet.lines[0]
    assert facts.standing == "faulty"


def test_rules_from_memory_are_marked_on_the_sheet(tmp_path):
    with build(tmp_path / "snapshot.db", {**SITE, "captured": "2018-01-10", "articles": [], "shown": []}) as snapshot:
        findings = judge(snapshot, [CENSUS], date(2018, 1, 10))
        facts = site_report(look(snapshot, findings), findings, [CENSUS], date(2018, 1, 10))
    marks = {row.number: row.confidence for part in facts.scores[0].parts for row in part.rows}
    assert marks == {} or {marks[number][0] for number in ("4.1", "4.2", "4.3") if number in marks} <= {"M"}
    assert {duty.number for duty in facts.overview if duty.title.endswith("〔M〕")} == {"4.1", "4.2", "4.3"}


def test_points_that_are_lost_do_not_make_a_site_faulty_in_a_quarter():
    def all_of(**special: Finding) -> list[Finding]:
        duties = [duty.id for _, duty in TABLE.duties()]
        plain = {duty: Finding(duty=f"{TABLE.id}/{duty}", title=duty, clause="", verdict=Verdict.PASS) for duty in duties}
        return list((plain | {each.duty.partition("/")[2]: each for each in special.values()}).values())

    lost = Finding(duty=f"{TABLE.id}/4.9", title="", clause="", verdict=Verdict.FAIL, defects=(Defect.ABSENT,))
    veto = Finding(duty=f"{TABLE.id}/V.3", title="", clause="", verdict=Verdict.FAIL, defects=(Defect.STALE,))
    unread = Finding(duty=f"{TABLE.id}/V.3", title="", clause="", verdict=Verdict.UNKNOWN, reason="timeout")
    seen = samples.seen()
    assert standing(seen, all_of(a=lost), [TABLE]) == "qualified"
    assert standing(seen, all_of(a=veto), [TABLE]) == "faulty"
    assert standing(seen, all_of(a=unread), [TABLE]) == "undecided"
    assert standing(samples.seen(complete=False), all_of(), [TABLE]) == "undecided"
