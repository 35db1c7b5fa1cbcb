"""A person must judge: the settings. The words stand in manual.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import PERSON, Check
from spotcheck.config.models import Names, Terms

NOTHING_GATHERED = OwnNote("nothing_gathered")


class ManualCheck(Check):
    """A person must judge, with the duty's ``form``; what was found for them is laid out."""

    REACHES: ClassVar[frozenset[Verdict]] = PERSON
    BY_PEOPLE: ClassVar[bool] = True

    kind: Literal["manual"]
    names: Names | None = None
    items: Terms | None = None
