"""What people decided is told as theirs, and counts like any other finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spotcheck.audits.details import Details
from spotcheck.audits.reviews import Decision, Review, reviewed
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.reports.formats.html import render_quarter, render_site
from spotcheck.reports.quarter_report import quarter_report
from spotcheck.reports.site_report import site_report
from tests.reports import samples

ASKED = ("抽查的解读与文件是否相互链接",)


def said(finding: Finding, decision: Decision, note: str = "见首页图片") -> Finding:
    review = Review(run="r", duty=finding.duty, finding="", decision=decision, note=note, reviewed_at="2018-01-20T00:00:00Z")
    return reviewed([finding], {finding.duty: review})[0]


@pytest.mark.parametrize(
    ("verdict", "decision", "headline"),
    [
        (Verdict.FAIL, Decision.REJECTED, "原判“超期未更新”，经人工复核为误报，不作为问题。"),
        (Verdict.MANUAL, Decision.MET, "机器不能判定，经人工核实，符合要求。"),
        (Verdict.UNKNOWN, Decision.UNMET, "机器不能判定，经人工核实，不符合要求。"),
    ],
)
def test_a_decision_leads_and_its_remark_follows(verdict: Verdict, decision: Decision, headline: str) -> None:
    defects = (Defect.STALE,) if verdict is Verdict.FAIL else ()
    given = said(samples.finding("2.4.2", verdict, *defects, reason="undated" if verdict is Verdict.UNKNOWN else None), decision)
    (duty,) = site_report(samples.seen(), [given], [samples.CATALOGUE], samples.AS_OF).overview
    assert duty.found == (headline, "复核说明：见首页图片")
    assert duty.defects == (("人工认定",) if decision is Decision.UNMET else ())


def test_a_fault_that_was_confirmed_keeps_its_words() -> None:
    plain = samples.finding("1.2.2", Verdict.FAIL, Defect.ABSENT, certificate=samples.certificate())
    before, after = (
        site_report(samples.seen(), [each], [samples.CATALOGUE], samples.AS_OF).overview[0]
        for each in (plain, said(plain, Decision.CONFIRMED))
    )
    assert after.headline == before.headline
    assert "经人工复核，问题属实。" in after.found


def test_the_questions_for_a_person_stand_beside_the_material_while_nobody_has_answered() -> None:
    open_ = replace(samples.finding("6.2.1", Verdict.MANUAL), details=Details(form=ASKED))
    facts = site_report(samples.seen(), [open_], [samples.CATALOGUE], samples.AS_OF)
    assert facts.overview[0].form == ASKED
    assert ASKED[0] in render_site(facts)
    answered = site_report(samples.seen(), [said(open_, Decision.MET)], [samples.CATALOGUE], samples.AS_OF)
    assert answered.overview[0].form == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_people_found_is_a_class_of_problems_of_its_own_at_the_end(lang: str) -> None:
    sites, draw = samples.quarter_sites()
    by_hand = said(samples.finding("6.2.1", Verdict.MANUAL), Decision.UNMET)
    first = replace(sites[0], findings=tuple(by_hand if each.duty == by_hand.duty else each for each in sites[0].findings))
    facts = quarter_report(quarter="2017Q4", sites=[first, *sites[1:]], draw=draw, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF)
    last = facts.problems[-1]
    assert ("人工核实认定的问题" if lang == "zh" else "found by a person") in last.heading
    assert (last.sites, last.findings) == (1, 1)
    fails = sum(each.verdict is Verdict.FAIL for result in (first, *sites[1:]) for each in result.findings)
    assert sum(problem.findings for problem in facts.problems) == fails
    assert last.heading in render_quarter(facts)
