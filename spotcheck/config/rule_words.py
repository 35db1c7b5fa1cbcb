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


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPlace:
    """A word in a list of a duty: ``paths`` lead to the list, ``index`` to the word in it.

    Checks of a duty that look for the same thing have the same list, each in its own place: that is one list, and its word one word.
    """

    duty: str
    paths: tuple[KeyPath, ...]
    index: int
    word: str
    alone: bool  # the only word of its list, which would be another rule without it

    @property
    def path(self) -> KeyPath:
        """The first place of the list."""
        return self.paths[0]

    @property
    def list_name(self) -> str:
        """The list as files write it: ``check[1].names.accepted``, or ``check[1,3].names.accepted``."""
        if self.path[0] != "checks":
            return spell(self.path)
        checks = ",".join(str(int(path[1]) + 1) for path in self.paths)
        return f"check[{checks}].{spell(self.path[2:])}"

    @property
    def pieces(self) -> tuple[str, ...]:
        """What must all stand in a text for the word to matter there: ``三公`` and ``支出`` of ``三公+支出``, ``项目`` of ``=项目``."""
        if self.path[-1] == "elsewhere":
            return (self.word.rpartition(":")[2],)
        return tuple(piece.strip().removeprefix("=") for piece in self.word.split("+")) if self.path[-1] == "any" else (self.word,)


def words_of(duty: Duty) -> tuple[WordPlace, ...]:
    """Every word of a duty, in the order of its lists."""
    lists: dict[tuple[KeyPath, tuple[str, ...]], list[KeyPath]] = {}
    for path, words in _lists(duty, ()):
        same = (path[0], *path[2:]) if path[0] == "checks" else path
        lists.setdefault((same, words), []).append(path)
    return tuple(
        WordPlace(duty=duty.id, paths=tuple(paths), index=index, word=word, alone=len(words) == 1)
        for (_, words), paths in lists.items()
        for index, word in enumerate(words)
    )


def without(duty: Duty, places: Collection[WordPlace]) -> Duty:
    """The duty without some of its words."""
    dropped: dict[KeyPath, set[int]] = {}
    for place in places:
        for path in place.paths:
            dropped.setdefault(path, set()).add(place.index)
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
