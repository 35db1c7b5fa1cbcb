"""Which of the due periods the items of a series stand for, by their titles and, where a rule allows it, by their dates. Accuses nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spotcheck.audits.titles.periods import period_of, told
from spotcheck.config.kinds.base import Period
from spotcheck.portal.site_index import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The periods of a series with their items, as the reading sees them that leaves the fewest due periods empty."""

    due: tuple[tuple[str, date], ...]
    by_period: dict[str, list[Node]]
    missing: tuple[str, ...]
    vague: tuple[Node, ...]  # items that stand for no period, and could stand for any
    by_date: bool = False  # whether dates of publication were needed


def cover(period: Period, due: Sequence[tuple[str, date]], nodes: Sequence[Node], cutoff: date, *, by_date: bool) -> Cover:
    """The items over the due periods.

    An item without a period counts, ``by_date``, for the period it was published in or for the one before: for all items alike.
    Weeks are counted as ISO does, or from the first day or the first Monday, likewise.
    """
    readings = [
        each
        for anchor in ((4, 1, 7) if period is Period.WEEK else (4,))
        if (fixed := _fixed(period, nodes, anchor)) is not None
        for each in _read(period, due, fixed, nodes, cutoff, by_date)
    ]
    return min(readings, key=lambda reading: len(reading.missing))


def _fixed(period: Period, nodes: Sequence[Node], anchor: int) -> dict[str, list[Node]] | None:
    """The items by the periods that their titles name; None where a count of weeks would date an item before its week."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for name in period_names(period, node, anchor=anchor):
            if anchor != 4 and node.day is not None and node.day < _thursday(name) and name not in period_names(period, node):
                return None
            found.setdefault(name, []).append(node)
    return found


def period_names(period: Period, node: Node, extra: str = "", anchor: int = 4) -> tuple[str, ...]:
    """The periods that any label of an item names."""
    labels = sorted([*node.labels, extra])
    return tuple(dict.fromkeys(name for label in labels for name in told(period, label, node.day, anchor)))


def _thursday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[5:]), 4)


def _read(
    period: Period, due: Sequence[tuple[str, date]], fixed: dict[str, list[Node]], nodes: Sequence[Node], cutoff: date, by_date: bool
) -> list[Cover]:
    placed = {node.key for each in fixed.values() for node in each}
    loose = [node for node in nodes if node.key not in placed]
    dated = sorted(((node.day, node.key, node) for node in loose if node.day and node.day <= cutoff), key=lambda each: each[:2])
    if not by_date or not dated:
        missing = tuple(name for name, _ in due if name not in fixed)
        return [Cover(due=tuple(due), by_period=fixed, missing=missing, vague=tuple(loose))]
    vague = tuple(node for node in loose if node.day is None)
    found = []
    for offset in _offsets(period, [day for day, _, _ in dated if day is not None]):
        by_period = {name: list(each) for name, each in fixed.items()}
        for day, _, node in dated:
            name, first = period_of(period, day or cutoff)
            name = period_of(period, first - timedelta(days=1))[0] if offset else name
            by_period.setdefault(name, []).append(node)
        missing = tuple(name for name, _ in due if name not in by_period)
        found.append(Cover(due=tuple(due), by_period=by_period, missing=missing, vague=vague, by_date=True))
    return found


def _offsets(period: Period, days: Sequence[date]) -> tuple[int, int]:
    """The periods back that items may stand for, the likelier first: what comes out early in a period speaks of the last."""
    length = {Period.YEAR: 365, Period.QUARTER: 91, Period.MONTH: 30, Period.WEEK: 7}[period]
    early = sum(2 * (day - period_of(period, day)[1]).days < length for day in days)
    return (1, 0) if 2 * early > len(days) else (0, 1)
