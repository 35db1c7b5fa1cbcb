"""Columns of a register that no known head names, told by what stands in them: addresses, site codes, names of bodies.

Refuses to choose between two columns that look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from spotcheck.config.bodies import functions_of
from spotcheck.config.body_kinds import is_called_department
from spotcheck.config.models import Site
from spotcheck.config.regions import province_of_code
from spotcheck.config.register_cells import Bad, addresses_of, code_of
from spotcheck.config.sheet_heads import Heads
from spotcheck.config.spreadsheets import Sheet

_LEAST = 0.6  # of the filled cells of a column that must be names of bodies; addresses and codes must all be


def told_by_content(sheet: Sheet, heads: Heads) -> tuple[Heads, dict[str, int]]:
    """The heads with the columns that only their content tells, and which these are."""
    cells = _columns(sheet, heads)
    found: dict[str, int] = {}
    for field, fits, share in _WITNESSES:
        if field in heads.columns or (field == "url" and "domains" in heads.columns):
            continue
        fitting = [
            column
            for column, values in cells.items()
            if column not in found.values() and values and sum(map(fits, values)) >= max(share * len(values), 1)
        ]
        if len(fitting) == 1:
            found[field] = fitting[0]
    others = {column: word for column, word in heads.others.items() if column not in found.values()}
    return replace(heads, columns={**heads.columns, **found}, others=others), found


def _columns(sheet: Sheet, heads: Heads) -> Mapping[int, Sequence[str]]:
    """The filled cells below each head that is not known."""
    rows = [cells for number, cells in sheet.filled().rows if number > heads.last]
    return {column: [cells[column] for cells in rows if column < len(cells) and cells[column]] for column in heads.others}


def _is_address(cell: str) -> bool:
    try:
        return bool(addresses_of(cell)) and "." in cell
    except Bad:
        return False


def _is_code(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(province_of_code(code_of(cell)))
    except Bad:
        return False


def _is_body(cell: str) -> bool:
    return bool(functions_of(cell)) or is_called_department(Site(url="http://x/", body=cell))


_WITNESSES: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("url", _is_address, 1.0),
    ("code", _is_code, 1.0),
    ("body", _is_body, _LEAST),
)
