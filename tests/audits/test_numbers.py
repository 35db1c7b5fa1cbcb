"""Document numbers in every writing."""

import pytest

from spotcheck.audits.titles.document_numbers import numbers_in


@pytest.mark.parametrize(
    "written",
    [
        "云政办发〔2017〕42号",
        "云政办发[2017]42号",
        "云政办发［2017］４２号",
        "云政办发(2017)第42号",
        "云政办发（2017）42 号",
        "云政办发【2017】42号",
        "云政办发﹝2017﹞42号",
        "〔2017〕云政办发42号",
        "根据云政办发〔2017〕042号的规定",
        "《关于修路的通知》（云政办发〔2017〕42号）",
        "废止云政办发〔2017〕42号",
        "云政办发〔2017年〕42号",
    ],
)
def test_a_number_has_one_form_however_it_is_written(written):
    assert numbers_in(written) == ("云政办发[2017]42",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("价费字〔1992〕198号", "价费字[1992]198"),
        ("[1992]价费字198号", "价费字[1992]198"),
        ("财政部公告2014年第80号", "财政部公告[2014]80"),
        ("国务院令第60号", "国务院令60"),
        ("根据国务院令第60号", "国务院令60"),
    ],
)
def test_orders_announcements_and_year_first_forms_are_read(written, number):
    assert numbers_in(written) == (number,)


def test_several_numbers_are_told_apart():
    assert numbers_in("云财〔2010〕3号、云财〔2011〕14号和青政〔2012〕5号") == ("云财[2010]3", "云财[2011]14", "青政[2012]5")


@pytest.mark.parametrize("words", ["2017年第42号楼", "共3件文件", "电话0571-87000000号", "", "（2017）"])
def test_what_is_no_number_is_not_taken_for_one(words):
    assert numbers_in(words) == ()
