"""The site can be opened, by stored probes: the settings. The words stand in probes.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts


class ProbesCheck(Check):
    """The site can be opened: of stored probes of its home page a share of ``share`` or more failed.

    The window is the ``days`` days up to the day of judgement. A day needs ``per_day`` probes, counted ``apart_minutes`` apart.
    """

    READS_PAGES: ClassVar[bool] = False
    FACTS: ClassVar[tuple[str, ...]] = ("share", "per_day")

    kind: Literal["probes"]
    share: float = 0.05
    days: int = Field(default=7, ge=1)
    per_day: int = Field(default=20, ge=1)
    apart_minutes: int = Field(default=10, ge=0)

    def facts(self) -> Facts:
        """The share, and the probes that a day needs."""
        return {"share": f"{self.share:.0%}", "per_day": str(self.per_day)}
