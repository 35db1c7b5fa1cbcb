"""The platforms (CMS) that portals run on, one module each. A module placed here with a ``DIALECT`` is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ahocorasick_rs import AhoCorasick

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.markup import Markup


@cache
def all_dialects() -> tuple[Dialect, ...]:
    """Every dialect of this package by name, the generic one last."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        if module.name != "base":
            dialect = getattr(importlib.import_module(f"{__name__}.{module.name}"), "DIALECT", None)
            if isinstance(dialect, Dialect):
                found.append(dialect)
    return tuple(sorted(found, key=lambda d: (d.name == "generic", d.name)))


@cache
def _signs() -> tuple[AhoCorasick, tuple[str, ...]]:
    signs = tuple(dict.fromkeys(sign for dialect in all_dialects() for sign in dialect.signs))
    return AhoCorasick(signs), signs


def recognise(markup: Markup) -> tuple[Dialect, str]:
    """The dialect of a page and the mark it was recognised by; the generic one without a mark. One pass finds the signs of all."""
    automaton, signs = _signs()
    markup.signs = frozenset(signs[n] for n, _, _ in automaton.find_matches_as_indexes(markup.source, overlapping=True))
    for dialect in all_dialects():
        if by := dialect.recognise(markup):
            return dialect, by
    return all_dialects()[-1], ""
