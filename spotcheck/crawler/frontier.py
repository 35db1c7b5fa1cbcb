"""What is known and not yet read: ranked, deduplicated, inside the budget, in an order that timing cannot change.

Answers come back in any order and are settled in the order of asking; what is asked next is decided only when an
answer is settled. So a crawl that was killed and replays its snapshot asks for the same pages as an undisturbed one.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from spotcheck.crawler.priority import Rank
from spotcheck.crawler.records import Role

WINDOW = 4  # asked and not yet settled; a constant, since a different one would read other pages under a budget


class Doubt(IntEnum):
    """How much speaks against a target."""

    NONE = 0
    LAST = 1  # it is asked for when nothing else is left
    LEAVE = 2


@dataclass(slots=True, eq=False, kw_only=True)
class Target:
    """One URL to look at. ``hop`` counts steps outside the site's own hosts, ``depth`` links from the start."""

    url: str
    key: str
    role: Role
    label: str = ""
    rank: Rank = Rank.PAGE
    depth: int = 0
    hop: int = 0
    matched: bool = False
    chain: int = 0  # links in a row that led on among pages of one shape
    trusted: bool = False  # named in words by a page that said something new
    trail: tuple[str, ...] = ()  # keys of the redirects that led here
    hops_same: int = 0  # redirects between spellings of this very page
    jar: int = 0  # what its host had set in cookies when it was asked for
    renewed: bool = False  # asked for a second time, with cookies
    attempts: int = 0
    ticket: int = -1
    counted: bool = False
    parked: bool = False
    aside: bool = False  # no page of the site: asked to learn how the site answers


class Doubts:
    """What speaks against asking for a target. This one knows of nothing."""

    def of(self, target: Target) -> Doubt:
        """Whether to ask now, last, or not at all, as things stand."""
        return Doubt.NONE

    def idle(self, target: Target) -> bool:
        """Whether its like brings nothing new, so that it is not worth a second look for a mere doubt."""
        return False

    def leave(self, target: Target) -> None:
        """A target will not be asked for."""


