"""A table that tells one thing field by field is a record; a list of two columns is none. The agreement of witnesses tells."""

from __future__ import annotations

import pytest

from spotcheck.crawler.reading.markup import parse
from spotcheck.crawler.reading.tables import read_tables
from spotcheck.crawler.records import Table

BASIS = "《中华人民共和国水法》第四十八条：直接从江河、湖泊或者地下取用水资源的单位和个人，应当申请领取取水许可证。"


def table(*rows: tuple[str | tuple[str, int], ...], head: str = "td") -> Table:
    """One table of a page; a cell may be (text, columns)."""
    lines = []
    for row in rows:
        cells = [(cell, 1) if isinstance(cell, str) else cell for cell in row]
        tags = [head, *["td"] * (len(cells) - 1)]
        lines.append("".join(f"<{tag} colspan={n}>{text}</{tag}>" for tag, (text, n) in zip(tags, cells, strict=True)))
    [found] = read_tables(parse(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"))
    return found


def test_one_power_field_by_field_is_a_record() -> None:
    found = table(
        ("事项名称", "取水许可"),
        ("实施依据", BASIS),
        ("实施主体", "清河县水利局"),
        ("承诺时限", "20个工作日"),
        ("咨询电话", "0571-88888888"),
    )
    assert found.record
    assert found.heads == ("事项名称", "实施依据", "实施主体", "承诺时限", "咨询电话")
    assert found.rows == (("取水许可", BASIS, "清河县水利局", "20个工作日", "0571-88888888"),)


def test_what_stands_over_names_and_values_is_no_field() -> None:
    found = table(("要素", "内容"), ("事项名称", "取水许可"), ("实施依据", BASIS), ("责任科室", "水政科"), ("追责情形", "不予受理的"))
    assert found.record
    assert found.heads == ("事项名称", "实施依据", "责任科室", "追责情形")


def test_two_pairs_of_columns_side_by_side_are_one_record() -> None:
    found = table(
        ("事项名称", ("取水许可", 3)),
        ("事项类型", "行政许可", "办件类型", "承诺件"),
        ("法定时限", "45个工作日", "承诺时限", "20个工作日"),
        ("设定依据", (BASIS, 3)),
    )
    assert found.record
    assert dict(zip(found.heads, found.rows[0], strict=True))["承诺时限"] == "20个工作日"


def test_names_that_the_markup_calls_heads_count_as_names_whatever_they_are() -> None:
    found = table(("学校", "清河一中"), ("校训", "厚德"), ("创办", "1956年9月1日"), ("占地", "120亩"), ("总机", "0571-88888888"), head="th")
    assert found.record


@pytest.mark.parametrize(
    "rows",
    [
        (("科目", "金额"), ("一般公共服务", "100"), ("教育", "200"), ("卫生", "300"), ("合计", "600")),
        (("部门", "电话"), ("办公室", "0571-1234567"), ("财务科", "0571-2345678"), ("人事科", "0571-3456789"), ("信访科", "")),
        (("姓名", "职务"), ("张三", "局长，主持全面工作，分管办公室和人事科"), ("李四", "副局长"), ("王五", "总工程师，分管规划")),
        (("名词", "解释"), ("基本支出", "指为保障机构正常运转的支出"), ("项目支出", BASIS), ("三公经费", "指因公出国、公务用车和接待")),
        (("月份", "进展"), ("1月", "开工"), ("2月", BASIS), ("3月", "30%"), ("4月", "2017-04-30完工")),
        (
            ("项目", "金额", "项目", "金额"),
            ("财政拨款", "100", "一般公共服务", "20"),
            ("事业收入", "30", "教育", "50"),
            ("合计", "130", "合计", "70"),
        ),
    ],
    ids=["amounts", "telephones", "people", "terms", "months", "two sides"],
)
def test_a_list_is_no_record(rows: tuple[tuple[str, ...], ...]) -> None:
    assert not table(*rows).record


def test_a_unit_between_the_title_and_the_table_is_a_note_and_the_title_is_found_above_it() -> None:
    source = (
        "<h3>2017年部门收支总表</h3><p>编制单位：清河县财政局 单位：万元</p><table><tr><td>项目</td><td>金额</td></tr>"
        "<tr><td>教育</td><td>1</td></tr><tr><td>卫生</td><td>2</td></tr></table>"
    )
    [found] = read_tables(parse(f"<body>{source}</body>"))
    assert (found.caption, found.notes) == ("2017年部门收支总表", ("编制单位：清河县财政局 单位：万元",))
