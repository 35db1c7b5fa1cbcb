"""Word lists as offices keep them: what is read, and how a mistake in them is told."""

import pytest
import xlsxwriter

from spotcheck.config.errors import UserError
from spotcheck.config.word_lists import Word, read_all, read_words


def sheet(path, *rows):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def test_a_workbook_with_chinese_heads_is_read(tmp_path):
    path = sheet(
        tmp_path / "词表.xlsx", ("易错词", "替换词", "是否严重"), ("按装", "安装", "否"), ("十九大届", "十九届", "是"), ("", "", "")
    )
    assert read_words(path) == (Word(wrong="按装", right="安装"), Word(wrong="十九大届", right="十九届", serious=True))


def test_a_csv_will_do_and_only_the_first_head_is_needed(tmp_path):
    path = tmp_path / "w.csv"
    path.write_text("易错词\n按装\n", encoding="gb18030")
    assert read_words(path) == (Word(wrong="按装"),)


def test_a_word_in_two_lists_counts_once_and_seriously_if_either_says_so(tmp_path):
    one = sheet(tmp_path / "1.xlsx", ("易错词", "替换词", "是否严重"), ("按装", "安装", "是"))
    two = sheet(tmp_path / "2.xlsx", ("易错词", "替换词", "是否严重"), ("按装", "安装", "否"))
    assert read_all([one, two]) == (Word(wrong="按装", right="安装", serious=True),)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("词", "改成"), ("按装", "安装")), "易错词"),
        ((("易错词", "替换词"), ("按", "安")), "第 2 行"),
        ((("易错词", "替换词"), ("安装", "安装")), "相同"),
        ((("易错词", "替换词", "是否严重"), ("按装", "安装", "也许")), "也许"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_in_one_line(tmp_path, rows, told):
    path = sheet(tmp_path / "w.xlsx", *rows)
    with pytest.raises(UserError) as caught:
        read_words(path)
    assert told in caught.value.zh and str(path) in caught.value.zh and "\n" not in caught.value.zh
