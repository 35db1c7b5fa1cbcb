"""How the requests of a run weighed on the servers: measured as they are sent, by address, whatever else ran beside. Delays nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_EXACT = 1e-6  # seconds; less is the noise of floating point


@dataclass(slots=True)
class Weight:
    """What one address was asked. Seconds are of the monotonic clock."""

    hosts: set[str] = field(default_factory=set)
    requests: int = 0
    pause: float = math.inf  # the shortest that was promised for any of its requests
    smallest_gap: float = math.inf  # between the sending of two requests
    short_gaps: int = 0  # that fell short of what was promised for that request
    at_once: int = 0  # the most exchanges at a time
    connections: int = 0  # the most open connections at a time
    refusals: int = 0  # answers that said: too many, too busy
    longest_wait: float = 0.0  # that such an answer asked for and got

    def told(self, address: str) -> dict[str, Any]:
        """The figures of an address, rounded down."""
        return {
            "address": address,
            "hosts": sorted(self.hosts),
            "requests": self.requests,
            "pause": _down(self.pause),
            "smallest_gap": _down(self.smallest_gap),
            "short_gaps": self.short_gaps,
            "at_once": self.at_once,
            "connections": self.connections,
            "refusals": self.refusals,
            "longest_wait": _down(self.longest_wait),
        }


class Figures:
    """The figures of a run. ``since``: when measuring began (UTC); ``former``: what was measured before the run broke off."""

    def __init__(self, since: str, former: Mapping[str, Any] | None = None) -> None:
        self._since = since
        self._servers: dict[str, Weight] = {}
        if former:
            self._since = former["since"]
            self._servers = weights(former)

    def sent(self, address: str, host: str, *, pause: float, gap: float, at_once: int, connections: int) -> None:
        """A request is being sent, ``gap`` seconds after the last one to that address, by whichever run."""
        weight = self._servers.setdefault(address, Weight())
        weight.hosts.add(host)
        weight.requests += 1
        weight.pause = min(weight.pause, pause)
        weight.smallest_gap = min(weight.smallest_gap, gap)
        weight.short_gaps += gap < pause - _EXACT
        weight.at_once = max(weight.at_once, at_once)
        weight.connections = max(weight.connections, connections)

    def refused(self, address: str, wait: float) -> None:
        """An address has asked to be left alone, and is, for so many seconds."""
        weight = self._servers.setdefault(address, Weight())
        weight.refusals += 1
        weight.longest_wait = max(weight.longest_wait, wait)

    def record(self) -> dict[str, Any]:
        """As it is kept: addresses in order."""
        return {"since": self._since, "servers": [self._servers[each].told(each) for each in sorted(self._servers)]}


def weights(record: Mapping[str, Any]) -> dict[str, Weight]:
    """What each address was asked, of a record."""
    return {each["address"]: _weight(each) for each in record.get("servers", ())}


def _weight(told: Mapping[str, Any]) -> Weight:
    known: dict[str, Any] = {name: math.inf if told[name] is None else told[name] for name in Weight.__slots__ if name != "hosts"}
    return Weight(hosts=set(told["hosts"]), **known)


def _down(seconds: float) -> float | None:
    """Thousandths of a second, never more than it was; None where there is nothing to tell."""
    return math.floor(seconds * 1000 + _EXACT) / 1000 if math.isfinite(seconds) else None
