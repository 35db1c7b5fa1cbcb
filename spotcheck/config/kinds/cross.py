"""Published in both places: the settings. The words stand in cross.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts, Fault, faults_of_platforms
from spotcheck.config.models import Names, Terms
from spotcheck.config.platforms import platform_name


class CrossCheck(Check):
    """The ``newest`` items of the site stand on a shared platform as well."""

    FACTS: ClassVar[tuple[str, ...]] = ("platforms",)

    kind: Literal["cross"]
    names: Names | None = None
    items: Terms
    platforms: tuple[str, ...] = Field(min_length=1)
    newest: int = 3

    def faults(self) -> Iterator[Fault]:
        """The platforms are known, and something is compared."""
        yield from faults_of_platforms(self.platforms)
        if self.newest < 1:
            yield ("newest",), "应为 1 以上", "must be 1 or more"

    def facts(self) -> Facts:
        """The platforms by name."""
        return {"platforms": tuple(platform_name(each) for each in self.platforms)}
