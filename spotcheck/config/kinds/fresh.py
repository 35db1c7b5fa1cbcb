"""Something is there and not too old: the settings. The words stand in fresh.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from spotcheck.config.kinds.base import Check, Facts, Fault
from spotcheck.config.models import Names, Terms


class FreshCheck(Check):
    """Something is there, and the newest item is not older than ``max_age_days`` on the day of judgement.

    Without ``max_age_days`` only presence is judged and the newest day is shown: a duty without a stated rhythm is never stale.
    ``numbered``: issues (第N期) that skip a number are a gap.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("max_age_days",)

    kind: Literal["fresh"]
    names: Names | None = None
    items: Terms
    max_age_days: int | None = None
    numbered: bool = False

    def faults(self) -> Iterator[Fault]:
        """A limit is a day or more."""
        if self.max_age_days is not None and self.max_age_days < 1:
            yield ("max_age_days",), "应为 1 天以上", "must be 1 day or more"

    def facts(self) -> Facts:
        """The limit, where there is one."""
        return {} if self.max_age_days is None else {"max_age_days": str(self.max_age_days)}
