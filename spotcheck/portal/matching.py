"""Words of the rules against words of the pages. Normalises both sides alike; knows no page and no duty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from spotcheck.config.models import Names, Part, Terms

_DROPPED = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\"'“”‘’「」『』`]+")
_FRAME = re.compile(r"^[^\w《(\[]+|[^\w》)\]]+$")


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """``text`` after NFKC and case folding, without white space and quotation marks. Book-title marks stay."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def normal_text(text: str) -> str:
    """As ``normal``, for long texts that are not worth keeping in the cache."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """A normalised name without leading and trailing ornaments: ``· 依申请公开 >>`` is ``依申请公开``."""
    return _FRAME.sub("", normal(text))


def matches(terms: Terms, text: str) -> bool:
    """Whether the normalised ``text`` holds a word of every group and none of the excluded words."""
    return covers(terms, text) and not _excluded(terms, lambda word: normal(word) in text)


def _excluded(terms: Terms, stands: Callable[[str], bool]) -> bool:
    return any(map(stands, terms.none)) or (any(map(stands, terms.other)) and not any(map(stands, terms.despite)))


def covers(terms: Terms, text: str) -> bool:
    """Whether the normalised ``text`` holds a word of every group, whatever else it holds."""
    return all(any(normal(word) in text for word in group) for group in terms.all)


def named(names: tuple[str, ...], none: tuple[str, ...], name: str) -> str:
    """The rule's name that a column ``name`` (bare) stands for, or "". A longer name may add a body or a suffix, not a sentence."""
    if not name or any(normal(word) in name for word in none):
        return ""
    if name in (normal(word) for word in names):
        return name
    held = [normal(word) for word in names if normal(word) in name and len(name) <= len(normal(word)) + 8]
    return max(held, key=len) if held else ""


def accepted(names: Names, name: str) -> str:
    """As ``named``, for the names that the rule accepts."""
    return named(names.accepted, names.none, name)


def misnamed(names: Names, name: str) -> str:
    """As ``named``, for the names that are understood and not accepted."""
    return "" if accepted(names, name) else named(names.misnamed, names.none, name)


def synonyms(part: Part) -> tuple[tuple[str, ...], ...]:
    """The synonyms of a part, each as the words that must stand together."""
    return tuple(tuple(normal(word) for word in synonym.split("+") if word.strip()) for synonym in part.any)


class Lexicon:
    """Every word of the rules, found in one pass over a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted({normal(word) for word in words} - {""})
        self._machine = AhoCorasick(self.words) if self.words else None

    def found(self, text: str) -> frozenset[str]:
        """The words that the normalised ``text`` holds, overlapping ones included."""
        if self._machine is None or not text:
            return frozenset()
        return frozenset(self.words[index] for index, _, _ in self._machine.find_matches_as_indexes(text, overlapping=True))


def holds(terms: Terms, words: frozenset[str]) -> bool:
    """As ``covers``, for the words that a Lexicon found."""
    return all(any(normal(word) in words for word in group) for group in terms.all)


def suits(terms: Terms, words: frozenset[str]) -> bool:
    """As ``matches``, for the words that a Lexicon found."""
    return holds(terms, words) and not _excluded(terms, lambda word: normal(word) in words)
