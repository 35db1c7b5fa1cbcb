"""Whom a duty binds: functions, levels, bodies bound by their level alone, and what the register does not say."""

import pytest

from spotcheck.audits.binding import Binding, binding
from spotcheck.config.duties import Bound, Duty, Scope
from spotcheck.config.kinds.manual import ManualCheck
from spotcheck.config.models import Confidence, Function, Level, Site


def bound(scope, levels, **more):
    duty = Duty(
        id="1.1.1",
        title="x",
        requires="x",
        cadence="standing",
        confidence=Confidence.A,
        bound=Bound(scope=Scope(scope), levels=tuple(map(Level, levels)), **more),
        checks=(ManualCheck(kind="manual"),),
        form=("x",),
        advice="x",
    )

    def judged(level, *functions, **facts):
        site = Site(url="http://x.example/", level=Level(level) if level else None, functions=frozenset(map(Function, functions)), **facts)
        return binding(duty, "own/1.1.1", site)

    return judged


SCHOOLS = {"functions": (Function.EDUCATION,), "levels_alone": (Level.SCHOOL,)}
USUAL = ["province", "city", "county"]


@pytest.mark.parametrize(
    ("level", "functions", "expected"),
    [
        ("school", [], Binding.BOUND),  # the register gives schools no function
        ("school", ["health"], Binding.BOUND),
        ("province", ["education"], Binding.BOUND),
        ("province", ["education", "culture"], Binding.BOUND),
        ("province", [], Binding.BODY_UNKNOWN),
        ("province", ["health"], Binding.NOT_BOUND),
        ("city", ["education"], Binding.LEVEL_NOT_BOUND),
        ("hospital", [], Binding.LEVEL_NOT_BOUND),
        (None, ["education"], Binding.LEVEL_UNKNOWN),
        (None, [], Binding.BODY_UNKNOWN),
    ],
)
def test_a_body_of_a_level_named_alone_is_bound_whatever_its_function_and_no_other(level, functions, expected):
    assert bound("functions", ["province", "school"], **SCHOOLS)(level, *functions) is expected


def test_without_levels_alone_a_school_needs_the_function():
    judged = bound("functions", ["province", "school"], functions=(Function.EDUCATION,))
    assert judged("school") is Binding.BODY_UNKNOWN
    assert judged("school", "education") is Binding.BOUND


@pytest.mark.parametrize(
    ("level", "functions", "expected"),
    [
        ("city", ["general_office"], Binding.BOUND),
        ("city", ["finance"], Binding.LEVEL_NOT_BOUND),
        ("city", ["general_office", "finance"], Binding.BOUND),
        ("province", ["finance"], Binding.BOUND),
        ("city", [], Binding.BOUND),  # a body that is not known is asked like a government, and only a person answers
        (None, ["finance"], Binding.LEVEL_UNKNOWN),
    ],
)
def test_departments_may_be_bound_at_fewer_levels_than_governments(level, functions, expected):
    assert bound("everybody", ["province", "city"], department_levels=(Level.PROVINCE,))(level, *functions) is expected


@pytest.mark.parametrize(
    ("scope", "functions", "expected"),
    [
        ("every_government", ["general_office"], Binding.BOUND),
        ("every_government", ["finance"], Binding.NOT_BOUND),
        ("every_department", ["finance"], Binding.BOUND),
        ("every_department", ["general_office"], Binding.NOT_BOUND),
        ("every_department", ["general_office", "finance"], Binding.BOUND),
        ("everybody", [], Binding.BOUND),
        ("every_government", [], Binding.BODY_UNKNOWN),
    ],
)
def test_governments_and_departments_are_told_apart_by_function(scope, functions, expected):
    assert bound(scope, USUAL)("county", *functions) is expected


def test_a_level_that_the_register_does_not_give_matters_only_where_a_usual_one_is_left_out():
    assert bound("everybody", USUAL)(None) is Binding.BOUND
    assert bound("everybody", ["province"])(None) is Binding.LEVEL_UNKNOWN


