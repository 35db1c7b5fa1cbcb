"""Workbooks (xls, xlsx) and lists of values (csv): every visible sheet, with the tables it holds."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from struct import unpack_from
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from spotcheck.crawler.reading.decode import Undecodable, decode
from spotcheck.crawler.reading.files.content import MAX_CELLS, Content, Unreadable, package, part, tidy, titled
from spotcheck.crawler.reading.files.locked import unlocked
from spotcheck.crawler.reading.files.word97 import stream
from spotcheck.crawler.records import DocumentState, Table

_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s([^<>]{0,400})>")
_PLACE = re.compile(rb"""\br\s{0,9}=\s{0,9}["']([A-Z]{1,3})(\d{1,7})["']""")
_MAX_AREA = 5_000_000  # cells of the rectangle that holds all values: the reader keeps all of them in memory
_MAX_SHEETS = 100
_FILE_PASS, _END = 0x2F, 0x0A  # records of an old workbook
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")

Grid = list[list[str]]


def read_xlsx(body: bytes) -> Content:
    """Text and tables of a workbook of the zip kind."""
    with package(body) as opened:
        for name in opened.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _check_area(part(opened, name))
    return _read(body)


def read_xls(body: bytes) -> Content:
    """Text and tables of a workbook of the old kind."""
    data = stream(body, "Workbook", "Book")  # tells a damaged one: calamine panics on some
    return _read(unlocked(body) if _locked(data) else body)


def read_xlsb(body: bytes) -> Content:
    """Text and tables of a workbook of the zip kind whose parts are binary."""
    with package(body):
        return _read(body)


def _locked(data: bytes) -> bool:
    """Whether a record of the workbook's own part says that the rest is encrypted (FilePass, [MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(data):
        kind, size = unpack_from("<HH", data, at)
        if kind in (_FILE_PASS, _END):
            return bool(kind == _FILE_PASS)
        at += 4 + size
    return False


def _read(body: bytes) -> Content:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(body)) as book:
            shown = [
                about.name
                for about in book.sheets_metadata
                if about.visible is SheetVisibleEnum.Visible and about.typ is SheetTypeEnum.WorkSheet
            ]
            return _content([(name, book.get_sheet_by_name(name)) for name in shown[:_MAX_SHEETS]], len(shown))
    except PasswordError:
        raise Unreadable(DocumentState.ENCRYPTED, "password") from None
    except CalamineError as error:
        raise Unreadable(DocumentState.UNSUPPORTED, f"format: {error}") from None


def read_csv(body: bytes) -> Content:
    """Text and the table of a list of values; the separator is the one that its first lines use most."""
    try:
        text, _ = decode(body)
    except Undecodable as error:
        raise Unreadable(DocumentState.UNSUPPORTED, f"format: {error}") from None
    head = text[:4000]
    separator = max(",\t;", key=head.count)
    most = MAX_CELLS // (head.partition("\n")[0].count(separator) + 1)
    rows = list(islice(csv.reader(text.splitlines(), delimiter=separator), most + 1))
    return _capped(text, tables_in(rows[:most], ""), cut=len(rows) > most)


def _content(sheets: list[tuple[str, CalamineSheet]], shown: int) -> Content:
    lines: list[str] = []
    tables: list[Table] = []
    left = MAX_CELLS
    cut = shown > len(sheets)
    for name, sheet in sheets:
        if sheet.height == 0 or left <= 0:
            cut = cut or sheet.height > 0
            continue
        wanted = max(1, left // max(1, sheet.width))
        cut = cut or sheet.height > wanted
        grid = [[_cell(value) for value in row] for row in sheet.to_python(nrows=min(wanted, sheet.height))]
        left -= sum(map(len, grid))
        lines += [name, *("\t".join(filter(None, row)) for row in grid)]
        _spread(grid, sheet)
        tables += tables_in(grid, name)
    return _capped("\n".join(lines), tuple(tables), cut=cut)


def _capped(text: str, tables: tuple[Table, ...], *, cut: bool) -> Content:
    state, detail = (DocumentState.UNSUPPORTED, f"too_large: more than {MAX_CELLS} cells") if cut else (DocumentState.READ, "")
    return Content(text=tidy(text), tables=tables, state=state, detail=detail)


def tables_in(grid: Grid, sheet: str) -> tuple[Table, ...]:
    """The tables of a sheet: one ends where an empty row is followed by a title; other empty rows belong to it."""
    blocks: list[Grid] = []
    for row in grid:
        filled = [cell for cell in row if cell]
        if not filled:
            if blocks and blocks[-1]:
                blocks.append([])
            continue
        if not blocks:
            blocks.append([])
        if not blocks[-1] and len(blocks) > 1 and (not _title(filled) or all(_title([c for c in r if c]) for r in blocks[-2])):
            blocks.pop()
        blocks[-1].append(row)
    narrow = ((_columns(block), block) for block in blocks)
    found = (titled([[row[n] if n < len(row) else "" for n in columns] for row in block], sheet=sheet) for columns, block in narrow)
    return tuple(table for table in found if table)


def _title(filled: list[str]) -> bool:
    return len(set(filled)) == 1 and not _NUMBER.fullmatch(filled[0])


def _columns(block: Grid) -> range:
    """From the first to the last column that holds anything."""
    used = [n for row in block for n, cell in enumerate(row) if cell]
    return range(min(used, default=0), max(used, default=-1) + 1)


def _spread(grid: Grid, sheet: CalamineSheet) -> None:
    """Repeat merged cells. Their places count from the first cell of the sheet, those of ``grid`` from its first used one."""
    down, across = sheet.start or (0, 0)
    merged: Any = sheet.merged_cell_ranges or ()
    for (first, left), (last, right) in merged:
        top, start = first - down, left - across
        if not (0 <= top < len(grid) and 0 <= start < len(grid[top])):
            continue
        text = grid[top][start]
        for row in grid[top : last - down + 1]:
            stop = min(right - across + 1, len(row))
            row[start:stop] = [text] * (stop - start)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value.total_seconds()) if isinstance(value, timedelta) else str(value)


def _check_area(data: bytes) -> None:
    """Refuse a sheet whose few values lie so far apart that the rectangle around them would fill the memory."""
    rows, columns = 0, 0
    for cell in _CELL.finditer(data):
        if cell[1].endswith(b"/") or not (place := _PLACE.search(cell[1])):  # one without a value takes no room
            continue
        letters, digits = place.groups()
        rows = max(rows, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    if rows * columns > _MAX_AREA:
        raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: {rows} rows by {columns} columns")
