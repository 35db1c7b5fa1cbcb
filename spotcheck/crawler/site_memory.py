"""What a run remembers of a site's answers, to tell its pages from screens that stand in their place. Told by comparing, not by words.

Refuses to call a page a fault: at most it says that an answer is the one the site gives for pages that do not exist.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container
from enum import Enum

from spotcheck.crawler.absent_pages import AbsentPages
from spotcheck.crawler.prints import Print, agrees, flatten, grams, telling, unlike
from spotcheck.crawler.reading.column import HOME_LABELS
from spotcheck.crawler.records import Outcome, Page, Role
from spotcheck.crawler.urls import key

SAME = 3  # equal answers at different addresses that are one screen
_WORN = 3  # different pages that lead to an address before it is the frame's
_SOURCES = 6  # answers kept that lead to an address
_LABELS = 4  # labels of an address that are kept
_TITLE = 8  # letters from which a label is the title of a text
_OFTEN = 3  # pages read from which a label tells nothing
_USES = 12  # addresses of a label that are kept
MENU = 2  # addresses that the front page leads to and an inner page shares

CHINESE = re.compile(r"[\u3400-\u9fff]")


class Met(Enum):
    """What an answer reminds of when it comes."""

    HOME = "the home page"
    SCREEN = "a screen that was met before"


class SiteMemory:
    """The prints of one run. ``own`` tells whether a host is one of the site's."""

    def __init__(self, start: str, absent: AbsentPages, own: Callable[[str], bool]) -> None:
        self.start = key(start)
        self.own = own
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
        screen = not answer.data and self._digests[answer.digest] >= SAME and not self.framed(answer) and not self.calls_itself(answer)
        return Met.SCREEN if screen else None

    def _links(self, answer: Print, page: Page) -> None:
        whole = [(link.url, link.text) for link in page.links] + [(entry.url, entry.title) for entry in page.entries]
        whole += [(each.url, each.name) for each in page.attachments] + [(url, "") for url in page.more]
        if answer.framing:
            self.parts.update(key(link.url) for link in page.links if not CHINESE.search(link.text))
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
            if answer.outcome is Outcome.READ and answer.role is not Role.HOME and self.own(answer.host) and not answer.redirect:
                shared = len(answer.targets & home.targets) >= MENU if home is not None else False
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
