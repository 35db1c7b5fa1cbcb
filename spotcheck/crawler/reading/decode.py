"""Bytes to text: the encoding is told by the bytes first, by what the page declares last.

Refuses to guess: what no encoding decodes cleanly raises Undecodable, and nothing is ever replaced.
"""

from __future__ import annotations

import codecs
import re

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


class Undecodable(ValueError):
    """No encoding decodes the bytes cleanly."""


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of ``body`` and the name of its encoding.

    Order: byte order mark, strict utf-8, utf-16 without a mark, gb18030 (or big5 where declared and more plausible), the declared one.
    Raises Undecodable.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _strict(body, name), name.removesuffix("-sig")
    try:
        text = body.decode("utf-8")
        return (_clean(text) if len(body.translate(None, _STRAYS)) < len(body) else text), "utf-8"
    except UnicodeDecodeError:
        pass
    if body[:200].count(0) > 60:
        name = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
        return _strict(body, name), "utf-16"
    declared = _declarations(body, content_type)
    if "big5" in declared and _looks_big5(body):
        return _strict(body, "big5hkscs"), "big5"
    if not _nearly_utf8(body):
        for name in ("gb18030", *declared):
            try:
                text = _clean(body.decode(name))
            except (UnicodeDecodeError, LookupError, Undecodable):
                continue
            if len(_STRANGE.findall(text)) <= _UNREADABLE_SHARE * len(text):
                return text, name
    raise Undecodable(f"neither utf-8 nor gb18030 nor {', '.join(declared) or 'a declared encoding'} decodes it")


def _strict(body: bytes, name: str) -> str:
    try:
        text = _clean(body.decode(name))
    except UnicodeDecodeError as error:
        raise Undecodable(f"not {name}: {error.reason} at byte {error.start}") from None
    if len(_STRANGE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise Undecodable(f"marked as {name}, but its characters are none that a page is written in")
    return text


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
            known.append(codecs.lookup(name).name)
        except LookupError:
            continue
    # Every byte string is valid latin-1 and cp1252 nearly so: they prove nothing, and no page audited here is written in them.
    return [n for n in dict.fromkeys(known) if n not in ("iso8859-1", "cp1252", "ascii", "charmap")]


def _nearly_utf8(body: bytes) -> bool:
    """Whether this is utf-8 with a few broken places: gb18030 might swallow it and show other characters than were written."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for c in text[:20_000] if "\u4e00" <= c <= "\u9fff")
    return broken * 10 < wide


def _looks_big5(body: bytes) -> bool:
    """Whether the common half of Big5 covers these bytes better than the common half of GB 2312."""
    try:
        big5 = body.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    try:
        gb = body.decode("gb18030")
    except UnicodeDecodeError:
        return True
    return _common(big5, "big5", 0xA4, 0xC6) > _common(gb, "gb2312", 0xB0, 0xD7)


def _common(text: str, codec: str, low: int, high: int) -> float:
    wide = [c for c in text[:20_000] if ord(c) > 0x2E80]
    hits = 0
    for char in wide:
        try:
            hits += low <= char.encode(codec)[0] <= high
        except UnicodeEncodeError:
            continue
    return hits / max(1, len(wide))
