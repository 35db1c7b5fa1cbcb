"""What the words of a link promise: nothing that matters, nothing that can be told, or what they say. The words are data (labels.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from spotcheck.portal.matching import bare, normal

_DATA: dict[str, list[str]] = tomllib.loads((files("spotcheck.portal") / "link_labels.toml").read_text("utf-8"))
_HARMLESS = frozenset(normal(word) for word in _DATA["harmless"])
_OPAQUE = frozenset(normal(word) for word in _DATA["opaque"])
DISCLOSURE = frozenset(normal(word) for word in _DATA["disclosure"])
SITE_MAP = frozenset(normal(word) for word in _DATA["site_map"])
INDEX_HEADS = frozenset(normal(word) for word in _DATA["index_heads"]) | {""}  # a table with no other heads lists documents
PLAIN_HEADS = frozenset(normal(word) for word in _DATA["plain_heads"])  # surely no field that a rule asks for
_ANYTHING = tuple(normal(word) for word in _DATA["anything"])
_NEIGHBOURS = tuple(normal(word) for word in _DATA["neighbours"])
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CUT = re.compile(r"(?:\.\.|…)$")
_DIGITS = "0123456789一二三四五六七八九十"


@lru_cache(maxsize=65536)
def harmless(label: str) -> bool:
    """Whether a label clearly names a function without content that a rule could ask for."""
    name = bare(label)
    return name in _HARMLESS or any(name.startswith(word) and len(name) <= len(word) + 4 for word in _HARMLESS if len(word) > 2)


@lru_cache(maxsize=65536)
def opaque(label: str) -> bool:
    """Whether a label does not tell what stands behind it: empty, cut short, a file name, 附件1, 更多."""
    name = bare(label)
    if len(name) < 2 or _CUT.search(normal(label)) or not _CHINESE.search(name):
        return True
    return name in _OPAQUE or _uncounted(name) in _OPAQUE


def anything(label: str) -> bool:
    """Whether the name of a list says that things are published there, and not which."""
    return any(word in label for word in _ANYTHING)


def _uncounted(name: str) -> str:
    """A name without the number at its end: 附件(1), 附件二、"""
    name = name.rstrip(":.、")
    name = (name[:-1] if name.endswith((")", "]")) else name).rstrip(_DIGITS)
    return name[:-1] if name.endswith(("(", "[")) else name


def neighbour(label: str) -> bool:
    """Whether a label leads to the article before or after."""
    return normal(label).startswith(_NEIGHBOURS)
