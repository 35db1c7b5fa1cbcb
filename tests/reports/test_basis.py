"""A fault of a duty that names its own source quotes law and article, and its mark, in every report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from spotcheck.config.catalogue import load_catalogue
from spotcheck.jobs.rule_cases.case_expansion import load_cases
from spotcheck.jobs.rule_cases.case_running import CaseRunner
from spotcheck.reports.duty_facts import Told
from spotcheck.reports.findings_json import finding_json

LAW = load_catalogue("national-law")


def test_source_article_and_mark_stand_with_the_fault(tmp_path: Path) -> None:
    case = next(each for each in load_cases("national-law", LAW) if each.duty == "D.2" and each.expect.defect == "incomplete")
    (result,) = CaseRunner(LAW).results([case])
    told = Told([LAW], as_of=date(2026, 11, 16), public=True, warc=None).duty(result.finding)
    assert told.clause == "《预算法》（2018年修正） 第14条第2款〔A〕"
    assert any("《预算法》（2018年修正） 第14条第2款" in line for line in told.why)
    assert told.sourced.startswith("《预算法》（2018年修正） 第14条第2款")
    details = json.loads(json.dumps(finding_json(result.finding)["details"]))
    assert (details["basis"], details["sourced"]) == ("《预算法》（2018年修正） 第14条第2款", "A")
