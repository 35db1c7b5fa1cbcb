"""Which documents a notice declares void."""

from datetime import date

import pytest

from spotcheck.audits.titles.repeal_notices import Fate, declared, effective_date, fate_of
from spotcheck.crawler.records import Table

DAY = date(2017, 5, 2)


def void(text, title="关于废止部分文件的通知", tables=(), name=""):
    found = declared(title=title, text=text, tables=tables, published=DAY, name=name)
    return [(item.number, item.title) for item in found if item.fate is Fate.VOID]


def test_a_numbered_list_under_a_notice_of_repeal_is_read():
    text = "经研究，决定废止下列文件：\n1.《关于修路的通知》（清政〔2010〕3号）\n2.关于架桥的意见（清政办〔2011〕14号）\n清河县人民政府"
    assert void(text) == [("清政[2010]3", "关于修路的通知"), ("清政办[2011]14", "关于架桥的意见")]


def test_sections_of_one_notice_keep_their_fates_apart():
    text = (
        "一、废止的文件（2件）\n1.《甲办法》（清政〔2009〕1号）\n2.《乙办法》（清政〔2009〕2号）\n二、失效的文件\n1.《丙办法》（清政〔2009〕3号）\n"
        "三、修改的文件\n1.《丁办法》（清政〔2009〕4号）\n四、继续有效的文件目录\n1.《戊办法》（清政〔2009〕5号）"
    )
    assert [number for number, _ in void(text, "关于公布规范性文件清理结果的通知")] == ["清政[2009]1", "清政[2009]2", "清政[2009]3"]


def test_the_basis_of_a_repeal_is_not_repealed():
    text = "根据《云州省行政规范性文件管理办法》（省政府令第372号）规定，决定废止《修路办法》（清政〔2010〕3号）。"
    assert void(text) == [("清政[2010]3", "修路办法")]
    assert void("《规范性文件管理办法》规定，失效文件应当公布。") == []
    assert void("按照《清理方案》要求，予以废止。") == []


def test_a_repeal_by_the_successor_names_the_old_document_only():
    assert void("本办法自发布之日起施行，原《修路办法》（清政〔2010〕3号）同时废止。") == [("清政[2010]3", "修路办法")]


def test_a_title_that_names_the_document_is_enough():
    assert void("各镇：", title="关于废止《清河县修路办法》的通知") == [("", "清河县修路办法")]


def test_the_title_may_end_with_what_became_of_the_document():
    assert void("", "清河县旅游局关于宣布《修路办法》（清政〔2010〕3号）失效的通知") == [("清政[2010]3", "修路办法")]
    assert void("", "关于终止执行《修路办法》的通知") == [("", "修路办法")]
    assert void("", "关于《修路办法》部分条款废止的通知") == []
    assert void("根据《关于宣布部分文件失效的通知》（清政〔2010〕3号）开展清理。", "关于公布清理结果的公告") == []


def test_a_number_in_the_text_completes_the_title():
    assert void("决定废止《清河县修路办法》（清政〔2010〕3号）。", title="关于废止《清河县修路办法》的通知") == [
        ("清政[2010]3", "清河县修路办法")
    ]


def test_a_table_with_a_column_of_states_decides_row_by_row():
    table = Table(
        caption="规范性文件清理目录",
        heads=("序号", "文件名称", "文号", "现行状态"),
        rows=(
            ("1", "关于修路的通知", "清政〔2010〕3号", "停止执行"),
            ("2", "关于架桥的通知", "清政〔2011〕4号", "执行"),
            ("3", "甲办法（试行）", "清政〔2011〕5号", "拟废止"),
        ),
    )
    assert void("", "规范性文件清理结果", [table]) == [("清政[2010]3", "关于修路的通知")]


def test_a_table_without_states_takes_the_fate_of_its_caption():
    rows = (("1", "关于修路的通知", "清政〔2010〕3号"),)
    heads = ("序号", "文件名称", "发文字号")
    gone = Table(caption="宣布失效的文件目录", heads=heads, rows=rows)
    kept = Table(caption="继续有效的文件目录", heads=heads, rows=(("1", "关于架桥的通知", "清政〔2010〕4号"),))
    assert void("", "清理结果公告", [gone, kept]) == [("清政[2010]3", "关于修路的通知")]


def test_heads_in_the_first_row_are_heads():
    table = Table(caption="", heads=(), rows=(("序号", "标题", "文号"), ("1", "关于修路的通知", "清政〔2010〕3号")))
    assert void("", tables=[table]) == [("清政[2010]3", "关于修路的通知")]


def test_the_name_of_an_attachment_outranks_the_mixed_title_of_the_notice():
    text = "1.《修路办法》（清政〔2010〕3号）"
    assert void(text, "关于废止和修改部分文件的通知", name="附件1 废止文件目录.docx") == [("清政[2010]3", "修路办法")]
    assert void(text, "关于废止和修改部分文件的通知", name="附件2 修改文件目录.docx") == []
    assert void(text, "关于废止和修改部分文件的通知") == []


def test_a_document_with_two_fates_is_unclear():
    text = "一、废止的文件\n1.《修路办法》（清政〔2010〕3号）\n二、继续有效的文件\n1.《修路办法》（清政〔2010〕3号）"
    assert declared(title="清理结果", text=text, tables=[], published=DAY)[0].fate is Fate.UNCLEAR


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("以下文件自2018年7月1日起废止：", date(2018, 7, 1)),
        ("以下文件自本通知发布之日起废止。", DAY),
        ("自公布之日起30日后施行，下列文件废止。", date(2017, 6, 1)),
        ("决定废止。", DAY),
        ("根据2016年3月1日起的部署", DAY),
    ],
)
def test_the_day_a_repeal_takes_effect_is_read(text, day):
    assert effective_date(text, DAY) == day


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("废止", Fate.VOID),
        ("已失效", Fate.VOID),
        ("停止执行", Fate.VOID),
        ("执行", Fate.KEPT),
        ("继续有效", Fate.KEPT),
        ("拟修订", Fate.REVISED),
        ("拟废止", Fate.PLANNED),
        ("部分失效", Fate.REVISED),
        ("废止和修改", None),
        ("通知", None),
    ],
)
def test_words_of_a_state_are_told_apart(words, fate):
    assert fate_of(words) is fate
