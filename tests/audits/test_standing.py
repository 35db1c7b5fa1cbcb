"""How a site stands: by the rule of its catalogue, and never on what nobody has judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spotcheck.audits.details import Details, ReviewOutcome
from spotcheck.audits.standing import Standing, confirmed_only, ruled, stand
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.catalogue import list_catalogues, load_catalogue
from spotcheck.config.conclusions import Decision
from spotcheck.config.duties import StandingRule
from spotcheck.config.models import Confidence
from tests.reports import samples

PLAIN = samples.CATALOGUE
IDS = [duty.id for _, duty in PLAIN.duties()]
P, F, U, M, N = Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.NOT_APPLICABLE


def by(**rule: object):
    return PLAIN.model_copy(update={"standing": StandingRule(source="本省的规定", confidence=Confidence.A, **rule)})


def found(*verdicts: Verdict) -> list[Finding]:
    return [samples.finding(number, verdict) for number, verdict in zip(IDS, verdicts, strict=False)]


def said(finding: Finding, decision: Decision) -> Finding:
    return replace(finding, details=Details(review=ReviewOutcome(decision=decision, note="", at="", points=None, by="")))


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([P, N], Standing.QUALIFIED),
        ([P, M], Standing.UNDECIDED),
        ([P, U], Standing.UNDECIDED),
        ([M, *[N] * 10], Standing.UNDECIDED),
        ([N, N], Standing.UNDECIDED),
        ([P, F, U], Standing.FAULTY),
        ([], Standing.UNDECIDED),
    ],
)
def test_without_a_rule_only_a_site_that_was_judged_to_the_end_has_no_faults(verdicts, expected) -> None:
    assert stand(found(*verdicts), [PLAIN], complete=True) is expected


@pytest.mark.parametrize(
    ("rule", "verdicts", "expected"),
    [
        ({"must": (IDS[0],)}, [P, F, M], Standing.QUALIFIED),
        ({"must": (IDS[0],)}, [F, P, P], Standing.FAULTY),
        ({"must": (IDS[0],)}, [M, P, P], Standing.UNDECIDED),
        ({"must": (IDS[0], IDS[5])}, [P, P], Standing.UNDECIDED),
        ({"must": (IDS[0],)}, [N, M], Standing.UNDECIDED),
        ({"share": 75.0}, [P, P, P, F, N], Standing.QUALIFIED),
        ({"share": 75.0}, [P, P, F, F], Standing.FAULTY),
        ({"share": 75.0}, [P, P, P, M, M, F], Standing.UNDECIDED),
        ({"share": 66.7}, [P, P, F], Standing.FAULTY),
    ],
)
def test_a_rule_decides_and_what_is_open_never_counts_as_met(rule, verdicts, expected) -> None:
    assert stand(found(*verdicts), [by(**rule)], complete=True) is expected


def test_a_crawl_that_did_not_end_qualifies_nobody_and_its_faults_count() -> None:
    assert stand(found(P, P), [PLAIN], complete=False) is Standing.UNDECIDED
    assert stand(found(P, F), [PLAIN], complete=False) is Standing.FAULTY


@pytest.mark.parametrize("decision", [Decision.MET, Decision.UNMET])
def test_a_site_that_was_not_reached_stays_undecided_whatever_anyone_ticks(decision: Decision) -> None:
    verdict = P if decision is Decision.MET else F
    ticked = [said(each, decision) for each in found(verdict, verdict)]
    for catalogue in (PLAIN, by(must=(IDS[0],)), by(share=50.0)):
        assert stand(ticked, [catalogue], complete=True, reached=False) is Standing.UNDECIDED


def test_a_catalogue_without_a_rule_says_nothing_beside_one_that_has_one() -> None:
    other = PLAIN.model_copy(update={"id": "other"})
    findings = [*found(P), *(replace(each, duty=each.duty.replace(PLAIN.id, "other")) for each in found(F))]
    assert stand(findings, [by(must=(IDS[0],)), other], complete=True) is Standing.QUALIFIED


def test_what_nobody_has_confirmed_is_left_open_in_public() -> None:
    fault = samples.finding(IDS[0], F, Defect.ABSENT)
    assert [each.verdict for each in confirmed_only([fault, said(fault, Decision.CONFIRMED)])] == [M, F]


def test_only_the_national_tables_ship_a_rule() -> None:
    with_rule = {name for name in list_catalogues() if ruled([load_catalogue(name)])}
    assert with_rule == {"national-2015", "national-2019"}
    for name in with_rule:
        rule = load_catalogue(name).standing
        assert rule is not None and (rule.vetoes, rule.points) == (True, 60.0) and rule.source


def test_a_score_sheet_without_a_rule_tells_points_and_passes_nobody() -> None:
    from spotcheck.audits.scores import Standing as Sheet
    from spotcheck.audits.scores import score, sheet_json

    table = load_catalogue("national-2019").model_copy(update={"standing": None})
    findings = [Finding(duty=f"{table.id}/{duty.id}", title="", clause="", verdict=P) for _, duty in table.duties()]
    sheet = score(table, findings)
    assert sheet is not None and sheet.standing is Sheet.UNRULED and sheet_json(sheet)["pass_mark"] is None
    vetoed = score(table, [replace(each, verdict=F) if each.duty.endswith("/V.3") else each for each in findings])
    assert vetoed is not None and vetoed.standing is Sheet.UNRULED
    assert date(2019, 4, 1) == table.issued
