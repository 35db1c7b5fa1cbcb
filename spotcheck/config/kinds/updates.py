"""The home page was updated: the settings. The words stand in updates.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import USUAL, Check, Facts

HOME_BEHIND_COLUMNS = OwnNote("home_behind_columns")


class UpdatesCheck(Check):
    """The home page shows at least ``least`` items of the last ``max_age_days`` days; one of a gate is judged by the columns behind it."""

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}
    FACTS: ClassVar[tuple[str, ...]] = ("at_least", "max_age_days")

    kind: Literal["updates"]
    max_age_days: int = Field(ge=1)
    least: int = Field(default=1, ge=1)

    def facts(self) -> Facts:
        """How many items of how many days."""
        return {"at_least": str(self.least), "max_age_days": str(self.max_age_days)}
