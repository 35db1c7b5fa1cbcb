"""Strings on which a pattern that backtracks, or that starts anew at every place, takes long: made from the pattern itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONG = 30  # a repetition that may be longer than this counts as one without end
PLAIN = (" ", "\n", "\t", "a", "A", "0", "<", ">", "(", "《", "一", "、", ".", "-", "/", "'", '"', "=", "&", "，", "年", "<a ", "[", "【")
_BAD = ("", "\x00a!")


def strings(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """(what comes first, what is repeated, what comes last), for a pattern of text or bytes."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG & (~re.UNICODE if isinstance(pattern.pattern, bytes) else ~0))
    found: dict[tuple[str, str, str], None] = {}
    for seed in range(3):
        sampler = _Sampler(random.Random(seed))
        for before, pump in sampler.repeats(tree, ""):
            for end in _BAD:
                found[before, pump, end] = None
            found["", before + pump, _BAD[0]] = None
            found["", before + pump * 3, _BAD[1]] = None
        for size in range(1, 4):
            found["", sampler.sample(tree)[: size * 7] or "x", ""] = None
    for unit in PLAIN:
        found["", unit, "\x00"] = None
    return [each for each in found if each[1]]


class _Sampler:
    """Words that parts of a pattern match, drawn at random: shortest repetitions, any branch."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.groups: dict[int, str] = {}

    def repeats(self, tree: Any, before: str) -> Iterator[tuple[str, str]]:
        """Each repetition that may be long: what stands before it, and one turn of it."""
        for operation, value in tree:
            if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
                _, most, inner = value
                if most > LONG:
                    for _ in range(2):
                        yield before, self.sample(inner)
                yield from self.repeats(inner, before)
            elif operation is code.SUBPATTERN:
                yield from self.repeats(value[3], before)
            elif operation is code.ATOMIC_GROUP:
                yield from self.repeats(value, before)
            elif operation is code.BRANCH:
                for branch in value[1]:
                    yield from self.repeats(branch, before)
            elif operation in (code.ASSERT, code.ASSERT_NOT):
                yield from self.repeats(value[1], before)
            before += self.sample([(operation, value)])

    def sample(self, tree: Any) -> str:
        """A word that matches."""
        return "".join(self._one(operation, value) for operation, value in tree)

    def _one(self, operation: Any, value: Any) -> str:
        if operation is code.LITERAL:
            return chr(value)
        if operation is code.NOT_LITERAL:
            return self._other([(code.LITERAL, value)])
        if operation is code.ANY:
            return self.chance.choice("a 0一")
        if operation is code.IN:
            return self._other(value[1:]) if value[0][0] is code.NEGATE else self._among(value)
        if operation is code.BRANCH:
            return self.sample(self.chance.choice(value[1]))
        if operation is code.SUBPATTERN:
            word = self.sample(value[3])
            if value[0] is not None:
                self.groups[value[0]] = word
            return word
        if operation is code.ATOMIC_GROUP:
            return self.sample(value)
        if operation is code.GROUPREF:
            return self.groups.get(value, "")
        if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            least, most, inner = value
            times = max(least, min(most, self.chance.choice((0, 1, 2))))
            return "".join(self.sample(inner) for _ in range(times))
        return ""

    def _among(self, members: Sequence[Any]) -> str:
        operation, value = self.chance.choice(members)
        if operation is code.LITERAL:
            return chr(value)
        if operation is code.RANGE:
            return chr(self.chance.randint(value[0], min(value[1], value[0] + 40)))
        return {
            code.CATEGORY_DIGIT: "7",
            code.CATEGORY_NOT_DIGIT: "x",
            code.CATEGORY_SPACE: self.chance.choice(" \n\t"),
            code.CATEGORY_NOT_SPACE: "y",
            code.CATEGORY_WORD: self.chance.choice("w一7"),
            code.CATEGORY_NOT_WORD: self.chance.choice(" -"),
        }.get(value, "z")

    def _other(self, members: Sequence[Any]) -> str:
        """A sign outside a set."""
        for sign in self.chance.sample("a 0一-<>(x《\n.,，:", 15):
            if not any(_holds(operation, value, sign) for operation, value in members):
                return sign
        return "\u4e01"


def _holds(operation: Any, value: Any, sign: str) -> bool:
    if operation is code.LITERAL:
        return bool(ord(sign) == value)
    if operation is code.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    kinds = {code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s", code.CATEGORY_WORD: r"\w"}
    kinds |= {code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_NOT_WORD: r"\W"}
    return value in kinds and re.match(kinds[value], sign) is not None
