"""A letter lists what a person confirmed at the sites of one body; its form comes back, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from spotcheck.audits.reviews import Decision
from spotcheck.audits.verdicts import Verdict
from spotcheck.config.errors import UserError
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.reports import LetterFacts, Signed, SiteResult, letters, write_letters
from spotcheck.reports.ledger_facts import LedgerSource
from spotcheck.reports.ledger_return import Fate, read_ledger
from tests.reports import samples
from tests.reports.test_notice import SIGNED


def told(results: Sequence[SiteResult], signed: Signed = SIGNED, **more: bool) -> list[LetterFacts]:
    raw, _ = samples.quarter_sites()
    sources = {
        result.seen.run_id: LedgerSource(run=result.seen.run_id, site=result.site, as_of=samples.AS_OF, findings=result.findings)
        for result in raw
        if result.seen
    }
    return letters(
        quarter="2017Q4", sites=results, sources=sources, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF, signed=signed, **more
    )


def first(**more: bool) -> LetterFacts:
    sites, _ = samples.quarter_sites()
    return told(samples.confirmed(sites[:1]), **more)[0]


def test_each_body_gets_its_own_faults_and_a_body_without_any_gets_no_letter() -> None:
    sites, _ = samples.quarter_sites()
    found = told(samples.confirmed(sites))
    assert [letter.body for letter in found] == ["云州省财政厅", "清河县人民政府门户"]
    for letter, result in zip(found, sites, strict=False):
        assert len(letter.rows) == sum(each.verdict is Verdict.FAIL for each in result.findings)
        assert f"确认存在问题{len(letter.rows)}项" in letter.paragraphs[0]
        assert {row.until for row in letter.rows} == {"2018-02-11"} and all(row.todo for row in letter.rows)


def test_what_only_the_machine_has_judged_joins_where_it_is_asked_for_and_is_marked() -> None:
    sites, _ = samples.quarter_sites()
    assert told(sites) == []
    marked = told(sites, unreviewed=True)[0]
    assert marked.waiting == len(marked.rows) and all(row.text.endswith("（待复核）") for row in marked.rows)
    assert "确认存在问题0项" in marked.paragraphs[0] and f"尚未人工复核的{marked.waiting}项" in marked.paragraphs[1]


def test_what_a_person_found_unmet_is_listed_too() -> None:
    sites, _ = samples.quarter_sites()
    unmet = tuple(samples.said(each, Decision.UNMET) if each.verdict is Verdict.MANUAL else each for each in sites[0].findings)
    (letter,) = told([replace(sites[0], findings=unmet)])
    assert [row.duty for row in letter.rows] == ["6.2.1 政策解读与文件关联"]


def test_the_word_file_holds_the_list_and_a_form_of_the_same_rows(tmp_path: Path) -> None:
    letter = first()
    paths = write_letters(tmp_path, [letter])
    assert [path.name for path in paths] == ["云州省财政厅.docx", "云州省财政厅.xlsx"]
    book = docx.Document(str(paths[0]))
    listed, form = book.tables
    assert len(listed.rows) == len(form.rows) == len(letter.rows) + 1
    assert [row.cells[2].text for row in listed.rows][1:] == [row.duty for row in letter.rows]
    assert "云州省财政厅：" in [each.text for each in book.paragraphs]
    assert listed.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_two_bodies_of_one_name_never_share_a_file(tmp_path: Path) -> None:
    letter = first()
    names = [path.name for path in write_letters(tmp_path, [letter, replace(letter, body="云州省/财政厅"), letter], ["xlsx"])]
    assert names == ["云州省财政厅.xlsx", "云州省-财政厅.xlsx", "云州省财政厅-2.xlsx"]
    with pytest.raises(UserError, match="html"):
        write_letters(tmp_path, [letter], ["html"])


def test_the_answers_of_a_body_come_back_as_what_was_done_and_decide_nothing(tmp_path: Path) -> None:
    sites, _ = samples.quarter_sites()
    seen = sites[0].seen
    assert seen is not None
    run = Run(id=seen.run_id, site=sites[0].site, quarter="2017Q4", target=sites[0].site.url, state="done", started=seen.started)
    (path,) = write_letters(tmp_path, [first()], ["xlsx"])
    with Ledger.write(tmp_path) as ledger:
        ledger.save_run(run)
        ledger.save_findings(replace(run, as_of=samples.AS_OF.isoformat()), sites[0].findings)
        book = openpyxl.load_workbook(path)
        sheet = book.active
        heads = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, heads["整改情况"], "已补充公开")
        sheet.cell(2, heads["责任人"], "李四")
        book.save(path)
        came = read_ledger(path, ledger, "2018-02-01T00:00:00Z")
        duty = sheet.cell(2, heads["事项"]).value
        assert [(each.duty, each.done, each.responsible) for each in came.follow_ups if each.done] == [(duty, "已补充公开", "李四")]
        assert came.reviews == () and came.withdrawn == () and came.count(Fate.REFUSED) == 0
