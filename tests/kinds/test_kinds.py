"""What the project demands of each kind of judgement, and of everything else: that it knows no kind by name."""

from __future__ import annotations

import ast
import inspect
import re
from enum import StrEnum
from pathlib import Path
from string import Formatter
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest

from spotcheck.audits.checks import registered
from spotcheck.audits.verdicts import Verdict
from spotcheck.config.catalogue import list_catalogues, load_catalogue
from spotcheck.config.kinds.base import Check, Setting
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import Sentences, caption, shared_words, value_word, words
from spotcheck.config.language import speaking
from spotcheck.reports.phrases import sentences
from tests.kinds.cases import HERE, verdicts_shown

ROOM = Path(__file__).parent.parent.parent / "spotcheck"
every_kind = pytest.mark.parametrize("kind", KINDS)
_GLOSSED = ("confidence", "levels", "functions")  # settings of every kind whose values stand in the glossary


def fields_of(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name}


def types_in(annotation: Any) -> list[Any]:
    """The plain types that an annotation is made of."""
    if get_origin(annotation) in (Union, UnionType, tuple):
        return [each for part in get_args(annotation) if part is not Ellipsis for each in types_in(part)]
    return [annotation]


def values_of(settings: type[Check]) -> dict[str, set[str]]:
    """The enumerations among the settings of a kind, with their values."""
    found: dict[str, set[str]] = {}
    for name, field in settings.model_fields.items():
        for each in types_in(field.annotation):
            if get_origin(each) is Literal and name != "kind":
                found.setdefault(name, set()).update(get_args(each))
            elif isinstance(each, type) and issubclass(each, StrEnum) and name not in _GLOSSED:
                found.setdefault(name, set()).update(each)
    return found


def test_every_kind_has_a_judge_and_every_judge_a_kind() -> None:
    assert set(registered()) == set(KINDS)


@every_kind
def test_a_kind_says_when_it_passes_fails_cannot_tell_and_what_it_asks_a_person(kind: str) -> None:
    told, reaches = words(kind), KINDS[kind].REACHES
    assert bool(told.fails) == (Verdict.FAIL in reaches)
    assert bool(told.person) == (Verdict.MANUAL in reaches)
    assert bool(told.passed.zh) == (Verdict.PASS in reaches)
    assert told.asks.zh


@every_kind
def test_a_kind_has_a_name_of_its_own_in_both_languages(kind: str) -> None:
    assert [each for each in KINDS if words(each).name.zh == words(kind).name.zh or words(each).name.en == words(kind).name.en] == [kind]


@every_kind
def test_every_setting_has_a_caption_and_no_caption_is_left_over(kind: str) -> None:
    for name in KINDS[kind].model_fields:
        assert caption(kind, name).zh
    assert set(words(kind).settings) <= set(KINDS[kind].model_fields)


@every_kind
def test_every_value_of_an_enumeration_has_words_and_no_word_is_left_over(kind: str) -> None:
    known = values_of(KINDS[kind])
    for name, values in known.items():
        with speaking("zh"):
            assert {value for value in values if value_word(kind, name, value) == value} == set()
    for name, table in words(kind).values.items():
        assert set(table) <= known[name]


@every_kind
def test_the_settings_inside_a_setting_have_captions(kind: str) -> None:
    inner = {each for field in KINDS[kind].model_fields.values() for each in types_in(field.annotation) if isinstance(each, type)}
    for model in (each for each in inner if issubclass(each, Setting)):
        table = words(kind).models.get(model.__name__) or shared_words().models[model.__name__]
        assert set(table) == set(model.model_fields)


@every_kind
def test_sentences_name_only_what_a_finding_or_the_kind_can_tell_and_the_same_in_both_languages(kind: str) -> None:
    told, own = words(kind), set(KINDS[kind].FACTS)

    def check(table: Sentences, known: set[str]) -> None:
        assert [fields_of(line) for line in table.zh] == [fields_of(line) for line in table.en]
        assert {name for line in table.zh for name in fields_of(line)} <= known

    check(told.asks, own)
    check(told.passed, own | set(sentences()["fields"]))
    check(told.failed, own | set(sentences()["fields"]))
    assert not [note for note in told.notes.values() if fields_of(note.zh) | fields_of(note.en)]


def test_the_facts_of_every_shipped_check_are_among_those_that_its_kind_names() -> None:
    for name in list_catalogues():
        for _, duty in load_catalogue(name).duties():
            for check in duty.checks:
                with speaking("zh"):
                    chinese = set(check.facts())
                with speaking("en"):
                    assert chinese == set(check.facts()) <= set(type(check).FACTS), duty.id
                assert check.verdicts() | check.verdicts(alone=False) <= type(check).REACHES, duty.id


@every_kind
def test_a_note_of_a_kind_is_worded_with_it_and_no_wording_is_left_over(kind: str) -> None:
    source = inspect.getsource(inspect.getmodule(KINDS[kind]) or pytest.fail(kind))
    left = {code: name for name, code in re.findall(r'^([A-Z_]+) = OwnNote\("(\w+)"\)$', source, re.MULTILINE)}
    assert left == {code: code.upper() for code in words(kind).notes}


def test_a_note_belongs_to_one_kind_or_to_all() -> None:
    codes = [code for kind in KINDS for code in words(kind).notes] + list(sentences()["note"])
    assert len(codes) == len(set(codes))


@every_kind
def test_every_kind_has_a_case_of_each_answer_that_it_can_come_to(kind: str) -> None:
    shown, reaches = verdicts_shown().get(kind, set()), KINDS[kind].REACHES
    assert {verdict.value for verdict in (Verdict.PASS, Verdict.FAIL) if verdict in reaches} <= shown, f"write cases in {HERE}"
    assert shown & {Verdict.UNKNOWN.value, Verdict.MANUAL.value}, f"write a case that cannot be told in {HERE}"


def test_no_other_module_names_a_kind() -> None:
    homes = (ROOM / "config" / "kinds", ROOM / "audits" / "checks", ROOM / "audits" / "search")  # their settings, judges and searches
    naming = []
    for path in sorted(ROOM.rglob("*.py")):
        if any(home in path.parents for home in homes):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").removeprefix("spotcheck.config.kinds.") in KINDS:
                naming.append(f"{path.name}:{node.lineno} imports {node.module}")
            elif isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".kind"):
                compared = [each.value for part in node.comparators for each in ast.walk(part) if isinstance(each, ast.Constant)]
                naming += [f"{path.name}:{node.lineno} asks for {value!r}" for value in compared if value in KINDS]
    assert naming == []
