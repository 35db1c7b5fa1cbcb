"""What the tests of crawling share."""

from __future__ import annotations

import pytest

from spotcheck.crawler.throttle import GATE


@pytest.fixture(autouse=True)
def open_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """All sites of the tests stand at one address, which a test before may have been asked to leave alone."""
    monkeypatch.setattr(GATE, "_doors", {})
