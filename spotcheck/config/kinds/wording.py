"""Words of the office's own lists: the settings. The words of the kind stand in wording.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import LAID_OUT, Check

NO_WORD_LIST = OwnNote("no_word_list")


class WordingCheck(Check):
    """Words of the office's own lists (易错词 | 替换词 | 是否严重) in any text. Without a list nothing is judged."""

    REACHES: ClassVar[frozenset[Verdict]] = LAID_OUT

    kind: Literal["wording"]
