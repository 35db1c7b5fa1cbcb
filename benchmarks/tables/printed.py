"""Reports printed with reportlab: the bytes of a pdf from a sheet and a shape."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from benchmarks.tables.shapes import Shape
from benchmarks.tables.sheets import Sheet

SONG = "STSong-Light"
_DIGITS = re.compile(r"[0-9A-Za-z.,:/\-]+")
_EMPTY = "本部门严格按照有关规定编制决算，现将有关情况说明如下，供社会各界监督。"


def printed(pairs: list[tuple[Sheet, Shape]]) -> bytes:
    """One pdf of several tables; the shape of the first decides its pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    page = pairs[0][1]
    file = io.BytesIO()
    wide = len(pairs[0][0].widths) > 5
    size = landscape(A4) if wide else A4
    document = SimpleDocTemplate(file, pagesize=size, leftMargin=50, rightMargin=50, topMargin=60, bottomMargin=55)
    story: list[Any] = []
    for sheet, shape in pairs:
        story += _story(sheet, shape, document.width)
        story.append(Spacer(1, 24))

    def every(canvas: Any, _document: Any) -> None:
        if page.turned:  # it lies on its side in the file, and is turned upright when it is shown
            canvas.setPageSize((size[1], size[0]))
            canvas.transform(0, 1, -1, 0, size[1], 0)
        canvas.saveState()
        if page.paper:
            canvas.setFillColor(colors.white)
            canvas.rect(0, 0, *size, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
        if page.frame:
            canvas.rect(25, 25, size[0] - 50, size[1] - 50)
        canvas.setFont(SONG, 9)
        if page.running:
            canvas.drawCentredString(size[0] / 2, size[1] - 40, page.running)
        if page.folio:
            canvas.drawCentredString(size[0] / 2, 35, f"- {canvas.getPageNumber()} -")
        canvas.restoreState()

    document.build(story, onFirstPage=every, onLaterPages=every, canvasmaker=_Turned if page.turned else Canvas)
    return file.getvalue()


class _Turned(Canvas):
    """Pages that say that they are to be turned."""

    def showPage(self) -> None:
        self.setPageRotation(90)
        super().showPage()


def _story(sheet: Sheet, shape: Shape, width: float) -> list[Any]:
    big = shape.size + 5
    caption = " ".join(sheet.caption) if shape.spaced else sheet.caption
    story: list[Any] = []
    if shape.paragraphs:
        story.append(Paragraph(_EMPTY * 3, _style(10.5, TA_LEFT)))
        story.append(Spacer(1, 10))
    if shape.title == "above":
        if sheet.number:
            story.append(Paragraph(sheet.number, _style(shape.size, TA_RIGHT)))
        if shape.unit == "caption":
            story.append(_line(width, shape.size, ("", caption, sheet.unit), big))
        else:
            story.append(Paragraph(caption, _style(big, TA_CENTER)))
        if shape.unit == "beside":
            story.append(_line(width, shape.size, (sheet.maker, "", sheet.unit)))
        elif shape.unit == "right":
            story.append(Paragraph(sheet.unit, _style(shape.size, TA_RIGHT)))
    story.append(_table(sheet, shape, width))
    if sheet.foot:
        story.append(Paragraph(sheet.foot, _style(shape.size, TA_LEFT)))
    return story


def _line(width: float, size: float, words: tuple[str, str, str], middle: float = 0.0) -> Table:
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), SONG, size),
            ("FONT", (1, 0), (1, 0), SONG, middle or size),
            ("ALIGN", (1, 0), (1, 0), "CENTER"),
            ("ALIGN", (2, 0), (2, 0), "RIGHT"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ]
    )
    return Table([words], colWidths=[width * 0.25, width * 0.5, width * 0.25], style=style)


def _style(size: float, alignment: int) -> ParagraphStyle:
    return ParagraphStyle("x", fontName=SONG, fontSize=size, leading=size * 1.4, alignment=alignment, wordWrap="CJK")


def _table(sheet: Sheet, shape: Shape, width: float) -> Table:
    columns = len(sheet.widths)
    head, body = _style(shape.size, TA_CENTER), {n: _style(shape.size, TA_LEFT if n in sheet.left else TA_RIGHT) for n in range(columns)}
    rows: list[list[Any]] = []
    styles: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if shape.title == "inside":
        rows.append([Paragraph(sheet.caption, _style(shape.size + 4, TA_CENTER)), *[""] * (columns - 1)])
        rows.append([*[""] * (columns - 1), ""])
        rows[1][0] = Paragraph(sheet.unit, _style(shape.size, TA_RIGHT))
        styles += [("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (-1, 1))]
    first = len(rows)
    taken: set[tuple[int, int]] = set()
    for r, heads in enumerate(sheet.heads):
        row: list[Any] = [""] * columns
        c = 0
        for words, across, down in heads:
            while (r, c) in taken:
                c += 1
            row[c] = Paragraph(words, head)
            taken |= {(y, x) for y in range(r, r + down) for x in range(c, c + across)}
            if across > 1 or down > 1:
                styles.append(("SPAN", (c, first + r), (c + across - 1, first + r + down - 1)))
            c += across
        rows.append(row)
    depth = len(rows)
    for r, cells in enumerate(sheet.rows):
        rows.append([Paragraph(_marked(cell, shape), body[n]) for n, cell in enumerate(cells)])
        if len(cells) > 2 and cells[0] == cells[1]:
            styles.append(("SPAN", (0, depth + r), (1, depth + r)))
            rows[-1][1] = ""
    styles += _rules(shape.rules, first, depth)
    return Table(
        rows, colWidths=[width * share for share in sheet.widths], repeatRows=depth if shape.again else 0, style=TableStyle(styles)
    )


def _marked(words: str, shape: Shape) -> str:
    text = escape(words)
    return _DIGITS.sub(lambda found: f'<font name="Times-Roman">{found[0]}</font>', text) if shape.digits else text


def _rules(kind: str, first: int, depth: int) -> list[tuple[Any, ...]]:
    black = colors.black
    if kind in ("grid", "shaded"):
        grey = [("BACKGROUND", (0, first), (-1, depth - 1), colors.lightgrey)] if kind == "shaded" else []
        return [*grey, ("GRID", (0, 0), (-1, -1), 0.5, black)]
    if kind == "thick":
        return [("INNERGRID", (0, 0), (-1, -1), 0.25, black), ("BOX", (0, 0), (-1, -1), 2, black)]
    if kind == "three":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, black),
            ("LINEBELOW", (0, depth - 1), (-1, depth - 1), 0.5, black),
            ("LINEBELOW", (0, -1), (-1, -1), 1.2, black),
        ]
    if kind == "rows":
        return [("LINEABOVE", (0, 0), (-1, 0), 0.5, black), ("LINEBELOW", (0, 0), (-1, -1), 0.5, black)]
    if kind == "open":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, black),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, black),
            ("LINEBEFORE", (1, 0), (-1, -1), 0.5, black),
        ]
    return []
