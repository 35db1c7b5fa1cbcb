"""Reports are drawn in Chinese unless a test names a language, whatever the locale of the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spotcheck.config.language import speaking


@pytest.fixture
def lang() -> str:
    """The language of a test; one that is parametrised with ``lang`` runs in each."""
    return "zh"


@pytest.fixture(autouse=True)
def _spoken(lang: str) -> Iterator[None]:
    with speaking(lang):
        yield
