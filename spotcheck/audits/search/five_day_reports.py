"""Reports every five days, in a season or in the run that a site itself shows. Knows days and intervals; accuses nobody."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from spotcheck.audits.search.period_coverage import Cover
from spotcheck.audits.titles.days import Span, spans
from spotcheck.config.kinds.base import Season
from spotcheck.config.kinds.series import SeriesCheck
from spotcheck.portal.site_index import Node

_KEPT = 9  # days between two reports of an unbroken run: five, and a holiday
_BREAK = 45  # from more days on, two seasons
_GRACE = 5


def in_seasons(spec: SeriesCheck, nodes: Sequence[Node], cutoff: date) -> Cover:
    """The due five days of the seasons, newest first, and those for which no report stands.

    Five days without a report are missing only where the reports before and after are more than nine days apart.
    """
    reports, vague = _reports(nodes)
    due: list[tuple[str, date]] = []
    missing = []
    for season, first, last in _five_days(spec.seasons, cutoff):
        on = last + timedelta(days=_GRACE if spec.due.grace_days is None else spec.due.grace_days)
        name = _name(first, last)
        if on > cutoff or (spec.first and name < spec.first) or len(due) == spec.latest:
            continue
        due.append((name, on))
        before = max((span.last for span, _ in reports if season <= span.last < first), default=season - timedelta(days=1))
        after = min((span.first for span, _ in reports if span.first > last), default=cutoff)
        if not _on(reports, first, last) and (after - before).days > _KEPT:
            missing.append(name)
    by_period = {name: _on(reports, *_ends(name)) for name, _ in due}
    for name, nearest in by_period.items():
        if not nearest and name not in missing:  # its report came a few days beside it
            first, last = _ends(name)
            by_period[name] = _on(reports, first - timedelta(days=_KEPT), last + timedelta(days=_KEPT))[:1]
    return Cover(due=tuple(due), by_period={name: each for name, each in by_period.items() if each}, missing=tuple(missing), vague=vague)


def in_run(spec: SeriesCheck, nodes: Sequence[Node], cutoff: date) -> Cover:
    """The newest reports that the site shows, and the five days that are missing between neighbours of one season."""
    reports, vague = _reports(nodes)
    shown = [(span, node) for span, node in reports if span.last <= cutoff and (not spec.first or span.last.isoformat() >= spec.first)]
    shown = shown[-spec.latest - 1 :]
    by_period: dict[str, list[Node]] = {}
    for span, node in shown:
        by_period.setdefault(_name(*_pentad(span.last)), []).append(node)
    missing = []
    for (earlier, _), (later, _) in pairwise(shown):
        if _KEPT < (later.first - earlier.last).days <= _BREAK:
            missing += _between(earlier.last + timedelta(days=1), later.first - timedelta(days=1))
    due = sorted({*by_period, *missing}, reverse=True)
    grace = timedelta(days=_GRACE)
    return Cover(
        due=tuple((name, _ends(name)[1] + grace) for name in due),
        by_period=by_period,
        missing=tuple(sorted(missing, reverse=True)),
        vague=vague,
    )


def _reports(nodes: Sequence[Node]) -> tuple[list[tuple[Span, Node]], tuple[Node, ...]]:
    """The reports with the days they speak of: those of the title, else the day of publication. And the reports without a day."""
    found: list[tuple[Span, Node]] = []
    vague = []
    for node in nodes:
        told = sorted({span for label in node.labels for span in spans(label, node.day)})
        days = [span if (span.last - span.first).days <= _KEPT else Span(first=span.last, last=span.last) for span in told]
        if not days and node.day is not None:
            days = [Span(first=node.day, last=node.day)]
        if days:
            found += [(span, node) for span in days]
        else:
            vague.append(node)
    return sorted(found, key=lambda each: (each[0].last, each[0].first, each[1].key)), tuple(vague)


def _on(reports: Sequence[tuple[Span, Node]], first: date, last: date) -> list[Node]:
    return [node for span, node in reports if span.first <= last and first <= span.last]


def _five_days(seasons: Sequence[Season], cutoff: date) -> Iterator[tuple[date, date, date]]:
    """The first day of the season, and each of its five days, newest first; a season that began some years ago is forgotten."""
    found = set()
    for season in seasons:
        for year in range(cutoff.year - 3, cutoff.year + 1):
            start, end = _day(year, season.first), _day(year + (season.last < season.first), season.last)
            day = start
            while day <= min(end, cutoff):
                first, last = _pentad(day)
                if start <= first and last <= end:
                    found.add((start, first, last))
                day = last + timedelta(days=1)
    yield from sorted(found, key=lambda each: each[1], reverse=True)


def _between(first: date, last: date) -> list[str]:
    """The whole five days between two days, or what there is."""
    found, day = [], first
    while day <= last:
        start, end = _pentad(day)
        if first <= start and end <= last:
            found.append(_name(start, end))
        day = end + timedelta(days=1)
    return found or [_name(first, last)]


def _pentad(day: date) -> tuple[date, date]:
    """The five days of the calendar that a day lies in: 1 to 5, …, and from the 26th to the end of the month."""
    number = min((day.day - 1) // 5, 5)
    end = monthrange(day.year, day.month)[1] if number == 5 else number * 5 + 5
    return day.replace(day=number * 5 + 1), day.replace(day=end)


def _name(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _ends(name: str) -> tuple[date, date]:
    first, last = name.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")
