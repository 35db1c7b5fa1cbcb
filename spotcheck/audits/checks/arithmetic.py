"""Whether the sums of a table hold. Only numbers that were surely read accuse: the grid must prove itself by its own sums first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.search.items import Item, items
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.arithmetic import ArithmeticCheck
from spotcheck.crawler.records import Table
from spotcheck.portal.contents import Source
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Evidence, Reason

KIND = "arithmetic"
_NUMBER = re.compile(r"\d{1,9}")
_PROVED = 0.8  # share of the rows whose own sum must hold: else the columns are not what they seem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    label: str
    numbers: tuple[int | None, ...]


@dataclass(slots=True)
class _Sums:
    """Sums that were looked at: ``wrong`` by name, with their cells; ``open``: some cell of one could not be read."""

    right: list[Evidence]
    wrong: dict[str, Evidence]
    open: bool = False


def check(spec: ArithmeticCheck, case: Case) -> Result:
    """Judges the tables of the newest document."""
    newest = _newest(items(case, spec.items))
    content = case.reader.content([item.node for item in newest])
    sums = _Sums([], {})
    seen = False
    for source in content.sources:
        for table in source.tables:
            words = normal("".join(cell for row in (table.heads, *table.rows) for cell in row))
            if all(normal(word) in words for word in spec.holds):
                seen = True
                _add_up(spec, source, table, sums)
    if sums.wrong:
        told = Details(missing=tuple(sums.wrong))
        return case.failed(Defect.INCONSISTENT, evidence=list(sums.wrong.values()), confidence=0.95, details=told)
    if sums.right and not sums.open:
        return case.passed(sums.right)
    evidence = [case.quote(item.node) for item in newest] or case.searched()
    return replace(case.unknown(Reason.UNRECOGNISED if seen else Reason.NO_BASIS, evidence=evidence), steps_back=not seen)


def _newest(found: Sequence[Item]) -> list[Item]:
    latest = max((max(item.years) for item in found if item.years), default=0)
    return [item for item in found if item.years and max(item.years) == latest]


def _add_up(spec: ArithmeticCheck, source: Source, table: Table, sums: _Sums) -> None:
    if spec.blocks:
        _blocks(spec, source, table, sums)
        return
    rows = list(_rows(table, spec.columns))
    whole = [row for row in rows if None not in row.numbers]
    held = [row for row in whole if _total(row.numbers)]
    if not whole or len(held) < _PROVED * len(whole):
        sums.open = True
        return
    for row in whole:
        _note(sums, source, f"{row.label}：总计", _cells([row]), _total(row.numbers))
    for equation in spec.equations:
        sides = [[_row(rows, word) for word in side] for side in (equation.left, equation.right)]
        known = [row for side in sides for row in side if row is not None]
        if len(known) < len(equation.left) + len(equation.right):
            continue  # the table has not these rows
        if any(None in row.numbers for row in known):
            sums.open = True
            continue
        left, right = ([sum(column) for column in zip(*(_read(row) for row in side), strict=True)] for side in sides)
        _note(sums, source, equation.name, _cells(known), left == right)


def _blocks(spec: ArithmeticCheck, source: Source, table: Table, sums: _Sums) -> None:
    """Rows of numbers alone: nothing tells how they are grouped but their count and the sums themselves."""
    for row in table.rows:
        cells = [_number(cell) for cell in row]
        if len(cells) < spec.blocks or len(cells) % spec.blocks or None in cells:
            continue
        numbers = [cell for cell in cells if cell is not None]
        groups = [numbers[start : start + spec.blocks] for start in range(0, len(numbers), spec.blocks)]
        holds = [_total(group) for group in groups]
        if len(groups) > 1 and not any(holds):
            sums.open = True
            continue
        for number, (group, held) in enumerate(zip(groups, holds, strict=True), 1):
            _note(sums, source, f"第{number}组合计", " | ".join(map(str, group)), held)


def _note(sums: _Sums, source: Source, name: str, words: str, held: bool) -> None:
    evidence = replace(source.evidence(source.passages[0]), quote=words, where="table")
    if held:
        sums.right.append(evidence)
    else:
        sums.wrong.setdefault(name, evidence)


def _rows(table: Table, columns: int) -> Iterator[_Row]:
    """The rows that end in numbers, each with its label: the cells before, a merged one once."""
    for row in table.rows:
        if len(row) <= columns:
            continue
        numbers = tuple(map(_number, row[-columns:]))
        if any(number is not None for number in numbers):
            yield _Row(label=normal("".join(dict.fromkeys(row[:-columns]))), numbers=numbers)


def _row(rows: Sequence[_Row], word: str) -> _Row | None:
    """The one row with the word in its label."""
    found = [row for row in rows if normal(word) in row.label]
    return found[0] if len(found) == 1 else None


def _read(row: _Row | None) -> list[int]:
    return [number for number in row.numbers if number is not None] if row else []


def _total(numbers: Sequence[int | None]) -> bool:
    read = [number for number in numbers if number is not None]
    return sum(read[:-1]) == read[-1]


def _cells(rows: Sequence[_Row]) -> str:
    return "；".join(f"{row.label}：{' | '.join(map(str, _read(row)))}" for row in rows)


def _number(cell: str) -> int | None:
    text = normal(cell)
    return int(text) if _NUMBER.fullmatch(text) else None
