"""The sentences of the kinds of judgement, filled in: what a check asks, what a pass or a fail says. Names no kind; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from spotcheck.config.duties import Duty
from spotcheck.config.kinds.base import Check, Facts
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import Sentences, Wording, words
from spotcheck.config.language import join


def asks_of(check: Check) -> list[str]:
    """What one check asks for, told from its settings."""
    return sentences_of(words(check.kind).asks, _worded(check.facts()))


def passes_of(duty: Duty, fields: Mapping[str, str]) -> list[str]:
    """What the kinds of a duty say on a pass."""
    return [line for kind in _kinds(duty) for line in sentences_of(words(kind).passed, fields)]


def fails_of(duty: Duty, fields: Mapping[str, str]) -> list[str]:
    """What they say on a fail; nothing where the defect speaks."""
    return [line for kind in _kinds(duty) for line in sentences_of(words(kind).failed, fields)[:1]]


def facts_of_settings(duty: Duty) -> dict[str, str]:
    """The fields that sentences may take from the settings of a duty's checks; of two checks with one field the first counts."""
    fields: dict[str, str] = {}
    for check in duty.checks:
        fields = _worded(check.facts()) | fields
    return fields


def own_note(code: str) -> Wording | None:
    """The words of a note that only one kind leaves; None for any other."""
    return next((words(kind).notes[code] for kind in KINDS if code in words(kind).notes), None)


def sentences_of(table: Sentences, fields: Mapping[str, str]) -> list[str]:
    """Those sentences of a table whose fields are all known, filled in."""
    return filled(table.lines, fields, first=table.choose == "first")


def filled(lines: Iterable[str], fields: Mapping[str, str], *, first: bool) -> list[str]:
    """Those lines whose fields are all known, filled in; only the first of them where ``first``."""
    told = [line.format_map(fields) for line in lines if all(name in fields for _, name, _, _ in Formatter().parse(line) if name)]
    return told[:1] if first else told


def _kinds(duty: Duty) -> list[str]:
    return list(dict.fromkeys(check.kind for check in duty.checks))


def _worded(facts: Facts) -> dict[str, str]:
    return {name: fact if isinstance(fact, str) else join(list(fact)) for name, fact in facts.items()}
