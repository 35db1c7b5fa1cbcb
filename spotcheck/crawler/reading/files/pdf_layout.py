"""Where words and ruled lines stand on a page of a PDF, in points from the lower left corner of the page as it is read.

Turned so that most letters stand upright, however the page lies. What words and lines mean is told elsewhere.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi
from typing import Any

import pypdfium2.raw as raw

_MAX_CHARS = 20_000  # a page
_MAX_RULES = 20_000
_MAX_DEPTH = 4  # forms in forms
_THIN = 2.5  # points: a rectangle thinner than this is a line
WIDE = 1.2  # of a letter's height: a gap that parts pieces of a line
_SPACE = 0.25  # and one that is a space between Latin letters
_TOUCH = 0.15  # of a letter's height
_LEVEL = 0.25  # of a letter's height: what stands so much higher or lower is on the same line
_SHORT = 4.0  # points: a line shorter than this rules nothing
_PALE = 245  # of 255: what is paler is not seen on paper

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters on one line, with its box and the line it stands on.

    ``joints``: (letters before, place) where the writer of the file began anew inside it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float | None = None
    joints: tuple[tuple[int, float], ...] = ()

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def level(self) -> float:
        """The height of its line, or near it where it is not known."""
        return self.bottom + 0.2 * self.size if self.base is None else self.base

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def cut(self, places: Sequence[float]) -> list[Word]:
        """The words it is of, where it was put together from two over one of ``places``."""
        for place in places:
            if self.left < place < self.right:
                joint = min(self.joints, key=lambda joint: abs(joint[1] - place), default=None)
                if joint and abs(joint[1] - place) < 0.6 * self.size:
                    letters, at = joint
                    rest = tuple((n - letters, x) for n, x in self.joints if n > letters)
                    before = tuple((n, x) for n, x in self.joints if n < letters)
                    head = Word(self.text[:letters], self.left, self.bottom, at, self.top, self.base, before)
                    return [head, *Word(self.text[letters:], at, self.bottom, self.right, self.top, self.base, rest).cut(places)]
        return [self]


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
    def of(cls, page: Any, textpage: Any, more: tuple[Word, ...] = ()) -> Sheet:
        """A page with the words of its text, and ``more`` that stand on it."""
        turn = _turn(textpage)
        words = [*_words(textpage), *more]
        across: list[Rule] = []
        down: list[Rule] = []
        for x0, y0, x1, y1 in _edges(page):
            if turn:
                (x0, y0), (x1, y1) = _turned(x0, y0, turn), _turned(x1, y1, turn)
            if abs(y0 - y1) <= _THIN and abs(x0 - x1) >= _SHORT:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= _THIN and abs(y0 - y1) >= _SHORT:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
            if len(across) + len(down) > _MAX_RULES:
                break
        return cls(_joined(_upright(word, turn) for word in words), tuple(across), tuple(down))

    def lines(self, words: Iterable[Word] | None = None) -> list[list[Word]]:
        """Words by lines, from top to bottom, each line from left to right."""
        found: list[list[Word]] = []
        for word in sorted(self.words if words is None else words, key=lambda w: -w.level):
            if found and abs(found[-1][0].level - word.level) < max(min(word.size, found[-1][0].size), 4) * 0.4:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda w: w.left) for line in found]


def text_of(words: Sequence[Word]) -> str:
    """Words of a line as text. A narrow gap is a space between Latin letters only: Chinese ones stand apart without meaning it."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        gap = (word.left - before.right) / max(word.size, before.size, 4)
        both = before.text[-1].isascii() and word.text[0].isascii()
        if (gap > _SPACE and both) or (gap > WIDE and (before.text[-1].isascii() or word.text[0].isascii())):
            pieces.append(" ")
        pieces.append(word.text)
    return "".join(pieces)


def _turn(textpage: Any) -> int:
    """How often the letters are turned to the left by a quarter: 0 to 3, as most of them are."""
    count = min(textpage.count_chars(), _MAX_CHARS)
    step = max(1, count // 200)
    angles = Counter(
        round(raw.FPDFText_GetCharAngle(textpage, n) / (pi / 2)) % 4
        for n in range(0, count, step)
        if raw.FPDFText_GetUnicode(textpage, n) > 32
    )
    return (4 - angles.most_common(1)[0][0]) % 4 if angles else 0


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place on the page when it is turned so that letters turned to the left stand upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _upright(word: Word, turn: int) -> Word:
    if not turn:
        return word
    (x0, y0), (x1, y1) = _turned(word.left, word.bottom, turn), _turned(word.right, word.top, turn)
    base = word.base
    if base is not None:  # kept as y where letters are upright, as x where they lie
        base = {1: -base, 2: -base, 3: base}[turn]
    return Word(word.text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), base, word.joints)


