"""Every kind of judgement, found by placing: a module of this package is a kind. Holds no kind and knows none by name."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Annotated, Union, get_args

from pydantic import Field

from spotcheck.config import kinds
from spotcheck.config.kinds.base import Check

_NO_KINDS = ("base", "registry", "words")


def _found() -> dict[str, type[Check]]:
    placed = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name not in _NO_KINDS)
    return {name: _settings(name) for name in placed}


def _settings(name: str) -> type[Check]:
    module = importlib.import_module(f"{kinds.__name__}.{name}")
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Check)]
    own = [each for each in classes if each.__module__ == module.__name__]
    if len(own) != 1 or get_args(own[0].model_fields["kind"].annotation) != (name,):
        raise ValueError(f"{module.__name__} must define one class of settings, with kind: Literal[{name!r}]")
    return own[0]


KINDS: dict[str, type[Check]] = _found()  # the settings of every kind, by its name

if TYPE_CHECKING:
    CheckSpec = Check
else:
    CheckSpec = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007
