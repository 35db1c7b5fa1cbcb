"""What people mean by a mark in a cell: a tick, a no, or something that only they can explain. Anything but a plain sign is not guessed."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

_TICKS = frozenset("√✓✔☑✅🗸🗹")
_CROSSES = frozenset("×✗✘╳✕✖❌X")
_YES = frozenset({"是", "是的", "对", "1", "Y", "YES", "TRUE", "T", "V", "OK"})
_NO = frozenset(
    {"否", "无", "没有", "不", "不是", "非", "叉", "0", "N", "NO", "FALSE", "F", "-", "--", "—", "——", "–", "―", "/", "\\", "N/A", "NA"}
)
_OF_A_FAULT = {  # words that speak of the fault and not of the head they stand under, and so mean something under this head only
    "确认": (
        frozenset({"属实", "情况属实", "同意"}),
        frozenset({"不属实", "情况不属实", "不存在", "无此问题", "不同意", "不对", "错", "不适用"}),
    )
}
_NEGATIONS = ("不", "未", "非", "没有", "无", "并非", "不是")


class Mark(Enum):
    """What a cell says of its head."""

    EMPTY = auto()
    YES = auto()
    NO = auto()  # it is not so: which is not yet what the other head says
    UNCLEAR = auto()


def mark_of(cell: str, head: str = "") -> Mark:
    """What a cell under ``head`` (its Chinese name) says. The head's own word is a yes, its negation a no."""
    text = re.sub(r"[\s\ufe0e\ufe0f]", "", unicodedata.normalize("NFKC", cell)).strip("。.,;!()").upper()
    if not text:
        return Mark.EMPTY if not cell.strip() else Mark.UNCLEAR
    yes, no = _OF_A_FAULT.get(head, (frozenset(), frozenset()))
    if set(text) <= _TICKS or text in _YES | yes or (head and text == head):
        return Mark.YES
    if set(text) <= _CROSSES or text in _NO | no or (head and text in [f"{each}{head}" for each in _NEGATIONS]):
        return Mark.NO
    return Mark.UNCLEAR
