"""Columns that stand still, counted: the settings. The words stand in stale_columns.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import PERSON, USUAL, Check, Facts, Setting
from spotcheck.config.language import language
from spotcheck.config.models import Names

NO_PERIOD_SET = OwnNote("no_period_set")


class ColumnClass(Setting):
    """Columns of one class and how long they may stand still: days, or calendar months."""

    label: str
    names: Names
    max_age_days: int | None = Field(default=None, ge=1)
    max_age_months: int | None = Field(default=None, ge=1)
    first_level: bool = False  # only columns right below the home page

    def shown(self) -> str:
        """动态要闻类 14 天（只看一级栏目）."""
        months, days = self.max_age_months, self.max_age_days
        if language() == "zh":
            limit, only = f"{months} 个月" if months else f"{days} 天", "（只看一级栏目）"
        else:
            limit, only = f"{months} months" if months else f"{days} days", " (first level only)"
        return f"{self.label} {limit}{only if self.first_level else ''}"


class StaleColumnsCheck(Check):
    """Fewer than ``least`` columns of the classes stand still. Without classes nothing says what is long, and a person judges.

    ``every``: a class is at fault only where all of its columns stand still.
    """

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}
    FACTS: ClassVar[tuple[str, ...]] = ("at_least",)

    kind: Literal["stale_columns"]
    classes: tuple[ColumnClass, ...] = ()
    least: int = Field(default=1, ge=1)
    every: bool = False

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """Without classes all is left to a person."""
        return USUAL if self.classes else PERSON

    def facts(self) -> Facts:
        """How many are a fault."""
        return {"at_least": str(self.least)}
