"""How tests are named: alike in each of the processes that run them."""

from __future__ import annotations

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their length: packed ones hold the second in which they were packed, and each process packs its own."""
    return f"{argname}-{len(val)}" if isinstance(val, bytes) else None
