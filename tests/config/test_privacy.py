"""Personal data in what is shown are masked; official data are not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spotcheck
from spotcheck.config.masking import is_identity_number, mask, mask_address

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def checked(seventeen: str) -> str:
    """An identity number with its check digit."""
    return seventeen + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % 11]


regions = st.sampled_from(["110105", "330106", "659001", "820000", "210102"])
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1))
identities = st.builds(lambda region, day, order: checked(f"{region}{day:%Y%m%d}{order:03}"), regions, days, st.integers(0, 999))
old_identities = st.builds(
    lambda region, day, order: f"{region}{day:%y%m%d}{order:03}", regions, days.filter(lambda day: day.year < 2000), st.integers(0, 999)
)
mobiles = st.builds(lambda second, rest: f"1{second}{rest:09}", st.integers(3, 9), st.integers(0, 999_999_999))
words = st.text(alphabet="经办人：联系电话，（）。 、a/=&?\n-", max_size=12).filter(lambda text: not text.endswith("a"))


def test_an_identity_number_with_a_right_check_digit_is_masked() -> None:
    assert is_identity_number("11010519491231002X")
    assert mask("身份证号11010519491231002X。") == "身份证号110105************。"


@pytest.mark.parametrize(
    "number", ["110105194912310021", "110105189912310024", "11010519491331002X", "1101051949123100", "11010519491231002x0"]
)
def test_digits_that_are_no_identity_number_are_not_taken_for_one(number: str) -> None:
    assert not is_identity_number(number)


def test_eighteen_digits_that_are_no_identity_number_stay() -> None:
    assert mask("档案号 110105194912310021") == "档案号 110105194912310021"


@given(words, st.one_of(identities, old_identities, mobiles), words)
def test_the_number_of_a_person_is_masked_wherever_it_stands(before: str, number: str, after: str) -> None:
    text = f"{before}{number}{after if after[:1] != 'a' else '，' + after}"
    hidden = mask(text)
    assert number not in hidden and len(hidden) == len(text)
    assert number[:3] in hidden and mask(hidden) == hidden


@given(identities, st.sampled_from([" ", "-", "\u3000", "\t"]))
def test_gaps_in_an_identity_number_do_not_hide_it(number: str, gap: str) -> None:
    for text in (gap.join([number[:6], number[6:14], number[14:]]), gap.join(number), gap.join([number[:4], number[4:10], number[10:]])):
        hidden = mask(text)
        assert len(hidden) == len(text) and sum(letter.isdigit() for letter in hidden) == 6


@pytest.mark.parametrize("second", range(3, 10))
def test_all_series_of_mobile_numbers_are_masked(second: int) -> None:
    assert mask(f"手机：1{second}812345678") == f"手机：1{second}8****5678"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("手机：138 0013 8000", "手机：138 **** 8000"),
        ("手机：138-0013-8000。", "手机：138-****-8000。"),
        ("手机：138—0013—8000", "手机：138—****—8000"),
        ("+86 13813813813", "+86 138****3813"),
        ("+8613813813813", "+86138****3813"),
        ("008613813813813", "0086138****3813"),
        ("013813813813", "0138****3813"),
        ("Tel13813813813", "Tel138****3813"),
        ("１３８１３８１３８１３", "138****3813"),
        ("13813813813/13913913913", "138****3813/139****3913"),
        ("_13813813813.html", "_138****3813.html"),
        ("身份证110105491231002", "身份证110105*********"),
        ("身份证110105 491231 002", "身份证110105 ****** ***"),
        ("1101０５491231002", "110105*********"),
        ("ID11010519491231002X", "ID110105************"),
        ("11010519491231002x", "110105************"),
        ("1101051949123100…", "110105**********…"),
        ("11010519…", "110105**…"),
        ("13800138…", "138*****…"),
        ("1380013800…", "138*******…"),
        ("申请人：张三丰，", "申请人：张**，"),
        ("联系人:李四", "联系人:李*"),
        ("联 系 人 ： 欧阳修明", "联 系 人 ： 欧***"),
        ("申请人姓名：买买提·江", "申请人姓名：买****"),
        ("被处罚人：张三", "被处罚人：张*"),
        ("王小明（身份证号", "王**（身份证号"),
        ("王小明(居民身份证号", "王**(居民身份证号"),
        ("王小明，身份证号：110105194912310021", "王**，身份证号：110105194912310021"),
        ("王小明 身份证11010519491231002X", "王** 身份证110105************"),
        ("卡号 4111 1111 1111 1111", "卡号 4111 **** **** ****"),
        ("卡号4111111111111111", "卡号4111************"),
        ("卡号6222020000000000000", "卡号6222***************"),
        ("卡号5105105105105100", "卡号5105************"),
    ],
)
def test_phones_names_and_cards_are_masked(text: str, shown: str) -> None:
    assert mask(text) == shown
    assert mask(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0571-87050000",
        "联系电话：（0571）87050000转13",
        "057187050000",
        "02138001380",
        "400-123-4567",
        "12345",
        "12812345678",  # no series of mobile numbers
        "1381381381",
        "138138138138",
        "a13813813813",  # the middle of a longer name
        "13813813813b",
        "abcdefghi13813813813",
        "7a13813813813",
        "f" * 20 + "13813813813" + "a" * 33,
        "云财预〔2017〕3号",
        "网站标识码 9900000005",
        "统一社会信用代码 11330000002482106N",
        "申请人：个人或者法人均可提出申请",
        "请携带身份证到窗口办理",
        "居民身份证工本费",
        "公开名单、公示时，身份证号码和手机号码应当遮挡。",
        "2017年12月31日",
        "161209151203447.xls",  # a time of day, to the millisecond
        "991231491231002",
        "110105491331002",
        "110105491231",
        "110105 49 1231 002",
        "100000000000000000",
        "4111111111111112",
        "4000000000000000",
        "4444444444444444",
        "4" * 17,
        "编号１２３４５６７８９０１２３",
        "3530111333300000",
        "161209151203…",
        "15000…",
        "",
    ],
)
def test_official_data_stays(text: str) -> None:
    assert mask(text) == text


def test_an_address_is_masked_in_its_path_its_query_and_behind_escapes() -> None:
    number = "11010519491231002X"
    assert mask_address(f"http://a.gov.cn/{number}.html") == "http://a.gov.cn/110105************.html"
    assert mask_address(f"http://a.gov.cn/q?sfz={number}&tel=13812345678#a") == "http://a.gov.cn/q?sfz=110105************&tel=138****5678#a"
    assert mask_address(f"http://a.gov.cn/{quote('手机13812345678')}.doc") == f"http://a.gov.cn/{quote('手机')}138****5678.doc"


@pytest.mark.parametrize("url", ["http://a.gov.cn/art/2017/10/23/art_1229123456_59012345.html", "http://a.gov.cn/%E6%89%8B%B2?a=%20b", ""])
def test_an_address_that_shows_no_person_is_not_touched(url: str) -> None:
    assert mask_address(url) == url


def test_the_projects_own_words_are_not_taken_for_personal_data() -> None:
    """They pass the same place on the way out as what was read from a site."""

    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in texts(each)]
        return [text for each in value for text in texts(each)] if isinstance(value, list) else [value] if isinstance(value, str) else []

    root = Path(spotcheck.__file__).parent
    for path in root.rglob("*.toml"):
        if not {"demo", "cases"} & set(path.parts):  # sites that were made up, some with personal data on purpose
            assert [text for text in texts(tomllib.loads(path.read_text("utf-8"))) if mask(text) != text] == [], path


@given(st.text())
def test_no_text_is_too_odd_to_be_masked(text: str) -> None:
    assert len(mask(text)) == len(text)
    mask_address(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张某，1101052005…", "张某，110105****…"),
        ("张某，110105 2005…", "张某，110105 ****…"),
        ("张某，1101051999…", "张某，110105****…"),
        ("编号2101052105…", "编号2101052105…"),  # nobody was born then
    ],
)
def test_a_number_that_the_end_of_a_quotation_cuts_is_masked_where_it_may_be_a_persons(text: str, shown: str) -> None:
    assert mask(text) == shown
