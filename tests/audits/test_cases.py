"""Every duty against its cases: pass, each defect it can have, cannot tell, not applicable, and look-alikes. The cases are data."""

from datetime import date

import pytest

from spotcheck.audits.engine import judge, verdicts_of
from spotcheck.config.catalogue import load_catalogue
from tests.audits.building import build, earlier_of, probes_of, register_of
from tests.audits.recipes import FILES, NATIONAL, cases_of

CATALOGUE = load_catalogue("zhejiang-2017")
CATALOGUES = {name: load_catalogue(name) for name in ("zhejiang-2017", "national-2019", "national-2015")}


def cases(files=FILES):
    for path in files:
        for case in cases_of(path):
            yield pytest.param(case["duty"], case, id=f"{case.get('catalogue', '')}{case['duty']}: {case['name']}")


def find(snapshot, case, as_of):
    catalogue = CATALOGUES[case.get("catalogue", "zhejiang-2017")]
    earlier = earlier_of(case, snapshot)
    found = judge(snapshot, [catalogue], as_of, register_of(case), probes=probes_of(case, as_of), earlier=earlier)
    return next(finding for finding in found if finding.duty == f"{catalogue.id}/{case['duty']}")


@pytest.mark.parametrize(("duty", "case"), [*cases(), *cases(NATIONAL)])
def test_a_case_is_judged_as_a_fair_reader_would(duty, case, tmp_path):
    with build(tmp_path / "snapshot.db", case) as snapshot:
        finding = find(snapshot, case, case.get("as_of", date(2018, 1, 15)))
    expected = case["expect"]
    got = (finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason)
    assert got == (expected["verdict"], expected.get("defect"), expected.get("reason")), finding.details
    for name, value in expected.get("details", {}).items():
        assert finding.details.get(name) == value
    quotes = {piece.quote for piece in finding.evidence}
    assert set(expected.get("shown", [])) <= quotes
    assert quotes.isdisjoint(expected.get("hidden", []))
    if expected.get("defect") in ("absent", "gap", "blank"):
        assert finding.certificate is not None and finding.certificate.proves_absence


def test_every_verdict_that_a_duty_can_reach_has_a_case():
    seen = {}
    for parameter in cases():
        duty, case = parameter.values
        seen.setdefault(duty, set()).add(case["expect"]["verdict"])
    reachable = {duty.id: {verdict.value for verdict in verdicts_of(duty)} for _, duty in CATALOGUE.duties()}
    assert {
        duty: sorted(reachable[duty] - seen.get(duty, set())) for duty in reachable if not reachable[duty] <= seen.get(duty, set())
    } == {}


@pytest.mark.parametrize("name", ["national-2019", "national-2015"])
def test_every_verdict_that_a_machine_reaches_on_the_national_tables_has_a_case(name):
    seen = {}
    for parameter in cases(NATIONAL):
        duty, case = parameter.values
        if case["catalogue"] == name:
            seen.setdefault(duty, set()).add(case["expect"]["verdict"])
    lacking = {}
    for _, duty in CATALOGUES[name].duties():
        if {check.kind for check in duty.checks} != {"manual"}:
            lacking[duty.id] = {verdict.value for verdict in verdicts_of(duty)} - {"not_applicable"} - seen.get(duty.id, set())
    assert {duty: sorted(verdicts) for duty, verdicts in lacking.items() if verdicts} == {}
