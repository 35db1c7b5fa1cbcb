"""Shares that carry the two counts they come from. A share that does not recompute is refused, never printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


class Unreconciled(ValueError):
    """A printed number does not follow from the counts beside it: a fault of the program, not of the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """``part`` of ``whole`` with the words that a report prints for it."""

    part: int
    whole: int
    places: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole or self.whole == 0:
            raise Unreconciled(f"{self.part} of {self.whole} is no share")
        if self.words != percent(self.part, self.whole, self.places):
            raise Unreconciled(f"{self.words} is not {self.part} of {self.whole}")


def rate(part: int, whole: int, places: int = 1) -> Rate:
    """The share as a rate, to ``places`` decimals, halves rounded up as the notices do."""
    return Rate(part=part, whole=whole, places=places, words=percent(part, whole, places))


def percent(part: int, whole: int, places: int = 1) -> str:
    """``part`` of ``whole`` in per cent; an em dash for a share of nothing."""
    if whole == 0:
        return "—"
    step = Decimal(1).scaleb(-places)
    return f"{(Decimal(100 * part) / Decimal(whole)).quantize(step, ROUND_HALF_UP)}%"
