"""Pages on which the server failed now and on another day, while those beside them answer: only so is a failing server a dead page.

Refuses to conclude from one day, from a site that fails as a whole, and from whatever kept us out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spotcheck.config.china_time import day_in_china
from spotcheck.crawler import urls
from spotcheck.crawler.records import Former, Outcome, Visit

Earlier = Mapping[str, Sequence[Former]]  # URL key → how visits of earlier runs ended
_MORE = 2  # times as many neighbours must answer as fail


def failed_again(visits: Iterable[Visit], earlier: Earlier) -> frozenset[str]:
    """The URL keys of pages that count as dead though their server only failed."""
    if not earlier:
        return frozenset()
    by_key = {urls.key(visit.url): visit for visit in visits}
    failing = [key for key, visit in by_key.items() if visit.outcome is Outcome.SERVER_ERROR]
    answered = Counter(folder for key, visit in by_key.items() if visit.outcome is Outcome.READ for folder in _folders(key))
    failed = Counter(folder for key in failing for folder in _folders(key))
    return frozenset(
        key for key in failing if _on_another_day(by_key[key], earlier.get(key, ())) and _beside_answers(key, answered, failed)
    )


def _on_another_day(visit: Visit, former: Sequence[Former]) -> bool:
    return any(each.outcome is visit.outcome and each.at and day_in_china(each.at) != day_in_china(visit.fetched_at) for each in former)


def _beside_answers(key: str, answered: Counter[str], failed: Counter[str]) -> bool:
    """Whether the pages of the nearest directory that holds others answer, twice as many as fail."""
    for folder in _folders(key):
        if answered[folder] or failed[folder] > 1:
            return answered[folder] >= _MORE * failed[folder]
    return False


def _folders(key: str) -> Iterator[str]:
    """The directories that an address stands in, the nearest first."""
    folder = key.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
