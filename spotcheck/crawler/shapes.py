"""The shape of an address: what it has in common with its neighbours, numbers and tokens left out. Judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

MAX_LEVELS = 8  # folders that are told apart
DEEP = 5  # folders from which going deeper is no way of ordering pages any more
_FRONT = re.compile(r"(?:(?:index|list|default|main|home|node|more)[\W_0]*(?:\.\w{1,5})?)?\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]*+\d[0-9A-Za-z]*+")
_TOKEN = re.compile(
    r"(?=(?:[^\W\d_]*+\d++[^\W\d_]++){2})[0-9A-Za-z]{6,}|(?=\d*[a-fA-F])(?=[a-fA-F]*\d)[0-9a-fA-F]{10,}|[0-9a-fA-F-]{32,}|[A-Za-z0-9_-]{28,}"
)
_UNITS = re.compile(r"[\d\W_年月日号时分秒上下前后一〇零〇二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """``whole``: host, path and names of the query; ``folder``: the folder it stands in;
    ``levels``: everything it belongs to, of which each may prove to lead nowhere; ``depth``: folders it stands in;
    ``front``: whether it is named as the first page of its folder."""

    whole: str
    folder: str
    levels: tuple[str, ...]
    depth: int
    front: bool


@lru_cache(maxsize=8_192)
def shape_of(url: str) -> Shape:
    """The shape of a canonical address."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    segments = [_plain(segment) for segment in parts.path.split("/")[1:]]
    folders = list(dict.fromkeys(segments[:-1]))  # a path that repeats itself is no deeper for it
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    query = f"?{'&'.join(names)}" if names else ""
    path = "/".join((host, *folders, segments[-1] if segments else ""))
    whole = path + query
    folder = f"{'/'.join((host, *folders))}/"
    above = ["/".join((host, *folders[:count])) + "/" for count in range(1, min(len(folders), MAX_LEVELS) + 1)]
    levels = (*above, *([folder + query] if folders and query else []), path, whole, *(f"{host}?{name}" for name in names))
    front = not segments or _FRONT.match(segments[-1]) is not None
    return Shape(whole, folder, tuple(dict.fromkeys(levels)), len(segments) - 1, front)


def leads_on(source: Shape, to: Shape) -> bool:
    """Whether a link only leads on among its like: to a page of the same shape, a neighbour in its folder, or ever deeper."""
    if source.whole == to.whole:
        return True
    if source.folder == to.folder:
        return not source.front and not to.front and ("?" in source.whole) == ("?" in to.whole)
    return to.depth > max(source.depth, DEEP) and to.folder.startswith(source.folder)


def worded(label: str) -> bool:
    """Whether a label says more than a number, a date or a direction."""
    return len(_UNITS.sub("", label)) > 1


def without_numbers(text: str) -> str:
    """A text as it reads when its numbers are left out."""
    return _NUMBERED.sub("", text)


def values_of(url: str) -> list[tuple[str, str]]:
    """What may be a mere number of a visit in an address: each value of its query, each token in its path.

    Each with a name that says where it stands, and the address as it is without it.
    """
    base, mark, query = url.partition("?")
    pairs = [pair for pair in query.split("&") if pair] if mark else []
    found = []
    segments = base.split("/")
    for number, pair in enumerate(pairs):
        rest = "&".join(pairs[:number] + pairs[number + 1 :])
        found.append((f"{segments[2]}?{pair.partition('=')[0]}", f"{base}?{rest}" if rest else base))
    for number, segment in enumerate(segments[3:], 3):
        if _TOKEN.fullmatch(segment):
            rest = "/".join((*segments[:number], "*", *segments[number + 1 :]))
            found.append(("/".join(segments[2:number]) + "/*", rest + mark + query))
    return found


def _plain(segment: str) -> str:
    stem, dot, ending = segment.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = segment, "", ""
    return ("*" if _TOKEN.fullmatch(stem) else _DIGITS.sub("0", stem)) + dot + ending
