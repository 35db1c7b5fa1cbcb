"""Hosts that have stopped answering us: after so many failures in a row the rest of their pages is not asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spotcheck.crawler.frontier import Target
from spotcheck.crawler.outcomes import NO_ANSWER, NotFetched
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.scope import authority

PATIENCE = 20  # failures in a row of the site's own hosts
PATIENCE_ELSEWHERE = 5
_SILENT = NO_ANSWER | {Outcome.RATE_LIMITED, Outcome.BLOCKED}


@dataclass(slots=True)
class _Host:
    failures: int = 0
    last: Outcome = Outcome.CONNECT
    probed: bool = False


class Silence:
    """Counts failures in a row by host. One answer ends the silence; a second look asks once more."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = defaultdict(_Host)

    def note(self, target: Target, outcome: Outcome) -> None:
        """What came of asking for a target."""
        if outcome in _SILENT:
            host = self._hosts[authority(target.url)]
            host.failures += 1
            host.last = outcome
        elif self._hosts:
            self._hosts.pop(authority(target.url), None)

    def why_not(self, target: Target) -> NotFetched | None:
        """The reason why a target is not asked for, or None."""
        if not self._hosts:
            return None
        host = self._hosts.get(authority(target.url))
        if host is None or host.failures < (PATIENCE_ELSEWHERE if target.hop else PATIENCE):
            return None
        if target.attempts > 1 and not host.probed:
            host.probed = True
            return None
        return NotFetched(host.last, f"not asked: the host failed {host.failures} times in a row")
