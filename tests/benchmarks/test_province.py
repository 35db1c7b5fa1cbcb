"""A small draw of the test province: nobody is accused wrongly, and what was planted is found."""

from datetime import date

from benchmarks.province.measure import answers
from benchmarks.province.platforms import PLATFORMS
from benchmarks.province.variants import Variant, cases, draw


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


def test_a_frame_beside_a_menu_that_reads_like_a_list_is_no_blank_column():
    case = next(each for each in cases() if (each["duty"], each["name"]) == ("4.2.2", "a column that shows another site in a frame"))
    bare = next(platform for platform in PLATFORMS if platform.name == "no class names")
    crowd = [
        {"column": "便民服务", "title": title, "date": date(2017, 3, place + 3), "text": f"{title}。有关情况由办公室发布。"}
        for place, title in enumerate(("公交线路调整公告", "停水停电信息"))
    ]
    drawn = Variant(
        name="frame", duty="4.2.2", kind=case["name"], case={**case, "articles": crowd}, platform=bare, truth=("unknown", None), beside=()
    )
    (answer,) = answers([drawn])
    assert (answer.said, answer.reason) == (("unknown", None), "linked_elsewhere")
