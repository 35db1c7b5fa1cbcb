"""The language we speak, one for everything that is said: a person's by their environment, a report's as it was asked for.

Holds no wording; nothing hands a language from function to function.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Language(StrEnum):
    """The languages that everything is worded in."""

    ZH = "zh"
    EN = "en"


_CHOSEN: ContextVar[Language | None] = ContextVar("language", default=None)


def language() -> Language:
    """The language spoken now: the one that ``speaking`` chose, else Chinese where the locale is Chinese, else English."""
    return _CHOSEN.get() or _of_environment()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Within it ``chosen`` (zh or en) is spoken, whatever the environment says. Raises ValueError for another language."""
    token = _CHOSEN.set(Language(chosen))
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def say(zh: str, en: str) -> str:
    """The one of two wordings that is in the language spoken."""
    return zh if language() is Language.ZH else en


def join(names: Iterable[str]) -> str:
    """Names in one line, as the language lists them."""
    return say("、", ", ").join(names)


def _of_environment() -> Language:
    for name in ("SPOTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return Language.ZH if value.lower().startswith("zh") else Language.EN
    return Language.EN
