"""Tables of our own, in the files that offices attach: workbooks, texts, PDF with and without rules, pages.

Refuses third-party text: bodies, figures and documents here are invented. Files whose library is not installed are left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import Any

import xlsxwriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One table: ``above`` and ``heads`` are its rows of heads, an empty cell of ``above`` continuing the one before it."""

    caption: str
    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()

    @property
    def joined(self) -> tuple[str, ...]:
        """The heads as one row: 合计, 其中/基本支出."""
        over, found = "", []
        for number, head in enumerate(self.heads):
            over = (self.above[number] if self.above else "") or over
            found.append(f"{over}/{head}" if over and head and over != head else head or over)
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A file with the tables that it truly holds, in order."""

    name: str
    body: bytes
    tables: tuple[Truth, ...]


ACCOUNTS = Truth(
    caption="云浦县财政局2016年度收入支出决算总表",
    unit="单位：万元",
    heads=("项目", "行次", "预算数", "决算数"),
    rows=(
        ("一、财政拨款收入", "1", "1180.20", "1202.46"), ("二、上级补助收入", "2", "", "16.00"), ("三、事业收入", "3", "35.00", "36.10"),
        ("四、其他收入", "4", "8.00", "9.75"), ("本年收入合计", "5", "1223.20", "1264.31"), ("年初结转和结余", "6", "41.06", "41.06"),
    ),
)  # fmt: skip
THREE = Truth(
    caption="“三公”经费支出决算表",
    unit="单位：万元",
    above=("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "", ""),
    heads=("", "", "", "小计", "购置费", "运行费"),
    rows=(("55.80", "0.00", "16.10", "39.70", "0.00", "39.70"),),
)
FEES = Truth(
    caption="云浦县行政事业性收费目录清单",
    unit="单位：元",
    heads=("序号", "收费项目", "收费标准", "收费依据"),
    rows=tuple(
        (str(n), name, price, basis)
        for n, (name, price, basis) in enumerate(
            (
                ("护照费", "160", "云价费〔2013〕1号"), ("号牌工本费", "100", "云财综〔2016〕9号"), ("考试报名费", "50", ""),
                ("社会抚养费", "按规定计征", "云财综〔2014〕22号"), ("不动产登记费", "80", "云财综〔2016〕18号"),
            ),
            1,
        )
    ),
)  # fmt: skip
LONG = Truth(
    caption="云浦县2016年一般公共预算支出决算表",
    unit="单位：万元",
    heads=("科目编码", "科目名称", "决算数"),
    rows=tuple((str(20100 + n), f"第{n}项公共服务支出", f"{n * 13.5:.2f}") for n in range(1, 71)),
)
ALL = (ACCOUNTS, THREE, FEES)


def files() -> Iterator[Drawn]:
    """Every file that the installed libraries can write."""
    yield Drawn(name="workbook, a sheet a table", body=_workbook(ALL), tables=ALL)
    yield Drawn(name="page of HTML", body=_page(ALL), tables=ALL)
    with suppress(ImportError):
        yield Drawn(name="workbook of 1997", body=_old_workbook(ALL), tables=ALL)
    with suppress(ImportError):
        yield Drawn(name="Word", body=_word(ALL), tables=ALL)
        yield Drawn(name="Word, a glossary before the tables", body=_word(ALL, glossary=True), tables=ALL)
    with suppress(ImportError):
        for name, style in _STYLES.items():
            yield Drawn(name=f"PDF, {name}", body=_pdf(ALL, style), tables=ALL)
        yield Drawn(name="PDF, a glossary before the tables", body=_pdf(ALL, _STYLES["ruled"], glossary=True), tables=ALL)
        yield Drawn(name="PDF, over three pages, heads repeated", body=_pdf((LONG,), _STYLES["ruled"]), tables=(LONG,))
        yield Drawn(name="PDF, over three pages, heads once", body=_pdf((LONG,), _STYLES["ruled"], repeat=False), tables=(LONG,))


def _head_rows(table: Truth) -> list[tuple[str, ...]]:
    return [table.above, table.heads] if table.above else [table.heads]


def _joints(table: Truth) -> Iterator[tuple[int, int, int, int]]:
    """The cells of the heads that stand for several: (first row, first column, last row, last column)."""
    width = len(table.heads)
    for column in range(width) if table.above else ():
        if table.above[column] and not table.heads[column]:
            yield 0, column, 1, column
        elif table.above[column]:
            last = column
            while last + 1 < width and not table.above[last + 1] and table.heads[last + 1]:
                last += 1
            if last > column:
                yield 0, column, 0, last


def _workbook(tables: Sequence[Truth]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(f"表{number}")
            last = len(table.heads) - 1
            sheet.merge_range(0, 0, 0, last, table.caption)
            sheet.write(1, last, table.unit)
            for place, row in enumerate((*_head_rows(table), *table.rows), 2):
                sheet.write_row(place, 0, row)
            for top, left, bottom, right in _joints(table):
                sheet.merge_range(top + 2, left, bottom + 2, right, table.above[left])
    return held.getvalue()


def _old_workbook(tables: Sequence[Truth]) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    for number, table in enumerate(tables, 1):
        sheet = book.add_sheet(f"表{number}", cell_overwrite_ok=True)
        last = len(table.heads) - 1
        sheet.write_merge(0, 0, 0, last, table.caption)
        sheet.write(1, last, table.unit)
        for place, row in enumerate((*_head_rows(table), *table.rows), 2):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write(place, column, cell)
        for top, left, bottom, right in _joints(table):
            sheet.write_merge(top + 2, bottom + 2, left, right, table.above[left])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _page(tables: Sequence[Truth]) -> bytes:
    parts = []
    for table in tables:
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in _joints(table)}
        hidden = {
            (row, column)
            for top, left, bottom, right in _joints(table)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        rows = ""
        for number, row in enumerate((*_head_rows(table), *table.rows)):
            cells = ""
            for column, cell in enumerate(row):
                if (number, column) not in hidden:
                    down, across = spans.get((number, column), (1, 1))
                    cells += f"<td rowspan='{down}' colspan='{across}'>{escape(cell)}</td>"
            rows += f"<tr>{cells}</tr>"
        parts.append(f"<p style='text-align:center'>{table.caption}</p><p style='text-align:right'>{table.unit}</p><table>{rows}</table>")
    head = "<html><head><meta charset='utf-8'><title>部门决算公开</title></head><body><h1>部门决算公开</h1><div class='TRS_Editor'>"
    return f"{head}<p>现将我单位部门决算和收费目录予以公开，接受社会监督。</p>{''.join(parts)}</div></body></html>".encode()


def _word(tables: Sequence[Truth], *, glossary: bool = False) -> bytes:
    import docx

    text = docx.Document()
    for line in _GLOSSARY if glossary else ():
        text.add_paragraph(line)
    for table in tables:
        text.add_paragraph(table.caption)
        text.add_paragraph(table.unit)
        rows = (*_head_rows(table), *table.rows)
        grid = text.add_table(rows=len(rows), cols=len(table.heads))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                grid.cell(number, column).text = cell
        for top, left, bottom, right in _joints(table):
            grid.cell(top, left).merge(grid.cell(bottom, right)).text = table.above[left]
    held = io.BytesIO()
    text.save(held)
    return held.getvalue()


_GLOSSARY = ("一、部门概况", "我单位为县政府工作部门，编制三十人。", "三、名词解释", "财政拨款收入：指县级财政当年拨付的资金。")
_STYLES: dict[str, list[tuple[Any, ...]]] = {
    "ruled": [("GRID", (0, 0), (-1, -1), 0.5, "black")],
    "rules below rows alone": [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")],
    "without rules": [],
    "a shaded head": [("BACKGROUND", (0, 0), (-1, 0), "lightgrey"), ("GRID", (0, 0), (-1, -1), 0.25, "grey")],
}


def _pdf(tables: Sequence[Truth], style: list[tuple[Any, ...]], *, glossary: bool = False, repeat: bool = True) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    words = ParagraphStyle("words", fontName="STSong-Light", fontSize=11, leading=16)
    centre, right = ParagraphStyle("centre", words, alignment=1), ParagraphStyle("right", words, alignment=2)
    colour: Callable[[Any], Any] = lambda each: getattr(colors, each, each) if isinstance(each, str) else each  # noqa: E731
    story: list[Any] = [Paragraph(line, words) for line in _GLOSSARY] if glossary else []
    for table in tables:
        heads = _head_rows(table)
        spans = [("SPAN", (left, top), (across, bottom)) for top, left, bottom, across in _joints(table)]
        rules = [(kind, *(colour(each) for each in rest)) for kind, *rest in style]
        grid = Table(
            [list(row) for row in (*heads, *table.rows)],
            repeatRows=len(heads) if repeat else 0,
            style=TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 9), *rules, *spans]),
        )
        story += [Paragraph(table.caption, centre), Paragraph(table.unit, right), grid, Spacer(1, 24)]
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=A4).build(story)
    return held.getvalue()
