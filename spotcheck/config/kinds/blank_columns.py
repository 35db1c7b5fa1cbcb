"""Blank columns, counted: the settings. The words stand in blank_columns.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts
from spotcheck.config.models import Names


class BlankColumnsCheck(Check):
    """Fewer than ``least`` columns are blank; those that ``other`` names are judged elsewhere."""

    FACTS: ClassVar[tuple[str, ...]] = ("at_least",)

    kind: Literal["blank_columns"]
    least: int = Field(default=1, ge=1)
    other: Names | None = None

    def facts(self) -> Facts:
        """How many are a fault."""
        return {"at_least": str(self.least)}
