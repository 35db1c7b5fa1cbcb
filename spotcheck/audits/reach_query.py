"""What is looked for among what was read and what was not. Looks for nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spotcheck.config.models import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. A label is relevant when it holds one of ``words`` or covers one of ``terms``, and its years allow it."""

    shown: tuple[str, ...]  # the terms as the certificate prints them
    words: frozenset[str] = frozenset()
    terms: tuple[Terms, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    years: frozenset[int] | None = None
    like: Callable[[str], bool] | None = field(default=None, compare=False)  # in place of words: judges a normalised label
    followed: frozenset[str] = frozenset()  # keys of links that lead away and were looked at already
    subject: frozenset[str] = frozenset()  # words of titles that touch the matter
    unlike: frozenset[str] = frozenset()  # words of titles that are another matter all the same
    known: tuple[Terms, ...] = ()  # titles that the rules of the duty know, and judge by what they are
