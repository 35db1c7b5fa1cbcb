"""The foot of a page: its words, and the addresses and names of the marks that are set there. Refuses to say whether any is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.scanning import without_comments

_ADDRESS = re.compile(
    r"//([\w.-]*(?:conac\.cn|beian\.gov\.cn|beian\.mps\.gov\.cn|beian\.miit\.gov\.cn|zfwzzc\.www\.gov\.cn|pucha\.kaipuyun\.cn))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"""\b(?:alt|title)\s*=\s*["']([^"'<>]{0,6}(?:找错|党政机关|事业单位标识|公安|备案)[^"'<>]{0,6})["']""", re.IGNORECASE)
_WORDS = ("conac", "beian", "zfwzzc", "kaipuyun", "CONAC", "BEIAN", "找错", "党政机关", "事业单位标识", "公安", "备案")  # in every mark
_LINES, _LINE, _WHOLE = 30, 100, 800  # lines of a foot, characters of a line and of the whole


def read_foot(footer: Sequence[str], source: str) -> tuple[str, ...]:
    """Lines of the foot, then the hosts of marks (scripts set them, too) and the names of their pictures, each once."""
    words = [line.strip()[:_LINE] for line in list(footer)[-_LINES:] if line.strip()]
    marks: list[str] = []
    if any(word in source for word in _WORDS):
        shown = without_comments(source)
        marks = [match[1].strip().lower() for pattern in (_ADDRESS, _NAMED) for match in pattern.finditer(shown)]
    kept: list[str] = []
    size = 0
    for line in dict.fromkeys([*marks, *reversed(words)]):  # the very end of a page is the likeliest foot
        size += len(line)
        if size > _WHOLE:
            break
        kept.append(line)
    return tuple(kept)
