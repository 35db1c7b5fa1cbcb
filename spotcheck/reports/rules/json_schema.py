"""JSON Schemas of the catalogue files, for editors: each property is told of in Chinese, by the captions of the rule pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from spotcheck.config.captions import caption_of, captions
from spotcheck.config.duties import Catalogue, Clause
from spotcheck.config.glossary import term, terms
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import caption, shared_words, value_word, words
from spotcheck.config.language import Language, language, speaking
from spotcheck.config.layers import KEYS

_ENUMERATIONS = {
    "Level": "level",
    "Function": "function",
    "Scope": "scope",
    "Accuses": "accuses",
    "Confidence": "confidence",
    "ScorePart": "score_part",
}  # by the name of their type, where the glossary has their values
_SINGULAR = {"duties": "duty", "checks": "check"}  # the names that files use: [[duty]] and [[duty.check]]


@speaking(Language.ZH)  # whoever writes rules reads the law, which is Chinese
def schema() -> dict[str, str]:
    """JSON Schemas for editors: of a clause file and of ``catalogue.toml``, by file name."""
    clause = _described("Clause", Clause.model_json_schema())
    head = _described("Catalogue", Catalogue.model_json_schema())
    for left_out in ("clauses", "calendar"):  # files of their own
        head["properties"].pop(left_out)
    head["properties"] |= {name: {"description": caption_of("Layer", name), "type": "array"} for name in KEYS}
    head["required"] = [name for name in head["required"] if name in head["properties"]]
    head["$defs"] = {name: head["$defs"][name] for name in _referred(head["properties"], head["$defs"])}
    drafts = {"clause.schema.json": _singular(clause), "catalogue.schema.json": head}
    return {name: json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in drafts.items()}


def _described(name: str, drawn: dict[str, Any]) -> dict[str, Any]:
    """The schema with what each property means, in place of the docstrings and titles that it was drawn with."""
    kinds = {settings.__name__: kind for kind, settings in KINDS.items()}
    for owner, each in ((name, drawn), *drawn.get("$defs", {}).items()):
        kind = kinds.get(owner)
        each.pop("description", None)
        if kind:
            each |= {"title": words(kind).name.text, "description": words(kind).what.text}
        if owner in _ENUMERATIONS:
            each["description"] = _listed((value, table[language()]) for value, table in terms(_ENUMERATIONS[owner]).items())
        for property, facts in each.get("properties", {}).items():
            facts.pop("title", None)
            told = caption(kind, property).explained if kind else _caption_of(owner, property)
            values = [(value, _word(kind, property, value)) for value in _values(facts, drawn)]
            facts["description"] = f"{told}：{_listed(values)}" if values else told
    return drawn


def _caption_of(model: str, property: str) -> str:
    """A setting inside a setting, or one of a duty. Raises KeyError for one that no file of words tells of."""
    for table in (captions(), shared_words().models, *(words(kind).models for kind in KINDS)):
        if model in table:
            return table[model][property].explained
    raise KeyError(f"no file of words has the captions of {model}")


def _word(kind: str | None, property: str, value: str) -> str:
    """What a value is called: in the words of its kind, or in the glossary, where a property of duties has its words."""
    if kind:
        return value_word(kind, property, value)
    return term(property, value)


def _values(facts: dict[str, Any], drawn: dict[str, Any]) -> Iterator[str]:
    """The words that a property may hold; nothing where its type tells of them, or where anything may stand."""
    for each in (facts, *facts.get("anyOf", [])):
        named = str(each.get("$ref", "")).rpartition("/")[2]
        if named not in _ENUMERATIONS:
            yield from map(str, drawn["$defs"].get(named, each).get("enum", []))


def _listed(values: Any) -> str:
    return "；".join(f"{value} {word}" if word != value else str(value) for value, word in values)


def _referred(part: Any, defs: dict[str, Any]) -> list[str]:
    """The definitions that a part of a schema leads to, sorted."""
    found: set[str] = set()
    pending = [part]
    while pending:
        text = json.dumps(pending.pop())
        new = {name for name in defs if f'"#/$defs/{name}"' in text} - found
        found |= new
        pending += [defs[name] for name in new]
    return sorted(found)


def _singular(drawn: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(drawn, ensure_ascii=False)
    for model, file in _SINGULAR.items():
        text = text.replace(f'"{model}"', f'"{file}"')
    renamed: dict[str, Any] = json.loads(text)
    return renamed
