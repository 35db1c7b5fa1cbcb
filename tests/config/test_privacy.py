"""Personal data in quotations is masked; official data is not."""

from __future__ import annotations

import pytest

from spotcheck.config.masking import is_identity_number, mask


def test_an_identity_number_with_a_right_check_digit_is_masked() -> None:
    assert is_identity_number("11010519491231002X")
    assert mask("身份证号11010519491231002X。") == "身份证号110105************。"


def test_eighteen_digits_that_are_no_identity_number_stay() -> None:
    assert mask("档案号 110105194912310021") == "档案号 110105194912310021"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("手机：13800138000", "手机：138****8000"),
        ("手机：138 0013 8000", "手机：138 **** 8000"),
        ("+86 13813813813", "+86 138****3813"),
        ("申请人：张三丰，", "申请人：张**，"),
        ("联系人:李四", "联系人:李*"),
        ("王小明（身份证号", "王**（身份证号"),
        ("卡号 4111 1111 1111 1111", "卡号 4111 **** **** ****"),
    ],
)
def test_phones_names_and_cards_are_masked(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text", ["联系电话：0571-87050000", "云财预〔2017〕3号", "网站标识码 9900000005", "申请人：个人或者法人均可提出申请", "2017年12月31日"]
)
def test_official_data_stays(text: str) -> None:
    assert mask(text) == text


def test_masking_twice_changes_nothing_more() -> None:
    once = mask("申请人：张三丰，13800138000")
    assert mask(once) == once
