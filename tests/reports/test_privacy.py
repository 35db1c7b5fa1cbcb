"""What leaves the workspace is masked whatever record it stands in; what had nothing to hide stays the very same."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from spotcheck.audits.details_json import details_from_json
from spotcheck.audits.reviews import Review
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.models import Site
from spotcheck.crawler.records import Outcome, Role, Visit
from spotcheck.ledger.rows import Run, digest
from spotcheck.portal.records import Evidence
from spotcheck.reports.findings_json import run_json
from spotcheck.reports.formats.html import render_quarter, render_site
from spotcheck.reports.ledger_columns import head
from spotcheck.reports.ledger_facts import LedgerSource, ledger_facts
from spotcheck.reports.privacy import shown
from spotcheck.reports.quarter_report import quarter_report
from spotcheck.reports.sheets.ledger_sheets import write_ledger
from spotcheck.reports.site_report import site_report
from tests.reports import samples

IDENTITY = "11010519491231002X"  # the specimen of GB 11643
MOBILE = "19912345678"


def finding(quote: str = f"张三（{IDENTITY}，{MOBILE}）") -> Finding:
    seen = Evidence(url=f"{samples.HOST}/q?tel={MOBILE}", quote=quote, where="page", fetched_at="2018-01-15T02:00:00Z", sha256="a" * 64)
    return samples.finding(
        "2.4.7", Verdict.FAIL, Defect.MISNAMED, evidence=(seen,), details=details_from_json({"names_seen": [quote], quote: 1})
    )


@dataclass(frozen=True)
class _Record:
    href: str
    text: str
    deep: tuple[dict[str, list[str]], ...] = ()
    kind: Outcome = Outcome.READ
    number: int = 13812345678


def test_every_text_of_a_record_is_masked_and_a_link_that_held_a_number_leads_nowhere() -> None:
    told = shown(_Record(href=f"http://a.gov.cn/{IDENTITY}.html", text=MOBILE, deep=({MOBILE: [f"手机{MOBILE}"]},)))
    assert told == _Record(href="", text="199****5678", deep=({"199****5678": ["手机199****5678"]},))
    assert shown({MOBILE, "x"}) == {"199****5678", "x"} and shown([MOBILE, None, 1.5]) == ["199****5678", None, 1.5]


def test_what_has_nothing_to_hide_is_not_touched() -> None:
    record = _Record(href="http://a.gov.cn/1.html", text="联系电话：0571-87050000", deep=({"a": ["b"]},))
    assert shown(record) is record
    visit = Visit(url="http://a.gov.cn/", outcome=Outcome.READ, role=Role.HOME, sha256="1" * 64)
    assert shown(visit) is visit


def test_for_internal_use_a_record_is_as_it_was() -> None:
    record = _Record(href=f"http://a.gov.cn/{IDENTITY}.html", text=MOBILE)
    assert shown(record, internal=True) is record


@pytest.mark.parametrize("internal", [False, True])
def test_json_is_masked_and_says_when_it_is_not(internal: bool) -> None:
    run = Run(id="r", site=Site(url=f"{samples.HOST}/"), quarter=None, target="t", state="done", started="2018-01-15T02:00:00Z")
    told = run_json(run, [finding()], internal=internal)
    text = json.dumps(told, ensure_ascii=False)
    assert (IDENTITY in text, MOBILE in text, told.get("internal", False)) == (internal, internal, internal)
    assert told["findings"][0]["evidence"][0]["url"] == f"{samples.HOST}/q?tel={MOBILE if internal else '199****5678'}"


@pytest.mark.parametrize("internal", [False, True])
def test_reports_of_a_site_and_of_a_quarter_are_masked_and_say_when_they_are_not(internal: bool) -> None:
    one = site_report(samples.seen(), [finding()], [samples.CATALOGUE], samples.AS_OF, public=not internal)
    drawn, draw = samples.quarter_sites()
    sites = [replace(result, findings=(finding(),) if result.seen else ()) for result in drawn]
    many = quarter_report(
        quarter=draw.quarter, sites=sites, draw=draw, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF, public=not internal
    )
    for facts, page in ((one, render_site(one)), (many, render_quarter(many))):
        assert (IDENTITY in repr(facts), MOBILE in page, "含未遮盖的个人信息" in page) == (internal, internal, internal)


def test_a_quotation_is_masked_before_it_is_cut() -> None:
    facts = site_report(samples.seen(), [finding("字" * 390 + IDENTITY)], [samples.CATALOGUE], samples.AS_OF)
    assert "1105194912" not in repr(facts) and "110105****" in repr(facts)


@pytest.mark.parametrize("public", [True, False])
def test_the_ledgers_file_is_masked_and_keeps_its_check_codes(tmp_path: Path, public: bool) -> None:
    one = finding()
    said = Review(
        run="r", duty=one.duty, finding=digest(one), decision="confirmed", note=f"电话{MOBILE}", reviewed_at="2018-01-16T02:00:00Z"
    )
    source = LedgerSource(run="r", site=Site(url=f"{samples.HOST}/"), as_of=samples.AS_OF, findings=[one], reviews={one.duty: said})
    facts = ledger_facts([source], [samples.CATALOGUE], public=public)
    write_ledger(tmp_path / "a.xlsx", facts)
    text = str([CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("复核").to_python()])
    assert (IDENTITY in text, MOBILE in text, "110105************" in text) == (not public, not public, public)
    assert digest(one) in text and head("check") in text
