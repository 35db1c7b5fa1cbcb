"""Bytes to text: the encoding is told by the bytes first, by what the page declares last.

Refuses to guess: what no encoding decodes nearly whole raises Undecodable. The few places of a page that no encoding decodes become
U+FFFD and are counted, as every browser shows them: one odd byte costs one character, not the page.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from spotcheck.crawler.reading import mixed

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"charset\s*+=\s*+(?:[\"']\s*+)?([A-Za-z0-9_-]{3,20})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{3,20})", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_STRAYS = bytes([*range(9), 11, *range(14, 32)])
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_STRANGE = re.compile("[\ue000-\uf8ff\ufff0-\uffff\U00010000-\U0010ffff\x80-\x9f]")
_UNREADABLE_SHARE = 0.01  # of all characters: above it the bytes are no text
_HEAD = 4096  # bytes in which a declaration may stand
_LOST = re.compile("\ufffd+")  # one place; a character of three bytes, or half an emoji, may be lost as several
_LONGEST = 10  # U+FFFD a place, on average, beyond which the bytes are no text
_CLEAN = 1_000  # characters to one that may be lost: 99.9 % must be clean
_FEW, _SHORT = 3, 50  # lost characters that a short page may have all the same, and characters for each of them
_SAMPLE = 20_000  # characters by which two encodings are compared
_WIDE = re.compile("[\u4e00-\u9fff]")


class Undecodable(ValueError):
    """No encoding decodes the bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes. ``charset``: the encoding of nearly all; ``undecoded``: characters lost, or read in another one."""

    text: str
    charset: str
    undecoded: int = 0


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of ``body`` and the name of its encoding. Raises Undecodable."""
    found = decoded(body, content_type)
    return found.text, found.charset


def decoded(body: bytes, content_type: str = "") -> Decoded:
    """The text of ``body``, the name of its encoding, and how much of it is not clean.

    Order: byte order mark, utf-16 without a mark, utf-8, gb18030 (or big5 where declared and more plausible), the declared one.
    Raises Undecodable.
    """
    for mark, name in _BOMS:
        if body.startswith(mark) and (found := _whole(name.removesuffix("-sig"), *_plainly(name)(body))):
            return found
    if body[:200].count(0) > 60:
        name = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
        if found := _whole("utf-16", *_plainly(name)(body)):
            return found
    try:
        text = body.decode("utf-8")
        text = _clean(text) if len(body.translate(None, _STRAYS)) < len(body) else text
        return Decoded(text=text, charset="utf-8", undecoded=text.count("\ufffd"))
    except UnicodeDecodeError:
        pass
    declared = _declarations(body, content_type)
    if _mostly_utf8(body):
        ways: list[tuple[str, Callable[[bytes], tuple[str, int]]]] = [("utf-8", mixed.from_utf8)]
    else:
        ways = [("big5", _plainly("big5hkscs"))] if "big5" in declared and _looks_big5(body) else []
        ways += [("gb18030", mixed.from_gb), *((name, _plainly(name)) for name in declared)]
    for name, way in ways:
        if found := _whole(name, *way(body)):
            return found
    raise Undecodable(f"neither utf-8 nor gb18030 nor {', '.join(declared) or 'a declared encoding'} decodes it")


def _plainly(name: str) -> Callable[[bytes], tuple[str, int]]:
    def way(body: bytes) -> tuple[str, int]:
        return body.decode(name, "replace"), 0

    return way


def _whole(name: str, text: str, other: int) -> Decoded | None:
    """The decoded text, None where too much of it is lost, or its characters are none that a page is written in."""
    lost = _lost(text)
    if lost > _allowed(text) or len(_STRANGE.findall(text)) > _UNREADABLE_SHARE * len(text) + _LONGEST * lost:
        return None
    try:
        return Decoded(text=_clean(text), charset=name, undecoded=lost + other)
    except Undecodable:
        return None


def _lost(text: str) -> int:
    return len(_LOST.findall(text))


def _allowed(text: str) -> int:
    return max(len(text) // _CLEAN, min(_FEW, len(text) // _SHORT))


def _clean(text: str) -> str:
    strays = _CONTROL.findall(text)
    if len(strays) > _UNREADABLE_SHARE * len(text):
        raise Undecodable("control characters: these bytes are no text")
    return _CONTROL.sub("", text)


def _declarations(body: bytes, content_type: str) -> list[str]:
    names = _CHARSET.findall(content_type)
    names += [(a or b).decode("ascii") for a, b in _DECLARED.findall(body[:_HEAD])]
    known = []
    for name in names:
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        if getattr(info, "_is_text_encoding", True):  # base64, rot13 and the like are codecs, too
            known.append(info.name)
    # Every byte string is valid latin-1 and cp1252 nearly so: they prove nothing, and no page audited here is written in them.
    return [n for n in dict.fromkeys(known) if n not in ("iso8859-1", "cp1252", "ascii", "charmap", "utf-8", "gb18030")]


def _mostly_utf8(body: bytes) -> bool:
    """Whether this is utf-8 with some broken places: gb18030 might swallow it and show other characters than were written."""
    text = body.decode("utf-8", "replace")
    return 2 * len(_WIDE.findall(text)) > text.count("\ufffd")


def _looks_big5(body: bytes) -> bool:
    """Whether the common half of Big5 covers these bytes better than the common half of GB 2312."""
    big5, gb = body.decode("big5hkscs", "replace"), mixed.from_gb(body)[0]
    if _lost(big5) > _allowed(big5) or _lost(gb) > _allowed(gb):
        return _lost(gb) > _lost(big5)
    return _common(big5, "big5", 0xA4, 0xC6) > _common(gb, "gb2312", 0xB0, 0xD7)


def _common(text: str, codec: str, low: int, high: int) -> float:
    wide = [c for c in text[:_SAMPLE] if ord(c) > 0x2E80]
    hits = 0
    for char in wide:
        try:
            hits += low <= char.encode(codec)[0] <= high
        except UnicodeEncodeError:
            continue
    return hits / max(1, len(wide))
