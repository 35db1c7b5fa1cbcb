"""The words of a line by the cells they stand in, as far as the gaps between them tell. Knows nothing of other lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spotcheck.crawler.reading.files.pdf_layout import Word, text_of
from spotcheck.crawler.reading.files.pdf_ruled import NUMBER

_COLUMN = 0.9  # of a letter's height: a gap between columns
_BESIDE = 0.7  # one between a number and a word
_NUMBERS = 0.45  # one between two numbers, which have no space inside
_SPREAD = 2.6  # and one between the letters of a word that is spread over its cell


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line without a gap: a cell, or a piece of one."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def level(self) -> float:
        return self.words[0].level

    @property
    def text(self) -> str:
        return text_of(self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)


RunLine = list[Run]


def runs_of(line: Sequence[Word]) -> RunLine:
    """The words of a line by the cells that gaps part."""
    runs: list[list[Word]] = []
    for word in line:
        if runs and _beside(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Run(tuple(run)) for run in runs]


def _beside(before: Word, word: Word) -> bool:
    """Whether two words of a line stand in one column, as far as the gap between them tells."""
    gap = (word.left - before.right) / max(min(word.size, before.size), 4)
    one, other = NUMBER.fullmatch(before.text), NUMBER.fullmatch(word.text)
    if one and other:
        return gap <= _NUMBERS
    if one or other:
        return gap <= _BESIDE
    spread = len(before.text) == len(word.text) == 1 and before.text > "\u3400" and word.text > "\u3400"
    return gap <= (_SPREAD if spread else _COLUMN)  # 合　计: letters of one word


def is_number(text: str) -> bool:
    """Whether a cell holds a number, and no mere dash."""
    return bool(NUMBER.fullmatch(text)) and any(map(str.isdigit, text))
