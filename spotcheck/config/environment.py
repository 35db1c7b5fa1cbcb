"""Settings from the environment: one variable a key, as text that is read the way the key's type asks.

A name that is nearly one of ours is refused as a slip of the pen; other variables are none of our business.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from spotcheck.config.errors import UserError
from spotcheck.config.toml_positions import KeyPath
from spotcheck.config.validation import Source

_TRUE = ("true", "1", "yes", "on", "是")
_FALSE = ("false", "0", "no", "off", "否")
_NEARLY = 0.8  # of the letters alike: SPOTCHECK_DELEY is a slip, SPOTCHECK_PORT is somebody else's


class Variable(Source):
    """One value that stands in no file: a fault names it by its own name alone."""

    def fault(self, path: KeyPath, *, zh: str, en: str) -> UserError:
        """A fault in the value."""
        return super().fault(path[1:], zh=zh, en=en)


def read_environment(model: type[BaseModel], prefix: str, others: Collection[str]) -> list[Variable]:
    """Each key of ``model`` that a variable sets, in the order of the keys. An empty variable sets nothing.

    Raises UserError for a variable whose name is nearly that of a key or of one of ``others``.
    """
    names = {f"{prefix}{key.upper()}": key for key in model.model_fields}
    known = {name.removeprefix(prefix): name for name in (*names, *others)}
    for name in sorted(os.environ):
        if name.startswith(prefix) and name not in known.values():
            close = difflib.get_close_matches(name.removeprefix(prefix).upper(), known, n=1, cutoff=_NEARLY)
            if close:
                right = known[close[0]]
                raise UserError(
                    zh=f"{name}：没有这个环境变量；是否应为 {right}？", en=f"{name}: there is no such variable; did you mean {right}?"
                )
    return [
        Variable(file=name, data={key: _value(os.environ[name].strip(), model.model_fields[key].annotation)}, lines={})
        for name, key in names.items()
        if os.environ.get(name, "").strip()
    ]


def _value(text: str, wanted: Any) -> Any:
    """The text as the type asks; where it cannot be read so, the text itself, for the check of the key to refuse."""
    if get_origin(wanted) in (Union, UnionType):
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if get_origin(wanted) in (tuple, list, frozenset):
        return [part.strip() for part in text.split(",") if part.strip()]
    if wanted is bool:
        return True if text.lower() in _TRUE else False if text.lower() in _FALSE else text
    for number in (int, float) if wanted in (int, float) else ():
        try:
            return number(text)
        except ValueError:
            continue
    return text
