"""The JSON Schemas tell an editor what every setting means, in Chinese, and accept what is shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from spotcheck.config.captions import captions
from spotcheck.config.duties import Bound, Calendar, Catalogue, Charge, Clause, Duty, Scheme, Score, StandingRule
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import shared_words, words
from spotcheck.config.models import Model, Names, Part, Terms
from spotcheck.reports.rules.json_schema import schema

SCHEMAS = {name: json.loads(text) for name, text in schema().items()}


def properties(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema, however deep, by its path."""
    if isinstance(part, list):
        for each in part:
            yield from properties(each, path)
    elif isinstance(part, dict):
        for name, facts in part.get("properties", {}).items():
            yield f"{path}/{name}", facts
        for name, each in part.items():
            yield from properties(each, f"{path}/{name}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described_in_chinese(name: str) -> None:
    found = dict(properties(SCHEMAS[name]))
    assert len(found) >= 20
    assert [path for path, facts in found.items() if not re.search("[一-鿿]", facts.get("description", ""))] == []


def test_a_kind_is_described_by_its_own_words_and_each_value_of_its_enumerations_too() -> None:
    defined = SCHEMAS["clause.schema.json"]["$defs"]
    for kind, settings in KINDS.items():
        assert defined[settings.__name__]["description"] == words(kind).what.zh
    assert defined["RepliesCheck"]["properties"]["rule"]["description"] == "看：answered 有没有答复；fields 要素是否齐全"
    assert defined["SeriesCheck"]["properties"]["period"]["description"].startswith("周期：year 年；")
    assert defined["Level"]["description"].startswith("province 省级；")


def test_the_cadence_is_an_enumeration_beside_a_day_and_a_number_of_days() -> None:
    cadence = SCHEMAS["clause.schema.json"]["$defs"]["Duty"]["properties"]["cadence"]
    words, *patterns = cadence["anyOf"]
    assert "quarterly" in words["enum"] and len(patterns) == 2
    assert any(re.fullmatch(each["pattern"], "by:2017-12-31") for each in patterns)
    assert any(re.fullmatch(each["pattern"], "within:30d") for each in patterns)
    assert "quarterly 每季度" in cadence["description"]


@pytest.mark.parametrize("model", [Bound, Calendar, Catalogue, Charge, Clause, Duty, Scheme, Score, StandingRule, Names, Part, Terms])
def test_every_setting_has_a_caption_and_no_caption_is_left_over(model: type[Model]) -> None:
    table = captions().get(model.__name__) or shared_words().models[model.__name__]
    assert set(table) == set(model.model_fields)


def test_what_is_a_file_of_its_own_stands_in_no_other_schema() -> None:
    head = SCHEMAS["catalogue.schema.json"]
    assert {"clauses", "calendar"}.isdisjoint(head["properties"])
    assert set(head["$defs"]) == {"Scheme", "StandingRule", "Confidence"}
