"""Details as the JSON of the ledger and of other tools, and back. The one place where they are no records.

The keys are a contract: none is renamed, new ones only join. A field with a default is left out where it has it, any other is
always written. What another version stored is read as far as it is known, and kept as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from spotcheck.audits.details import Details
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import words

_KNOWN = frozenset(each.name for each in fields(Details)) - {"others"}
_LAST = "review"  # it is laid over the finding, and stands behind what was judged


def details_to_json(details: Details) -> dict[str, Any]:
    """The details as a JSON object: keys by alphabet on every level, the review last."""
    found = _plain(details) | {name: json.loads(text) for name, text in details.others}
    return {name: found[name] if name == _LAST else _sorted(found[name]) for name in sorted(found, key=lambda name: (name == _LAST, name))}


def details_from_json(stored: Mapping[str, Any]) -> Details:
    """The details of a JSON object. Written again they give the same object, whatever version it is from."""
    known = {name: value for name, value in stored.items() if name in _KNOWN}
    if "notes" in known and isinstance(known["notes"], list):
        known["notes"] = [code for code in known["notes"] if isinstance(code, str) and code in _known_notes()]
    try:
        details = _adapter().validate_python(known)
    except ValidationError as error:
        strange = {place["loc"][0] for place in error.errors()}
        details = _adapter().validate_python({name: value for name, value in known.items() if name not in strange})
    again = _plain(details)
    if _text(again) == _text(stored):
        return details
    others = {name: _text(value) for name, value in stored.items() if name not in again or _text(again[name]) != _text(value)}
    return replace(details, others=tuple(sorted(others.items())))


def note_codes(details: Details) -> tuple[str, ...]:
    """The codes of the notes as they were stored, those of another version included."""
    kept = json.loads(dict(details.others).get("notes", "null"))
    return tuple(map(str, kept if isinstance(kept, list) else details.notes))


@cache
def _known_notes() -> frozenset[str]:
    return frozenset({*Note, *(code for kind in KINDS for code in words(kind).notes)})


@cache
def _adapter() -> TypeAdapter[Details]:
    return TypeAdapter(Details)


def _plain(details: Details) -> dict[str, Any]:
    plain: dict[str, Any] = _adapter().dump_python(details, mode="json", exclude_defaults=True, exclude={"others"}, warnings="error")
    return plain


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _sorted(value: object) -> object:
    """A JSON value with the keys of its objects by alphabet."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value
