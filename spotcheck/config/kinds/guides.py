"""Service guides with their elements: the settings. The words stand in guides.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import LAID_OUT, USUAL, Check, Facts, required_names
from spotcheck.config.models import Names, Part, Terms

SERVICES_ELSEWHERE = OwnNote("services_elsewhere")


class GuidesCheck(Check):
    """Fewer than ``least`` service guides lack ``lacking`` or more of the classes of elements ``fields``.

    ``few``: asked only of sites with fewer than ``least`` guides, and met unless every one of them lacks that many; then a person looks.
    """

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}
    FACTS: ClassVar[tuple[str, ...]] = ("required",)

    kind: Literal["guides"]
    names: Names
    items: Terms
    fields: tuple[Part, ...] = Field(min_length=1)
    lacking: int = Field(default=1, ge=1)
    least: int = Field(default=1, ge=1)
    few: bool = False
    draw: int = Field(default=0, ge=0)  # guides looked at, newest first; 0: all

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """Where there are few, a person looks before any is held against the site."""
        return LAID_OUT if self.few else USUAL

    def facts(self) -> Facts:
        """The elements."""
        return required_names(self.fields)
