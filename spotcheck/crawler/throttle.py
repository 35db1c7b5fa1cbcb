"""Politeness: one exchange at a time with an address, and a pause between starts, counted over every crawl of the process."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Door:
    busy: bool = False
    started: float = float("-inf")
    closed_until: float = 0.0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)


class Gate:
    """Doors by address. All times are in seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._doors: dict[str, _Door] = {}

    @asynccontextmanager
    async def turn(self, addresses: Sequence[str], delay: float) -> AsyncIterator[None]:
        """Wait for one's turn at all of ``addresses``, at least ``delay`` seconds after the last start there."""
        names = sorted(set(addresses))  # one order for all, so that two crawls cannot wait for each other
        held: list[_Door] = []
        try:
            for name in names:
                door = self._doors.setdefault(name, _Door())
                await self._enter(door)
                held.append(door)
            while (wait := max(max(door.started + delay, door.closed_until) for door in held) - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            now = time.monotonic()
            for door in held:
                door.started = now
            yield
        finally:
            for door in held:
                self._leave(door)

    def hold(self, addresses: Sequence[str], seconds: float) -> None:
        """Nobody starts an exchange with these addresses for so long."""
        until = time.monotonic() + seconds
        for name in addresses:
            door = self._doors.setdefault(name, _Door())
            door.closed_until = max(door.closed_until, until)

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


GATE = Gate()  # one for the process: politeness is owed to an address, whichever crawl goes there
