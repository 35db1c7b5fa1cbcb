"""Repealed documents carry their mark: the settings. The words stand in marking.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spotcheck.config.conclusions import OwnNote
from spotcheck.config.kinds.base import Check, Fault
from spotcheck.config.models import Terms

NO_ORIGINAL_ON_SITE = OwnNote("no_original_on_site")
NOT_YET_IN_FORCE = OwnNote("not_yet_in_force")


class MarkingCheck(Check):
    """Documents that a notice declares void carry a visible mark on their original page."""

    kind: Literal["marking"]
    notices: Terms
    marks: tuple[str, ...]
    validity_fields: tuple[str, ...]
    void_values: tuple[str, ...]

    def faults(self) -> Iterator[Fault]:
        """Without words for a mark every document would stand unmarked."""
        for name in ("marks", "validity_fields", "void_values"):
            if not getattr(self, name):
                yield (name,), "不能为空", "must not be empty; give at least one item"
