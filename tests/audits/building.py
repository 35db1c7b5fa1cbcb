"""Sites of tests, written as case files write them. Draws nothing itself: the room of the rule cases does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spotcheck.config.models import Site
from spotcheck.config.validation import as_json
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.rule_cases import site_building
from spotcheck.jobs.rule_cases.case_files import in_full
from spotcheck.jobs.rule_cases.drawn_site import DrawnSite

_CASE = ("duty", "name", "expect", "met", "standard")  # what a case says beside its site


def site_of(case: dict[str, Any]) -> DrawnSite:
    """The site of a case; a key that no case file knows is an error here, too."""
    return DrawnSite.model_validate_json(as_json(in_full({name: value for name, value in case.items() if name not in _CASE})))


def build(path: Path, case: dict[str, Any], *, shuffle: int | None = None) -> Snapshot:
    """The snapshot of a case."""
    return site_building.build(path, site_of(case), shuffle=shuffle)


def register_of(case: dict[str, Any]) -> tuple[Site, ...]:
    """The register of a case."""
    return site_building.register_of(site_of(case))
