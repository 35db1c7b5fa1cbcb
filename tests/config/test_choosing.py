"""Which catalogues apply where none is named: by the day, and by what tells of the place."""

from __future__ import annotations

from datetime import date

import pytest

from spotcheck.config.catalogue import automatic, in_force, load_catalogue, load_catalogues, wanted_families
from spotcheck.config.choosing import AUTOMATIC, why
from spotcheck.config.models import Site

ZHEJIANG = Site(url="https://czt.zj.gov.cn/")
SHANDONG = Site(url="https://www.jinan.gov.cn/", region="山东省济南市")


LAW = load_catalogue("national-law").model_copy(update={"automatic": True})  # as it will be when its accuracy allows
BOTH = [LAW, load_catalogue("zhejiang-2017")]


def chosen(day: date, site: Site, **signs: tuple[str, ...]) -> list[str]:
    return [each.id for each in in_force(BOTH, {AUTOMATIC}, day, site, **signs)]


def test_a_catalogue_on_trial_is_used_by_those_alone_who_ask_for_it() -> None:
    assert automatic() == ["zhejiang-2017"]
    assert [each.id for each in in_force(load_catalogues([AUTOMATIC]), {AUTOMATIC}, date(2026, 11, 30), SHANDONG)] == ["zhejiang-2017"]


@pytest.mark.parametrize(
    ("day", "site", "expected"),
    [
        (date(2017, 12, 1), ZHEJIANG, ["zhejiang-2017"]),
        (date(2026, 11, 30), ZHEJIANG, ["national-law"]),
        (date(2026, 11, 30), SHANDONG, ["national-law"]),
        (date(2026, 11, 30), Site(url="http://127.0.0.1/"), ["national-law"]),
        (date(2017, 12, 1), SHANDONG, ["zhejiang-2017"]),  # nothing was in force there: a trial, and the report says so
        (date(2018, 12, 1), SHANDONG, ["zhejiang-2017"]),
    ],
)
def test_the_day_and_the_place_choose(day: date, site: Site, expected: list[str]) -> None:
    assert chosen(day, site) == expected


def test_work_points_bind_beside_the_law_where_both_are_in_force() -> None:
    local = [each.model_copy(update={"valid_to": date(2099, 1, 1)}) if each.id == "zhejiang-2017" else each for each in BOTH]
    assert {each.id for each in in_force(local, {AUTOMATIC}, date(2026, 1, 1), ZHEJIANG)} == {"zhejiang-2017", "national-law"}
    assert [each.id for each in in_force(local, {AUTOMATIC}, date(2026, 1, 1), SHANDONG)] == ["national-law"]


def test_signs_that_contradict_each_other_choose_no_regional_catalogue() -> None:
    both = [each.model_copy(update={"valid_to": date(2099, 1, 1)}) for each in BOTH]
    torn = Site(url="https://a.zj.gov.cn/", region="山东省")
    assert [each.id for each in in_force(both, {AUTOMATIC}, date(2026, 1, 1), torn)] == ["national-law"]
    named = in_force(both, {AUTOMATIC}, date(2026, 1, 1), Site(url="https://a.gov.cn/"), ("3301000001",), ("浙ICP备05000000号",))
    assert {each.id for each in named} == {"zhejiang-2017", "national-law"}


def test_a_layer_stands_for_the_catalogue_that_it_extends() -> None:
    law = LAW
    own = law.model_copy(update={"id": "own", "extends": "national-law", "region": "浙江省", "region_hosts": (".zj.gov.cn",)})
    assert [each.id for each in in_force([law, own], {AUTOMATIC}, date(2026, 1, 1), ZHEJIANG)] == ["own"]
    assert [each.id for each in in_force([law, own], {AUTOMATIC}, date(2026, 1, 1), SHANDONG)] == ["national-law"]


def test_a_catalogue_named_beside_stays_whatever_the_day() -> None:
    ids = [AUTOMATIC, "content-checks"]
    assert [each.id for each in in_force([*BOTH, load_catalogue("content-checks")], wanted_families(ids), date(2026, 1, 1), SHANDONG)] == [
        "national-law",
        "content-checks",
    ]


def test_it_is_told_why_one_was_chosen() -> None:
    law, points = load_catalogue("national-law"), load_catalogue("zhejiang-2017")
    assert "in the whole country" in why(law, date(2026, 1, 1))
    assert "in force in 浙江省" in why(points, date(2017, 12, 1))
    assert "as a trial" in why(points, date(2026, 1, 1))
