"""Attachments as offices make them: real xlsx, docx, pdf and csv from a text and tables; damaged ones and scans on purpose."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.sax.saxutils import escape

import docx
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
_WORDS = ParagraphStyle("words", fontName="STSong-Light", fontSize=10, leading=14)
_GRID = TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 9), ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))])
FORMATS = ("xlsx", "docx", "pdf", "csv")


def make(file: dict[str, Any], kind: str) -> tuple[str, bytes]:
    """The format and the bytes of an attachment; ``state`` may ask for a broken file or a scan."""
    state = file.get("state", "read")
    if state == "broken":
        return "pdf", b"%PDF-1.4\n1 0 obj <</Type /Catalog>>\n" + b"\0" * 64
    if state == "scan":
        return "pdf", _scan()
    text = [line for line in file.get("text", "").split("\n") if line]
    tables = [_table(table) for table in file.get("tables", [])]
    if kind == "csv" and (len(tables) != 1 or text or tables[0][0]):
        kind = "xlsx"
    return kind, {"xlsx": _xlsx, "docx": _docx, "pdf": _pdf, "csv": _csv}[kind](text, tables)


def _table(table: dict[str, Any]) -> tuple[str, list[list[str]]]:
    """The title of a table, which a workbook may show as the name of its sheet, and its rows."""
    rows = [table.get("heads", []), *table.get("rows", [])]
    return table.get("caption") or table.get("sheet", ""), [row for row in rows if row]


def _xlsx(text: list[str], tables: list[Any]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        for number, (caption, rows) in enumerate(tables or [("", [[line] for line in text])]):
            named = 0 < len(caption) <= 31 and not set(caption) & set("[]:*?/\\'") and len({each for each, _ in tables}) == len(tables)
            sheet = book.add_worksheet(caption if named else None)
            line = 0
            for words in [*(text if number == 0 and tables else []), *([caption] if caption and not named else [])]:
                sheet.write_string(line, 0, words)
                line += 1
            for row in rows:
                for column, cell in enumerate(row):
                    sheet.write_string(line, column, cell)
                line += 1
    return out.getvalue()


def _docx(text: list[str], tables: list[Any]) -> bytes:
    document = docx.Document()
    for line in text:
        document.add_paragraph(line)
    for caption, rows in tables:
        if caption:
            document.add_paragraph(caption)
        width = max(map(len, rows), default=1)
        table = document.add_table(rows=0, cols=width)
        for row in rows:
            cells = table.add_row().cells
            for cell, words in zip(cells, row, strict=False):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: list[str], tables: list[Any]) -> bytes:
    story: list[Any] = [Paragraph(escape(line), _WORDS) for line in text]
    for caption, rows in tables:
        story += [Paragraph(escape(caption), _WORDS)] if caption else []
        width = max(map(len, rows), default=1)
        story.append(Table([[*row, *[""] * (width - len(row))] for row in rows], style=_GRID))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story or [Paragraph("　", _WORDS)])
    return out.getvalue()


def _csv(text: list[str], tables: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(tables[0][1])
    return out.getvalue().encode("gb18030")


def _scan() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    picture = io.BytesIO()
    Image.new("L", (400, 560), 235).save(picture, "PNG")
    picture.seek(0)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture), 0, 0, A4[0], A4[1])
    canvas.showPage()
    canvas.save()
    return out.getvalue()
