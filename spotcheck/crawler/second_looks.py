"""What a run asks for beside the pages of a site, so as to believe none of its answers too soon: second looks, pages that cannot exist,
a page that was read before. Decides the order of asking only; what an answer is worth is told by ``site_memory``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from spotcheck.crawler.absent_pages import AbsentPages, Invented
from spotcheck.crawler.answers import Reading
from spotcheck.crawler.disbelief import Disbelief, disbelieved, outcome_of
from spotcheck.crawler.frontier import Frontier, Target
from spotcheck.crawler.outcomes import LOOK_AGAIN
from spotcheck.crawler.pace import Pace
from spotcheck.crawler.prints import Print, print_of
from spotcheck.crawler.records import Outcome, OutcomeClass, Role, Visit, class_of
from spotcheck.crawler.site_memory import Met, SiteMemory
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import key

_ENOUGH = 6  # different pages read before a site is asked for pages that cannot exist
_LATE = 3  # invented addresses of one sort at the end
_SIBLINGS = 4  # screens for which pages of the same shape are invented
_LOOKS = 3  # times that an address is asked for at most
_UNLED = "only answers that are not believed lead here"
_GONE = "no page of the site could be had any more when it was asked for again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a visit comes to when the run ends. ``outcome`` None: it is no visit to the site at all, and is forgotten."""

    url: str
    outcome: Outcome | None
    detail: str


