"""A column exists, can be reached and is not blank: the settings. The words stand in column.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.kinds.base import Check, Facts, accepted_names
from spotcheck.config.models import Names, Terms


class ColumnCheck(Check):
    """The column exists, can be reached and is not blank; with ``contents`` it also holds what its name says."""

    FACTS: ClassVar[tuple[str, ...]] = ("accepted",)

    kind: Literal["column"]
    names: Names
    contents: Terms | None = None  # a title that an entry or the text of the column must match

    def facts(self) -> Facts:
        """The names that the rule accepts."""
        return {"accepted": accepted_names(self.names)}
