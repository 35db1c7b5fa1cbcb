"""Word lists that an office supplies: 易错词 | 替换词 | 是否严重, as xlsx or csv. Knows no words of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Model
from spotcheck.config.spreadsheets import read_rows

_HEADS = {
    "wrong": ("易错词", "错误词", "错词", "错误表述", "wrong"),
    "right": ("替换词", "正确词", "正确表述", "修改为", "right"),
    "serious": ("是否严重", "严重", "serious"),
}
_YES = ("是", "严重", "yes", "true", "1", "y")
_NO = ("", "否", "一般", "no", "false", "0", "n")
_SHORTEST = 2  # characters: a single one stands in too many right words


class Word(Model):
    """A wording that must not stand on a site, and what should stand instead ("" where the list does not say)."""

    wrong: str
    right: str = ""
    serious: bool = False


def read_words(path: Path) -> tuple[Word, ...]:
    """The words of one list. Raises UserError with file and row for a list that cannot be used."""
    rows = read_rows(path)
    places = _places(path, rows[0][1] if rows else ())
    found = []
    for number, cells in rows[1:]:
        told = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if not told["wrong"]:
            continue
        wrong, right, serious = told["wrong"], told.get("right", ""), told.get("serious", "").lower()
        if len(wrong) < _SHORTEST:
            raise _fault(path, number, f"易错词“{wrong}”太短；至少两个字", f"'{wrong}' is too short; give two characters at least")
        if wrong == right:
            raise _fault(path, number, f"易错词与替换词相同：“{wrong}”；请改正", f"wrong and right are the same: '{wrong}'; correct it")
        if serious not in (*_YES, *_NO):
            zh, en = f"是否严重“{serious}”看不懂；请写 是 或 否", f"serious '{serious}' is not understood; write yes or no"
            raise _fault(path, number, zh, en)
        found.append(Word(wrong=wrong, right=right, serious=serious in _YES))
    return tuple(found)


def read_all(paths: Iterable[Path]) -> tuple[Word, ...]:
    """Several lists as one; a word listed twice counts once, seriously if either says so."""
    found: dict[str, Word] = {}
    for path in paths:
        for word in read_words(path):
            known = found.get(word.wrong)
            found[word.wrong] = word if known is None or word.serious else known
    return tuple(found.values())


def _places(path: Path, heads: tuple[str, ...]) -> dict[str, int]:
    places = {}
    for name, known in _HEADS.items():
        place = next((number for number, head in enumerate(heads) if head.strip().lower() in known), None)
        if place is not None:
            places[name] = place
    if "wrong" not in places:
        raise UserError(
            zh=f"{path}：第一行没有“易错词”一栏；表头请写 易错词、替换词、是否严重",
            en=f"{path}: the first row has no head 易错词 (wrong); the heads are 易错词, 替换词, 是否严重",
        )
    return places


def _fault(path: Path, number: int, zh: str, en: str) -> UserError:
    return UserError(zh=f"{path}：第 {number} 行：{zh}", en=f"{path}: row {number}: {en}")
