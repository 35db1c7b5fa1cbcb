"""How long a consultation or a posted notice stays open: the settings. The words stand in open_days.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, DaysKind, Facts
from spotcheck.config.language import say
from spotcheck.config.models import Terms


class OpenDaysCheck(Check):
    """Each of the newest notices that states its own first and last day stays open for ``at_least`` days, both days counted.

    ``reasons``: words by which a page gives a reason for a shorter time, where the law lets it.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("at_least",)

    kind: Literal["open_days"]
    items: Terms
    at_least: int = Field(ge=1)
    days: DaysKind = DaysKind.CALENDAR
    reasons: tuple[str, ...] = ()
    draw: int = Field(default=5, ge=1)

    def facts(self) -> Facts:
        """The days."""
        working = self.days is DaysKind.WORKING
        unit = say("个工作日", " working days") if working else say("日", " days")
        return {"at_least": f"{self.at_least}{unit}"}
