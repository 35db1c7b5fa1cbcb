"""Meta tags of pages: the settings. The words stand in tags.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check, Facts


class TagsCheck(Check):
    """Pages of a kind carry the meta tags, none of them empty. ``draw`` pages are looked at."""

    FACTS: ClassVar[tuple[str, ...]] = ("tags",)

    kind: Literal["tags"]
    pages: Literal["content", "column"]
    tags: tuple[str, ...] = Field(min_length=1)
    draw: int = Field(default=5, ge=1)

    def facts(self) -> Facts:
        """The names of the tags."""
        return {"tags": self.tags}
