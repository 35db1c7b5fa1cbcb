"""Traps cost little: honest pages are all read, and few requests go where nothing new comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotcheck.crawler.records import Outcome
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.mazes import TRAPS, Maze
from tests.crawler.web import serve

SHARE = 0.15  # of all requests


@pytest.mark.parametrize("name", TRAPS)
def test_one_trap_takes_few_requests_and_no_honest_page(tmp_path: Path, name: str) -> None:
    site = Maze(name)
    with serve(site) as web:
        result, visits = web.crawl(tmp_path, max_pages=1500)
    assert result.complete
    assert {path for path in site.honest if path not in visits or visits[path].outcome is not Outcome.READ} == set()
    assert len(site.trapped(web.paths)) <= SHARE * len(web.paths), sorted(site.trapped(web.paths))