class SecondLooks:
    """One for a run over the network; an archive is compared as well, and asked for nothing."""

    def __init__(self, start: str, run_id: str, own: Callable[[str], bool], frontier: Frontier, pace: Pace, *, network: bool) -> None:
        self._start = start
        self._frontier = frontier
        self._network = network
        self._absent = AbsentPages(run_id)
        self._memory = SiteMemory(start, self._absent, own)
        self._pace = pace
        self._targets: dict[str, Target] = {}
        self._unread: dict[str, tuple[str, bool]] = {}  # key → URL, and whether it counts against the site
        self._seen_dead: dict[str, int] = {}
        self._broken: dict[str, str] = {}
        self._doubted: set[str] = set()
        self._at_once: set[str] = set()  # asked for once more than others, at once and after a rest
        self._recovered = 0
        self._controls: dict[str, Print] = {}
        self._asked = self._closing = False
        self._fresh = False
        self._alive: bool | None = None

    # Taking in.

    def arrived(self, target: Target, found: Reading, exchange: Exchange) -> bool:
        """An answer to a page of the site. False where its links are not to be followed: they are those of another page."""
        page, visit = found.page or found.screen, found.visit
        if not (visit.redirect_to or (page is not None and visit.outcome is not Outcome.SCRIPT_ONLY)):
            self.failed(target)
            return True
        answer = self._print(target, visit, found, exchange)
        self._fresh = self._fresh or target.attempts < 2
        self._targets[target.key] = target
        met = self._memory.note(answer, page, target.label)
        self._pace.tried(target.key, well=met is None and visit.outcome is Outcome.READ)
        if met is Met.SCREEN and self._network and target.attempts < 2 and self._pace.screened(target.key):
            self._frontier.ask_aside(target)
            self._at_once.add(target.key)
        return met is not Met.HOME

    def failed(self, target: Target) -> None:
        """Nothing came that could be compared."""
        self._memory.prints.pop(target.key, None)
        self._pace.tried(target.key, well=False)

    def owed(self, target: Target, visit: Visit, exchange: Exchange | None, *, broken: bool) -> tuple[Visit, bool]:
        """The visit as it counts by now, and whether its address is to be asked for again when everything else was read.

        ``broken``: it brought a damaged file.
        """
        kind = class_of(visit.outcome)
        dead = kind is OutcomeClass.FAULT
        self._unread.pop(target.key, None)
        if kind is not OutcomeClass.OK:
            self._unread[target.key] = (visit.url, dead)
        if dead:
            self._seen_dead[target.key] = self._seen_dead.get(target.key, 0) + 1
        else:
            self._recovered += visit.outcome is Outcome.READ and target.attempts > 1
        if target.key in self._at_once and target.attempts < 2:
            return visit, False
        looks = self._looks_at(target)
        again = visit.outcome in LOOK_AGAIN and looks < 2
        if dead and self._seen_dead[target.key] < 2 and looks < _LOOKS:
            again = True
        if broken and exchange is not None:
            first = self._broken.setdefault(target.key, sha256(exchange.body).hexdigest())
            again = looks < 2
            if first != sha256(exchange.body).hexdigest():
                visit = replace(visit, outcome=Outcome.TRUNCATED, detail="another damaged file each time it was asked for")
        again = again and self._network
        if again:
            self._doubted.add(target.key)
        return visit, again

    def _looks_at(self, target: Target) -> int:
        return target.attempts - (target.key in self._at_once)

    def aside(self, target: Target, found: Reading | None, exchange: Exchange | None) -> None:
        """What came of something that was asked beside the pages of the site."""
        answer = self._print(target, found.visit, found, exchange) if found is not None and exchange is not None else None
        if target.url in self._controls:
            former = self._controls[target.url]
            given = answer if answer is not None and found is not None and found.page is not None else None
            self._alive = bool(self._alive) or self._memory.still(former, given)
        elif found is None or answer is None:
            self._absent.answered(target.url, status=None)
        else:
            shown = found.page or found.screen
            told = answer if shown is not None and exchange is not None and exchange.status < 300 else None
            self._absent.answered(target.url, status=found.visit.status, redirect=answer.redirect, answer=told)
            self._fresh = True

    # What is asked next.

    def next(self) -> None:
        """Put what is owed on the frontier. Called whenever an answer was settled."""
        if not self._network:
            return
        if not self._asked and self._memory.read >= _ENOUGH:
            self._ask(self._invented())
        if not self._frontier.drained:
            return
        if self._fresh:
            self._fresh = False
            doubts = disbelieved(self._memory)
            if doubts and not self._asked:
                self._ask(self._invented())
            for name in doubts:
                target = self._targets.get(name)
                if target is None or self._looks_at(target) > 1 or name in self._doubted:
                    continue
                self._doubted.add(name)
                if not self._frontier.idle(target):
                    self._frontier.look_again(target)
        elif (
            not self._frontier.owes and not self._closing and (any(dead for _, dead in self._unread.values()) or disbelieved(self._memory))
        ):
            self._closing = True
            self._close()

    def _close(self) -> None:
        """The last questions: the same invented addresses' like, pages of the shape of screens, and pages that were read before."""
        self._ask(self._invented(_LATE))
        for url in self._undecided():
            self._ask(self._absent.siblings(url, _LATE))
        if (former := self._memory.inner() or self._memory.home) is not None:
            self._controls[former.url] = former
            self._ask_aside(former.url)

    def _undecided(self) -> list[str]:
        """One address of each screen that says nothing sure, those that say there is no such page first."""
        found: dict[int, Print] = {}
        doubts = disbelieved(self._memory, sure=True)
        for answer in self._memory.prints.values():
            why = doubts.get(answer.key)
            if not answer.redirect and why in (Disbelief.SCREEN, Disbelief.STRANGER):
                found.setdefault(answer.digest, answer)
        ordered = sorted(found.values(), key=lambda answer: answer.outcome is not Outcome.SOFT_NOT_FOUND)
        return [answer.url for answer in ordered[:_SIBLINGS]]

    def _invented(self, times: int = 1) -> list[Invented]:
        self._asked = True
        home, inner = self._memory.home, self._memory.inner()
        return self._absent.invent(home.url if home else self._start, inner.url if inner else "", times)

    def _ask(self, invented: list[Invented]) -> None:
        for each in invented:
            self._ask_aside(each.url)

    def _ask_aside(self, url: str) -> None:
        self._frontier.ask_aside(Target(url=url, key=key(url), role=Role.PAGE, aside=True))

    # What it comes to.

    def verdicts(self) -> Iterator[Verdict]:
        """The visits that come to something else than each looked by itself."""
        doubts = disbelieved(self._memory, sure=True)
        down = self._alive is False
        for answer in self._memory.prints.values():
            changed = outcome_of(answer, doubts.get(answer.key), again=answer.attempts > 1)
            if changed is not None and not (down and class_of(changed[0]) is OutcomeClass.FAULT):
                self._unread[answer.key] = (answer.url, False)
                yield Verdict(url=answer.url, outcome=changed[0], detail=changed[1])
        for name, (url, dead) in self._unread.items():
            if not self._memory.is_led_to(name, doubts):
                yield Verdict(url=url, outcome=None, detail=_UNLED)
            elif down and dead:
                yield Verdict(url=url, outcome=Outcome.BLOCKED, detail=_GONE)

    def told(self) -> dict[str, Any]:
        """For the record of the run: how the site answers for pages that cannot exist, and how often a second look changed the answer."""
        return {
            "absent_pages": self._absent.told(),
            "alive_at_end": self._alive,
            "well_when_asked_again": self._recovered,
            "pace": self._pace.told(),
        }

    def _print(self, target: Target, visit: Visit, found: Reading | None, exchange: Exchange) -> Print:
        return print_of(
            url=target.url, role=target.role, outcome=visit.outcome, attempts=max(visit.attempts, target.attempts),
            page=(found.page or found.screen) if found else None, body=exchange.body, redirect=visit.redirect_to, start=key(self._start),
        )  # fmt: skip
