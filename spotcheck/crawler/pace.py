"""How slowly a site is asked that answers otherwise when it is asked fast. Proved by asking again, after a rest, for what came as a screen.

Refuses to slow down for a screen that stays when the site had its rest, and for screens that come at every pace: slowness cures neither.
"""

from __future__ import annotations

from typing import Any

_REST = 2.0  # seconds of quiet before a screened page is asked for again
_FIRST = 0.25  # seconds between two requests, the first time that a rest has helped; doubled with each further one
_STEPS = 4  # times that it is slowed down; where screens still come, what helps is to ask twice, and not the rest
_GROWN = 4  # factor of screens after which it is tried again where a rest did not help


class Pace:
    """Of one run. ``seconds``: at least so long between the starts of two requests."""

    def __init__(self, usual: float) -> None:
        self.seconds = 0.0
        self._usual = usual
        self._kept = 0.0
        self._trying = ""
        self._met = 0
        self._patience = 1
        self._helped = 0
        self._vain = False

    def screened(self, name: str) -> bool:
        """A page (by its key) came as a screen that was met before. True where it is to be asked for at once, after a rest."""
        if self._trying or self._vain:
            return False
        self._met += 1
        if self._met < self._patience:
            return False
        self._met, self._trying = 0, name
        self.seconds = max(_REST, 2 * self._usual, self.seconds)
        return True

    def tried(self, name: str, *, well: bool) -> None:
        """What came after the rest; other pages change nothing."""
        if name != self._trying:
            return
        self._trying = ""
        if well:
            self._helped += 1
            self._vain = self._helped > _STEPS
            self._kept = 0.0 if self._vain else max(2 * self._kept, self._usual, _FIRST)
            self._patience = 1
        else:
            self._patience *= _GROWN
        self.seconds = self._kept

    def told(self) -> dict[str, Any]:
        """For the record of the run: whether the site answers otherwise under load, and how slowly it was asked."""
        return {"changes_under_load": self._helped > 0 and not self._vain, "times": self._helped, "seconds_between": self._kept}
