"""Whether a word of a rule says nothing that another word of its own list does not say: then the other one may stand for both.

Goes by how the words of a list are matched, whatever a page says; what words mean is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from spotcheck.audits.candidates import SENTENCE
from spotcheck.config.duties import Duty
from spotcheck.config.models import Terms
from spotcheck.config.rule_words import WordPlace
from spotcheck.config.toml_positions import KeyPath
from spotcheck.portal.matching import normal

_HELD = frozenset({"none", "other", "despite", "hints", "subject", "unlike", "elsewhere", "rows_any", "rows_none"})
_NAME_ROOM = 2  # of the 8 characters that a column's name may have beside a word, so many may be the longer word's own
_HEAD_ROOM = 4  # likewise of the 14 that a table head may have


class Match(StrEnum):
    """How the words of a list are matched."""

    HELD = "held"  # a label or text holds the word
    SENTENCE = "sentence"  # likewise, and a long word may stand alone in a sentence
    NAME = "name"  # a column's name holds the word and little else
    HEAD = "head"  # a table head holds all pieces (三公+支出) and little else, or is exactly =项目
    OTHER = "other"  # otherwise, so that no word covers another: of the words for a text the first that stands there is quoted


def covering(duty: Duty, place: WordPlace) -> str:
    """The shortest word of its list that covers one; "" where none does. Of two that match alike the first stays."""
    words: tuple[str, ...] = _at(duty, place.path)
    ways = {match_of(duty, path) for path in place.paths}
    found = [
        word
        for index, word in enumerate(words)
        if index != place.index and _covers(ways, word, place.word) and (index < place.index or not _covers(ways, place.word, word))
    ]
    return min(found, key=len, default="")


def match_of(duty: Duty, path: KeyPath) -> Match:
    """How the words of a list are matched, by what the list is."""
    names = [step for step in path if isinstance(step, str)]
    if names[-1] in _HELD:
        return Match.HELD
    if names[-1] == "all":
        terms = _at(duty, path[:-2])
        return Match.SENTENCE if isinstance(terms, Terms) and len(terms.all) == 1 else Match.HELD
    if names[-1] in ("accepted", "misnamed"):
        return Match.NAME
    if names[-1] == "any":
        return Match.HEAD if getattr(_at(duty, path[:2]), "place", "") == "table" else Match.OTHER
    return Match.OTHER


def _covers(ways: Iterable[Match], word: str, other: str) -> bool:
    return all(_covers_by(how, word, other) for how in ways)


def _covers_by(how: Match, word: str, other: str) -> bool:
    short, long = normal(word), normal(other)
    if how is Match.HELD:
        return short in long
    if how is Match.SENTENCE:
        return short in long and (len(short) >= SENTENCE or len(long) < SENTENCE)
    if how is Match.NAME:
        return short in long and len(long) - len(short) <= _NAME_ROOM
    if how is Match.OTHER:
        return False
    if short.startswith("=") or long.startswith("="):
        return short == long or (not short.startswith("=") and _within(_pieces(word), [long.removeprefix("=")]))
    pieces, others = _pieces(word), _pieces(other)
    return _within(pieces, others) and sum(map(len, others)) - sum(map(len, pieces)) <= _HEAD_ROOM


def _pieces(word: str) -> list[str]:
    return [normal(piece) for piece in word.split("+") if piece.strip()]


def _within(pieces: Sequence[str], others: Sequence[str]) -> bool:
    return all(any(piece in other for other in others) for piece in pieces)


def _at(value: Any, path: KeyPath) -> Any:
    """What stands at a path of a duty."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
