"""The one place on the way out where personal data are masked: facts, findings, visits and lines of JSON pass here, whatever the format.

It knows no record: every text inside is masked. What is kept in the workspace stays as it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from spotcheck.config.masking import mask, mask_address

_Value = TypeVar("_Value")


def shown(value: _Value, *, internal: bool = False) -> _Value:
    """``value`` as it may leave the workspace: a new one with every text masked, the same one where nothing had to be.

    ``internal``: for the people who work on the case, as it is. A link whose address held personal data becomes "".
    """
    return value if internal else cast(_Value, _masked(value))


def _masked(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        hidden = mask_address(value) if value.startswith(("http://", "https://")) else mask(value)
        return value if hidden == value else type(value)(hidden)
    if is_dataclass(value) and not isinstance(value, type):
        return _masked_record(value)
    if isinstance(value, Mapping):
        return {_masked(key): _masked(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_masked(each) for each in value)
    return value


def _masked_record(record: Any) -> Any:
    changed = {}
    for field in fields(record):
        old = getattr(record, field.name)
        new = _masked(old)
        if new is not old and new != old:
            changed[field.name] = "" if field.name == "href" else new
    return replace(record, **changed) if changed else record
