"""The sums of a table of numbers hold: the settings. The words stand in arithmetic.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Fault, Setting
from spotcheck.config.models import Terms


class Equation(Setting):
    """Rows whose numbers, column by column, add up to the same on both sides. A row is told by a word of its label."""

    name: str
    left: tuple[str, ...] = Field(min_length=1)
    right: tuple[str, ...] = Field(min_length=1)

    def shown(self) -> str:
        """本年新收 + 上年结转 = 总计 + 结转下年度."""
        return f"{' + '.join(self.left)} = {' + '.join(self.right)}"


class ArithmeticCheck(Check):
    """In the newest document, a table that holds every word of ``holds`` adds up.

    ``columns``: numbers at the end of each row, the last of which is the sum of the others; with ``equations`` between rows.
    ``blocks``: rows of numbers alone, in groups of so many, the last of each the sum of the others. Where it is not there at all,
    or not read, other checks decide.
    """

    FACTS: ClassVar[tuple[str, ...]] = ()

    kind: Literal["arithmetic"]
    items: Terms
    holds: tuple[str, ...] = Field(min_length=1)
    columns: int = Field(default=0, ge=0)
    equations: tuple[Equation, ...] = ()
    blocks: int = Field(default=0, ge=0)

    def faults(self) -> Iterator[Fault]:
        """One way to add up, and not both."""
        if (self.columns > 1) == (self.blocks > 1):
            yield ("columns",), "请给出 columns 或 blocks（2 以上），二者取一", "give columns or blocks (2 or more), and not both"
        if self.equations and self.blocks:
            yield ("equations",), "只与 columns 同用；请删去", "goes only with columns; remove it"
