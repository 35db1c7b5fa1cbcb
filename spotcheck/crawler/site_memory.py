"""What a running crawl learns of its site: how the further pages of its lists are spelt, for lists that do not tell it themselves.

Refuses to try more than one address that nobody named at a time: the second page of one list, and only when that was read the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spotcheck.crawler.records import Page, PageKind

LIMIT = 500  # pages of one list that are worked out
_TRIES = 3  # second pages that may prove not to exist before a site's spelling is given up
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
    told = page.kind is PageKind.LIST and bool(page.entries) and not page.more
    return min(page.expected_pages or 0, LIMIT) if told and (page.expected_pages or 0) > 1 else 0


def learnt(pages: Sequence[Page]) -> Spelling | None:
    """The spelling that all lists of a site share which show one."""
    found = Counter(spelling for page in pages if (spelling := spelling_of(page)) is not None)
    return next(iter(found)) if len(found) == 1 else None


def read_further(page: Page, spelling: Spelling, pages: Mapping[str, Page]) -> tuple[str, ...]:
    """The further pages of a list as ``spelling`` writes them, where the second was read and lists other things. ``pages``: by address."""
    count = unspelt(page)
    second = pages.get(spelling.address(page.url, 2)) if count else None
    if second is None or not another(page, second):
        return ()
    return tuple(spelling.address(page.url, number) for number in range(2, count + 1))


def another(first: Page, second: Page) -> bool:
    """Whether a page goes on with a list rather than showing its first page again."""
    shown = {(entry.url, entry.title) for entry in first.entries}
    return second.kind is PageKind.LIST and any((entry.url, entry.title) not in shown for entry in second.entries)


class SiteMemory:
    """The spelling of one site, and the lists that wait for it."""

    def __init__(self) -> None:
        self._known: Counter[Spelling] = Counter()
        self._waiting: dict[str, Page] = {}
        self._tried: dict[str, Page] = {}  # address of a second page → the first
        self._proved = False

    def seen(self, page: Page) -> list[str]:
        """A page that was read; gives the addresses to be asked for now, which nobody named."""
        first = self._tried.pop(page.url, None)
        if first is not None:
            return self._proven(first, page)
        if (spelling := spelling_of(page)) is not None:
            self._known[spelling] += 1
        if unspelt(page):
            self._waiting[page.url] = page
        return self._next()

    def _proven(self, first: Page, second: Page) -> list[str]:
        spelling = self._spelling()
        if spelling is None or not another(first, second):
            return self._next()
        self._proved = True
        rest = [spelling.address(first.url, number) for number in range(3, unspelt(first) + 1)]
        return [*rest, *self._next()]

    def _next(self) -> list[str]:
        """The second pages of lists that wait: one until the spelling has proved itself, then all."""
        spelling = self._spelling()
        if spelling is None or (not self._proved and len(self._tried) >= _TRIES):
            return []
        chosen = list(self._waiting) if self._proved else list(self._waiting)[:1]
        found = {spelling.address(url, 2): self._waiting.pop(url) for url in chosen}
        self._tried |= found
        return list(found)

    def _spelling(self) -> Spelling | None:
        return next(iter(self._known)) if len(self._known) == 1 else None


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
