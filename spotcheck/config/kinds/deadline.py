"""A document by a day: the settings. The words stand in deadline.toml."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from spotcheck.config.kinds.base import Check, DaysKind, Facts, Fault, is_month_and_day
from spotcheck.config.language import language
from spotcheck.config.models import Names, Terms


class DeadlineCheck(Check):
    """A document that must stand on the site by a day, that day included.

    Either ``by``; or ``within`` days (the day they are counted from is day 0) after ``counted_from``: a date, or "issued", the
    document's own day of issue (成文日期).
    Kept is a pass, broken is ``late``; not found is ``absent`` until ``judge_absence_until`` and cannot be told afterwards.
    With ``every_year`` (MM-DD) the newest item of the year before is looked at, once its day has passed; whether it is there at all
    is for a series beside it.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("by", "within", "counted_from", "every_year")

    kind: Literal["deadline"]
    names: Names | None = None
    items: Terms
    also: Terms | None = None  # other titles that are the thing too
    by: datetime.date | None = None
    within: int | None = None
    days: DaysKind = DaysKind.CALENDAR
    counted_from: datetime.date | Literal["issued"] | None = None
    judge_absence_until: datetime.date | None = None
    any_year: bool = False  # a title need not name the year of the deadline
    every_year: str = ""  # MM-DD, that day included: due each year, for the year before

    def faults(self) -> Iterator[Fault]:
        """One way to say when, and not both."""
        if self.every_year:
            if self.by or self.within is not None or self.judge_absence_until or self.any_year:
                yield (
                    ("every_year",),
                    "不与 by、within、judge_absence_until、any_year 同用；请删去",
                    "stands without by, within and the rest; remove them",
                )
            if not is_month_and_day(self.every_year):
                yield ("every_year",), "应写成每年都有的月-日，如 01-31", "must be a month and day of every year, like 01-31"
        elif (self.by is None) == (self.within is None or self.counted_from is None):
            yield ("by",), "请给出 by，或者 within 和 counted_from，二者取一", "give either by, or within and counted_from"
        if self.by and self.judge_absence_until and self.judge_absence_until < self.by:
            yield ("judge_absence_until",), "早于 by；请改正日期", "is before 'by'; correct the dates"
        if (self.within is None) != (self.counted_from is None):
            yield ("within",), "within 与 counted_from 须一并给出", "within and counted_from go together"
        if self.days is DaysKind.WORKING and self.within is None:
            yield ("days",), "只与 within 同用；请删去", "goes only with within; remove it"
        if self.within is not None and self.within < 1:
            yield ("within",), "应为 1 天以上", "must be 1 day or more"

    def facts(self) -> Facts:
        """The day, or the days and from when they are counted."""
        if self.every_year:
            return {"every_year": self.every_year}
        if self.by:
            return {"by": self.by.isoformat()}
        if not self.within or not self.counted_from:
            return {}
        working = self.days is DaysKind.WORKING
        if language() == "zh":
            start = "成文日期" if self.counted_from == "issued" else str(self.counted_from)
            return {"within": f"{self.within} 个工作日" if working else f"{self.within} 天", "counted_from": start}
        start = "its own day of issue" if self.counted_from == "issued" else str(self.counted_from)
        return {"within": f"{self.within} working days" if working else f"{self.within} days", "counted_from": start}
