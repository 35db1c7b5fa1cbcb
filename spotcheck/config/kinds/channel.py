"""A way for visitors to turn to the body: the settings. The words stand in channel.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.conclusions import Verdict
from spotcheck.config.kinds.base import USUAL, Check, Facts, accepted_names
from spotcheck.config.models import Names


class ChannelCheck(Check):
    """A way for visitors to turn to the body stands under one of the names. Whether it works is for a person, where ``usable`` asks so."""

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}
    FACTS: ClassVar[tuple[str, ...]] = ("accepted",)

    kind: Literal["channel"]
    names: Names
    usable: bool = True

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """A way that a person must try is never passed by a machine."""
        return self.REACHES - {Verdict.PASS} if self.usable else USUAL

    def facts(self) -> Facts:
        """The names that the rule accepts."""
        return {"accepted": accepted_names(self.names)}
