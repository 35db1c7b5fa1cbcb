"""The register as a file: an empty one to fill in, what the workspace holds, and the office's own file with its faults marked.

Refuses to change the file that it marks; in a workbook nothing becomes a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spotcheck.config.bodies import function_word
from spotcheck.config.errors import UserError
from spotcheck.config.glossary import terms
from spotcheck.config.language import say
from spotcheck.config.models import Level, SiteState
from spotcheck.config.platforms import platforms
from spotcheck.config.register import register_template
from spotcheck.config.register_heads import HEADS
from spotcheck.config.register_records import Entry, Register, Remark
from spotcheck.config.spreadsheets import read_sheets

_ROWS = 2_000  # rows of a template that have drop-downs
_WIDTHS = {"name": 28, "url": 32, "body": 24, "domains": 28, "reason": 24, "email": 22}
_FAULT, _DOUBT = "FFF4B6B6", "FFFFF2B3"
_EXPLAINED = (
    "每个网站一行；只有“首页网址”必填，其余不清楚的请留空。",
    "网站标识码为 10 位，请按文本填写，前面的 0 不能省。",
    "层级：省级、市级、县级、乡镇；企业、医院、学校。",
    "职能：财政、教育……，几项用顿号隔开；不在名单里的部门写“部门”。留空时从主办单位的名称读出。",
    "网站状态：正常、关停、迁移、合并；不填即正常。关停、迁移、合并请写变更日期和原因。",
    "其他域名：同一网站的其他网址，几个用顿号隔开。",
    "共享平台：信用中国等统一平台填名称，这一行就不是要检查的网站；普通网站留空。",
    "可以加自己的列（序号、备注……），导出时原样带回。",
)


def write_template(path: Path) -> None:
    """An empty register with drop-downs, as xlsx; or as csv with an example where the name says so.

    Raises UserError where it cannot be written.
    """
    if path.suffix.lower() == ".csv":
        _csv(path, register_template())
        return
    with _book(path) as book:
        sheet = _table(book, "网站登记册", register_template()[:1], [])
        _drop_downs(sheet, list(HEADS))
        example = book.add_worksheet("填写说明")
        example.set_column(0, 0, 100)
        for row, line in enumerate(_EXPLAINED):
            example.write_string(row, 0, line)


def write_register(path: Path, entries: Sequence[Entry]) -> None:
    """The entries with the office's own columns behind ours, as xlsx, or as csv where the name says so."""
    heads = list(dict.fromkeys(head for entry in entries for head, _ in entry.extra))
    rows = [(*_cells(entry), *(dict(entry.extra).get(head, "") for head in heads)) for entry in entries]
    names = (*(each[0] for each in HEADS.values()), *heads)
    if path.suffix.lower() == ".csv":
        _csv(path, [names, *rows])
        return
    with _book(path) as book:
        _drop_downs(_table(book, "网站登记册", [names], rows), list(HEADS))


def write_marked(path: Path, register: Register) -> None:
    """A copy of the register's file in which each fault (red) and each doubt (yellow) is marked and explained in a comment."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = _copy(register.file)
    only = _first(book, register)
    for remarks, colour in ((register.doubts, _DOUBT), (register.faults, _FAULT)):
        fill = PatternFill("solid", start_color=colour, end_color=colour)
        for remark in remarks:
            sheet = book[remark.sheet] if remark.sheet in book.sheetnames else only
            cell = _anchor(sheet, remark)
            cell.fill = fill
            told = say(remark.zh, remark.en).lstrip("：:, ")
            text = f"{cell.comment.text}\n{told}" if cell.comment else told
            cell.comment = Comment(text, "spotcheck", width=320, height=40 + 20 * text.count("\n") + 20 * (len(text) // 20))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        raise _unwritten(path, error) from error


def _cells(entry: Entry) -> tuple[str, ...]:
    site = entry.site
    told = {
        "name": site.name,
        "code": site.code,
        "url": site.url,
        "body": site.body,
        "level": terms("level")[site.level]["zh"] if site.level else "",
        "region": site.region,
        "functions": "、".join(function_word(function) for function in sorted(site.functions)),
        "state": terms("site_state")[site.state]["zh"],
        "since": entry.since.isoformat() if entry.since else "",
        "reason": entry.reason,
        "domains": "、".join(site.domains),
        "contact": entry.contact,
        "phone": entry.phone,
        "email": entry.email,
        "subordinate_sites": "" if site.subordinate_sites is None else str(site.subordinate_sites),
        "named_for": "、".join(sorted(site.named_for)),
        "platform": platforms()[site.platform].name if site.platform in platforms() else site.platform,
    }
    return tuple(told[field] for field in HEADS)


def _csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    except OSError as error:
        raise _unwritten(path, error) from error


class _book:
    """A workbook being written; a disk that refuses is said in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Any:
        import xlsxwriter

        safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(str(self.path), safe)
        return self.book

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        from xlsxwriter.exceptions import FileCreateError

        if kind is not None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.book.close()
        except (OSError, FileCreateError) as error:
            raise _unwritten(self.path, error) from error


def _table(book: Any, name: str, heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> Any:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#EAF0F7", "border": 1, "text_wrap": True, "valign": "vcenter"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    fields = list(HEADS)
    for column, words in enumerate(heads[0]):
        sheet.set_column(column, column, _WIDTHS.get(fields[column], 14) if column < len(fields) else 16, text)
        sheet.write_string(0, column, words, bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, text)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads[0]) - 1)
    return sheet


def _drop_downs(sheet: Any, fields: Sequence[str]) -> None:
    """Lists to choose from, for what is one of a few words; another word is warned of and not forbidden."""
    offered = {
        "level": [terms("level")[level]["zh"] for level in Level],
        "state": [terms("site_state")[state]["zh"] for state in SiteState],
        "platform": [each.name for each in platforms().values()],
    }
    for field, words in offered.items():
        column = fields.index(field)
        sheet.data_validation(1, column, _ROWS, column, {"validate": "list", "source": words, "error_type": "warning"})


def _copy(file: Path) -> Any:
    """The file as a workbook that can be marked: an xlsx as it is, anything else with the same cells."""
    import openpyxl

    try:
        return openpyxl.load_workbook(file)
    except Exception:  # whatever it is, its cells were read before
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, sheet in enumerate(read_sheets(file), 1):
            copy = book.create_sheet(sheet.name or f"Sheet{number}")
            for row, cells in sheet.rows:
                for column, cell in enumerate(cells, 1):
                    if cell:
                        copy.cell(row, column).value = cell
                        copy.cell(row, column).data_type = "s"
            for merge in sheet.merges:
                copy.merge_cells(start_row=merge.first, end_row=merge.last, start_column=merge.left + 1, end_column=merge.right + 1)
        return book


def _first(book: Any, register: Register) -> Any:
    """The only sheet with rows, which remarks do not name."""
    name = next((sheet.name for sheet in read_sheets(register.file) if sheet.rows), "")
    return book[name] if name in book.sheetnames else book.worksheets[0]


def _anchor(sheet: Any, remark: Remark) -> Any:
    """The cell of a remark; of joined cells the first one, since only that can carry a comment."""
    row, column = remark.row, (remark.column or 0) + 1
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return sheet.cell(area.min_row, area.min_col)
    return sheet.cell(row, column)


def _unwritten(path: Path, error: Exception) -> UserError:
    why = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return UserError(zh=f"{path}：无法写入（{why}）", en=f"{path}: cannot be written ({why})", status=3)
