"""Politeness: one exchange at a time with an address, a pause between starts, and a longer one when a server asks for it.

Counted over everything that runs in the process; an address that asks to be left alone for long is not asked again.
"""

from __future__ import annotations

import asyncio
import email.utils
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC

from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.politeness import Figures
from spotcheck.crawler.records import Outcome

FIRST_PAUSE = {429: 10.0, 503: 2.0}  # seconds after an answer that names no time; doubled with each that follows in a row
LONGEST_BACK_OFF = 30.0  # seconds to which the doubling grows
LONGEST_PAUSE = 120.0  # seconds that are waited; where a server asks for more, its pages are not asked for until then


@dataclass(slots=True)
class _Door:
    busy: bool = False
    inside: int = 0  # exchanges, counted for the figures and nothing else
    started: float = float("-inf")
    sent: float = float("-inf")  # when the last request was handed to the system
    closed_until: float = 0.0
    refusals: int = 0  # answers in a row that said: too many, too busy
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)


class Turn:
    """One's turn at the doors of some addresses. The pause runs from the moment in which a request is sent, not from its admission."""

    def __init__(self, doors: dict[str, _Door], delay: float, host: str, figures: Figures | None) -> None:
        self._doors = doors
        self._delay = delay
        self._host = host
        self._figures = figures
        self._sent = False

    async def sending(self, connections: int = 1) -> None:
        """To be awaited just before a request is sent; the second time in one turn (a client that tries again) waits the pause again."""
        if self._sent:
            await asyncio.sleep(self._delay)
        self._sent = True
        now = time.monotonic()
        for name, door in self._doors.items():
            if self._figures is not None:
                self._figures.sent(name, self._host, pause=self._delay, gap=now - door.sent, at_once=door.inside, connections=connections)
            door.started = door.sent = now

    def answered(self, status: int, retry_after: str = "") -> None:
        """What came: 429 and 503 close the doors, for as long as ``Retry-After`` says or ever longer; others open them."""
        for name, door in self._doors.items():
            pause = _closed(door, status, retry_after)
            if pause and self._figures is not None:
                self._figures.refused(name, pause)


class Gate:
    """Doors by address. All times are in seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._doors: dict[str, _Door] = {}

    @asynccontextmanager
    async def turn(self, addresses: Sequence[str], delay: float, *, host: str = "", figures: Figures | None = None) -> AsyncIterator[Turn]:
        """Wait for one's turn at all of ``addresses``, at least ``delay`` seconds after the last start there.

        Raises NotFetched(rate_limited) where one of them asked to be left alone for longer than anybody waits. What ``host`` is asked is
        noted in ``figures``.
        """
        names = sorted(set(addresses))  # one order for all, so that two crawls cannot wait for each other
        held: dict[str, _Door] = {}
        try:
            for name in names:
                door = self._doors.setdefault(name, _Door())
                await self._enter(door)
                held[name] = door
                door.inside += 1
            await self._wait(list(held.values()), delay)
            yield Turn(held, delay, host, figures)
        finally:
            for door in held.values():
                door.inside -= 1
                self._leave(door)

    @staticmethod
    async def _wait(doors: Sequence[_Door], delay: float) -> None:
        """Until all of them may be asked again; they count as asked from then on."""
        while (wait := max(max(door.started + delay, door.closed_until) for door in doors) - time.monotonic()) > 0:
            closed = max(door.closed_until for door in doors) - time.monotonic()
            if closed > LONGEST_PAUSE:
                raise NotFetched(Outcome.RATE_LIMITED, f"not asked: the server asks to be left alone for {closed:.0f} s")
            await asyncio.sleep(wait)
        now = time.monotonic()
        for door in doors:
            door.started = now

    @staticmethod
    async def _enter(door: _Door) -> None:
        if not door.busy:
            door.busy = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        door.waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                Gate._leave(door)
            raise

    @staticmethod
    def _leave(door: _Door) -> None:
        while door.waiting:
            turn = door.waiting.popleft()
            if not turn.done():
                turn.set_result(None)  # the door stays busy: it passes from hand to hand
                return
        door.busy = False


def _closed(door: _Door, status: int, retry_after: str) -> float:
    """Closes a door where the answer asks for it, and returns for how many seconds."""
    if status not in FIRST_PAUSE:
        door.refusals = 0
        return 0.0
    asked = asked_pause(retry_after)
    grown = min(FIRST_PAUSE[status] * 2**door.refusals, LONGEST_BACK_OFF)
    pause = grown if asked is None else max(asked, grown if door.refusals else 0.0)  # the first time the server's word is enough
    door.refusals += 1
    door.closed_until = max(door.closed_until, time.monotonic() + pause)
    return pause


def asked_pause(retry_after: str) -> float | None:
    """Seconds that a ``Retry-After`` asks for, in either of its forms (RFC 9110, 10.2.3); None where it says nothing to be understood."""
    value = retry_after.strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


GATE = Gate()  # one for the process: politeness is owed to an address, whichever crawl goes there
