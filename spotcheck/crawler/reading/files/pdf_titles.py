"""What the lines above a table of a PDF say of it: its caption, its unit, its number, who made it. Decides nothing about its cells.

Each piece of a line counts for itself: a caption, the number of a table and the unit may stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spotcheck.crawler.reading.files.content import NUMBERED, UNIT
from spotcheck.crawler.reading.files.pdf_layout import WIDE, Word, text_of

_MOST = 60  # characters of a caption, and of a note
_LINES = 8  # lines above a table that are looked at
_BIGGER = 1.12  # how much bigger the letters of a caption are than those of its table, where they are
_NEVER = ("。", "；", "，", "、", "：", ":", ";", ",", "！", "？")
_YEAR = re.compile(r"[(（]?(?:19|20)\d\d\s?年?\s?(?:度|[-—至~]\s?(?:19|20)\d\d\s?年度?)?(?:\d{1,2}月(?:\d{1,2}日)?)?[)）]?")
_FOLIO = re.compile(r"[-—–·\s]{0,5}(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/,，、]?\s?共?\s?\d{1,4}\s?页?)?[-—–·\s]{0,5}")
_REMARK = re.compile(r"(?:备\s?注|注|说\s?明|附注)\s?\d{0,2}[:：.．、]")
_MONEY = re.compile(r"[(（]?(?:人民币)?[百千万亿]{0,2}元[)）]?")
_AGAIN = re.compile(r"[(（]?续(?:表|前表|上表|\d{1,2})?[)）]?")
_LIST = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: its pieces, which wide gaps part, and where it stands."""

    pieces: tuple[str, ...]
    places: tuple[tuple[float, float], ...]  # left and right of each piece
    level: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """``again``: it says that a table goes on (续表)."""

    caption: str = ""
    notes: tuple[str, ...] = ()
    again: bool = False


def line_of(words: Sequence[Word]) -> Line:
    """The words of one line, from left to right, as a line."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and word.left - pieces[-1][-1].right <= WIDE * max(word.size, pieces[-1][-1].size, 4):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    spread = len(words) > 3 and all(len(word.text) == 1 for word in words) and len({round(w.size) for w in words}) == 1
    if spread and _even([b.left - a.right for a, b in pairwise(words)]):
        pieces = [list(words)]  # a caption with its letters spread over the line
    return Line(
        pieces=tuple(text_of(piece) for piece in pieces),
        places=tuple((piece[0].left, piece[-1].right) for piece in pieces),
        level=words[0].level,
        size=max(word.size for word in words),
    )


def _even(gaps: Sequence[float]) -> bool:
    return max(gaps) < 1.6 * min(gaps) + 2


def is_note(piece: str) -> bool:
    """Whether a piece of a line names the unit, the number, the maker or the year of a table: no caption."""
    return len(piece) <= _MOST and bool(
        UNIT.search(piece) or NUMBERED.fullmatch(piece) or _MONEY.fullmatch(piece) or _YEAR.fullmatch(piece) or _AGAIN.fullmatch(piece)
    )


def is_folio(text: str) -> bool:
    """Whether a line is the number of a page."""
    return bool(_FOLIO.fullmatch(text))


def is_no_row(pieces: Sequence[str]) -> bool:
    """Whether a line is none of a table: one of its pieces names the unit or the maker, or it is the number of a table alone."""
    return any(UNIT.search(piece) and len(piece) <= _MOST for piece in pieces) or (
        len(pieces) == 1
        and (is_note(pieces[0]) or _REMARK.match(pieces[0]) is not None)
        and not is_folio(pieces[0])
        and not _YEAR.fullmatch(pieces[0])
    )


def titles(above: Sequence[Line], body: float) -> Titles:
    """What the lines above a table say of it, the nearest last; ``body``: the size of its letters."""
    notes: list[str] = []
    again = False
    lines = list(above[-_LINES:])
    while lines:
        line = lines.pop()
        own = [piece for piece in line.pieces if not is_note(piece) and not is_folio(piece)]
        notes[:0] = [piece for piece in line.pieces if is_note(piece) and not _AGAIN.fullmatch(piece)]
        again = again or any(map(_AGAIN.fullmatch, line.pieces))
        if not own:
            continue
        if len(own) > 1:
            break
        caption = own[0]
        if lines and (first := _begun(lines[-1], line, body)):
            caption = first + caption
            lines.pop()
        if len(caption) > _MOST or caption.endswith(_NEVER):
            break
        if lines:
            notes[:0] = [piece for piece in lines[-1].pieces if NUMBERED.fullmatch(piece) or (UNIT.search(piece) and len(piece) <= _MOST)]
        for mark in ("（续）", "(续)", "（续表）", "(续表)"):
            again, caption = again or caption.endswith(mark), caption.removesuffix(mark)
        return Titles(caption=caption, notes=tuple(dict.fromkeys(notes)), again=again)
    return Titles(notes=tuple(dict.fromkeys(notes)), again=again)


def _begun(above: Line, line: Line, body: float) -> str:
    """What a caption of two lines begins with: both in letters bigger than the table's, one close below the other."""
    same = abs(above.size - line.size) < 0.5 and line.size > body * _BIGGER
    close = above.level - line.level < 2.2 * line.size
    whole = len(above.pieces) == 1 and not is_note(above.text) and not above.text.endswith(_NEVER) and not _LIST.match(line.text)
    ends = not above.text.endswith(("表", "目录", "清单", "情况"))
    return above.text if same and close and whole and ends else ""
