"""The words that rules are made of, one by one, each with its place; and a rule without some of them. Says nothing of what words do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from spotcheck.config.duties import Duty
from spotcheck.config.models import Model, Part
from spotcheck.config.toml_positions import KeyPath
from spotcheck.config.validation import spell

_NO_WORDS = frozenset({"bound", "score", "form", "platforms", "scripted"})  # whom a duty binds, questions, and names of other things
_WRITTEN = {"checks": "check"}  # how files spell the lists of tables


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPlace:
    """A word in a list of a duty: ``path`` leads to the list, ``index`` to the word in it."""

    duty: str
    path: KeyPath
    index: int
    word: str
    alone: bool  # the only word of its list, which would be another rule without it

    @property
    def list_name(self) -> str:
        """The list as files write it: ``check[1].names.accepted``."""
        return spell(tuple(_WRITTEN.get(step, step) if isinstance(step, str) else step for step in self.path))

    @property
    def pieces(self) -> tuple[str, ...]:
        """What must stand in a text for the word to matter there: both of ``三公+支出``, ``项目`` of ``=项目``, ``财政厅`` of ``province:财政厅``."""
        if self.path[-1] == "elsewhere":
            return (self.word.rpartition(":")[2],)
        return tuple(piece.strip().removeprefix("=") for piece in self.word.split("+")) if self.path[-1] == "any" else (self.word,)


def words_of(duty: Duty) -> tuple[WordPlace, ...]:
    """Every word of a duty, in the order of its lists."""
    return tuple(
        WordPlace(duty=duty.id, path=path, index=index, word=word, alone=len(words) == 1)
        for path, words in _lists(duty, ())
        for index, word in enumerate(words)
    )


def without(duty: Duty, places: Collection[WordPlace]) -> Duty:
    """The duty without some of its words."""
    dropped: dict[KeyPath, set[int]] = {}
    for place in places:
        dropped.setdefault(place.path, set()).add(place.index)
    changed: Any = duty
    for path, indices in dropped.items():
        changed = _without(changed, path, indices)
    assert isinstance(changed, Duty)
    return changed


def _lists(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in _NO_WORDS and not (isinstance(value, Part) and name != "any"):
                yield from _lists(getattr(value, name), (*path, name))
    elif isinstance(value, tuple) and value:
        if all(type(each) is str for each in value):  # an enum is a str, too, and no word
            yield path, value
        else:
            for index, each in enumerate(value):
                yield from _lists(each, (*path, index))


def _without(value: Any, path: KeyPath, indices: set[int]) -> Any:
    if not path:
        return tuple(word for index, word in enumerate(value) if index not in indices)
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        return value.model_copy(update={step: _without(getattr(value, step), rest, indices)})
    return tuple(_without(each, rest, indices) if index == step else each for index, each in enumerate(value))
