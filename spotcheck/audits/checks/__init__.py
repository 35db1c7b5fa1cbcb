"""The kinds of judgement. A module placed here registers itself by its ``KIND`` and ``check``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

from spotcheck.audits.case import Case, Result

Judge = Callable[[Any, Case], Result]


@cache
def registered() -> dict[str, Judge]:
    """Every kind with its judge. Two modules with one kind are a fault of the program and raise ValueError."""
    found: dict[str, Judge] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if loaded.KIND in found:
            raise ValueError(f"two checks of kind {loaded.KIND}")
        found[loaded.KIND] = loaded.check
    return found
