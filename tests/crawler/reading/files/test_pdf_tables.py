"""Tables of PDFs keep caption, unit, heads and cells, however they are printed. The reports are printed here."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.tables.measure import Score, score
from benchmarks.tables.printed import printed
from benchmarks.tables.readers import ours
from benchmarks.tables.shapes import Shape
from benchmarks.tables.sheets import KINDS, LONG, Sheet, by_function, fees, long_accounts, long_list, plain, three_publics, two_sides
from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.records import Table

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def read(sheet: Sheet, shape: Shape) -> Score:
    return score(sheet, ours(printed([(sheet, shape)])))


def is_right(found: Score) -> bool:
    return found.one and found.caption and found.unit and found.heads and found.cells == found.of


def named(make: object) -> str:
    return getattr(make, "__name__", str(make))


@pytest.mark.parametrize("rules", ["grid", "thick", "shaded", "open"])
@pytest.mark.parametrize("make", [*KINDS, *LONG], ids=named)
def test_a_ruled_table_is_read_whole_with_caption_unit_and_heads(make, rules: str) -> None:
    assert is_right(read(make(random.Random(7)), Shape(rules=rules)))


@pytest.mark.parametrize("rules", ["none", "three", "rows"])
@pytest.mark.parametrize("make", [three_publics, plain, fees, long_list, long_accounts], ids=named)
def test_a_table_that_nobody_ruled_keeps_its_heads(make, rules: str) -> None:
    assert is_right(read(make(random.Random(11)), Shape(rules=rules)))


@pytest.mark.parametrize(
    "shape",
    [
        Shape(rules="grid", unit="beside"),
        Shape(rules="grid", unit="caption"),
        Shape(rules="grid", title="inside", unit="inside"),
        Shape(rules="grid", spaced=True),
        Shape(rules="grid", paper=True, frame=True),
        Shape(rules="grid", turned=True),
        Shape(rules="grid", running="清河县财政局2016年度部门决算公开", paragraphs=True),
        Shape(rules="none", unit="caption", spaced=True),
        Shape(rules="three", unit="beside", turned=True),
    ],
    ids=lambda shape: f"{shape.rules} {shape.unit} {'turned' * shape.turned}{'framed' * shape.frame}{'spaced' * shape.spaced}",
)
def test_caption_and_unit_are_found_wherever_they_stand(shape: Shape) -> None:
    found = read(by_function(random.Random(3)), shape)
    assert (found.one, found.caption, found.unit, found.heads) == (True, True, True, True)


@pytest.mark.parametrize("rules", ["grid", "none"])
@pytest.mark.parametrize("again", [True, False], ids=["heads repeated", "heads once"])
@pytest.mark.parametrize("make", LONG, ids=named)
def test_a_sheet_that_goes_on_over_pages_is_one_table_and_takes_no_row_for_heads(make, again: bool, rules: str) -> None:
    assert is_right(read(make(random.Random(5)), Shape(rules=rules, again=again, running="清河县财政局2016年度部门决算公开")))


def test_two_tables_on_a_page_keep_their_own_captions_and_units() -> None:
    pairs = [(make(random.Random(2)), Shape(rules="grid", unit="right")) for make in (plain, three_publics)]
    tables = ours(printed(pairs))
    assert [score(sheet, tables).caption for sheet, _ in pairs] == [True, True]
    assert [score(sheet, tables).unit for sheet, _ in pairs] == [True, True]


@pytest.mark.parametrize("rules", ["three", "rows"])
@pytest.mark.parametrize("unit", ["right", "caption", "beside"])
def test_tables_ruled_across_alone_on_one_page_are_each_read_whole(rules: str, unit: str) -> None:
    pairs = [(make(random.Random(8)), Shape(rules=rules, unit=unit, size=8.0)) for make in (fees, plain)]
    found = ours(printed(pairs))
    assert all(is_right(score(sheet, found)) for sheet, _ in pairs)


def test_numbers_in_a_font_of_their_own_and_marks_behind_them_keep_their_place() -> None:
    found = read(two_sides(random.Random(4)), Shape(rules="grid", digits=True))
    assert is_right(found)


def drawn(*pages: Sequence[tuple[float, float, str]], lines: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    """Words at their places on pages, with the same lines on each."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for words in pages:
        canvas.setFont(SONG, 10)
        for x, y, text in words:
            canvas.drawString(x, y, text)
        for line in lines:
            canvas.line(*line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def tables(body: bytes) -> tuple[Table, ...]:
    return read_document(url="http://a.gov.cn/a.pdf", name="a.pdf", body=body).tables


def test_rows_that_only_columns_are_ruled_for_are_rows() -> None:
    lines = [(x, 500, x, 700) for x in (100, 200, 300)] + [(100, y, 300, y) for y in (500, 680, 700)]
    words = [(110, 685, "项目"), (210, 685, "金额")]
    words += [
        (x, 660 - 20 * n, text)
        for n, row in enumerate((("教育", "10.5"), ("卫生", "20"), ("水利", "7")))
        for x, text in zip((110, 210), row, strict=True)
    ]
    [table] = tables(drawn(words, lines=lines))
    assert (table.heads, table.rows) == (("项目", "金额"), (("教育", "10.5"), ("卫生", "20"), ("水利", "7")))


def ruled_below(top: float, places: Sequence[float], rows: Sequence[Sequence[str]], *, end: float) -> tuple[list, list]:
    """The words of rows at ``places``, and a line below each of them."""
    levels = [top - 18 * n for n in range(len(rows))]
    words = [(x, level, text) for level, row in zip(levels, rows, strict=True) for x, text in zip(places, row, strict=True) if text]
    return words, [(places[0] - 6, level - 5, end, level - 5) for level in levels]


def test_tables_ruled_below_their_rows_alone_keep_their_own_captions_and_heads_in_two_rows() -> None:
    income = [("项目", "行次", "决算数"), ("拨款收入", "1", "12.50"), ("其他收入", "2", "9.75"), ("合计", "3", "22.25")]
    cars = [("合计", "小计", "购置费", "运行费", "接待费"), ("55.80", "39.70", "0.00", "39.70", "16.10")]
    words, lines = ruled_below(720, (200, 290, 330), income, end=400)
    more, others = ruled_below(562, (160, 220, 280, 340, 400), cars, end=440)
    said = [
        (230, 760, "收入决算表"),
        (450, 742, "单位：万元"),
        (230, 620, "公务用车决算表"),
        (450, 600, "单位：元"),
        (273, 580, "公务用车费"),
    ]
    body = drawn([*said, *words, *more], lines=[*lines, (214, 575, 382, 575), *others])
    first, second = tables(body)
    assert (first.caption, first.notes, first.heads) == ("收入决算表", ("单位：万元",), income[0])
    assert first.rows == tuple(income[1:])
    assert (second.caption, second.notes) == ("公务用车决算表", ("单位：元",))
    assert second.heads == ("合计", "公务用车费/小计", "公务用车费/购置费", "公务用车费/运行费", "接待费")
    assert second.rows == (cars[1],)


def test_a_row_that_has_but_a_name_parts_no_table_whose_rows_are_ruled_off() -> None:
    rows = [("项目", "行次", "决算数"), ("拨款收入", "1", "12.50"), ("基金收入", "", ""), ("其他收入", "2", "9.75"), ("合计", "3", "22.25")]
    words, lines = ruled_below(720, (200, 290, 330), rows, end=400)
    [table] = tables(drawn([(230, 760, "收入决算表"), *words], lines=[(194, 735, 400, 735), *lines]))
    assert (table.caption, table.heads, table.rows) == ("收入决算表", rows[0], tuple(rows[1:]))


def test_names_right_upon_the_first_line_of_a_table_are_not_its_heads() -> None:
    rows = [("项目", "行次", "决算数"), ("拨款收入", "1", "12.50"), ("其他收入", "2", "9.75"), ("合计", "3", "22.25")]
    words, lines = ruled_below(720, (200, 290, 330), rows, end=400)
    names = [(230, 760, "收入决算表"), (200, 740, "清河县财政局"), (330, 740, "2016年度")]
    [table] = tables(drawn([*names, *words], lines=[(194, 735, 400, 735), *lines]))
    assert (table.heads, table.rows) == (rows[0], tuple(rows[1:]))


def test_running_text_and_signatures_are_no_table() -> None:
    words = [(72, 700 - 20 * n, "一、部门职责。负责全县财政工作，拟订政策并组织实施，监督执行。") for n in range(8)]
    assert tables(drawn([*words, (400, 480, "清河县财政局"), (400, 460, "2017年3月1日")])) == ()


def test_a_page_that_says_that_a_table_goes_on_adds_to_it() -> None:
    first = [
        (250, 760, "收费目录"),
        (450, 740, "单位：元"),
        (110, 685, "项目"),
        (210, 685, "金额"),
        (110, 645, "护照费"),
        (210, 645, "160"),
    ]
    more = [(250, 760, "收费目录（续）"), (110, 685, "项目"), (210, 685, "金额"), (110, 645, "考试费"), (210, 645, "50")]
    lines = [(x, 620, x, 720) for x in (100, 200, 300)] + [(100, y, 300, y) for y in (620, 670, 720)]
    [table] = tables(drawn(first, more, lines=lines))
    assert (table.caption, table.notes) == ("收费目录", ("单位：元",))
    assert table.rows == (("护照费", "160"), ("考试费", "50"))


def test_another_table_of_the_same_columns_on_the_next_page_stays_another() -> None:
    first = [(250, 760, "收入表"), (110, 685, "项目"), (210, 685, "金额"), (110, 645, "税收"), (210, 645, "160")]
    other = [(250, 760, "支出表"), (110, 685, "项目"), (210, 685, "金额"), (110, 645, "教育"), (210, 645, "50")]
    lines = [(x, 620, x, 720) for x in (100, 200, 300)] + [(100, y, 300, y) for y in (620, 670, 720)]
    assert [table.caption for table in tables(drawn(first, other, lines=lines))] == ["收入表", "支出表"]


@pytest.mark.parametrize("stands", ["top", "middle", "foot"])
def test_rows_of_broken_cells_are_told_by_the_white_between_them_wherever_the_other_cells_stand(stands: str) -> None:
    rows = [
        ("取水许可", "水法第四十八条", "取水的单位和个人，", "应当申请领取许可证"),
        ("河道采砂", "水法第三十九条", "国家实行河道采砂", "许可制度"),
    ]
    words = [(70, 700, "职权名称"), (160, 700, "实施主体"), (260, 700, "实施依据")]
    for n, (name, *basis) in enumerate(rows):
        top = 680 - 50 * n
        level = {"top": top, "middle": top - 13, "foot": top - 26}[stands]
        words += [(70, level, name), (160, level, "县水利局"), *((260, top - 13 * k, line) for k, line in enumerate(basis))]
    [table] = tables(drawn([(230, 760, "行政权力清单"), *words]))
    assert (table.caption, table.heads) == ("行政权力清单", ("职权名称", "实施主体", "实施依据"))
    assert table.rows == tuple((name, "县水利局", "".join(basis)) for name, *basis in rows)


def test_a_number_broken_in_its_cell_is_one_number_even_on_the_last_line_of_a_page() -> None:
    words = [(110, 700, "科目"), (210, 700, "收入"), (310, 700, "支出")]
    for n, (name, begins, ends, other) in enumerate(
        [("教育", "261,", "326", "9.10"), ("卫生", "505,", "967", "7"), ("水利", "779,", "800", "88")]
    ):
        level = 670 - 30 * n
        words += [(110, level, name), (210, level + 6, begins), (210, level - 6, ends), (310, level, other)]
    [table] = tables(drawn([(230, 760, "收支表"), *words]))
    assert table.rows == (("教育", "261,326", "9.10"), ("卫生", "505,967", "7"), ("水利", "779,800", "88"))


def test_rows_of_one_line_stay_rows_where_some_stand_closer() -> None:
    levels = [700, 687, 663, 639, 626, 602]
    rows = [("科目", "合计"), ("教育", "10"), ("卫生", "20"), ("水利", "7"), ("农业", "8"), ("合计", "35")]
    words = [(x, level, text) for level, row in zip(levels, rows, strict=True) for x, text in zip((110, 310), row, strict=True) if text]
    [table] = tables(drawn([(230, 760, "支出表"), *words]))
    assert (table.heads, table.rows) == (rows[0], tuple(rows[1:]))


def test_heads_that_stand_at_different_heights_each_keep_their_column_on_a_page_of_one_row() -> None:
    heads = [
        (70, 712, "项目"),
        (60, 690, "编码"),
        (110, 690, "名称"),
        (200, 701, "合计"),
        (270, 701, "拨款"),
        (340, 701, "事业"),
        (410, 701, "其他"),
    ]
    places = (60, 110, 200, 270, 340, 410)
    rows = [(f"20{n}", "教育", "9.10", "8", "1", "0.10") for n in range(4)]
    first = [(x, 670 - 20 * n, text) for n, row in enumerate(rows) for x, text in zip(places, row, strict=True)]
    last = [(60, 670, "221"), (110, 670, "住房"), (200, 670, "8758"), (410, 670, "8.65")]
    [table] = tables(drawn([(230, 760, "收入表"), *heads, *first], [*heads, *last]))
    assert table.rows[-1] == ("221", "住房", "8758", "", "", "8.65") and len(table.rows) == 5
