"""Messages of visitors and their answers: the settings. The words stand in replies.toml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from spotcheck.config.kinds.base import Check
from spotcheck.config.models import Names


class RepliesCheck(Check):
    """Messages of visitors: each is answered in time (``answered``), or shows when and by whom it was asked and answered (``fields``)."""

    kind: Literal["replies"]
    names: Names
    rule: Literal["answered", "fields"]
    within_months: int = Field(default=3, ge=1)  # time to answer
    last_months: int = Field(default=12, ge=1)  # messages older than this are left alone
    draw: int = Field(default=0, ge=0)  # messages looked at, newest first; 0: all
