"""Those who read the tables: we, and pdfplumber, told for each table what it cannot know: how it is ruled, and how many rows are heads."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence

from benchmarks.tables.measure import Read
from benchmarks.tables.shapes import Shape
from benchmarks.tables.sheets import Sheet
from spotcheck.crawler.reading.documents import read_document


def ours(body: bytes) -> list[Read]:
    """What we read."""
    document = read_document(url="http://a.gov.cn/a.pdf", name="a.pdf", body=body)
    return [Read(caption=t.caption, heads=t.heads, rows=t.rows, notes=t.notes) for t in document.tables]


def pdfplumber(body: bytes, sheet: Sheet, shape: Shape) -> list[Read]:
    """What pdfplumber reads: cells alone; the strategy is the one that fits, and the first rows are taken for heads where they begin."""
    import pdfplumber as plumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a frame

    ways = {"none": ("text", "text"), "three": ("text", "text"), "rows": ("text", "lines"), "open": ("lines", "lines")}
    down, across = ways.get(shape.rules, ("lines", "lines"))
    rows: list[list[str]] = []
    with plumber.open(io.BytesIO(body)) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables({"vertical_strategy": down, "horizontal_strategy": across}):
                rows += [[cell or "" for cell in row] for row in table if any(row)]
    return [_split(rows, sheet)] if rows else []


def _split(rows: list[list[str]], sheet: Sheet) -> Read:
    """Heads and rows; heads that are repeated are left out, and cells that a merged one covers say what it says."""
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    depth = len(sheet.heads)
    names = {"".join(name.split()) for row in sheet.head_grid() for name in row}
    at = next((n for n, row in enumerate(rows) if {"".join(cell.split()) for cell in row if cell} & names), 0)
    heads = [_filled(row) for row in rows[at : at + depth]]
    joined = tuple("/".join(dict.fromkeys(row[c] for row in heads if row[c])) for c in range(width))
    body = [row for row in rows[at + depth :] if row not in rows[at : at + depth]]
    return Read(caption="", heads=joined, rows=body)


def _filled(row: Sequence[str]) -> list[str]:
    filled: list[str] = []
    for cell in row:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled
