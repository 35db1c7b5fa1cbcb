"""The same page in other bytes: declared rightly, falsely or not at all, with its attributes turned round; and without what helps.

Refuses to change what a visitor sees: whatever is read differently is our fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from spotcheck.crawler.reading.decode import decode
from spotcheck.crawler.records import Page

ALIKE = ("published", "dates", "title", "kind", "entries", "text")
_DECLARED = re.compile(r"""<meta\b[^>]*\bcharset\b[^>]*>|<\?xml\b[^>]*\?>""", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"""<(meta|a|div|span|td|ul|li|p|h1)((?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))+)\s*(/?)>""", re.IGNORECASE)
_NAMES = re.compile(r"""(\s(?:class|id)\s*=\s*(["']))([^"'<>]+)\2""", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>.*?</title>", re.IGNORECASE | re.DOTALL)
_LETTERS = str.maketrans("0123456789", "bcdfghjklm")
_ATTRIBUTE = re.compile(r"""[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*')""")


class Bytes(NamedTuple):
    """A page as a server would send it."""

    body: bytes
    content_type: str


def _chinese(text: str) -> tuple[str, bytes]:
    try:
        return "gbk", text.encode("gbk")
    except UnicodeEncodeError:
        return "gb18030", text.encode("gb18030", "replace")


def _sent(text: str, meta: str, header: str) -> Bytes:
    """``text`` in GBK (gb18030 where it needs that), declared as said; ``own`` stands for the true name."""
    name, _ = _chinese(text)
    meta, header = meta.replace("own", name), header.replace("own", name)
    tag = f'<meta charset="{meta}">' if meta else ""
    bare = _DECLARED.sub("", text)
    opened = _HEAD.sub(lambda m: m[0] + tag, bare, count=1)  # a fragment without a head cannot declare anything
    return Bytes(_chinese(opened)[1], f"text/html; charset={header}" if header else "text/html")


def _utf8(text: str) -> Bytes:
    return Bytes(text.encode("utf-8", "replace"), "text/html; charset=utf-8")


def _turned(text: str) -> str:
    """Every tag whose attributes are plainly quoted, with the attributes in reverse."""
    return _TAG.sub(lambda m: f"<{m[1]} {' '.join(reversed(_ATTRIBUTE.findall(m[2])))}{m[3]}>", text)


# What each must keep: the same page, read alike.
IDENTICAL: dict[str, Callable[[str], Bytes]] = {
    "GBK, declared in header and meta": lambda text: _sent(text, "own", "own"),
    "GBK, declared in meta alone": lambda text: _sent(text, "own", ""),
    "GBK, meta says utf-8": lambda text: _sent(text, "utf-8", ""),
    "GBK, header and meta say utf-8": lambda text: _sent(text, "utf-8", "utf-8"),
    "GBK, header is true, meta says utf-8": lambda text: _sent(text, "utf-8", "own"),
    "GBK, nothing declared": lambda text: _sent(text, "", ""),
    "utf-8, header and meta say gb2312": lambda text: Bytes(
        _HEAD.sub(lambda m: m[0] + '<meta charset="gb2312">', _DECLARED.sub("", text), count=1).encode("utf-8", "replace"),
        "text/html; charset=gb2312",
    ),
    "attributes of tags in reverse order": lambda text: _utf8(_turned(text)),
}


def _renamed(text: str) -> str:
    """Every class and id name replaced: what a reader knows of the names that platforms use is gone."""
    return _NAMES.sub(lambda m: f"{m[1]}{' '.join(f'k{crc32(name.encode())}' for name in m[3].split())}{m[2]}", text)


# What these take away is not what a visitor sees, so the labels stay true. Each gives the address and the bytes.
CHANGED: dict[str, Callable[[str, str], tuple[str, Bytes]]] = {
    "metas removed": lambda url, text: (url, _utf8(_META.sub("", text))),
    "address tells nothing": lambda url, text: (_mute(url), _utf8(text)),
    "title element holds the name of the site": lambda url, text: (url, _utf8(_TITLE.sub("<title>清河县人民政府门户网站</title>", text))),
    "class and id names unknown": lambda url, text: (url, _utf8(_renamed(text))),
    "all of these": lambda url, text: (
        _mute(url),
        _utf8(_renamed(_TITLE.sub("<title>清河县人民政府门户网站</title>", _META.sub("", text)))),
    ),
}


def _mute(url: str) -> str:
    """The same host with a path of letters that says nothing; the address of a home page stays."""
    parts = urlsplit(url)
    return url if parts.path in ("", "/") else f"{parts.scheme}://{parts.netloc}/p/{str(crc32(url.encode())).translate(_LETTERS)}"


def source_of(body: bytes) -> str:
    """The text of a page as we decode it. Raises Undecodable."""
    return decode(body, "")[0]


def differences(one: Page, other: Page) -> list[str]:
    """The names of the fields that must be alike and are not."""
    return [field.name for field in fields(Page) if field.name in ALIKE and getattr(one, field.name) != getattr(other, field.name)]
