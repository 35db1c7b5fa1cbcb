"""Unmasked numbers of persons: the settings. The words stand in personal_data.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.conclusions import Verdict
from spotcheck.config.kinds.base import LAID_OUT, Check


class PersonalDataCheck(Check):
    """Identity numbers, and mobile numbers in lists of persons, that stand unmasked. A person confirms each before it counts."""

    REACHES: ClassVar[frozenset[Verdict]] = LAID_OUT

    kind: Literal["personal_data"]
