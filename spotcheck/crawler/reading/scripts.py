"""What the text of an inline script or style sheet tells, worked out once: the same script stands on most pages of a site.

Refuses to remember long ones, which hold data of their page, or what depends on anything but the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Told = TypeVar("_Told")
_KNOWN = 256  # scripts
_LONGEST = 20_000  # characters


def of_script(work: Callable[[str], _Told]) -> Callable[[str], _Told]:
    """A function of a script's text that remembers its answers."""
    known = lru_cache(maxsize=_KNOWN)(work)

    @wraps(work)
    def told(script: str) -> _Told:
        return known(script) if len(script) <= _LONGEST else work(script)

    return told
