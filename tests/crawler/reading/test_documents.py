"""Attachments of every kind are read by their bytes; what cannot be read says why, and nothing raises."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from spotcheck.crawler.reading.documents import is_document_url, read_document, sniff
from spotcheck.crawler.records import Document, DocumentState

HEADS = ("序号", "收费项目名称", "收费依据", "收费标准")
ROWS = (("1", "护照费", "云价费〔2013〕1号", "160"), ("2", "考试报名费", "", "50"), ("3", "号牌工本费", "云财综〔2016〕9号", "100"))
TITLE = "云州省省级行政事业性收费目录清单"
UNIT = "单位：元"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
WORDS = ParagraphStyle("words", fontName="STSong-Light", fontSize=10, leading=14)


def read(body: bytes, name: str = "x") -> Document:
    return read_document(url=f"http://a.gov.cn/{name}", name=name, body=body)


def pdf(story: list[object], **more: object) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, **more).build(story)
    return file.getvalue()


def ruled(rows: Sequence[Sequence[str]], *styles: tuple[object, ...], widths: Sequence[float] | None = None) -> Table:
    return Table(
        [list(row) for row in rows],
        colWidths=widths,
        repeatRows=1,
        style=TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 9), *styles]),
    )


GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def xlsx(*sheets: tuple[str, Sequence[Sequence[object]]], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return file.getvalue()


def is_fee_list(document: Document) -> bool:
    [table] = document.tables
    return (table.caption, table.heads, table.rows, table.notes) == (TITLE, HEADS, ROWS, (UNIT,))


# pdf


def test_a_ruled_table_of_a_pdf_has_caption_heads_rows_and_unit() -> None:
    body = pdf([Paragraph(TITLE, WORDS), Paragraph(UNIT, WORDS), ruled([HEADS, *ROWS], GRID)])
    document = read(body)
    assert (document.format, document.state, document.pages) == ("pdf", DocumentState.READ, 1)
    assert TITLE in document.text and "云价费〔2013〕1号" in document.text
    assert is_fee_list(document)
    assert document.tables[0].sheet == "1"


def test_a_table_of_a_pdf_without_rules_is_told_by_its_columns() -> None:
    body = pdf([Paragraph(TITLE, WORDS), Paragraph(UNIT, WORDS), ruled([HEADS, *ROWS], ("ALIGN", (0, 0), (-1, -1), "LEFT"))])
    assert is_fee_list(read(body))


def test_merged_heads_of_a_pdf_are_joined_and_merged_cells_repeated() -> None:
    rows = [("项目", "支出", ""), ("", "基本支出", "项目支出"), ("教育", "10", "20"), ("", "30", "40")]
    styles = [GRID, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3))]
    [table] = read(pdf([Paragraph("一般公共预算支出表", WORDS), ruled(rows, *styles, widths=[80, 80, 80])])).tables
    assert table.caption == "一般公共预算支出表"
    assert table.heads == ("项目", "支出/基本支出", "支出/项目支出")
    assert table.rows == (("教育", "10", "20"), ("教育", "30", "40"))


def test_a_pdf_table_that_goes_on_over_pages_is_one_table() -> None:
    rows = [(str(n), f"项目{n}", "依据", str(n * 10)) for n in range(120)]
    [table] = read(pdf([Paragraph(TITLE, WORDS), ruled([HEADS, *rows], GRID)])).tables
    assert table.heads == HEADS
    assert table.rows == tuple(rows)


def test_a_row_that_a_page_break_cuts_through_is_one_row() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    pages = [[HEADS, ("1", "公安机关出入境管理", "依据", "160")], [("", "护照费", "", ""), ("2", "考试报名费", "依据", "50")]]
    for rows in pages:
        table = ruled(rows, GRID, widths=[60, 120, 100, 60])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 72, 400)
        canvas.showPage()
    canvas.save()
    [found] = read(file.getvalue()).tables
    assert found.rows == (("1", "公安机关出入境管理护照费", "依据", "160"), ("2", "考试报名费", "依据", "50"))


def test_text_that_is_wider_than_its_cell_stays_in_it() -> None:
    rows = [("科目", "金额"), ("一般公共服务支出", "100"), ("教育", "200"), ("卫生", "300")]
    [found] = read(pdf([Paragraph("支出表", WORDS), ruled(rows, GRID, widths=[68, 80])])).tables
    assert found.rows[0] == ("一般公共服务支出", "100")


def test_decimal_points_and_marks_of_a_pdf_keep_their_place() -> None:
    rows = [("“三公”经费", "预算数，万元"), ("（一）接待费", "1,123.45"), ("（二）购车", "0.07")]
    [found] = read(pdf([ruled(rows, GRID)])).tables
    assert (found.heads, found.rows) == (rows[0], tuple(rows[1:]))


def test_several_tables_of_a_pdf_keep_their_own_captions() -> None:
    story: list[object] = []
    for title in ("收支总体情况表", "财政拨款收支总表"):
        story += [Paragraph(title, WORDS), Paragraph("单位：万元", WORDS), ruled([("项目", "金额"), ("教育", "5"), ("卫生", "6")], GRID)]
    assert [table.caption for table in read(pdf(story)).tables] == ["收支总体情况表", "财政拨款收支总表"]


def test_running_text_of_a_pdf_is_no_table() -> None:
    document = read(pdf([Paragraph("一、部门职责。负责全县财政工作，拟订政策并组织实施。" * 20, WORDS)]))
    assert document.tables == ()
    assert "负责全县财政工作" in document.text.replace("\n", "")


def picture(canvas: Canvas) -> None:
    from reportlab.lib.utils import ImageReader

    pixels = b"P5 200 280 255 " + bytes(n * 7919 % 251 for n in range(56_000))
    canvas.drawImage(ImageReader(io.BytesIO(pixels)), 0, 0, *A4)


def scanned(*, pictures: int, written: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(pictures):
        picture(canvas)
        canvas.showPage()
    for _ in range(written):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 700, "二〇一七年部门预算公开说明，共三部分")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_pdf_of_pictures_is_a_scan() -> None:
    document = read(scanned(pictures=2, written=0))
    assert (document.state, document.text, document.detail) == (DocumentState.SCAN, "", "image_pages: 2 of 2")


def test_a_pdf_with_some_pages_of_pictures_is_a_scan_that_keeps_its_text() -> None:
    document = read(scanned(pictures=3, written=1))
    assert document.state is DocumentState.SCAN
    assert "部门预算公开说明" in document.text


def test_a_picture_on_the_cover_makes_no_scan() -> None:
    assert read(scanned(pictures=1, written=3)).state is DocumentState.READ


def test_a_pdf_that_asks_for_a_password_is_encrypted_and_one_that_only_forbids_printing_is_read() -> None:
    locked = pdf([Paragraph(TITLE, WORDS)], encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    free = pdf([Paragraph(TITLE, WORDS)], encrypt=pdfencrypt.StandardEncryption("", "owner", canPrint=0))
    assert (read(locked).state, read(locked).detail) == (DocumentState.ENCRYPTED, "password")
    assert read(free).text == TITLE


def test_a_damaged_pdf_is_broken() -> None:
    document = read(b"%PDF-1.4\n" + b"nothing that follows the rules " * 20, "a.pdf")
    assert (document.format, document.state) == ("pdf", DocumentState.BROKEN)
    assert document.detail.startswith("damaged: ")


# word


def test_a_docx_gives_paragraphs_and_tables_in_their_order() -> None:
    written = docx.Document()
    written.add_paragraph("前言")
    written.add_paragraph(TITLE)
    written.add_paragraph(UNIT)
    table = written.add_table(rows=4, cols=4)
    for r, row in enumerate([HEADS, *ROWS]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    written.add_paragraph("结束语")
    file = io.BytesIO()
    written.save(file)
    document = read(file.getvalue(), "a.pdf")
    assert (document.format, document.state) == ("docx", DocumentState.READ)
    assert is_fee_list(document)
    assert document.text.index("前言") < document.text.index("护照费") < document.text.index("结束语")


def test_merged_cells_of_a_docx_are_repeated() -> None:
    written = docx.Document()
    table = written.add_table(rows=4, cols=3)
    for r, row in enumerate([("项目", "支出", ""), ("", "基本支出", "项目支出"), ("教育", "10", "20"), ("", "30", "40")]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    file = io.BytesIO()
    written.save(file)
    [found] = read(file.getvalue()).tables
    assert found.heads == ("项目", "支出/基本支出", "支出/项目支出")
    assert found.rows == (("教育", "10", "20"), ("教育", "30", "40"))


def test_an_old_doc_gives_text_and_tables_with_empty_cells_in_place() -> None:
    document = read((Path(__file__).parent / "fee_list.doc").read_bytes())
    assert (document.format, document.state) == ("doc", DocumentState.READ)
    [table] = document.tables
    assert (table.caption, table.heads, table.notes) == (TITLE, HEADS, (UNIT,))
    assert table.rows[1] == ("2", "考试报名费", "", "50")
    assert document.text.endswith("注：以上项目自2017年1月1日起执行。")


def test_rows_of_an_old_doc_end_where_they_are_marked_also_in_wide_tables_with_several_paragraphs_in_a_cell() -> None:
    expenses, funds = read((Path(__file__).parent / "expenses.doc").read_bytes()).tables
    assert (expenses.caption, expenses.notes) == ("一般公共预算“三公”经费支出表", ("单位：万元",))
    assert expenses.heads[:5] == ("单位名称", "合计", "出国（境）费", "接待费", "公务用车购置及运行费")
    assert expenses.rows[-1] == ("青禾县 财政局", "12", "0", "5", "7", "0", "7")
    assert (funds.caption, funds.heads, funds.rows) == ("政府性基金预算支出表", ("科目", "基本支出", "项目支出"), ())


def test_a_doc_cut_short_is_broken() -> None:
    document = read((Path(__file__).parent / "fee_list.doc").read_bytes()[:3000])
    assert document.state is DocumentState.BROKEN


def test_a_docx_cut_short_is_broken_and_still_called_docx() -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    document = read(file.getvalue()[:9000])
    assert (document.format, document.state) == ("docx", DocumentState.BROKEN)


# workbooks


def test_a_workbook_gives_a_table_for_each_sheet_with_title_unit_and_heads() -> None:
    sheet = [(TITLE,), (None, None, None, UNIT), HEADS, *ROWS, ("注：收费标准以文件为准。",)]
    other = [("支出预算表", None, None), ("项目", "金额", "说明"), ("教育", 5.5, "x"), ("卫生", 6, "y")]
    document = read(xlsx(("收费清单", sheet), ("表二", other)))
    assert (document.format, document.state) == ("xlsx", DocumentState.READ)
    first, second = document.tables
    assert (first.sheet, first.caption, first.heads, first.rows) == ("收费清单", TITLE, HEADS, ROWS)
    assert first.notes == (UNIT, "注：收费标准以文件为准。")
    assert (second.sheet, second.caption) == ("表二", "支出预算表")
    assert second.rows == (("教育", "5.5", "x"), ("卫生", "6", "y"))
    assert "收费清单" in document.text and "护照费" in document.text


def test_merged_heads_of_a_workbook_are_joined_wherever_the_sheet_begins() -> None:
    rows = [(), (), (None, None, "项目", "支出", None), (None, None, "", "基本支出", "项目支出"), (None, None, "教育", 10, 20)]
    [table] = read(xlsx(("a", rows), merged="D3:E3")).tables
    assert table.heads[1:] == ("支出/基本支出", "支出/项目支出")
    assert table.rows[-1] == ("教育", "10", "20")


def test_the_number_of_a_table_is_not_its_title() -> None:
    above = [("公开05表", None, None), ("“三公”经费支出表", None, None), ("部门：财政局", None, "单位：万元")]
    rows = [*above, ("项目", "金额", "说明"), ("合计", 1, "x")]
    [table] = read(xlsx(("a", rows))).tables
    assert (table.caption, table.heads) == ("“三公”经费支出表", ("项目", "金额", "说明"))
    assert table.notes == ("公开05表", "部门：财政局", "单位：万元")


def test_a_sheet_can_hold_several_tables_and_empty_rows_inside_one() -> None:
    rows = [("收入表", None), ("项目", "金额"), ("税收", 1), (), ("合计", 1), (), ("支出表", None), ("项目", "金额"), ("教育", 2)]
    first, second = read(xlsx(("a", rows))).tables
    assert (first.caption, first.rows) == ("收入表", (("税收", "1"), ("合计", "1")))
    assert (second.caption, second.rows) == ("支出表", (("教育", "2"),))


def test_a_table_with_a_title_and_no_rows_is_an_empty_table() -> None:
    rows = [("国有资本经营预算支出表", None, None), ("项目", "金额", "备注")]
    [table] = read(xlsx(("a", rows))).tables
    assert (table.caption, table.heads, table.rows) == ("国有资本经营预算支出表", ("项目", "金额", "备注"), ())


def test_an_old_xls_is_read_whatever_it_is_called() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("清单")
    sheet.write_merge(0, 0, 0, 3, TITLE)
    sheet.write(1, 3, UNIT)
    for r, row in enumerate([HEADS, *ROWS]):
        for c, text in enumerate(row):
            sheet.write(r + 2, c, text)
    file = io.BytesIO()
    book.save(file)
    document = read(file.getvalue(), "a.xlsx")
    assert document.format == "xls"
    assert is_fee_list(document)


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for n in range(300):
        sheet.write(n, 0, f"项目{n}")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.98])
def test_an_xls_cut_short_is_broken(share: float) -> None:
    whole = old_workbook()
    assert read(whole).state is DocumentState.READ
    assert read(whole[: int(len(whole) * share)], "a.xls").state is DocumentState.BROKEN


def test_a_panic_inside_a_reader_costs_that_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panics(body: bytes) -> None:
        raise PanicException("out of range")

    monkeypatch.setattr("spotcheck.crawler.reading.files.sheet.read_xls", panics)
    document = read(old_workbook())
    assert (document.state, document.detail) == (DocumentState.UNSUPPORTED, "reader_failed: PanicException: out of range")


def test_a_hidden_sheet_is_not_published() -> None:
    book = openpyxl.Workbook()
    book.active.append(["公开", "内容"])
    book.create_sheet("底稿").append(["内部", "数据"])
    book["底稿"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    assert "内部" not in read(file.getvalue()).text


def test_a_sheet_whose_values_lie_too_far_apart_is_not_spread_out_in_memory() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    file = io.BytesIO()
    book.save(file)
    document = read(file.getvalue())
    assert document.state is DocumentState.UNSUPPORTED
    assert document.detail.startswith("too_large: ")


def test_a_huge_sheet_is_cut_and_does_not_count_as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spotcheck.crawler.reading.files.sheet.MAX_CELLS", 20)
    document = read(xlsx(("a", [HEADS, *ROWS * 3]), ("b", [HEADS, *ROWS])))
    assert (document.state, document.detail) == (DocumentState.UNSUPPORTED, "too_large: more than 20 cells")
    assert [len(table.rows) for table in document.tables] == [4]


def test_csv_is_read_in_the_encoding_of_its_bytes() -> None:
    text = "\n".join(",".join(row) for row in (HEADS, *ROWS))
    for encoding in ("utf-8-sig", "gb18030"):
        document = read(text.encode(encoding), "a.csv")
        assert document.format == "csv"
        assert (document.tables[0].heads, document.tables[0].rows) == (HEADS, ROWS)


# pages in place of files, packages, the rest


def page(table: str = "") -> bytes:
    return f"<!DOCTYPE html><html><body><h1>页面不存在</h1>{table}</body></html>".encode()


def table_html() -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADS, *ROWS)) + "</table>"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip", "a.doc", "a.xls"])
def test_a_web_page_in_place_of_a_file_is_broken(name: str) -> None:
    document = read(page(), name)
    assert (document.format, document.state) == ("html", DocumentState.BROKEN)
    assert document.detail.startswith("html_in_place: ")


def test_a_web_page_where_nothing_says_what_was_to_be_is_not_held_against_the_site() -> None:
    assert read(page(), "download.jsp?id=3").state is DocumentState.UNSUPPORTED


def test_a_table_called_xls_is_read() -> None:
    document = read(page(table_html()), "a.xls")
    assert (document.format, document.state) == ("html", DocumentState.READ)
    assert (document.tables[0].heads, document.tables[0].rows) == (HEADS, ROWS)


def test_a_page_that_word_saved_as_doc_is_read() -> None:
    body = b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p>' + "申请表".encode() + b"</p></body></html>"
    assert (read(body, "a.doc").state, read(body, "a.doc").text) == (DocumentState.READ, "申请表")


def test_a_package_gives_names_and_contents_of_what_is_in_it() -> None:
    body = zipped({"2017年预算.xlsx": xlsx(("收费清单", [(TITLE,), HEADS, *ROWS])), "说明.txt": "职责说明".encode("gb18030")})
    document = read(body, "a.zip")
    assert (document.format, document.state) == ("zip", DocumentState.READ)
    assert "2017年预算.xlsx" in document.text and "职责说明" in document.text
    assert document.tables[0].heads == HEADS


def test_names_in_a_package_are_read_in_chinese_also_without_the_utf8_flag() -> None:
    body = zipped({"AAAA.txt": b"x"}).replace(b"AAAA.txt", "预算".encode("gb18030") + b".txt")
    assert "预算.txt" in read(body).text


def test_a_package_with_something_unread_in_it_does_not_count_as_read() -> None:
    document = read(zipped({"说明.txt": "职责说明".encode(), "表.pdf": scanned(pictures=2, written=0)}))
    assert (document.state, document.detail) == (DocumentState.SCAN, "表.pdf: image_pages: 2 of 2")
    assert "职责说明" in document.text


def test_a_package_in_a_package_is_not_opened() -> None:
    document = read(zipped({"内.zip": zipped({"a.txt": b"x"})}))
    assert (document.state, document.detail) == (DocumentState.UNSUPPORTED, "内.zip: format: zip")


def test_a_package_that_unpacks_without_end_is_refused() -> None:
    document = read(zipped({f"{n}.txt": bytes(30 << 20) for n in range(2)}))
    assert document.state is DocumentState.UNSUPPORTED
    assert document.detail.startswith("too_large: ")


def test_an_ofd_gives_its_words_by_lines() -> None:
    words = "".join(
        f'<ofd:TextObject Boundary="{x} {y} 50 5"><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>'
        for x, y, text in [(60, 10, "通知"), (10, 10, "关于预算的"), (10, 30, "各单位：")]
    )
    content = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{words}</ofd:Layer></ofd:Content></ofd:Page>'
    document = read(zipped({"OFD.xml": b"<a/>", "Doc_0/Pages/Page_0/Content.xml": content.encode()}))
    assert (document.format, document.state, document.pages) == ("ofd", DocumentState.READ, 1)
    assert document.text == "关于预算的 通知\n各单位："


@pytest.mark.parametrize(
    ("body", "kind", "state", "detail"),
    [
        (b"", "", DocumentState.BROKEN, "empty: 0 bytes"),
        (b"Rar!\x1a\x07\x00 and more", "rar", DocumentState.UNSUPPORTED, "format: rar"),
        (b"7z\xbc\xaf\x27\x1c and more", "7z", DocumentState.UNSUPPORTED, "format: 7z"),
        (b"\x89PNG\r\n\x1a\n and more", "png", DocumentState.SCAN, "image: a picture, its words cannot be read"),
        (b"\x00\x01\x02 nothing known", "", DocumentState.UNSUPPORTED, "format: unknown"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, kind: str, state: DocumentState, detail: str) -> None:
    document = read(body, "a.rar")
    assert (document.format, document.state, document.detail) == (kind, state, detail)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://a.cn/x/P020.PDF", True),
        ("http://a.cn/x.doc?v=1", True),
        ("http://a.cn/down.jsp?filename=x.xlsx", True),
        ("http://a.cn/x.html", False),
        ("http://a.cn/docs/", False),
        ("http://a.cn/a.document/x", False),
    ],
)
def test_document_addresses_are_told_by_their_ending(address: str, expected: bool) -> None:
    assert is_document_url(address) is expected


def samples() -> list[Callable[[], bytes]]:
    return [
        lambda: pdf([Paragraph(TITLE, WORDS), ruled([HEADS, *ROWS], GRID)]),
        lambda: xlsx(("a", [HEADS, *ROWS])),
        old_workbook,
        lambda: (Path(__file__).parent / "fee_list.doc").read_bytes(),
        lambda: zipped({"a.txt": b"x" * 300}),
    ]


@pytest.mark.parametrize("sample", samples())
def test_no_damage_of_the_bytes_makes_it_raise(sample: Callable[[], bytes]) -> None:
    whole = sample()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=30), st.integers(0, len(whole)))
    def spoil(changes: list[tuple[int, int]], end: int) -> None:
        body = bytearray(whole)
        for at, value in changes:
            body[at] = value
        for damaged in (bytes(body), whole[:end]):
            assert isinstance(read(damaged).state, DocumentState)

    spoil()


@given(st.binary(max_size=200))
def test_any_bytes_have_a_format_and_a_state(body: bytes) -> None:
    assert read(body).format == sniff(body)
