"""What the tests of the front door share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.front import small


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """``host:port`` of the small site."""
    with small.served(small.site_pages()) as address:
        yield address


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return small.catalogue(tmp_path / "own")
