"""Charts as plain geometry: a stacked bar in per cent of the drawing's width, so that text keeps its size on a phone.

The template draws it; a table always stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 0.4
_ROOM_FOR_LABEL = 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a bar, in per cent of its width. ``label`` is empty where the part is too narrow for it."""

    x: float
    width: float
    middle: float
    tone: str
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StackChart:
    """A bar of parts with the sentence that a screen reader says instead."""

    description: str
    segments: tuple[Segment, ...]


def stack(parts: Sequence[tuple[str, str, int]], *, description: str) -> StackChart:
    """A bar from (tone, label, count); parts without a count are left out. ``description`` names the chart."""
    shown = [part for part in parts if part[2] > 0]
    total = sum(count for _, _, count in shown)
    room = 100 - _GAP * max(len(shown) - 1, 0)
    segments = []
    x = 0.0
    for tone, label, count in shown:
        size = room * count / total
        segments.append(
            Segment(
                x=round(x, 3),
                width=round(size, 3),
                middle=round(x + size / 2, 3),
                tone=tone,
                label=str(count) if size >= _ROOM_FOR_LABEL else "",
                title=f"{label} {count}",
            )
        )
        x += size + _GAP
    spoken = f"{description}: {', '.join(segment.title for segment in segments)}" if segments else description
    return StackChart(description=spoken, segments=tuple(segments))
