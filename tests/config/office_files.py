"""Registers as offices keep them, made here: rows, joined cells, hidden rows, further sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

HEADS = ("网站名称", "网站标识码", "首页网址", "主办单位", "层级", "地区")
SITES = (
    ("清河县财政局", "3308250001", "http://cz.qh.example.cn/", "清河县财政局", "县级", "清河县"),
    ("清河县预算公开网", "3308250002", "http://ys.qh.example.cn/", "清河县财政局", "县级", "清河县"),
    ("清河县统计局", "3308250003", "http://tj.qh.example.cn/", "清河县统计局", "县级", "清河县"),
)

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True, kw_only=True)
class Page:
    """One sheet. ``joined``: areas of joined cells, which show what their first cell holds."""

    rows: Sequence[Sequence[object]]
    name: str | None = None
    joined: Sequence[Area] = field(default=())
    hidden: Sequence[int] = field(default=())
    unseen: bool = False


def book(path: Path, *pages: Page) -> Path:
    """Writes a workbook of these sheets."""
    file = xlsxwriter.Workbook(str(path))
    for page in pages:
        sheet = file.add_worksheet(page.name)
        for number, row in enumerate(page.rows):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    sheet.write(number, column, cell) if not isinstance(cell, str) else sheet.write_string(number, column, cell)
        for first, left, last, right in page.joined:
            value = page.rows[first][left] if left < len(page.rows[first]) else ""
            sheet.merge_range(first, left, last, right, value)
        for number in page.hidden:
            sheet.set_row(number, None, None, {"hidden": True})
        if page.unseen:
            sheet.hide()
    file.close()
    return path
