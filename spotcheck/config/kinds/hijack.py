"""Links that a hijacker leaves: the settings. The words of the kind stand in hijack.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from spotcheck.config.conclusions import Verdict
from spotcheck.config.kinds.base import LAID_OUT, Check


class HijackCheck(Check):
    """Links that a hijacker leaves: concealed ones to foreign hosts, and those that hold one of ``words``."""

    REACHES: ClassVar[frozenset[Verdict]] = LAID_OUT

    kind: Literal["hijack"]
    words: tuple[str, ...] = Field(min_length=1)
