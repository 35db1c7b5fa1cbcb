"""What a running crawl learns of its site: how the further pages of its lists are spelt, for lists that do not tell it themselves.

Where no list of the site shows a spelling, the three that are commonest are tried, each on one list. Refuses to ask for more than three
addresses that nobody named: the rest follow only once a second page was read that goes on with its list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spotcheck.crawler.records import Page, PageKind, Way

LIMIT = 500  # pages of one list that are worked out
_TRIES = 3  # second pages that may prove not to exist before a site's spelling is given up
_ENDINGS = ("html", "htm", "shtml")
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How page n of a list is written: a file ``before``n``after`` in the folder of the list, or the field ``before`` of its query.

    ``offset`` is what the number is beyond n.
    """

    before: str
    after: str
    offset: int
    query: bool = False

    def address(self, base: str, page: int) -> str:
        """The address of a page of the list that stands at ``base``."""
        parts, number = urlsplit(base), str(page + self.offset)
        if self.query:
            pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != self.before]
            return urlunsplit(parts._replace(query=urlencode([*pairs, (self.before, number)]), fragment=""))
        folder = parts.path.rpartition("/")[0]
        return urlunsplit(parts._replace(path=f"{folder}/{self.before}{number}{self.after}", query="", fragment=""))


def spelling_of(page: Page) -> Spelling | None:
    """The spelling that the first page of a list shows; None where it shows none, or the page is no first page."""
    if page.kind is not PageKind.LIST or len(page.more) < 2:
        return None
    second, third = (_spelling(page.url, url, number) for number, url in enumerate(page.more[:2], 2))
    return second if second == third else None


def unspelt(page: Page) -> int:
    """How many pages a list says it has, where it does not say how they are spelt; 0 for every other page."""
    if page.kind is not PageKind.LIST or not page.entries or page.more:
        return 0
    count = page.expected_pages or _highest(page)
    return min(count, LIMIT) if count > 1 else 0


def _highest(page: Page) -> int:
    """The highest number of a page that its controls show, 0 where they show none."""
    shown = (int(each.text) for each in page.controls if each.how is Way.PAGING and each.text.isdigit() and len(each.text) < 4)
    return max(shown, default=0)


def usual(page: Page) -> tuple[Spelling, ...]:
    """The commonest spellings, with the ending that the items of the list have."""
    endings = Counter(urlsplit(entry.url).path.rpartition(".")[2].lower() for entry in page.entries)
    ending = next((each for each, _ in endings.most_common() if each in _ENDINGS), _ENDINGS[0])
    return Spelling("index_", f".{ending}", -1), Spelling("index_", f".{ending}", 0), Spelling("page", "", 0, query=True)


def learnt(pages: Iterable[Page]) -> Spelling | None:
    """The spelling that all lists of a site share which show one; None where none does. Raises ValueError where they differ."""
    found = {spelling for page in pages if (spelling := spelling_of(page)) is not None}
    if len(found) > 1:
        raise ValueError("several spellings")
    return next(iter(found), None)


def read_further(page: Page, spelling: Spelling | None, pages: Mapping[str, Page]) -> tuple[str, ...]:
    """The further pages of a list as ``spelling`` (or a usual one) writes them, where the second and the last were read and go on with it.

    ``pages``: by address.
    """
    count = unspelt(page)
    for each in (spelling,) if spelling else usual(page) if count else ():
        found = tuple(each.address(page.url, number) for number in range(2, count + 1))
        ends = [pages[url] for url in (found[0], found[-1]) if url in pages] if found else []
        if len(ends) == 2 and all(another(page, end) and _highest(end) <= count for end in ends):
            return found
    return ()


def another(first: Page, second: Page) -> bool:
    """Whether a page goes on with a list: of the same name, and with other items."""
    shown = {(entry.url, entry.title) for entry in first.entries}
    fresh = any((entry.url, entry.title) not in shown for entry in second.entries)
    return second.kind is PageKind.LIST and fresh and second.title == first.title


class PageSpellings:
    """The spelling of one site, and the lists that wait for it."""

    def __init__(self) -> None:
        self._known: set[Spelling] = set()  # shown by lists
        self._proved: Spelling | None = None
        self._waiting: dict[str, Page] = {}
        self._tried: dict[str, tuple[Page, Spelling]] = {}  # by the address of the second page
        self._guesses = 0

    def seen(self, page: Page) -> list[str]:
        """A page that was read; gives the addresses to be asked for now, which nobody named."""
        if (trial := self._tried.pop(page.url, None)) is not None:
            first, spelling = trial
            if self._proved is None and another(first, page):
                self._proved = spelling
            elif self._proved is None:
                self._waiting.pop(first.url, None)
        elif unspelt(page):
            self._waiting[page.url] = page
        if (shown := spelling_of(page)) is not None:
            self._known.add(shown)
        return self._next(page)

    def _next(self, page: Page) -> list[str]:
        if self._proved is not None:
            lists, self._waiting = self._waiting, {}
            return [self._proved.address(url, n) for url, first in lists.items() for n in range(2, unspelt(first) + 1)]
        if not self._waiting or len(self._known) > 1 or self._guesses >= _TRIES:
            return []
        if self._known:
            spelling, first = next(iter(self._known)), next(iter(self._waiting.values()))
        elif page.url in self._waiting:
            spelling, first = usual(page)[self._guesses], page
        else:
            return []
        address = spelling.address(first.url, 2)
        if address in self._tried:
            return []
        self._guesses += 1
        self._tried[address] = (first, spelling)
        return [address]


def _spelling(base: str, url: str, page: int) -> Spelling | None:
    one, other = urlsplit(base), urlsplit(url)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return None
    if one.path == other.path:
        given = dict(parse_qsl(one.query, keep_blank_values=True))
        changed = [(name, value) for name, value in parse_qsl(other.query, keep_blank_values=True) if given.get(name) != value]
        if len(changed) == 1 and changed[0][1].isdigit():
            return Spelling(changed[0][0], "", int(changed[0][1]) - page, query=True)
        return None
    folder, _, name = other.path.rpartition("/")
    numbers = list(_NUMBER.finditer(name))
    if folder != one.path.rpartition("/")[0] or len(numbers) != 1 or other.query:
        return None
    at = numbers[0]
    return Spelling(name[: at.start()], name[at.end() :], int(at[0]) - page)
