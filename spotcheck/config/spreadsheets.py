"""Rows of a csv or xlsx file as text. Knows encodings and cell types; knows nothing of what the rows mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from spotcheck.config.errors import UserError

Row = tuple[int, tuple[str, ...]]


def read_rows(path: Path) -> list[Row]:
    """The rows of a csv file, or of the first sheet of a workbook; see ``read_sheets``."""
    return next(read_sheets(path))[1]


def read_sheets(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """Each sheet of a workbook by its name, or the rows of a csv file under an empty name.

    Rows that are not empty, each with its number in the file (from 1); all cells as text without surrounding space. csv is read as
    UTF-8 (a byte-order mark may stand before it), else as GB18030; xlsx and xls by their content, whatever the name says. Raises
    UserError for a file that cannot be read as either.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{path}：无法读取（{why}）；请检查路径和权限", en=f"{path}: cannot be read ({why}); check the path and the permissions"
        ) from None
    sheets = _workbook(path, body) if body[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") else [("", list(_csv(path, body)))]
    for name, rows in sheets:
        yield name, [(number, cells) for number, cells in rows if any(cells)]


def _csv(path: Path, body: bytes) -> Iterator[Row]:
    text = ""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if "\0" in text or (body and not text):
        raise UserError(
            zh=f"{path}：不是 csv 或 xlsx 文件；请另存为 csv（UTF-8 或 GB18030）或 xlsx",
            en=f"{path}: is no csv or xlsx file; save it as csv (UTF-8 or GB18030) or xlsx",
        )
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, tuple(cell.strip() for cell in cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            zh=f"{path}:{start}：csv 写法有误（{error}）；请检查该行的引号",
            en=f"{path}:{start}: malformed csv ({error}); check the quotes of that row",
        ) from None


def _workbook(path: Path, body: bytes) -> Iterator[tuple[str, list[Row]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for place, name in enumerate(book.sheet_names or [""]):
            rows = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
            yield name, [(number, tuple(_text(cell) for cell in cells)) for number, cells in enumerate(rows, 1)]
    except (CalamineError, IndexError, ValueError) as error:
        raise UserError(
            zh=f"{path}：打不开这个工作簿（{error}）；请另存为 xlsx 或 csv",
            en=f"{path}: the workbook cannot be opened ({error}); save it as xlsx or csv",
        ) from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
