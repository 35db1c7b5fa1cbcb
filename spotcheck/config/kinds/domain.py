"""The suffix of the site's domain: the settings. The words stand in domain.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts


class DomainCheck(Check):
    """The site stands under one of the suffixes."""

    FACTS: ClassVar[tuple[str, ...]] = ("suffixes",)

    kind: Literal["domain"]
    suffixes: tuple[str, ...] = Field(min_length=1)

    def facts(self) -> Facts:
        """The suffixes."""
        return {"suffixes": self.suffixes}
