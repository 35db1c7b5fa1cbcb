"""Every duty against the cases beside its rules: pass, each defect it can have, cannot tell, not applicable, and look-alikes."""

from __future__ import annotations

from functools import cache

import pytest

from spotcheck.audits.engine import verdicts_of
from spotcheck.config.catalogue import SHIPPED, load_catalogue
from spotcheck.config.duties import Catalogue
from spotcheck.jobs.rule_cases.case_expansion import RuleCase, load_cases
from spotcheck.jobs.rule_cases.case_running import CaseRunner

FILES = [(path.parent.parent.name, path.stem) for path in sorted(SHIPPED.glob("*/cases/*.toml"))]
WITH_CASES = sorted({catalogue for catalogue, _ in FILES})


@cache
def catalogue(name: str) -> Catalogue:
    return load_catalogue(name)


@cache
def runner(name: str) -> CaseRunner:
    return CaseRunner(catalogue(name))


@cache
def cases(name: str) -> dict[str, list[RuleCase]]:
    """The cases of a catalogue by duty."""
    found: dict[str, list[RuleCase]] = {}
    for case in load_cases(name, catalogue(name)):
        found.setdefault(case.duty, []).append(case)
    return found


@pytest.mark.parametrize(("name", "duty"), FILES, ids=[f"{name}/{duty}" for name, duty in FILES])
def test_the_cases_of_a_duty_are_judged_as_a_fair_reader_would(name: str, duty: str) -> None:
    asked = cases(name)[duty]  # a file is named for its duty
    assert [(each.case.name, each.faults) for each in runner(name).results(asked) if each.faults] == []


@pytest.mark.parametrize("name", WITH_CASES)
def test_every_verdict_that_a_machine_reaches_has_a_case(name: str) -> None:
    lacking = {}
    for _, duty in catalogue(name).duties():
        seen = {case.expect.verdict for case in cases(name).get(duty.id, ())}
        reachable = set(verdicts_of(duty))
        if name != "zhejiang-2017":  # of the national tables what only a person judges needs none, nor what a duty does not bind
            reachable = set() if {check.kind for check in duty.checks} == {"manual"} else reachable - {"not_applicable"}
        if reachable - seen:
            lacking[duty.id] = sorted(reachable - seen)
    assert lacking == {}
