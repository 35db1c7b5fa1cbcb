"""Why an answer is not believed, by comparison with all others of its site, and what it then comes to. Remembers nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import Enum

from spotcheck.crawler.prints import Print, flatten, front, near
from spotcheck.crawler.records import Outcome, Role
from spotcheck.crawler.site_memory import CHINESE, MENU, SAME, SiteMemory

_FEW = 5  # different pages of a site below which its frame cannot be told
_FRAMED = 4  # one in so many pages wears the frame of a site that has one
_CLOSING = 3  # pages that end as they should before one that does not was cut
_LONG = 200  # Chinese characters that no screen says


class Disbelief(Enum):
    """Why an answer is not believed."""

    SCREEN = "the same answer as at other addresses, which call it by other names"
    STRANGER = "nothing of the site's frame, and not what its link calls it"
    HOME = "the home page in place of what was asked for"
    OTHER = "the page of another address"
    ABSENT = "what the site answers for pages that do not exist"
    CUT = "not closed, as the site's pages are"


def disbelieved(memory: SiteMemory, *, sure: bool = False) -> dict[str, Disbelief]:
    """The answers that are not believed, by URL key, why. ``sure``: what stands at the end of a run, when all was asked again."""
    own = [answer for answer in memory.prints.values() if memory.own(answer.host) and (answer.role is not Role.HOME or not sure)]
    same: dict[int, list[Print]] = defaultdict(list)
    for answer in own:
        if not answer.redirect:
            same[answer.digest].append(answer)
    looking = _Looking(memory, same, sure)
    return {answer.key: why for answer in own if (why := looking.at(answer)) is not None}


def outcome_of(answer: Print, why: Disbelief | None, *, again: bool) -> tuple[Outcome, str] | None:
    """What an answer comes to when the run ends, None where it stays as it was. ``again``: it was asked for twice."""
    if why is None:
        return None
    if why is Disbelief.ABSENT and again:
        return Outcome.SOFT_NOT_FOUND, f"{why.value}: {answer.title[:60]}"
    if answer.outcome is Outcome.BLOCKED:
        return None
    if why is Disbelief.CUT and answer.outcome is not Outcome.SOFT_NOT_FOUND:
        return Outcome.TRUNCATED, why.value
    return Outcome.BLOCKED, why.value


class _Looking:
    """One look at all answers: what is the same for each is worked out once."""

    def __init__(self, memory: SiteMemory, same: dict[int, list[Print]], sure: bool) -> None:
        self._memory = memory
        self._same = same
        self._sure = sure
        self._home = memory.home
        self._common = memory.common()
        pages = [group[0] for group in same.values()]
        read = [page for page in pages if page.outcome is Outcome.READ]
        self._frame_known = memory.read >= _FEW and sum(map(memory.framed, read)) * _FRAMED >= len(read)
        self._closed = sum(page.tail == b"" for page in pages)
        self._tails = Counter(page.tail for page in pages if page.tail)
        self._alive = {_top(page) for group in same.values() if len(group) < SAME for page in group if self._is_alive(page)} | {""}

    def at(self, answer: Print) -> Disbelief | None:
        """Why one answer is not believed, or None."""
        if answer.role is Role.HOME:
            return Disbelief.STRANGER if not (answer.targets or answer.redirect or answer.scripted) else None
        if answer.redirect:
            return self._redirected(answer)
        if answer.data:
            return None
        itself = self._memory.calls_itself(answer)
        beside = itself is False and _top(answer) in self._alive
        if not itself and self._memory.absent.like(answer, self._common, sure=self._sure, siblings=beside):
            return Disbelief.ABSENT
        if answer.outcome is Outcome.SOFT_NOT_FOUND:
            return self._said_absent(answer)
        if answer.outcome is not Outcome.READ:
            return None
        home = self._home
        if home is not None and home.said and not front(answer.url) and near(answer, home):
            return None if self._memory.shared_labels(answer, home) else Disbelief.HOME
        wears_nothing = itself is None and not self._memory.framed(answer)
        if (itself is False or wears_nothing) and self._is_everywhere(answer):
            return Disbelief.SCREEN
        if self._is_strange(answer, itself):
            return Disbelief.STRANGER
        if answer.tail and self._closed >= _CLOSING and self._tails[answer.tail] == 1:
            return Disbelief.CUT
        return Disbelief.OTHER if itself is False and self._is_of_another(answer) else None

    def _is_everywhere(self, answer: Print) -> bool:
        """Whether the same answer stands at several addresses that are called by different names."""
        group = self._same[answer.digest]
        return len(group) >= SAME and len({self._memory.called(each) for each in group}) > 1

    def _is_alive(self, page: Print) -> bool:
        if page.outcome is not Outcome.READ or page.empty:
            return False
        return not self._frame_known or self._memory.framed(page) or bool(self._memory.calls_itself(page))

    def _redirected(self, answer: Print) -> Disbelief | None:
        if self._memory.absent.lead_to(answer.redirect, sure=self._sure):
            return Disbelief.ABSENT
        home = self._home
        if home is None or answer.redirect not in (home.key, self._memory.start) or front(answer.url):
            return None
        return None if self._memory.shared_labels(answer, home) else Disbelief.HOME

    def _said_absent(self, answer: Print) -> Disbelief | None:
        """A screen that says there is no such page: the site's own word inside its frame, else only where the pages beside it answer."""
        if self._memory.framed(answer):
            return None
        return Disbelief.SCREEN if self._is_everywhere(answer) or _top(answer) not in self._alive else None

    def _is_strange(self, answer: Print, itself: bool | None) -> bool:
        if not self._frame_known or itself or answer.rich or answer.scripted or self._memory.framed(answer):
            return False
        if flatten(answer.path.rpartition("/")[2].partition(".")[0]) in answer.names:
            return False  # it calls itself what its address does, which no screen knows
        if answer.key in self._memory.parts or front(answer.url) or len(CHINESE.findall(answer.said)) >= _LONG:
            return False
        prints = self._memory.prints
        onward = {prints[target].digest for target in answer.targets if target in prints and prints[target].outcome is Outcome.READ}
        return len(onward - {answer.digest}) < MENU

    def _is_of_another(self, answer: Print) -> bool:
        """Whether a page is that of another address: the same answer was given there, or links call that address so, and here neither;
        or a list promised a title, and the page bears one that has nothing to do with it."""
        folder = answer.path.rpartition("/")[0] + "/"
        for other in self._same[answer.digest]:
            if other is not answer and self._memory.calls_itself(other) and not (len(folder) > 1 and other.path.startswith(folder)):
                return True
        name = answer.names[0] if answer.names else ""
        called = self._memory.labelled(name) - {answer.key} if len(name) >= 4 else set()
        if answer.role is not Role.NAVIGATION and any(self._memory.leads(each, answer.key) for each in called):
            return False  # an article that bears the name of its column alone
        below = [each for each in called if len(folder) > 1 and f"/{each.partition('/')[2]}".startswith(folder)]
        if called and not any(each in self._memory.prints for each in below):
            return True
        return answer.role is Role.ENTRY and self._memory.is_unlike(answer)


def _top(answer: Print) -> str:
    """The first directory of an address; "" in the root."""
    first, slash, _ = answer.path.lstrip("/").partition("/")
    return first if slash else ""
