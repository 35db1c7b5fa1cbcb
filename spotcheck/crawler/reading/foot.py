"""The foot of a page: its words, and the addresses and names of the marks that are set there. Refuses to say whether any is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spotcheck.crawler.reading.scanning import places, without_comments

_ADDRESS = re.compile(
    r"//([\w.-]*(?:conac\.cn|beian\.gov\.cn|beian\.mps\.gov\.cn|beian\.miit\.gov\.cn|zfwzzc\.www\.gov\.cn|pucha\.kaipuyun\.cn))",
    re.IGNORECASE,
)
_HOSTS = ("conac", "beian", "zfwzzc", "kaipuyun")  # in every address of a mark, in letters of any case
_NAMED = re.compile(r"""\b(?:alt|title)\s*=\s*["']([^"'<>]{0,6}(?:找错|党政机关|事业单位标识|公安|备案)[^"'<>]{0,6})["']""", re.IGNORECASE)
_NAMES = ("找错", "党政机关", "事业单位标识", "公安", "备案")  # in every name of a mark
_AROUND = 40  # characters before such a word in which alt= or title= stands, and in which the word and the quote end
_LINES, _LINE, _WHOLE = 30, 100, 800  # lines of a foot, characters of a line and of the whole


def read_foot(footer: Sequence[str], source: str) -> tuple[str, ...]:
    """Lines of the foot, then the hosts of marks (scripts set them, too) and the names of their pictures, each once."""
    words = [line.strip()[:_LINE] for line in list(footer)[-_LINES:] if line.strip()]
    shown = without_comments(source)
    small = shown.lower()
    marks = [match[1].lower() for match in _ADDRESS.finditer(shown)] if any(host in small for host in _HOSTS) else []
    marks += [name.strip().lower() for name in _names(shown)]
    kept: list[str] = []
    size = 0
    for line in dict.fromkeys([*marks, *reversed(words)]):  # the very end of a page is the likeliest foot
        size += len(line)
        if size > _WHOLE:
            break
        kept.append(line)
    return tuple(kept)


def _names(shown: str) -> Iterator[str]:
    """The names of marks, in order: looked for from their words, since a page has many an alt and few of these."""
    end = 0
    for at in sorted(at for word in _NAMES for at in places(shown, word)):
        if at >= end and (match := _NAMED.search(shown, max(end, at - _AROUND), at + _AROUND)):
            end = match.end()
            yield match[1]
