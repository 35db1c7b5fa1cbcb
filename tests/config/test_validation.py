"""Whatever stands in a file, the answer is a model or faults in one line each; never another exception."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spotcheck.config.consistency import faults_of_clause
from spotcheck.config.duties import Clause
from spotcheck.config.errors import UserError
from spotcheck.config.validation import Source, spell, validate
from tests.config.test_catalogue import CLAUSE

SOUND = tomllib.loads(CLAUSE.replace("[[duty", "[[duties").replace("duties.check", "duties.checks").replace("[duty.bound", "[duties.bound"))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(), st.text(max_size=3), st.dates(), st.lists(st.text(max_size=2), max_size=2)
)
VALUES |= st.dictionaries(st.sampled_from(["kind", "all", "any", "name", "extra"]), VALUES, max_size=3)


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container with every key or index in it."""
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
    return [(data, key) for key, _ in pairs] + [place for _, value in pairs for place in places(value)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_any_place_of_a_clause_gives_a_model_or_faults_in_one_line(data: st.DataObject) -> None:
    clause = copy.deepcopy(SOUND)
    container, key = data.draw(st.sampled_from(places(clause)))
    container[key] = data.draw(VALUES)
    source = Source(file="1.2.toml", data=clause, lines={})
    built = validate(Clause, clause, source)
    faults = built if isinstance(built, list) else faults_of_clause(built, source, "1.2")
    assert all(isinstance(fault, UserError) and fault.en.startswith("1.2.toml: ") and "\n" not in fault.en + fault.zh for fault in faults)
    assert isinstance(built, Clause) or faults


def test_a_path_is_spelt_with_elements_counted_from_one() -> None:
    assert spell(("duty", 0, "check", 2, "names")) == "duty[1].check[3].names"


def test_the_clause_that_the_values_are_put_into_is_sound() -> None:
    assert isinstance(validate(Clause, SOUND, Source(file="1.2.toml", data=SOUND, lines={})), Clause)
