"""Numbered issues (第3期, 5号通报) and the numbers that a run of them skips. Mixes no series; claims no hole that anything could fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spotcheck.audits.titles.days import counted
from spotcheck.portal.site_index import Node

_ISSUE = re.compile(
    r"(?:(?P<all>总)第?|第|(?<=年))\(?(?P<n>\d{1,4})\)?期|第(?P<n2>\d{1,4})号|(?<!\d)(?P<n3>\d{1,3})号(?=通报|公告|通告|公报)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)年?(?!\d)")
_NAMELESS = re.compile(r"[\W\d_]+")
_NUMBERED_AT_LEAST = 3  # numbered issues from which a hole can be told
_HALF_YEAR = 183
_HOLE_AT_MOST = 24  # numbers between two issues; more are another count


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A numbered issue. ``year`` is None where the title names none, or where its number counts over the years."""

    node: Node
    series: str
    year: int | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A number skipped between two issues."""

    name: str
    before: Node
    after: Node

    def may_be(self, node: Node) -> bool:
        """Whether an item without a number could be it: it was published between its neighbours, or nobody knows when."""
        first, last = self.before.day, self.after.day
        return node.day is None or first is None or last is None or min(first, last) <= node.day <= max(first, last)


def issue(node: Node) -> Issue | None:
    """The issue that the title of a node names."""
    for label in sorted(node.labels, key=lambda each: (-len(each), each)):
        text = counted(label, numbers=True)
        marks = list(_ISSUE.finditer(text))
        if not marks:
            continue
        mark = next((each for each in marks if each["all"]), marks[0])
        years = _YEAR.findall(text)
        number = int(mark["n"] or mark["n2"] or mark["n3"])
        year = int(years[0]) if years and not mark["all"] else None
        return Issue(node=node, series=_NAMELESS.sub("", text), year=year, number=number)
    return None


def holes(nodes: Sequence[Node]) -> tuple[list[Hole], list[Node]]:
    """The numbers that series of issues skip, and the items that bear no number."""
    groups: dict[tuple[str, int | None], list[Issue]] = defaultdict(list)
    plain = []
    for node in nodes:
        found = issue(node)
        if found is None:
            plain.append(node)
        else:
            groups[(found.series, found.year)].append(found)
    every = [hole for key in sorted(groups, key=lambda key: (key[0], key[1] or 0)) for hole in _skipped(groups[key])]
    return every, plain


def _skipped(issues: Sequence[Issue]) -> list[Hole]:
    found = []
    for run in [issues] if issues[0].year is not None else _runs(issues):
        by_number = {each.number: each for each in sorted(run, key=lambda each: (each.number, each.node.key))}
        numbers = sorted(by_number)
        if len(numbers) < _NUMBERED_AT_LEAST:
            continue
        for low, high in pairwise(numbers):
            before, after = by_number[low].node, by_number[high].node
            if high - low > _HOLE_AT_MOST or (by_number[low].year is None and not (before.day and after.day and before.day <= after.day)):
                continue
            for number in range(low + 1, high):
                if not any(each.number == number and (each.year is not None or _near(each.node, before, after)) for each in issues):
                    year = by_number[low].year
                    found.append(Hole(name=f"{year}年第{number}期" if year else f"第{number}期", before=before, after=after))
    return found


def _runs(issues: Sequence[Issue]) -> list[list[Issue]]:
    """Issues without a year, cut where the count begins anew. Those without a day belong to no run."""
    dated = sorted((each for each in issues if each.node.day is not None), key=lambda each: (each.node.day or date.min, each.number))
    runs: list[list[Issue]] = []
    for each in dated:
        if not runs or (each.number < runs[-1][-1].number and each.number <= 2):
            runs.append([])
        runs[-1].append(each)
    return runs


def _near(node: Node, before: Node, after: Node) -> bool:
    return node.day is None or any(beside.day is None or abs((node.day - beside.day).days) <= _HALF_YEAR for beside in (before, after))