def _words(textpage: Any) -> Iterator[Word]:
    """The letters, each a word of its own, with the piece of the file that wrote it as its joint."""
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    turn = _turn(textpage)
    for n in range(min(textpage.count_chars(), _MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(textpage, n)
        if code <= 32 or code == 0xA0 or code == 0x3000 or 0xD800 <= code < 0xE000:
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, n, place) or not raw.FPDFText_GetCharOrigin(textpage, n, x, y):
            continue
        writer = ctypes.cast(raw.FPDFText_GetTextObject(textpage, n), ctypes.c_void_p).value or 0
        yield Word(chr(code), box.left, box.bottom, box.right, box.top, x.value if turn % 2 else y.value, ((writer, 0.0),))


def _joined(letters: Iterable[Word]) -> tuple[Word, ...]:
    """The runs of letters that touch each other. What has any gap stays apart: a ruled line may stand in it."""
    found: list[Word] = []
    writer = 0
    last: Word | None = None
    for letter in letters:
        if last and last.text == letter.text and abs(last.left - letter.left) + abs(last.level - letter.level) < _TOUCH * letter.size:
            continue  # written twice over itself, to look bold
        last = letter
        written = letter.joints[0][0] if letter.joints else 0
        before = found[-1] if found else None
        size = min(letter.size, before.size) if before else 0.0
        if before and abs(before.level - letter.level) < _LEVEL * size and abs(letter.left - before.right) < _TOUCH * size:
            joints = before.joints if written == writer else (*before.joints, (len(before.text), letter.left))
            bottom, top = min(before.bottom, letter.bottom), max(before.top, letter.top)
            found[-1] = Word(before.text + letter.text, before.left, bottom, letter.right, top, before.base, joints)
        else:
            found.append(Word(letter.text, letter.left, letter.bottom, letter.right, letter.top, letter.base))
        writer = written
    return tuple(found)


def _edges(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of all paths that are seen: strokes, and filled rectangles so thin that they are lines."""
    for item, matrix in _paths(page):
        if (box := _box(item, matrix)) is None:
            continue
        left, bottom, right, top = box
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if right - left <= _THIN or top - bottom <= _THIN:
            if not _pale(item, raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor):
                yield left, bottom, right, top
            continue
        if not stroke.value or _pale(item, raw.FPDFPageObj_GetStrokeColor):
            continue  # a ground that is painted, not a line
        yield from _strokes(item, matrix)


def _strokes(item: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = here = None
    own = _times(_matrix(item), matrix)
    for n in range(min(raw.FPDFPath_CountSegments(item), _MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        there = _at(x.value, y.value, own)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = there
        elif kind == raw.FPDF_SEGMENT_LINETO and here is not None:
            yield (*here, *there)
        here = there
        if begun is not None and raw.FPDFPathSegment_GetClose(segment):
            yield (*here, *begun)
            here = begun


def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every path of a page with the matrix of the forms it stands in."""
    waiting: list[tuple[Any, Matrix, int]] = []
    for n in range(min(raw.FPDFPage_CountObjects(page), _MAX_RULES)):
        waiting.append((raw.FPDFPage_GetObject(page, n), _SAME, 0))
    for seen, (item, matrix, depth) in enumerate(waiting):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH and seen < _MAX_RULES:
            inner = _times(_matrix(item), matrix)
            for n in range(min(raw.FPDFFormObj_CountObjects(item), _MAX_RULES - min(len(waiting), _MAX_RULES))):
                waiting.append((raw.FPDFFormObj_GetObject(item, n), inner, depth + 1))


def _box(item: Any, matrix: Matrix) -> tuple[float, float, float, float] | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    if matrix is _SAME:
        return left, bottom, right, top
    (x0, y0), (x1, y1) = _at(left, bottom, matrix), _at(right, top, matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pale(item: Any, ask: Any) -> bool:
    red, green, blue, seen = (ctypes.c_uint() for _ in range(4))
    return bool(ask(item, red, green, blue, seen)) and (seen.value < 10 or min(red.value, green.value, blue.value) >= _PALE)


def _matrix(item: Any) -> Matrix:
    held = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, held):
        return _SAME
    return held.a, held.b, held.c, held.d, held.e, held.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
