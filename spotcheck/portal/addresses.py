"""One key for an address in any spelling, redirects followed to where they lead."""

from __future__ import annotations

from collections.abc import Iterable

from spotcheck.crawler import urls
from spotcheck.crawler.records import Outcome, Visit

_HOPS = 5  # redirects that are followed


class Addresses:
    """The addresses of one run."""

    def __init__(self, visits: Iterable[Visit]) -> None:
        self._moved: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for visit in visits:
            if target := moved_to(visit):
                self._moved[urls.key(visit.url)] = target

    def key(self, url: str) -> str:
        """The key of an address; "" for what is none."""
        found = self._known.get(url)
        if found is None:
            found = urls.key(url)
            for _ in range(_HOPS):
                if found not in self._moved:
                    break
                found = self._moved[found]
            self._known[url] = found
        return found


def moved_to(visit: Visit) -> str:
    """The key of the address that a visit was sent on to; "" where it was not, or only to another spelling."""
    target = urls.key(visit.redirect_to) if visit.redirect_to and visit.outcome is Outcome.READ else ""
    return target if target != urls.key(visit.url) else ""
