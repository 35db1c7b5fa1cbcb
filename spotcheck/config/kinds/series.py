"""Every due period has its item: the settings. The words stand in series.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from spotcheck.config.kinds.base import Check, Due, Fault, Period, Season, faults_of_periods, is_month_and_day
from spotcheck.config.models import Names, Terms

_FIRST = {
    Period.YEAR: r"\d{4}",
    Period.QUARTER: r"\d{4}Q[1-4]",
    Period.MONTH: r"\d{4}-(0[1-9]|1[0-2])",
    Period.WEEK: r"\d{4}W\d{2}",
    Period.FIVE_DAYS: r"\d{4}-\d{2}-\d{2}",
}


class SeriesCheck(Check):
    """Every due period of the audited span has its item. ``latest`` due periods are judged, none before ``first``.

    ``by_date``: an item whose title names no period stands for the period of its publication.
    ``five_days``: with ``seasons`` each five days of a season; without, only the run of reports that the site itself shows.
    """

    kind: Literal["series"]
    names: Names | None = None
    items: Terms
    period: Period
    due: Due
    latest: int
    first: str = ""  # e.g. "2017Q2"
    by_date: bool = False
    seasons: tuple[Season, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """The periods agree with each other, and what goes with five days only stands there only."""
        yield from faults_of_periods(self.period, self.due, self.latest)
        if self.first and not re.fullmatch(_FIRST[self.period], self.first):
            yield (
                ("first",),
                f"“{self.first}”不是该周期的写法；例：2017、2017Q2、2017-04、2017W18、2017-06-01",
                f"'{self.first}' is no such period; like 2017, 2017Q2, 2017-04, 2017W18, 2017-06-01",
            )
        if self.by_date and self.period is Period.FIVE_DAYS:
            yield ("by_date",), "five_days 本就按日期判断；请删去", "five_days go by dates anyway; remove it"
        if self.seasons and self.period is not Period.FIVE_DAYS:
            yield ("seasons",), '只与 period = "five_days" 同用；请删去', 'goes only with period = "five_days"; remove it'
        for index, season in enumerate(self.seasons):
            for name in ("first", "last"):
                if not is_month_and_day(getattr(season, name)):
                    yield ("seasons", index, name), "应写成每年都有的月-日，如 06-01", "must be a month and day of every year, like 06-01"