def test_relevant_departments_are_those_the_register_names_by_either_form_of_the_id():
    judged = bound("registered", USUAL)
    assert judged("county", "finance") is Binding.ASK
    assert judged("county", "finance", named_for=frozenset({"1.1.1"})) is Binding.BOUND
    assert judged("county", "finance", named_for=frozenset({"own/1.1.1"})) is Binding.BOUND
    assert judged("county", "finance", named_for=frozenset({"other/1.1.1"})) is Binding.ASK


@pytest.mark.parametrize(
    ("functions", "sites", "expected"),
    [
        (["finance"], 0, Binding.NO_SUBORDINATE_SITES),
        (["finance"], 2, Binding.BOUND),
        (["finance"], None, Binding.BOUND),
        (["general_office"], 0, Binding.BOUND),
    ],
)
def test_a_department_known_to_have_no_sites_below_it_is_not_asked_to_check_them(functions, sites, expected):
    judged = bound("everybody", USUAL, needs_subordinate_sites=True)
    assert judged("county", *functions, subordinate_sites=sites) is expected


CODED = {"code": "3308250017"}  # a site code that the government gave out


@pytest.mark.parametrize(
    ("facts", "department"),
    [
        ({"body": "清河县信访局"}, True),  # every part of the name is understood
        ({"name": "清河县机关事务管理局网站"}, True),
        ({"body": "清河县人民防空办公室"}, True),
        ({"body": "清河县蔬菜局"}, False),  # a part is not
        ({"body": "清河县蔬菜局", **CODED}, True),  # and a code of the government bears it out
        ({"body": "清河县供电局"}, False),
        ({"body": "清河县气象局", **CODED}, False),  # not of this government
        ({"body": "清河县公安局城关分局", **CODED}, False),
        ({"body": "清河县委老干部局", **CODED}, False),
        ({"body": "中共清河县委办公厅", **CODED}, False),
        ({"body": "清河经济开发区管理委员会", **CODED}, False),
        ({"body": "清河县人民政府", **CODED}, False),
        ({"body": "清河县人民医院", **CODED}, False),
        ({"body": "中国·清河", **CODED}, False),
        ({"body": "", "name": "阳光清河", **CODED}, False),
    ],
)
def test_a_body_of_unknown_function_counts_as_a_department_only_where_name_and_code_say_so(facts, department):
    every = bound("every_department", USUAL)
    assert every("county", **facts) is (Binding.BOUND if department else Binding.BODY_UNKNOWN)
    assert bound("functions", USUAL, functions=(Function.FINANCE,))("county", **facts) is (
        Binding.NOT_BOUND if department else Binding.BODY_UNKNOWN
    )
    assert bound("every_government", USUAL)("county", **facts) is (Binding.NOT_BOUND if department else Binding.BODY_UNKNOWN)


def test_a_row_that_says_department_binds_like_a_department():
    assert bound("every_department", USUAL)("county", "department") is Binding.BOUND
    assert bound("everybody", USUAL, needs_subordinate_sites=True)("county", "department", subordinate_sites=0) is (
        Binding.NO_SUBORDINATE_SITES
    )


def test_the_government_of_a_town_is_a_government_and_no_department():
    levels = [*USUAL, "town"]
    for functions in (["town_government"], ["town_government", "general_office"]):
        assert bound("every_government", levels)("town", *functions) is Binding.BOUND
        assert bound("every_department", levels)("town", *functions) is Binding.NOT_BOUND
        assert bound("functions", levels, functions=(Function.GENERAL_OFFICE,))("town", *functions) is Binding.BOUND
    assert bound("every_department", levels)("town", body="清河镇蔬菜局", **CODED) is Binding.BODY_UNKNOWN


def test_who_answers_for_emergencies_answers_for_work_safety():
    judged = bound("functions", USUAL, functions=(Function.SAFETY,))
    assert judged("county", "emergency") is Binding.BOUND
    assert judged("county", "justice") is Binding.NOT_BOUND
