"""What a changed catalogue changes: duties added and removed, and of the others each word and setting. Says nothing of what that does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.models import Model
from spotcheck.config.toml_positions import KeyPath

_HEAD = ("clauses", "id")  # what is compared duty by duty, and what every copy changes


class How(StrEnum):
    """The ways in which a list or a setting can change."""

    WORD_ADDED = "word_added"
    WORD_REMOVED = "word_removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: ``value`` stands at ``path`` of the old duty instead. People compare ``before`` and ``after``: a word, or a setting."""

    path: KeyPath
    how: How
    before: Any
    after: Any
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """A duty that is not the same in both: ``old`` None where it is new, ``new`` None where it is gone."""

    id: str
    old: tuple[Clause, Duty] | None
    new: tuple[Clause, Duty] | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueDiff:
    """``head``: changes of the catalogue's own facts, dates of validity and working days among them."""

    head: tuple[Edit, ...]
    duties: tuple[DutyChange, ...]


def compare(old: Catalogue, new: Catalogue) -> CatalogueDiff:
    """What changes from one catalogue to the other. Duties are the same where their ids are, whatever the catalogues are called."""
    before = {duty.id: (clause, duty) for clause, duty in old.duties()}
    after = {duty.id: (clause, duty) for clause, duty in new.duties()}
    changes = []
    for name in dict.fromkeys([*before, *after]):
        edits = tuple(_edits(before[name][1], after[name][1], ())) if name in before and name in after else ()
        if edits or name not in before or name not in after:
            changes.append(DutyChange(id=name, old=before.get(name), new=after.get(name), edits=edits))
    head = [
        edit for name in Catalogue.model_fields if name not in _HEAD for edit in _edits(getattr(old, name), getattr(new, name), (name,))
    ]
    return CatalogueDiff(head=tuple(head), duties=tuple(changes))


def with_edit(duty: Duty, edit: Edit) -> Duty:
    """The old duty with one change alone."""
    changed = _set(duty, edit.path, edit.value)
    assert isinstance(changed, Duty)
    return changed


def _edits(old: Any, new: Any, path: KeyPath) -> Iterator[Edit]:
    if old == new:
        return
    if isinstance(old, Model) and type(old) is type(new):
        for name in type(old).model_fields:
            yield from _edits(getattr(old, name), getattr(new, name), (*path, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and _are_words(old + new):
        yield from _words(old, new, path)
    elif isinstance(old, tuple) and isinstance(new, tuple) and list(map(_known_by, old)) == list(map(_known_by, new)):
        for index, (mine, other) in enumerate(zip(old, new, strict=True)):
            yield from _edits(mine, other, (*path, index))
    else:
        yield Edit(path=path, how=How.CHANGED, before=old, after=new, value=new)


def _words(old: tuple[str, ...], new: tuple[str, ...], path: KeyPath) -> Iterator[Edit]:
    for word in new:
        if word not in old:
            yield Edit(path=path, how=How.WORD_ADDED, before=None, after=word, value=(*old, word))
    for word in old:
        if word not in new:
            yield Edit(path=path, how=How.WORD_REMOVED, before=word, after=None, value=tuple(each for each in old if each != word))


def _are_words(value: tuple[Any, ...]) -> bool:
    return all(isinstance(each, str) for each in value)


def _known_by(member: object) -> object:
    """What tells the members of a list apart: the name of a part, the kind of a check."""
    if isinstance(member, Model):
        return type(member), getattr(member, "name", getattr(member, "label", None))
    return tuple if isinstance(member, tuple) else member


def _set(value: Any, path: KeyPath, new: Any) -> Any:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        return value.model_copy(update={step: _set(getattr(value, step), rest, new)})
    return tuple(_set(each, rest, new) if index == step else each for index, each in enumerate(value))
