"""What a body has to publish by when, from a day on: rows with a date, and rows whose term is told in words. Judges nothing.

A date is only given where the rule names one; a term that begins with an act (20 days after approval) stays in words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spotcheck.audits.binding import Binding, binding, in_force
from spotcheck.audits.engine import asked
from spotcheck.config.body_kinds import answers_for
from spotcheck.config.duties import Catalogue, Duty
from spotcheck.config.glossary import term
from spotcheck.config.kinds.base import Due, Period
from spotcheck.config.language import say
from spotcheck.config.models import Site

_AHEAD = 366  # days that are told
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One thing to be published. ``day``: the last day for it, None where ``when`` tells it in words alone."""

    day: date | None
    when: str
    duty: str  # with its catalogue
    title: str
    requires: str
    basis: str
    mark: str
    asked: bool  # only a person can tell whether the body is bound


def due_rows(catalogues: Sequence[Catalogue], site: Site, as_of: date) -> list[DueRow]:
    """The rows of a body from ``as_of`` on, a year ahead: by day, then those in words in the order of the catalogues."""
    found = []
    for catalogue in catalogues:
        for _, duty in catalogue.duties():
            bound = binding(duty, f"{catalogue.id}/{duty.id}", site)
            if bound not in (Binding.BOUND, Binding.ASK) or not in_force(duty, as_of, max(as_of, duty.valid_from or as_of)):
                continue
            for day, when in dict.fromkeys(_terms(duty, site, as_of)):
                if day and duty.valid_to and day > duty.valid_to:
                    continue
                found.append(
                    DueRow(
                        day=day,
                        when=when,
                        duty=f"{catalogue.id}/{duty.id}",
                        title=duty.title,
                        requires=duty.requires,
                        basis=duty.basis or catalogue.title,
                        mark=duty.mark.value,
                        asked=bound is Binding.ASK,
                    )
                )
    return sorted(found, key=lambda row: row.day or date.max)


def ics(rows: Sequence[DueRow], as_of: date) -> str:
    """The rows that have a day, as a calendar that office programs read (RFC 5545): whole days, no alarms."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//spotcheck//calendar//ZH", "CALSCALE:GREGORIAN"]
    for row in rows:
        if row.day is None:
            continue
        uid = hashlib.sha256(f"{row.duty} {row.day}".encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@spotcheck",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{row.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{row.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(row.title)}",
            f"DESCRIPTION:{_escaped(row.requires + ' ' + row.basis)}",
            "END:VEVENT",
        ]
    return "".join(folded + "\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _terms(duty: Duty, site: Site, as_of: date) -> Iterator[tuple[date | None, str]]:
    """When it is due: the day that the law names; else what the checks ask; else, where a term is told, its words."""
    if re.fullmatch(r"\d\d-\d\d", duty.due):
        month, day = (int(part) for part in duty.due.split("-"))
        yield _next(month, day, as_of, duty.valid_from), term("cadence", duty.cadence)
        return
    if duty.due:
        yield None, duty.due
        return
    for check in asked(duty, site.level, answers_for(site)):
        due, period, by = (getattr(check, name, None) for name in ("due", "period", "by"))
        if isinstance(due, Due) and due.month and due.day:
            yield _next(due.month, due.day, as_of, duty.valid_from), term("cadence", duty.cadence)
        elif isinstance(due, Due) and period in _MONTHS:
            yield _after_period(_MONTHS[period], due.grace_days or 0, as_of), term("cadence", duty.cadence)
        if isinstance(by, date) and as_of <= by <= as_of + timedelta(days=_AHEAD):
            yield by, term("cadence", duty.cadence)


def _next(month: int, day: int, as_of: date, since: date | None) -> date:
    start = max(as_of, since or as_of)
    this = date(start.year, month, day)
    return this if this >= start else date(start.year + 1, month, day)


def _after_period(months: int, grace: int, as_of: date) -> date:
    """The first day from ``as_of`` on that is ``grace`` days after the end of a month, or quarter."""
    for year in (as_of.year - 1, as_of.year, as_of.year + 1):
        for month in range(months, 13, months):
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) + timedelta(days=grace)
            if end >= as_of:
                return end
    raise AssertionError("a period ends each year")


def told(row: DueRow) -> str:
    """The day in words, or the term."""
    words = row.day.isoformat() if row.day else row.when
    return words + (say("（是否适用须确认）", " (if it binds: to be settled)") if row.asked else "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, continued with a blank."""
    room, part = 75, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", 74
        part, room = part + letter, room - size
    yield part
