"""Rows of a csv or workbook as text, with what the sheet tells of them. Knows encodings and cell types, not what the rows mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spotcheck.config.errors import UserError

Row = tuple[int, tuple[str, ...]]
_SNIFFED = 20  # first lines of a csv that are asked for the delimiter: titles stand above the heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged range: rows counted from 1 as in the file, columns from 0; the last ones belong to it."""

    first: int
    last: int
    left: int
    right: int

    @property
    def tall(self) -> bool:
        """Whether it joins rows."""
        return self.first < self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, or a csv file under an empty name. ``rows``: those that are not empty, each with its number from 1.

    ``numbers`` are the cells (row, column) that hold a number and no text; ``hidden`` rows that the sheet does not show.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    numbers: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    visible: bool = True

    def filled(self) -> Sheet:
        """The sheet with the value of each range that joins rows standing in all of them, in its first column."""
        cells = {number: list(row) for number, row in self.rows}
        for merge in self.merges:
            if not merge.tall or merge.first not in cells or merge.left >= len(cells[merge.first]):
                continue
            for number in range(merge.first + 1, merge.last + 1):
                if number in cells:
                    cells[number] += [""] * (merge.left + 1 - len(cells[number]))
                    cells[number][merge.left] = cells[merge.first][merge.left]
        return replace(self, rows=tuple((number, tuple(row)) for number, row in cells.items()))


def read_rows(path: Path) -> list[Row]:
    """The rows of a csv file, or of the first sheet of a workbook; see ``read_sheets``."""
    return list(read_sheets(path)[0].rows)


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook, or the one of a csv file; all cells as text without surrounding space.

    csv is read as UTF-8 or UTF-16 where its bytes say so, else as GB18030; xlsx and xls by their content, whatever the name says, and a
    web page that calls itself xls by its table. Raises UserError for a file that is none of these.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{path}：无法读取（{why}）；请检查路径和权限", en=f"{path}: cannot be read ({why}); check the path and the permissions"
        ) from None
    if body[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return _workbook(path, body)
    text = _text_of(path, body)
    if text.lstrip()[:1] == "<" and "<table" in text.lower():
        from spotcheck.config.web_tables import tables_of

        return tables_of(text)
    return [Sheet(name="", rows=tuple(_filled_rows(_csv(path, text))))]


def _text_of(path: Path, body: bytes) -> str:
    encodings = ("utf-16",) if body[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    text = ""
    for encoding in encodings:
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
    return text


def _csv(path: Path, text: str) -> Iterator[Row]:
    lines = text.split("\n", _SNIFFED)[:_SNIFFED]
    told = re.fullmatch(r"sep=(.)\s*", lines[0]) if lines else None  # a first line for Excel
    delimiter = told[1] if told else max(",;\t", key=lambda each: sum(line.count(each) for line in lines))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if not (told and start == 1):
                yield start, tuple(cell.strip() for cell in cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            zh=f"{path}:{start}：csv 写法有误（{error}）；请检查该行的引号",
            en=f"{path}:{start}: malformed csv ({error}); check the quotes of that row",
        ) from None


def _workbook(path: Path, body: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    from spotcheck.config.hidden_rows import hidden_rows

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        names = book.sheet_names or [""]
        shown = {each.name: each.visible == SheetVisibleEnum.Visible for each in book.sheets_metadata}
        hidden: Mapping[str, frozenset[int]] = hidden_rows(body)
        sheets = []
        for place, name in enumerate(names):
            sheet = book.get_sheet_by_index(place)
            cells = sheet.to_python(skip_empty_area=False)
            merges = [
                Merge(first=top + 1, last=bottom + 1, left=left, right=right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            numbers = {
                (number, column)
                for number, row in enumerate(cells, 1)
                for column, cell in enumerate(row)
                if isinstance(cell, int | float) and not isinstance(cell, bool)
            }
            sheets.append(
                Sheet(
                    name=name,
                    rows=tuple(_filled_rows((number, tuple(map(_text, row))) for number, row in enumerate(cells, 1))),
                    merges=tuple(merges),
                    numbers=frozenset(numbers),
                    hidden=hidden.get(name, frozenset()),
                    visible=shown.get(name, True),
                )
            )
        return sheets
    except PasswordError:
        raise UserError(
            zh=f"{path}：这个工作簿加了密码；请去掉密码后再试", en=f"{path}: the workbook has a password; save it without one"
        ) from None
    except (CalamineError, IndexError, ValueError) as error:
        raise UserError(
            zh=f"{path}：打不开这个工作簿（{error}）；请另存为 xlsx 或 csv",
            en=f"{path}: the workbook cannot be opened ({error}); save it as xlsx or csv",
        ) from None


def _filled_rows(rows: Iterator[Row]) -> Iterator[Row]:
    return ((number, cells) for number, cells in rows if any(cells))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
