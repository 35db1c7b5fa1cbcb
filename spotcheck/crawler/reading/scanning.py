"""Cutting markup that nobody wrote well, in time proportional to its length, whatever stands in it.

Refuses what a pattern like ``<x>.*?</x>`` does to a page of a thousand ``<x>`` and no ``</x>``: looking for the end from each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_TAG = re.compile(r"<[^>]*>")  # linear only where each < is closed: see without_tags


def between(text: str, opening: str, closing: str) -> list[str]:
    """What stands between each ``opening`` and the next ``closing``."""
    found = []
    at = text.find(opening)
    while at >= 0:
        begun = at + len(opening)
        end = text.find(closing, begun)
        if end < 0:
            break
        found.append(text[begun:end])
        at = text.find(opening, end + len(closing))
    return found


def places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, each place."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def without_tags(text: str, put: str = "") -> str:
    """``put`` in place of each tag; a < that nothing closes stays."""
    end = text.rfind(">") + 1
    return _TAG.sub(put, text[:end]) + text[end:]


def without_comments(text: str) -> str:
    """Without the comments, those for one browser (``<!--[if``) excepted."""
    kept, at = [], 0
    begun = text.find("<!--")
    while begun >= 0:
        if text.startswith("[if", begun + 4):
            begun = text.find("<!--", begun + 4)
            continue
        end = text.find("-->", begun + 4)
        if end < 0:
            break
        kept.append(text[at:begun])
        at = end + 3
        begun = text.find("<!--", at)
    return "".join(kept) + text[at:]


def without_elements(text: str, names: tuple[str, ...], put: str = "") -> str:
    """``put`` in place of each element of these names, up to the first end tag of its name. One without an end stays."""
    kept, at = [], 0
    endless: set[str] = set()
    for opening in _openings(names).finditer(text):
        name = opening[1].lower()
        if opening.start() < at or name in endless:
            continue
        closing = _closing(name).search(text, opening.end())
        if closing is None:
            endless.add(name)
            continue
        kept += [text[at : opening.start()], put]
        at = closing.end()
    return "".join(kept) + text[at:]


@cache
def _openings(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names)})\b", re.IGNORECASE)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*+>", re.IGNORECASE)
