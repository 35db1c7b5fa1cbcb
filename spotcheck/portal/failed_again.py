"""Pages on which the server failed now and on another day, while those beside them answer: only so is a failing server a dead page.

Refuses to conclude from one day, from a site that fails as a whole, and from whatever kept us out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from spotcheck.crawler import urls
from spotcheck.crawler.records import Former, Outcome, Visit

Earlier = Mapping[str, Sequence[Former]]  # URL key → how visits of earlier runs ended
_CHINA = timedelta(hours=8)
_MORE = 2  # times as many neighbours must answer as fail


def failed_again(visits: Iterable[Visit], earlier: Earlier) -> frozenset[str]:
    """The URL keys of pages that count as dead though their server only failed."""
    if not earlier:
        return frozenset()
    by_key = {urls.key(visit.url): visit for visit in visits}
    failing = [key for key, visit in by_key.items() if visit.outcome is Outcome.SERVER_ERROR and _another_day(visit, earlier.get(key, ()))]
    return frozenset(key for key in failing if _beside_answers(key, by_key))


def _another_day(visit: Visit, former: Sequence[Former]) -> bool:
    return any(each.outcome is visit.outcome and each.at and _day(each.at) != _day(visit.fetched_at) for each in former)


def _beside_answers(key: str, visits: Mapping[str, Visit]) -> bool:
    """Whether the pages of the nearest directory that holds others answer, twice as many as fail."""
    folder = key.rpartition("/")[0]
    while folder:
        beside = [visit.outcome for name, visit in visits.items() if name != key and name.startswith(f"{folder}/")]
        if any(outcome in (Outcome.READ, Outcome.SERVER_ERROR) for outcome in beside):
            answered = sum(outcome is Outcome.READ for outcome in beside)
            return answered >= _MORE * (1 + sum(outcome is Outcome.SERVER_ERROR for outcome in beside))
        folder = folder.rpartition("/")[0]
    return False


def _day(moment: str) -> date:
    """The civil day in China."""
    return (datetime.fromisoformat(moment.replace("Z", "+00:00")).replace(tzinfo=None) + _CHINA).date() if moment else date.min
