"""Which of an archive's records show a page best. Reads no record; ranks what their heads say.

A whole answer to a GET stands before everything else, the latest first; a piece, a HEAD and a redirect to another spelling never
stand for the page. "Not modified" and revisits stand for what they confirm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property


class Worth(IntEnum):
    """How much a capture shows, best first."""

    WHOLE = 0  # an answer of 200 or the like, as far as its head says
    LEADING = 1  # a redirect to another page
    PART = 2  # a piece, or one that the archiver says it cut
    OTHER_METHOD = 3  # what something else than a GET brought
    FAILED = 4
    NOTHING = 5  # never stands for the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a record without a body of its own stands for, as far as it says: page, date, digest, and number of the record."""

    key: str
    date: str = ""
    digest: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One record that may show a page. ``file`` numbers the files of the archive; times are ``WARC-Date``.

    ``confirms`` is set where the record has no body of its own. ``cut``: the archiver's own word for what is missing.
    """

    file: int
    offset: int
    url: str
    status: int
    date: str
    html: bool = False
    resource: bool = False
    digest: str = ""
    cut: str = ""
    size: int = 0  # bytes of the body as it is stored
    number: int = 0  # hash of the record's id, by which requests name it
    concurrent: tuple[int, ...] = ()  # the same, of records of the same exchange that it names itself
    onward: str = ""  # key of where it redirects to
    confirms: Confirmed | None = None


def worth(capture: Capture, key: str, method: str) -> Worth:
    """What a capture of the page ``key`` is worth. ``method`` of its request, "" where no request record tells."""
    if method == "HEAD" or capture.status < 200 or (capture.status == 304 and capture.confirms is None):
        return Worth.NOTHING
    if 300 <= capture.status < 400 and capture.status != 304:
        return Worth.LEADING if capture.onward and capture.onward != key and method in ("", "GET") else Worth.NOTHING
    good = capture.status < 300 or capture.status == 304
    if method not in ("", "GET"):
        return Worth.OTHER_METHOD if good else Worth.NOTHING
    if not good:
        return Worth.FAILED
    return Worth.PART if capture.status in (204, 205, 206) or capture.cut else Worth.WHOLE


class Captures:
    """All captures of an archive by the key of their page, and the methods that request records tell."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Capture]] = {}
        self._methods: dict[int, str] = {}  # other than GET, by the number of the answer, or of the request

    def add(self, key: str, capture: Capture) -> None:
        """Take in one capture of a page."""
        self.pages.setdefault(key, []).append(capture)

    def told(self, numbers: Iterable[int], method: str) -> None:
        """Note what a request record tells of the answers, and of itself, that it names."""
        if method != "GET":
            self._methods.update(dict.fromkeys(numbers, method))

    def forget(self, file: int) -> None:
        """Leave the captures of a file that is read anew."""
        kept = {key: [each for each in page if each.file != file] for key, page in self.pages.items()}
        self.pages = {key: page for key, page in kept.items() if page}

    def ranked(self, key: str) -> list[tuple[Worth, Capture]]:
        """What may stand for a page, best first; of equals the latest, and of those the last in the archive."""
        found = [(worth(each, key, self._method(each)), each) for each in self.pages.get(key, ())]
        kept = [pair for pair in found if pair[0] is not Worth.NOTHING]
        kept.sort(key=lambda pair: _order(pair[1]), reverse=True)
        return sorted(kept, key=lambda pair: pair[0])

    def confirmed(self, capture: Capture) -> list[Capture]:
        """The captures whose body a revisit, or "not modified", may stand for, the likeliest first."""
        said = capture.confirms
        if said is None:
            return []
        if said.number and (found := self._by_number.get(said.number)):
            return [found]
        bodies = sorted((each for each in self.pages.get(said.key, ()) if self._has_body(said.key, each)), key=_order, reverse=True)
        if said.date and (exact := [each for each in bodies if each.date[:19] == said.date[:19]]):
            return exact
        if said.digest:
            same = [each for each in bodies if each.digest == said.digest]
            return same or [each for each in (self._by_digest.get(said.digest),) if each is not None]
        return [] if said.number or said.date else [each for each in bodies if each.date <= capture.date]

    def _method(self, capture: Capture) -> str:
        found = next((self._methods[number] for number in (capture.number, *capture.concurrent) if number in self._methods), "")
        return "" if found == "HEAD" and capture.size else found  # an answer to a HEAD has no body

    def _has_body(self, key: str, capture: Capture) -> bool:
        return capture.confirms is None and worth(capture, key, self._method(capture)) is Worth.WHOLE

    @cached_property
    def _by_number(self) -> dict[int, Capture]:
        return {each.number: each for key, page in self.pages.items() for each in page if self._has_body(key, each)}

    @cached_property
    def _by_digest(self) -> dict[str, Capture]:
        return {each.digest: each for key, page in self.pages.items() for each in page if each.digest and self._has_body(key, each)}


def _order(capture: Capture) -> tuple[str, int, int]:
    return capture.date, capture.file, capture.offset
