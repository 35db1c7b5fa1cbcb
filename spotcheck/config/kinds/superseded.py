"""A page still says what a later law has replaced: the settings. The words stand in superseded.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check
from spotcheck.config.models import Names, Part, Terms


class SupersededCheck(Check):
    """Pages and forms under the names, or with such titles, do not say ``old`` things.

    A page that says any of ``now`` says it beside the old (a list of laws, a comparison) and is not at fault; a passage with one of
    ``apart`` is of something else, for which the old words still are the law.
    """

    FACTS: ClassVar[tuple[str, ...]] = ()

    kind: Literal["superseded"]
    names: Names | None = None
    items: Terms
    old: tuple[Part, ...] = Field(min_length=1)
    now: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