class Frontier:
    """A heap by rank, depth and order of discovery, with a seen-set of keys in front of it."""

    def __init__(self, budget: int, *, window: int = WINDOW, doubts: Doubts | None = None) -> None:
        self._budget = budget
        self._window = window
        self._doubts = doubts or Doubts()
        self._parked: list[Target] = []  # left for the present; what else comes may speak for them
        self._moved = False  # whether anything was asked for since the last of them was parked
        self._known: dict[str, Target | None] = {}  # None: handed out or settled
        self._heap: list[tuple[int, int, int, Target]] = []
        self._stale = 0  # entries of the heap that a better rank or ``close_to`` has made void
        self._discovered = 0
        self._tickets = 0
        self._outstanding = 0
        self._spent = 0
        self._again: deque[Target] = deque()
        self._aside: deque[Target] = deque()
        self._ready: deque[Target] = deque()

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def add(self, target: Target) -> bool:
        """Take a target in, or give a waiting one the better rank. True when it is new."""
        waiting = self._known.get(target.key)
        if waiting is None and target.key in self._known:
            return False
        new = waiting is None
        if waiting is not None and (waiting.rank, waiting.depth) <= (target.rank, target.depth):
            return False
        self._known[target.key] = target
        self._stale += waiting is not None and not waiting.parked
        self._push(target, target.rank)
        return new

    def renew(self, target: Target) -> None:
        """Ask for a page once more, in its turn, though it was handed out before."""
        target.counted = False
        self._known[target.key] = target
        self._push(target, target.rank)

    def close_to(self, key: str) -> None:
        """Mark a key as known without ever handing it out."""
        waiting = self._known.get(key)
        self._stale += waiting is not None and not waiting.parked
        self._known[key] = None

    def fill(self) -> None:
        """Decide what is asked next. Called at the start and whenever an answer was settled, never in between."""
        while self._outstanding < self._window:
            target = self._pop()
            if target is None:
                return
            target.attempts += 1
            target.ticket = self._tickets
            self._tickets += 1
            self._outstanding += 1
            self._ready.append(target)

    def take(self) -> Target | None:
        """The next target decided on, or None."""
        return self._ready.popleft() if self._ready else None

    def settled(self, target: Target, *, free: bool = False) -> None:
        """The answer to a target is dealt with. ``free``: nothing was fetched, the budget gets its page back."""
        self._outstanding -= 1
        if free and target.counted:
            self._spent -= 1
            target.counted = False

    def look_again(self, target: Target) -> None:
        """Ask for it once more when everything else has been read."""
        self._again.append(target)

    def idle(self, target: Target) -> bool:
        """Whether its like brings nothing new."""
        return self._doubts.idle(target)

    def ask_aside(self, target: Target) -> None:
        """Ask for something next, outside the budget."""
        self._aside.append(target)

    @property
    def drained(self) -> bool:
        """Whether everything known was asked for once and settled, the budget included; second looks may be owed."""
        return not (self._ready or self._aside or self._outstanding) and not (
            self._spent < self._budget and (self.waiting or bool(self._parked))
        )

    @property
    def owes(self) -> bool:
        """Whether second looks are owed."""
        return bool(self._again)

    @property
    def more(self) -> bool:
        """Whether anything is still to be asked or decided."""
        return bool(self._ready or self._again or self._aside) or (self._spent < self._budget and (self.waiting or bool(self._parked)))

    @property
    def done(self) -> bool:
        """Whether nothing is awaited or still to be asked."""
        return not self._outstanding and not self.more

    @property
    def waiting(self) -> bool:
        """Whether a known target was not handed out yet."""
        self._drop_stale()
        return bool(self._heap)

    @property
    def queued(self) -> int:
        """How many targets are still to be read inside the budget."""
        known = len(self._heap) - self._stale + len(self._parked)
        return min(known, self._budget - self._spent) + len(self._ready) + len(self._again)

    def leftovers(self) -> Iterator[Target]:
        """What the budget left unread, best first. Empties the heap."""
        while self.waiting:
            target = heapq.heappop(self._heap)[-1]
            self._known[target.key] = None
            yield target
        parked, self._parked = [each for each in self._parked if self._known.get(each.key) is each], []
        for target in parked:
            self._known[target.key] = None
            yield target

    def _pop(self) -> Target | None:
        if self._aside:
            return self._aside.popleft()
        while self._spent < self._budget and (self.waiting or self._unparked()):
            rank = self._heap[0][0]
            if self._outstanding and rank >= Rank.DOUBTFUL:
                return None  # an answer still awaited may link to it and tell its role and label, or tell what comes of its like
            target = heapq.heappop(self._heap)[-1]
            doubt = self._doubts.of(target)
            if doubt is not Doubt.NONE and rank < Rank.DOUBTFUL:
                self._push(target, Rank.DOUBTFUL)
            elif doubt is Doubt.LEAVE:
                target.parked = True
                self._parked.append(target)
            else:
                self._known[target.key] = None
                self._spent += 1
                self._moved = True
                target.counted = True
                return target
        if self._again and not self._outstanding:
            return self._again.popleft()
        return None

    def _unparked(self) -> bool:
        """When nothing else is left: weigh what was parked once more where anything was read meanwhile, else leave it for good."""
        if self._outstanding or not self._parked:
            return False
        parked, self._parked = [each for each in self._parked if self._known.get(each.key) is each], []
        moved, self._moved = self._moved, False
        for target in parked:
            target.parked = False
            if moved:
                self._push(target, Rank.DOUBTFUL)
            else:
                self._known[target.key] = None
                self._doubts.leave(target)
        return self.waiting

    def _push(self, target: Target, rank: Rank) -> None:
        self._discovered += 1
        heapq.heappush(self._heap, (rank, target.depth, self._discovered, target))

    def _drop_stale(self) -> None:
        while self._heap and self._known.get(self._heap[0][-1].key) is not self._heap[0][-1]:
            heapq.heappop(self._heap)
            self._stale -= 1
