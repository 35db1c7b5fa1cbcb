"""A duty met on a shared platform: the settings. The words stand in platform.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts, Fault, faults_of_platforms
from spotcheck.config.models import Names, Terms
from spotcheck.config.platforms import platform_name


class PlatformCheck(Check):
    """The duty is met on a shared platform: the site's link to it works and the body's own entry stands there.

    ``platforms`` are ids of platforms.toml, any of which will do. A link to the platform's home page alone is ``incomplete``.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("platforms",)

    kind: Literal["platform"]
    platforms: tuple[str, ...] = Field(min_length=1)
    names: Names | None = None  # what a link or column that leads to the entry is called
    items: Terms | None = None  # what the entry on the platform must be

    def faults(self) -> Iterator[Fault]:
        """The platforms are known."""
        yield from faults_of_platforms(self.platforms)

    def facts(self) -> Facts:
        """The platforms by name."""
        return {"platforms": tuple(platform_name(each) for each in self.platforms)}
