"""The sheets of the ledger's file in a workbook: drop-downs, filters, heads that stay and repeat, A4 landscape. Computes nothing.

Every cell is text; nothing that a site wrote can become a formula or a link.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.reports.formatting import clean
from spotcheck.reports.labels import label
from spotcheck.reports.ledger_columns import COLUMNS, FORMS, Form, head
from spotcheck.reports.ledger_facts import LedgerFacts, Row

SAFE: Mapping[str, bool] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CELL_LIMIT = 32_767
_A4 = 9
_LINE, _TALLEST = 14.5, 400  # points: of a line, and of the tallest row that spreadsheets allow (409)


def write_ledger(path: Path, facts: LedgerFacts) -> None:
    """Writes the file that goes out for review. Raises UserError where the disk refuses."""
    book = xlsxwriter.Workbook(str(path), dict(SAFE))
    add_ledger(book, facts)
    try:
        book.close()
    except (FileCreateError, OSError) as error:
        raise UserError(zh=f"{path}：无法写入（{error}）", en=f"{path}: cannot be written ({error})", status=3) from error


def add_ledger(book: Any, facts: LedgerFacts, names: Mapping[Form, str] | None = None) -> None:
    """Adds the sheets to a workbook; ``names`` are those that are called otherwise there. Site by site comes only where groups do."""
    for form in FORMS:
        rows = facts.of(form)
        if rows or form is not FORMS[-1]:
            _sheet(book, form, rows, (names or {}).get(form, say(form.zh, form.en)))


def fitting(text: str) -> str:
    """A text that fits into a cell; one that was cut says so."""
    shown = clean(text)
    if len(shown.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return shown
    note = label("cut", count=len(shown))
    room = shown.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(note))].decode("utf-16-le", "ignore")
    return room + note


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: Chinese characters are as wide as two others."""
    return sum(max(1, math.ceil(sum(2 if ord(each) > 0x2E7F else 1 for each in line) / max(width - 1, 1))) for line in text.split("\n"))


def _sheet(book: Any, form: Form, rows: tuple[Row, ...], name: str) -> None:
    sheet = book.add_worksheet(name)
    common = {"bold": True, "border": 1, "border_color": "#B9C7D8", "text_wrap": True, "valign": "vcenter", "align": "center"}
    given = book.add_format(common | {"bg_color": "#EAF0F7"})
    asked = book.add_format(common | {"bg_color": "#FFF2CC"})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D9D9", "num_format": "@"})
    mark = book.add_format(
        {"text_wrap": True, "valign": "top", "align": "center", "border": 1, "border_color": "#D9D9D9", "num_format": "@"}
    )
    last = len(rows)
    for place, each in enumerate(form.columns):
        column = COLUMNS[each]
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, head(each), asked if column.filled_in else given)
        for number, row in enumerate(rows, 1):
            sheet.write_string(number, place, fitting(row.get(each, "")), mark if column.offers else text)
        if column.offers and rows:
            hint = label("ledger_hint", words=" / ".join(column.offers))
            offer = {"validate": "list", "source": list(column.offers), "error_type": "warning", "input_message": hint}
            sheet.data_validation(1, place, last, place, offer)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, min(max(_lines(row.get(each, ""), COLUMNS[each].width) for each in form.columns) * _LINE, _TALLEST))
    sheet.set_row(0, 2 * _LINE)
    printed = [place for place, each in enumerate(form.columns) if COLUMNS[each].printed]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(form.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(last, 1), max(printed))
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")
