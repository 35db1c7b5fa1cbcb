"""Provinces by site code, ICP record and host."""

from __future__ import annotations

from spotcheck.config.models import Level
from spotcheck.config.regions import level_of_code, prefectures, province_of_code, province_of_host, province_of_icp, provinces, region_of


def test_a_province_is_known_by_code_icp_and_host() -> None:
    assert province_of_code("3300000020") == "浙江省"
    assert province_of_icp("豫ICP备05000000号") == "河南省"
    assert province_of_host("czt.ZJ.gov.cn:80") == "浙江省"
    assert province_of_code("bm01000001") == province_of_icp("ICP备") == province_of_host("fakezj.gov.cn") == ""


def test_signs_that_contradict_each_other_give_no_region() -> None:
    assert region_of(code="3300000020", icp="浙ICP备05000000号", host="www.example.cn") == "浙江省"
    assert region_of(code="3300000020", icp="豫ICP备05000000号") == ""
    assert region_of() == ""


def test_the_code_tells_the_level() -> None:
    assert level_of_code("3300000020") is Level.PROVINCE
    assert level_of_code("3301000001") is Level.CITY
    assert level_of_code("3307820001") is Level.COUNTY
    assert level_of_code("4290040001") is Level.COUNTY
    assert level_of_code("1101050001") is Level.COUNTY
    assert level_of_code("bm01000001") is None


def test_the_table_holds_each_province_once_with_its_own_signs() -> None:
    assert len({p.code for p in provinces()}) == len({p.icp for p in provinces()}) == len({p.name for p in provinces()}) == 31
    hosts = [host for province in provinces() for host in province.hosts]
    assert len(hosts) == len(set(hosts))
    assert sum(len(p.prefectures.split()) for p in provinces()) == len(prefectures())
    assert 330 <= len(prefectures()) <= 340
