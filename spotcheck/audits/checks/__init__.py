"""The kinds of judgement. A module placed here registers itself by its ``KIND`` and ``check``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

from spotcheck.audits.case import Case, Result

Check = Callable[[Any, Case], Result]


@cache
def registered() -> dict[str, Check]:
    """Every kind with its check. Two modules with one kind are a fault of the program and raise ValueError."""
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if loaded.KIND in found:
            raise ValueError(f"two checks of kind {loaded.KIND}")
        found[loaded.KIND] = loaded.check
    return found
