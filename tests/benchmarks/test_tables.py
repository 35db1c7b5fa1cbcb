"""The benchmark of tables measures what it says."""

import random

from benchmarks.tables import __main__ as command
from benchmarks.tables.measure import Read, score
from benchmarks.tables.sheets import plain


def test_what_is_read_as_it_was_meant_is_right_in_everything():
    sheet = plain(random.Random(1))
    found = score(sheet, [Read(caption=sheet.caption, heads=sheet.names, rows=sheet.rows, notes=(sheet.unit,))])
    assert (found.one, found.caption, found.unit, found.heads, found.cells) == (True, True, True, True, found.of)


def test_a_lost_row_costs_its_cells_and_a_lost_table_all():
    sheet = plain(random.Random(1))
    short = score(sheet, [Read(caption="", heads=sheet.names, rows=sheet.rows[1:])])
    assert (short.one, short.caption, short.cells) == (False, False, short.of - len(sheet.widths))
    assert score(sheet, []).cells == 0


def test_it_prints_its_figures(capsys, monkeypatch):
    monkeypatch.setattr(command.spreadsheet, "printed", lambda pairs: [None] * len(pairs))
    monkeypatch.setattr(command.browser, "printed", lambda pairs: [None] * len(pairs))
    assert command.main(["--count", "2", "--no-peer"]) == 0
    out = capsys.readouterr().out
    assert "caption" in out and "reportlab" in out and "Misses: " in out
