"""What the name of a body tells: its functions and its level, or nothing."""

from __future__ import annotations

import pytest

from spotcheck.config.bodies import functions_named, functions_of, level_named, level_of, vocabulary
from spotcheck.config.models import Function, Level

F = Function


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("浙江省财政厅", {F.FINANCE}),
        ("杭州市财政局", {F.FINANCE}),
        ("财政局", {F.FINANCE}),
        ("杭州市人民政府办公厅", {F.GENERAL_OFFICE}),
        ("柘城县人民政府门户网站", {F.GENERAL_OFFICE}),
        ("余杭区发展和改革局（物价局）", {F.DEVELOPMENT_REFORM}),
        ("浙江省人民政府国有资产监督管理委员会", {F.SASAC}),
        ("国家税务总局浙江省税务局", {F.TAXATION}),
        ("中国人民银行杭州中心支行", {F.CENTRAL_BANK}),
        ("浙江银监局", {F.BANKING}),
        ("国家金融监督管理总局浙江监管局", {F.BANKING, F.INSURANCE}),
        ("省治水办(河长办)", {F.WATER}),
        ("省委农办", {F.AGRICULTURE}),
        ("宁波市统计局网站", {F.STATISTICS}),
        ("浙江省公安厅", {F.PUBLIC_SECURITY}),
        ("清河县司法局", {F.JUSTICE}),
        ("杭州市交通运输局", {F.TRANSPORT}),
        ("清河县科技局", {F.SCIENCE}),
        ("清河县退役军人事务局", {F.VETERANS}),
        ("浙江省医疗保障局", {F.MEDICAL_INSURANCE}),
        ("清河县城市管理局", {F.URBAN_MANAGEMENT}),
        ("清河县应急管理局", {F.EMERGENCY, F.SAFETY}),
        ("清河县档案局", {F.ARCHIVES}),
        ("浙江省人民政府外事办公室", {F.FOREIGN_AFFAIRS}),
        ("浙江省民族宗教事务委员会", {F.RELIGION_ETHNIC}),
        ("贵州省大数据发展管理局", {F.DATA_BUREAU}),
        ("佛堂镇人民政府", {F.GENERAL_OFFICE, F.TOWN_GOVERNMENT}),
        ("清河县北苑街道办事处", {F.GENERAL_OFFICE, F.TOWN_GOVERNMENT}),
    ],
)
def test_a_body_is_known_by_its_full_name_its_local_form_and_its_short_form(name: str, functions: set[Function]) -> None:
    assert functions_of(name) == functions


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("省工商局", "省市场监督管理局"),
        ("省质监局", "省市场监督管理局"),
        ("省国土资源厅", "省自然资源厅"),
        ("省卫生和计划生育委员会", "省卫生健康委员会"),
        ("省旅游局", "省文化和旅游厅"),
        ("省安监局", "省应急管理厅"),
        ("省金融办", "省地方金融监督管理局"),
        ("省扶贫办", "省农业农村厅"),
    ],
)
def test_a_body_of_2017_is_found_under_the_name_it_has_after_the_reform(before: str, after: str) -> None:
    assert functions_of(before)
    assert functions_of(before) <= functions_of(after)


def test_a_merged_body_has_the_functions_of_all_its_parts() -> None:
    assert functions_of("清河县文化和广电旅游体育局") == {F.CULTURE, F.TOURISM, F.SPORTS}
    assert functions_of("某县农业农村和水利局") == {F.AGRICULTURE, F.WATER}
    assert functions_of("某区经济信息化和科技局") == {F.ECONOMY_INFORMATION, F.SCIENCE}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "浙江省财政科学研究院",
        "杭州市政府采购中心",
        "浙江财经大学",
        "教育部",
        "浙江省信访局",
        "国家统计局浙江调查总队",
        "浙江省水利水电工程局",
        "中国·清河",
    ],
)
def test_a_name_that_is_not_understood_whole_tells_of_no_function(name: str) -> None:
    assert functions_of(name) == frozenset()


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("浙江省财政厅", Level.PROVINCE),
        ("省财政厅", Level.PROVINCE),
        ("内蒙古自治区财政厅", Level.PROVINCE),
        ("北京市财政局", Level.PROVINCE),
        ("浙江银监局", Level.PROVINCE),
        ("杭州市财政局", Level.CITY),
        ("杭州市市场监督管理局", Level.CITY),
        ("杭州市城市管理局", Level.CITY),
        ("大兴安岭地区财政局", Level.CITY),
        ("延边朝鲜族自治州财政局", Level.CITY),
        ("杭州市萧山区财政局", Level.COUNTY),
        ("北京市朝阳区财政局", Level.COUNTY),
        ("金华市义乌市财政局", Level.COUNTY),
        ("景宁畲族自治县财政局", Level.COUNTY),
        ("上海市浦东新区人民政府", Level.COUNTY),
        ("佛堂镇人民政府", Level.TOWN),
        ("北苑街道办事处", Level.TOWN),
        ("浙江省人民医院", Level.HOSPITAL),
        ("浙江大学", Level.SCHOOL),
        ("浙江省能源集团有限公司", Level.ENTERPRISE),
    ],
)
def test_the_level_is_read_from_the_place_and_the_kind_of_body(name: str, level: Level) -> None:
    assert level_of(name) is level


@pytest.mark.parametrize(
    "name", ["义乌市财政局", "浙江省义乌市财政局", "浙江省杭州财政局", "吉林财政局", "杭州经济技术开发区管委会", "农业局", "中国·清河"]
)
def test_a_name_that_fits_two_levels_or_none_tells_of_no_level(name: str) -> None:
    assert level_of(name) is None


def test_a_name_without_a_place_takes_the_level_of_its_region() -> None:
    assert level_of("财政局", "杭州市") is Level.CITY
    assert level_of("财政局", "杭州市萧山区") is Level.COUNTY
    assert level_of("财政局", "义乌市") is None


def test_the_words_of_a_register_are_understood_in_both_languages() -> None:
    assert functions_named("finance") == functions_named("财政") == functions_named("财政局") == {F.FINANCE}
    assert functions_named("市场监管") == {F.MARKET_SUPERVISION, F.QUALITY, F.FOOD_DRUG}
    assert functions_named("财证") == frozenset()
    assert level_named("省级") is level_named("Province") is Level.PROVINCE
    assert level_named("县（市、区）") is Level.COUNTY
    assert level_named("国级") is None


def test_every_function_has_a_body_in_the_vocabulary_and_each_of_its_names_leads_back_to_it() -> None:
    assert [body.function for body in vocabulary().body] == list(Function)
    for body in vocabulary().body:
        for name in body.names():
            assert body.function in functions_of(f"某某省{name}"), name
