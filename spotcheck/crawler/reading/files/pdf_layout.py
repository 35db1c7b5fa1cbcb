"""Where words and ruled lines stand on a page of a PDF, in points from its lower left corner. What they mean is told elsewhere."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_MAX_CHARS = 20_000  # a page
_MAX_RULES = 20_000
_THIN = 2.5  # points: a rectangle thinner than this is a line
_TOUCH = 0.15  # of a letter's height
_SHORT = 4.0  # points: a line shorter than this rules nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters on one line, with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruled line: at ``at``, from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its words, and the lines ruled across and down it."""

    words: tuple[Word, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @classmethod
    def of(cls, page: Any, words: tuple[Word, ...]) -> Sheet:
        across: list[Rule] = []
        down: list[Rule] = []
        for x0, y0, x1, y1 in _edges(page):
            if abs(y0 - y1) <= _THIN and abs(x0 - x1) >= _SHORT:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= _THIN and abs(y0 - y1) >= _SHORT:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
            if len(across) + len(down) > _MAX_RULES:
                break
        return cls(words, tuple(across), tuple(down))

    def lines(self, words: Iterable[Word] | None = None) -> list[list[Word]]:
        """Words by lines, from top to bottom, each line from left to right."""
        found: list[list[Word]] = []
        for word in sorted(self.words if words is None else words, key=lambda w: -w.middle):
            if found and abs(found[-1][0].middle - word.middle) < max(word.top - word.bottom, 4) * 0.6:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda w: w.left) for line in found]


def words_of(textpage: Any) -> tuple[Word, ...]:
    """The runs of characters that touch each other. What has any gap stays apart: a ruled line may stand in it."""
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    found: list[Word] = []
    for n in range(min(textpage.count_chars(), _MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(textpage, n)
        if code <= 32 or code == 0xA0 or code == 0x3000 or 0xD800 <= code < 0xE000:
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, n, place):
            continue
        word = Word(chr(code), box.left, box.bottom, box.right, box.top)
        before = found[-1] if found else None
        height = word.top - word.bottom
        if before and abs(before.middle - word.middle) < 0.3 * height and abs(word.left - before.right) < _TOUCH * height:
            found[-1] = Word(before.text + word.text, before.left, min(before.bottom, word.bottom), word.right, max(before.top, word.top))
        else:
            found.append(word)
    return tuple(found)


def _edges(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of all paths; a filled thin rectangle is one."""
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if right - left <= _THIN or top - bottom <= _THIN:
            yield left, bottom, right, top
            continue
        matrix = item.get_matrix()
        x, y = ctypes.c_float(), ctypes.c_float()
        begun = here = None
        for n in range(min(raw.FPDFPath_CountSegments(item), _MAX_RULES)):
            segment = raw.FPDFPath_GetPathSegment(item, n)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            there = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                begun = there
            elif kind == raw.FPDF_SEGMENT_LINETO and here is not None:
                yield (*here, *there)
            here = there
            if begun is not None and raw.FPDFPathSegment_GetClose(segment):
                yield (*here, *begun)
                here = begun
