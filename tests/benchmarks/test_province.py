"""A small draw of the test province: nobody is accused wrongly, and what was planted is found."""

from benchmarks.province.measure import answers
from benchmarks.province.variants import cases, draw


def test_the_same_seed_draws_the_same_sites():
    first, again, other = (list(draw(40, seed)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_every_duty_with_a_case_can_be_drawn():
    drawn = {variant.duty for variant in draw(len(cases()), 1)}
    assert drawn == {case["duty"] for case in cases()}


def test_no_site_is_accused_wrongly_and_planted_faults_are_found():
    found = answers(draw(150, 20171))
    wrong = [(a.variant.name, a.variant.duty, a.variant.kind, a.variant.platform.name, a.said) for a in found if a.accuses_wrongly]
    planted = [answer for answer in found if answer.variant.truth[0] == "fail"]
    missed = [(a.variant.duty, a.variant.kind, a.variant.platform.name, a.said) for a in planted if not a.finds]
    assert not wrong
    assert len(missed) <= 0.03 * len(planted), missed
