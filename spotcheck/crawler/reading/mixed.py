"""Text in two encodings at once: a page with an include, a title or a footer that another program wrote in another encoding.

Refuses to read a run the other way unless it is wholly and plausibly Chinese that way; what is neither becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

_IN_GB = "spotcheck-gb"
_RUN = re.compile(rb"[\x80-\xff]+")
_HANZI_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_UTF8_RUN = re.compile(rb"(?<![\x80-\xff])(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2,2000}(?![\x80-\xff])")
_COMMON = range(0xB0, 0xD8)  # first bytes of the 3,755 common characters of GB 2312, sorted by sound
_THREE = 0xE0  # the first byte from which utf-8 needs three
_EURO = 0x80  # code page 936 and the encoding standard of browsers; not in gb18030 itself
_LONG = 20_000  # bytes of a run without a space, a digit or a tag, beyond which it is no text
_PIECES = 50  # broken places of one run that are looked at closely
_ENDS = 8  # places at which a piece in another encoding may end
_BROKEN = 5_000  # runs that are looked at closely; a body with more broken ones is no page


def _in_gb(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return ("€" if error.object[error.start] == _EURO else "\ufffd"), error.start + 1


codecs.register_error(_IN_GB, _in_gb)


def from_utf8(body: bytes) -> tuple[str, int]:
    """Bytes that are utf-8 for the most part: (text, characters read in another encoding). What is neither becomes U+FFFD."""
    parts: list[str] = []
    other = start = broken = 0
    for found in _RUN.finditer(body):
        run = found[0]
        if _is_utf8(run) and (max(run) >= _THREE or not _gb(run)):
            continue
        broken += 1
        if broken > _BROKEN:
            break
        text, count = _taken_apart(run)
        other += count
        parts += (body[start : found.start()].decode("utf-8"), text)
        start = found.end()
    parts.append(body[start:].decode("utf-8", "replace"))
    return "".join(parts), other


def from_gb(body: bytes) -> tuple[str, int]:
    """Bytes that are gb18030 for the most part: (text, characters read in another encoding). What is neither becomes U+FFFD."""
    parts: list[str] = []
    other = start = 0
    for found in _UTF8_RUN.finditer(body):
        parts.append(body[start : found.start()].decode("gb18030", _IN_GB))
        parts.append(found[0].decode("utf-8", "replace"))
        other += len(parts[-1])
        start = found.end()
    parts.append(body[start:].decode("gb18030", _IN_GB))
    return "".join(parts), other


def _taken_apart(run: bytes) -> tuple[str, int]:
    """A run that is not utf-8 throughout, piece by piece."""
    if whole := _gb(run):
        return whole, len(whole)
    if len(run) > _LONG:
        return run.decode("utf-8", "replace"), 0
    parts: list[str] = []
    other = 0
    for _ in range(_PIECES):
        try:
            return "".join((*parts, run.decode("utf-8"))), other
        except UnicodeDecodeError as error:
            parts.append(run[: error.start].decode("utf-8"))
            piece, end = _other_piece(run[error.start :])
            other += len(piece)
            parts.append(piece or "\ufffd")
            run = run[error.start + end :] if piece else run[error.end :]
    return "".join((*parts, run.decode("utf-8", "replace"))), other


def _other_piece(run: bytes) -> tuple[str, int]:
    """What begins here in GB 2312, up to where utf-8 of Chinese characters goes on to the end of the run; and its length in bytes."""
    for found in islice(_HANZI_UTF8.finditer(run, 1), _ENDS):
        end = found.start()
        if _is_utf8(run[end:]) and (text := _gb(run[:end])):
            return text, end
    return (text, len(run)) if (text := _gb(run)) else ("", 0)


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _gb(run: bytes) -> str:
    """A run as GB 2312, "" where it is not plausibly that: too short, or not mostly common characters."""
    try:
        text = run.decode("gb2312")
    except UnicodeDecodeError:
        return ""
    return text if len(text) > 1 and 2 * sum(first in _COMMON for first in run[::2]) > len(text) else ""
