"""How a site answers for pages that cannot exist. Asked early and late; an answer that changed meanwhile proves nothing.

Refuses to take an answer for the site's word on absence where the two times, or the two siblings, do not agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spotcheck.crawler.prints import Print, near

_LETTERS = 14  # of an invented name
_GROUPS = ("root", "directory")  # beside what was read, not beside what is doubted


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """An address that cannot exist. ``group``: what it is like (``root``, ``directory``, or a page that it is a sibling of)."""

    url: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for one. ``print``: of a page with status 200; ``redirect``: the key of where it leads."""

    asked: Invented
    status: int | None
    redirect: str = ""
    print: Print | None = None


class AbsentPages:
    """The invented addresses of one run and the answers to them. Names follow from the run's id, so that a run can be told again."""

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._names = 0
        self._waiting: dict[str, Invented] = {}
        self.answers: list[Answer] = []

    def invent(self, home: str, inner: str, times: int = 1) -> list[Invented]:
        """Files in the root of a site, and as many beside ``inner``, a page that was read in a directory ("" where there is none)."""
        found = [self._beside(home, "root", "/") for _ in range(times)]
        return found + [self._beside(inner, "directory", urlsplit(inner).path) for _ in range(times if inner else 0)]

    def siblings(self, url: str, times: int) -> list[Invented]:
        """Addresses of the shape of ``url``: its script with other values, else another file beside it."""
        parts = urlsplit(url)
        if not parts.query:
            return [self._beside(url, url, parts.path) for _ in range(times)]
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)] or ["id"]
        found = []
        for _ in range(times):
            number = str(int.from_bytes(self._digest(), "big") % 10**7 + 10**8)
            asked = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(dict.fromkeys(names, number)), ""))
            found.append(self._put(asked, url))
        return found

    def answered(self, url: str, *, status: int | None, redirect: str = "", answer: Print | None = None) -> None:
        """Note what came of asking for an invented address."""
        self.answers.append(Answer(asked=self._waiting[url], status=status, redirect=redirect, print=answer))

    def like(self, page: Print, common: frozenset[str], *, sure: bool, siblings: bool) -> bool:
        """Whether an answer is what the site gives for pages that do not exist. ``sure``: all that were asked for alike agree on it.

        ``siblings``: addresses of the shape of a doubtful page count, too; where nothing beside it answers they would show its outage.
        """
        if sure and not self._steady(common):
            return False
        known = (each for each in self.answers if siblings or each.asked.group in _GROUPS)
        return any(each.print is not None and near(page, each.print, common) for each in known)

    def lead_to(self, target: str, *, sure: bool) -> bool:
        """Whether pages that do not exist are redirected to ``target`` (a key without its query)."""
        if not target or (sure and not self._steady(frozenset())):
            return False
        return any(each.redirect == target for each in self.answers)

    def _steady(self, common: frozenset[str]) -> bool:
        """Whether the site gives one answer to all invented addresses of one group, early and late."""
        return all(len(group) > 1 and all(_alike(group[0], each, common) for each in group[1:]) for group in self._groups())

    def told(self) -> list[dict[str, Any]]:
        """The answers for the record of the run."""
        return [
            {
                "url": each.asked.url,
                "status": each.status,
                "redirect": each.redirect,
                "title": each.print.title if each.print else "",
                "text": each.print.said[:200] if each.print else "",
            }
            for each in self.answers
        ]

    def _groups(self) -> Iterable[list[Answer]]:
        names = dict.fromkeys(each.asked.group for each in self.answers)
        return ([each for each in self.answers if each.asked.group == name] for name in names)

    def _beside(self, url: str, group: str, path: str) -> Invented:
        folder, _, file = path.rpartition("/")
        ending = file.rpartition(".")[2] if "." in file else "html"
        parts = urlsplit(url)
        return self._put(urlunsplit((parts.scheme, parts.netloc, f"{folder}/{self._name()}.{ending}", "", "")), group)

    def _put(self, url: str, group: str) -> Invented:
        return self._waiting.setdefault(url, Invented(url=url, group=group))

    def _name(self) -> str:
        return "".join(chr(ord("a") + byte % 26) for byte in self._digest())

    def _digest(self) -> bytes:
        self._names += 1
        return blake2b(f"{self._run_id}\0{self._names}".encode(), digest_size=_LETTERS).digest()


def _alike(one: Answer, other: Answer, common: frozenset[str]) -> bool:
    if one.status != other.status or one.redirect != other.redirect or (one.print is None) != (other.print is None):
        return False
    return one.print is None or other.print is None or near(one.print, other.print, common)
