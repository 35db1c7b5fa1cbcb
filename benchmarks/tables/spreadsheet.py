"""Reports printed by LibreOffice Calc from workbooks, as offices print theirs from Excel and WPS. None where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from benchmarks.tables.shapes import Shape
from benchmarks.tables.sheets import Sheet

_WIDTH = 120  # characters of all columns together


def printed(pairs: list[tuple[Sheet, Shape]]) -> list[bytes | None]:
    """A pdf of each, or None for all."""
    office = shutil.which("soffice")
    if office is None:
        return [None] * len(pairs)
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for n, (sheet, shape) in enumerate(pairs):
            names.append(Path(folder) / f"{n}.xlsx")
            _book(sheet, shape).save(names[-1])
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, names)]
        subprocess.run(command, check=False, capture_output=True, timeout=900)
        return [pdf.read_bytes() if (pdf := name.with_suffix(".pdf")).is_file() else None for name in names]


def _book(sheet: Sheet, shape: Shape) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    page = book.active
    columns = len(sheet.widths)
    for n, share in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(n)].width = share * (_WIDTH if columns > 5 else 85)
    row = 0
    inside = shape.title == "inside"
    framed_from = 1

    def line(words: str, first: int, last: int, *, size: float, where: str) -> None:
        cell = page.cell(row, first, words)
        cell.font, cell.alignment = Font(name="Noto Serif CJK SC", size=size), Alignment(horizontal=where, vertical="center")
        if last > first:
            page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    if sheet.number and not inside:
        row += 1
        line(sheet.number, columns, columns, size=shape.size, where="right")
    row += 1
    line(" ".join(sheet.caption) if shape.spaced else sheet.caption, 1, columns, size=shape.size + 5, where="center")
    row += 1
    if sheet.maker and shape.unit == "beside":
        line(sheet.maker, 1, max(1, columns // 2), size=shape.size, where="left")
    line(sheet.unit, columns, columns, size=shape.size, where="right")
    if not inside:
        framed_from = row + 1
    top = row + 1
    for r, cells in enumerate([*sheet.head_grid(), *map(list, sheet.rows)]):
        row += 1
        for c, words in enumerate(cells):
            head = r < len(sheet.heads)
            cell = page.cell(row, c + 1, words)
            where = "center" if head else "left" if c in sheet.left else "right"
            cell.font, cell.alignment = (
                Font(name="Noto Serif CJK SC", size=shape.size),
                Alignment(horizontal=where, vertical="center", wrap_text=True),
            )
            if head and shape.rules == "shaded":
                cell.fill = PatternFill("solid", fgColor="DDDDDD")
        wide = (_WIDTH if columns > 5 else 85) * 9 / shape.size / 2  # letters of a row
        lines = max(-(-len(words) // max(1, int(sheet.widths[c] * wide - 1))) for c, words in enumerate(cells) if words or not c)
        page.row_dimensions[row].height = max(1, lines) * shape.size * 1.5 + 3
    for r, heads in enumerate(sheet.heads):
        grid, c = sheet.head_grid(), 0
        for words, across, down in heads:
            while grid[r][c] != words or (r and grid[r - 1][c] == words):
                c += 1
            if across > 1 or down > 1:
                page.merge_cells(start_row=top + r, end_row=top + r + down - 1, start_column=c + 1, end_column=c + across)
            c += across
    for r, cells in enumerate(sheet.rows):
        if len(cells) > 2 and cells[0] == cells[1]:
            y = top + len(sheet.heads) + r
            page.merge_cells(start_row=y, end_row=y, start_column=1, end_column=2)
    _borders(page, shape.rules, framed_from, top + len(sheet.heads), row, columns)
    if sheet.foot:
        row += 1
        line(sheet.foot, 1, columns, size=shape.size, where="left")
    page.page_setup.orientation = "landscape" if columns > 5 else "portrait"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页" if shape.folio else ""
    page.oddHeader.center.text = shape.running
    if shape.again:
        page.print_title_rows = f"{top}:{top + len(sheet.heads) - 1}"
    return book


def _borders(page: object, rules: str, first: int, body: int, last: int, columns: int) -> None:
    thin, thick = Side(style="thin"), Side(style="medium")
    for y in range(first, last + 1):
        for x in range(1, columns + 1):
            if rules in ("grid", "shaded"):
                border = Border(left=thin, right=thin, top=thin, bottom=thin)
            elif rules == "thick":
                edges = {"left": x == 1, "right": x == columns, "top": y == first, "bottom": y == last}
                border = Border(**{side: thick if edge else thin for side, edge in edges.items()})
            elif rules == "three":
                border = Border(top=thick if y == first else thin if y == body else None, bottom=thick if y == last else None)
            elif rules == "rows":
                border = Border(top=thin, bottom=thin)
            elif rules == "open":
                border = Border(top=thin, bottom=thin, left=thin if x > 1 else None, right=thin if x < columns else None)
            else:
                border = Border()
            page.cell(y, x).border = border  # type: ignore[attr-defined]
