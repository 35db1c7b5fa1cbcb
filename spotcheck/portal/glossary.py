"""The explanations of terms in a report (名词解释): they name what a report might hold, and hold none of it.

Refuses to take the word for the thing: 三、名词解释 in a list of contents explains nothing, and the captions below it stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"(?:^|[一二三四五六七八九十\d][、.．])名词解释[:：]?$")
_SECTION = re.compile(r"^(?:附件|附表|第.{1,3}部分|[一二三四五六七八九十]{1,3}、)")
_EXPLAINS = re.compile(r"[:：]|[是即]?指|包括|反映")
_ENDS = ("。", "；", ";", "!", "！")
_CAPTION = 40  # characters up to which a line may be the caption of a table, or the name of a term


def explanations(lines: Sequence[str]) -> set[int]:
    """Which lines explain terms: those below the heading, up to the next section or to the first line that goes on with something else."""
    found: set[int] = set()
    inside = False
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else ""
        if _HEADING.search(line):
            inside = _explains(following) or (bool(following) and _explains(lines[n + 2] if n + 2 < len(lines) else ""))
        elif inside and (_SECTION.match(line) or _leaves(lines[n - 1], line, following)):
            inside = False
        elif inside:
            found.add(n)
    return found


def _explains(line: str) -> bool:
    return bool(_EXPLAINS.search(line)) and not _HEADING.search(line)


def _leaves(before: str, line: str, following: str) -> bool:
    """Whether a short line, where a sentence has just ended, neither explains nor names a term that the next one explains."""
    ended = before.rstrip().endswith(_ENDS) or bool(_HEADING.search(before))
    return ended and len(line) <= _CAPTION and not _explains(line) and not line.endswith(_ENDS) and not _explains(following)
