"""Whose site it is, in the foot of its pages: the settings. The words stand in identity.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import LAID_OUT, USUAL, Check, Facts, required_names
from spotcheck.config.models import Part

MAY_BE_SCRIPTED = OwnNote("may_be_scripted")


class IdentityCheck(Check):
    """The foot of the home page, or of ``every`` page, says whose site it is.

    ``scripted``: parts that scripts often set; where such a one is not seen, a person looks.
    """

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}
    FACTS: ClassVar[tuple[str, ...]] = ("required",)

    kind: Literal["identity"]
    parts: tuple[Part, ...] = Field(min_length=1)
    where: Literal["home", "every"] = "every"
    scripted: tuple[str, ...] = ()

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """What scripts often set is never held against the site by a machine."""
        if not {part.name for part in self.parts} - set(self.scripted):
            return LAID_OUT
        return self.REACHES if self.scripted else USUAL

    def facts(self) -> Facts:
        """The parts."""
        return required_names(self.parts)

    def crawl_words(self) -> Iterator[str]:
        """What the parts are called."""
        yield from super().crawl_words()
        yield from (word for part in self.parts for word in part.any if "+" not in word)
