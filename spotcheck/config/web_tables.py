"""The tables of a web page as sheets: what many office systems export under the name xls. Reads cells and spans, and nothing else."""

from __future__ import annotations

from lxml import html

from spotcheck.config.spreadsheets import Merge, Row, Sheet

_MOST = 2_000  # rows or columns that one cell is believed to span


def tables_of(text: str) -> list[Sheet]:
    """A sheet for each table of the page that holds no other table; their names are empty."""
    page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    return [_sheet(table) for table in page.iter("table") if next(table.iterdescendants("table"), None) is None]


def _sheet(table: html.HtmlElement) -> Sheet:
    grid: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    last = 0
    for number, line in enumerate(table.iter("tr"), 1):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (number, column) in grid:
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for row in range(number, number + down):
                for place in range(column, column + across):
                    grid[row, place] = ""
            grid[number, column] = " ".join(str(cell.text_content()).split())
            if down > 1 or across > 1:
                merges.append(Merge(first=number, last=number + down - 1, left=column, right=column + across - 1))
            column += across
        last = number
    width = max((column for _, column in grid), default=-1) + 1
    lines: list[Row] = [(row, tuple(grid.get((row, column), "") for column in range(width))) for row in range(1, last + 1)]
    return Sheet(name="", rows=tuple(line for line in lines if any(line[1])), merges=tuple(merges))


def _span(cell: html.HtmlElement, name: str) -> int:
    written = str(cell.get(name) or "1").strip()
    return min(max(int(written), 1), _MOST) if written.isdigit() else 1
