"""How well tables of files are read: cells, heads, caption, unit; and pdfplumber beside us on PDF. Refuses to guess which table is meant:
the n-th that was read is the n-th of the file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import zip_longest

from benchmarks.accuracy.measures import Mark
from benchmarks.accuracy.tables_truth import Drawn, Truth, files
from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Table

OURS = "spotcheck"
OTHER = "pdfplumber"
URL = "http://www.qinghe.example/zwgk/czsj/content_8"


def measured() -> tuple[dict[str, dict[str, list[Mark]]], list[str]]:
    """The measures by reader, each file a host, and a line for each of our misses."""
    found: dict[str, dict[str, list[Mark]]] = {}
    misses: list[str] = []
    for file in files():
        read = {OURS: _ours(file)}
        with suppress(ImportError):
            if file.name.startswith("PDF"):
                read[OTHER] = _theirs(file)
        for who, tables in read.items():
            for truth, table in zip(file.tables, _joined(tables, file.tables), strict=True):
                for name, right in _marks(truth, table):
                    if who == OTHER and name in ("caption", "unit"):
                        continue
                    found.setdefault(f"tables: {name}", {}).setdefault(who, []).append(
                        Mark(host=file.name, platform=file.name, url=truth.caption, right=right)
                    )
                    if who == OURS and not right and name != "cells":
                        misses.append(f"{file.name}: {name} of {truth.caption}: {table.heads if table and name == 'heads' else ''}")
    return found, misses


def _marks(truth: Truth, table: Table | None) -> Iterator[tuple[str, bool]]:
    rows = table.rows if table else ()
    for number, row in enumerate(truth.rows):
        there: Sequence[str] = rows[number] if number < len(rows) else ()
        for wanted, cell in zip_longest(row, there[: len(row)]):
            yield "cells", cell is not None and squeeze(cell) == squeeze(wanted)
    yield "no row more or less", len(rows) == len(truth.rows)
    yield "heads", table is not None and [squeeze(head) for head in table.heads] == [squeeze(head) for head in truth.joined]
    yield "caption", table is not None and squeeze(truth.caption) in squeeze(table.caption)
    yield "unit", table is not None and any(squeeze(truth.unit) in squeeze(note) for note in (*table.notes, table.caption))


def _joined(tables: Sequence[Table], truths: Sequence[Truth]) -> list[Table | None]:
    """As many tables as there truly are: the pages of a single long one are one."""
    if len(truths) == 1 and len(tables) > 1:
        first = tables[0]
        rows = tuple(row for table in tables for row in table.rows)
        return [Table(caption=first.caption, heads=first.heads, rows=rows, notes=first.notes)]
    return [tables[number] if number < len(tables) else None for number in range(len(truths))]


def _ours(file: Drawn) -> Sequence[Table]:
    if file.body.lstrip()[:5] == b"<html":
        return read_page(url=f"{URL}.html", body=file.body, today=date(2018, 6, 1)).tables
    return read_document(url=URL, name=file.name, body=file.body).tables


def _theirs(file: Drawn) -> Sequence[Table]:
    """With its rules where the file has some, else by words: its better setting on each."""
    import pdfplumber

    best: list[Table] = []
    with pdfplumber.open(io.BytesIO(file.body)) as pdf:
        for settings in ({}, {"vertical_strategy": "text", "horizontal_strategy": "text"}):
            read = [table for page in pdf.pages for table in page.extract_tables(settings)]
            tables = [_table(rows) for rows in read if rows]
            if _cells(file, tables) > _cells(file, best):
                best = tables
    return best


def _table(rows: Sequence[Sequence[str | None]]) -> Table:
    return Table(caption="", heads=tuple(cell or "" for cell in rows[0]), rows=tuple(tuple(cell or "" for cell in row) for row in rows[1:]))


def _cells(file: Drawn, tables: Sequence[Table]) -> int:
    pairs = zip(file.tables, _joined(tables, file.tables), strict=True)
    return sum(right for truth, table in pairs for name, right in _marks(truth, table) if name == "cells")
