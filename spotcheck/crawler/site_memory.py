"""What a run remembers of a site's answers, to tell its pages from screens that stand in their place. Told by comparing, not by words.

Refuses to call a page a fault: at most it says that an answer is the one the site gives for pages that do not exist.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container
from enum import Enum

from spotcheck.crawler.absent_pages import AbsentPages
from spotcheck.crawler.prints import Print, agrees, flatten, front, grams, near, telling, unlike
from spotcheck.crawler.reading.column import HOME_LABELS
from spotcheck.crawler.records import Outcome, Page, Role
from spotcheck.crawler.urls import key

_SAME = 3  # equal answers at different addresses that are one screen
_FEW = 5  # different pages of a site below which its frame cannot be told
_FRAMED = 4  # one in so many pages wears the frame of a site that has one
_WORN = 3  # different pages that lead to an address before it is the frame's
_SOURCES = 6  # answers kept that lead to an address
_LABELS = 4  # labels of an address that are kept
_TITLE = 8  # letters from which a label is the title of a text
_OFTEN = 3  # pages read from which a label tells nothing
_USES = 12  # addresses of a label that are kept
_CLOSING = 3  # pages that end as they should before one that does not was cut
_LONG = 200  # Chinese characters that no screen says
_MENU = 2  # addresses that the front page leads to and an inner page shares


_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Doubt(Enum):
    """Why an answer is not believed."""

    SCREEN = "the same answer as at other addresses, which call it by other names"
    STRANGER = "nothing of the site's frame, and not what its link calls it"
    HOME = "the home page in place of what was asked for"
    OTHER = "the page of another address"
    ABSENT = "what the site answers for pages that do not exist"
    CUT = "not closed, as the site's pages are"


class Met(Enum):
    """What an answer reminds of when it comes."""

    HOME = "the home page"
    SCREEN = "a screen that was met before"


class SiteMemory:
    """The prints of one run. ``own`` tells whether a host is one of the site's."""

    def __init__(self, start: str, absent: AbsentPages, own: Callable[[str], bool]) -> None:
        self.start = key(start)
        self._own = own
        self.absent = absent
        self.prints: dict[str, Print] = {}
        self.parts: set[str] = set()  # pages that are shown inside others
        self._labels: dict[str, set[str]] = defaultdict(set)
        self._uses: dict[str, set[str]] = defaultdict(set)
        self._vague: set[str] = set()  # labels that one page gives to several addresses: 更多, 详细
        self._linked: dict[str, set[int]] = defaultdict(set)  # own address → prints of the pages that lead to it
        self._sources: dict[str, set[tuple[str, int]]] = defaultdict(set)  # address → answers that lead there
        self._seen: set[tuple[str, str]] = set()
        self._digests: Counter[int] = Counter()

    # Taking in.

    def note(self, answer: Print, page: Page | None, label: str) -> Met | None:
        """Remember an answer, the newest of its address, and tell what it reminds of."""
        self._call(answer.key, label)
        if page is not None:
            self._links(answer, page)
        for target in answer.targets:
            if len(self._linked[target]) < _WORN:
                self._linked[target].add(answer.digest)
        self.prints[answer.key] = answer
        if answer.redirect:
            return None
        self._digests[answer.digest] += 1
        home = self.home
        if home is not None and answer.key != home.key and answer.digest == home.digest:
            return None if self.shared_labels(answer, home) else Met.HOME
        screen = not answer.data and self._digests[answer.digest] >= _SAME and not self.framed(answer) and not self.calls_itself(answer)
        return Met.SCREEN if screen else None

    def _links(self, answer: Print, page: Page) -> None:
        whole = [(link.url, link.text) for link in page.links] + [(entry.url, entry.title) for entry in page.entries]
        whole += [(each.url, each.name) for each in page.attachments] + [(url, "") for url in page.more]
        if answer.framing:
            self.parts.update(key(link.url) for link in page.links if not _CHINESE.search(link.text))
        source = (answer.key, answer.digest)
        called: dict[str, str] = {}
        for url, text in whole:
            name = key(url)
            if text and called.setdefault(flatten(text), name) != name:
                self._vague.add(flatten(text))
            if len(self._sources[name]) < _SOURCES:
                self._sources[name].add(source)
            if text and name != answer.key and (url, text) not in self._seen:
                self._seen.add((url, text))
                self._call(name, text)

    def _call(self, name: str, label: str) -> None:
        if telling(label) and len(self._labels[name]) < _LABELS:
            self._labels[name].add(label)
            used = self._uses[flatten(label)]
            if len(used) < _USES:
                used.add(name)

    # Telling.

    def doubts(self, *, sure: bool = False) -> dict[str, Doubt]:
        """The answers that are not believed, by URL key, why. ``sure``: what stands at the end of a run, when all was asked again."""
        own = [answer for answer in self.prints.values() if self._own(answer.host) and (answer.role is not Role.HOME or not sure)]
        same: dict[int, list[Print]] = defaultdict(list)
        for answer in own:
            if not answer.redirect:
                same[answer.digest].append(answer)
        looking = _Looking(self, same, sure)
        return {answer.key: why for answer in own if (why := looking.at(answer)) is not None}

    def outcome(self, answer: Print, why: Doubt | None, *, again: bool) -> tuple[Outcome, str] | None:
        """What an answer comes to when the run ends, None where it stays as it was. ``again``: it was asked for twice."""
        if answer.outcome in (Outcome.SOFT_NOT_FOUND, Outcome.BLOCKED):
            if why is Doubt.ABSENT and again:
                return Outcome.SOFT_NOT_FOUND, f"{why.value}: {answer.title[:60]}"
            return (Outcome.BLOCKED, why.value) if why is not None and answer.outcome is Outcome.SOFT_NOT_FOUND else None
        if why is Doubt.ABSENT and again:
            return Outcome.SOFT_NOT_FOUND, f"{why.value}: {answer.title[:60]}"
        if why is Doubt.CUT:
            return Outcome.TRUNCATED, why.value
        return (Outcome.BLOCKED, why.value) if why is not None else None

    def is_led_to(self, name: str, doubted: Container[str]) -> bool:
        """Whether a page that is believed leads to an address; True where nothing is known of who does."""
        sources = self._sources.get(name)
        if not sources:
            return True
        return any(page not in doubted and page in self.prints and self.prints[page].digest == digest for page, digest in sources)

    def leads(self, page: str, target: str) -> bool:
        """Whether a page is among those that lead to another."""
        return any(source == page for source, _ in self._sources.get(target, ()))

    def calls_itself(self, answer: Print) -> bool | None:
        """Whether a page calls itself what a link to it does; None where it does not, and the links tell nothing."""
        labels = self._labels.get(answer.key, ())
        if any(agrees(label, answer.names) for label in labels):
            return True
        return False if any(self._tells(flatten(label)) for label in labels) else None

    def called(self, answer: Print) -> frozenset[str]:
        """What links call an address; by itself where they say nothing."""
        return frozenset(self._labels.get(answer.key, ())) or frozenset((answer.key,))

    def is_unlike(self, answer: Print) -> bool:
        """Whether a page bears a title that shares nothing with any of its labels, and shows none of them."""
        return all(unlike(label, answer.names) and flatten(label) not in answer.said for label in self._labels.get(answer.key, ()))

    def _tells(self, label: str) -> bool:
        """Whether a label is one page's and no other's, as words for the next page or for more are not. Titles always tell."""
        if len(label) >= _TITLE:
            return True
        read = (self.prints.get(name) for name in self._uses[label])
        return label not in self._vague and sum(each is not None and each.outcome is Outcome.READ for each in read) < _OFTEN

    @property
    def home(self) -> Print | None:
        """The front page, where redirects from the start lead."""
        return next((answer for answer in self.prints.values() if answer.role is Role.HOME and not answer.redirect), None)

    def inner(self) -> Print | None:
        """The first page inside the site that surely is one: it shares addresses with the front page, or wears the frame."""
        home = self.home
        for answer in self.prints.values():
            if answer.outcome is Outcome.READ and answer.role is not Role.HOME and self._own(answer.host) and not answer.redirect:
                shared = len(answer.targets & home.targets) >= _MENU if home is not None else False
                if (shared or self.framed(answer)) and (home is None or answer.digest != home.digest):
                    return answer
        return None

    @property
    def read(self) -> int:
        """How many different pages of the site were read."""
        return len({answer.digest for answer in self.prints.values() if answer.outcome is Outcome.READ and not answer.redirect})

    def common(self) -> frozenset[str]:
        """The shingles that every page of the site has: those of the front page and of an inner one."""
        known = [grams(answer.said) for answer in (self.home, self.inner()) if answer is not None]
        return frozenset.intersection(*known) if len(known) > 1 else frozenset()

    def still(self, former: Print, answer: Print | None) -> bool:
        """Whether a page that was read before is still given."""
        if answer is None or answer.redirect != former.redirect:
            return False
        mine, now = grams(former.said), grams(answer.said)
        return len(mine & now) * 2 >= len(mine | now)

    def framed(self, answer: Print) -> bool:
        """Whether a page leads where the pages of the site lead."""
        return any(len(self._linked.get(target, ())) >= _WORN for target in answer.targets)

    def labelled(self, label: str) -> set[str]:
        """The addresses that links call so, at most a few."""
        return self._uses.get(label, set())

    def shared_labels(self, answer: Print, home: Print) -> bool:
        """Whether an address is called what the front page is called."""
        labels = self._labels.get(answer.key, set())
        called = {*HOME_LABELS, *self._labels.get(home.key, ()), *self._labels.get(self.start, ())}
        return any(label in called or agrees(label, home.names) for label in labels)


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
        self._alive = {_top(page) for group in same.values() if len(group) < _SAME for page in group if self._is_alive(page)} | {""}

    def at(self, answer: Print) -> Doubt | None:
        """Why one answer is not believed, or None."""
        if answer.role is Role.HOME:
            return Doubt.STRANGER if not (answer.targets or answer.redirect or answer.scripted) else None
        if answer.redirect:
            return self._redirected(answer)
        if answer.data:
            return None
        itself = self._memory.calls_itself(answer)
        beside = itself is False and _top(answer) in self._alive
        if not itself and self._memory.absent.like(answer, self._common, sure=self._sure, siblings=beside):
            return Doubt.ABSENT
        if answer.outcome is Outcome.SOFT_NOT_FOUND:
            return self._said_absent(answer)
        if answer.outcome is not Outcome.READ:
            return None
        home = self._home
        if home is not None and home.said and not front(answer.url) and near(answer, home):
            return None if self._memory.shared_labels(answer, home) else Doubt.HOME
        wears_nothing = itself is None and not self._memory.framed(answer)
        if (itself is False or wears_nothing) and self._is_everywhere(answer):
            return Doubt.SCREEN
        if self._is_strange(answer, itself):
            return Doubt.STRANGER
        if answer.tail and self._closed >= _CLOSING and self._tails[answer.tail] == 1:
            return Doubt.CUT
        return Doubt.OTHER if itself is False and self._is_of_another(answer) else None

    def _is_everywhere(self, answer: Print) -> bool:
        """Whether the same answer stands at several addresses that are called by different names."""
        group = self._same[answer.digest]
        return len(group) >= _SAME and len({self._memory.called(each) for each in group}) > 1

    def _is_alive(self, page: Print) -> bool:
        if page.outcome is not Outcome.READ or page.empty:
            return False
        return not self._frame_known or self._memory.framed(page) or bool(self._memory.calls_itself(page))

    def _redirected(self, answer: Print) -> Doubt | None:
        if self._memory.absent.lead_to(answer.redirect, sure=self._sure):
            return Doubt.ABSENT
        home = self._home
        if home is None or answer.redirect not in (home.key, self._memory.start) or front(answer.url):
            return None
        return None if self._memory.shared_labels(answer, home) else Doubt.HOME

    def _said_absent(self, answer: Print) -> Doubt | None:
        """A screen that says there is no such page: the site's own word inside its frame, else only where the pages beside it answer."""
        if self._memory.framed(answer):
            return None
        return Doubt.SCREEN if self._is_everywhere(answer) or _top(answer) not in self._alive else None

    def _is_strange(self, answer: Print, itself: bool | None) -> bool:
        if not self._frame_known or itself or answer.rich or answer.scripted or self._memory.framed(answer):
            return False
        if flatten(answer.path.rpartition("/")[2].partition(".")[0]) in answer.names:
            return False  # it calls itself what its address does, which no screen knows
        if answer.key in self._memory.parts or front(answer.url) or len(_CHINESE.findall(answer.said)) >= _LONG:
            return False
        prints = self._memory.prints
        onward = {prints[target].digest for target in answer.targets if target in prints and prints[target].outcome is Outcome.READ}
        return len(onward - {answer.digest}) < _MENU

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
