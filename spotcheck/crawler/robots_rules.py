"""What a robots.txt allows us: its groups as RFC 9309 has them, with the misspellings that Google's parser knows. Fetches nothing.

A line that is not understood changes nothing for the lines around it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

MAX_DELAY = 30.0  # seconds of Crawl-delay we honour
_FIELDS = {
    "user-agent": "agent", "useragent": "agent", "user agent": "agent",
    "allow": "Allow",
    "disallow": "Disallow", "dissallow": "Disallow", "dissalow": "Disallow", "disalow": "Disallow", "diasllow": "Disallow",
    "disallaw": "Disallow",
    "crawl-delay": "delay", "crawldelay": "delay", "crawl delay": "delay",
}  # fmt: skip
_LINE = re.compile(rf"({'|'.join(_FIELDS)})(?:\s*:|\s)\s*(.*)", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r"\*(?!\S)|[A-Za-z_-]+")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """The rules for one agent. ``delay``: seconds between two requests, 0.0 where none are named."""

    delay: float = 0.0
    patterns: Protego | None = None  # None: everything is allowed

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self.patterns is None or self.patterns.can_fetch(url, "*")


@dataclass(slots=True)
class _Group:
    rules: list[str]
    delay: float = 0.0


def rules_for(agent: str, text: str) -> RobotsRules:
    """The rules of the groups that name ``agent`` (its product token, in any case), else of those for everybody."""
    groups: dict[str, _Group] = {}
    current: list[_Group] = []
    naming = False
    for field, value in _fields(text):
        if field == "agent":
            token = _TOKEN.match(value)
            current = current if naming else []
            current.append(groups.setdefault(token[0].lower() if token else "", _Group([])))
        elif field == "delay":
            for group in current:
                group.delay = max(group.delay, _seconds(value))
        elif value:  # an empty Disallow forbids nothing
            for group in current:
                group.rules.append(f"{field}: {value}")
        naming = field == "agent"
    own = groups.get(agent.lower()) or groups.get("*")
    if own is None:
        return RobotsRules()
    return RobotsRules(delay=own.delay, patterns=Protego.parse("\n".join(["User-agent: *", *own.rules])))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in _LINE_END.split(text.lstrip("\ufeff")):
        if found := _LINE.fullmatch(line.partition("#")[0].strip()):
            yield _FIELDS[found[1].lower()], found[2]


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(max(0.0, seconds), MAX_DELAY) if math.isfinite(seconds) else 0.0
