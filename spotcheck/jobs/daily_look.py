"""A daily look at sites: the home page and what it links to, so many pages a site, and what of that is dead or was updated. Prints nothing.

It is a small crawl like any other, robots.txt and pauses included; what it saw is kept as rows, and its snapshot is not kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from spotcheck.config import clock
from spotcheck.config.china_time import FORM, day_in_china, moment
from spotcheck.config.models import Site
from spotcheck.config.settings import Settings
from spotcheck.crawler.crawl_plan import SNAPSHOT_NAME, CrawlPlan, CrawlResult, Progress
from spotcheck.crawler.records import Look, Outcome, OutcomeClass, Page, Visit, class_of
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import key

PAGES = 60  # pages a site and day: what is over is looked at on the days after
KEPT = timedelta(days=60)  # how long looks are kept
_HOPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLook:
    """What a look at a site saw. ``newest``: the newest day on any of its lists; ``left``: links that the budget left for other days."""

    site: Site
    looks: tuple[Look, ...]
    interrupted: bool = False

    @property
    def dead(self) -> tuple[Look, ...]:
        """Links of the home page that failed twice."""
        return tuple(look for look in self.looks if class_of(look.outcome) is OutcomeClass.FAULT)

    @property
    def opened(self) -> int:
        """How many pages were opened."""
        return sum(look.outcome is Outcome.READ for look in self.looks)

    @property
    def left(self) -> int:
        """How many links the budget left for other days."""
        return sum(look.outcome is Outcome.OVER_BUDGET for look in self.looks)

    @property
    def columns(self) -> tuple[Look, ...]:
        """The lists with days, the newest first."""
        found = [look for look in self.looks if look.newest is not None and key(look.url) != key(self.site.url)]
        return tuple(sorted(found, key=lambda look: (look.newest or date.min, look.url), reverse=True))


def look_at(
    sites: Sequence[Site],
    settings: Settings,
    *,
    former: Callable[[Site], Sequence[Look]] = lambda site: (),
    pages: int = PAGES,
    allow: Sequence[str] = (),
    named: Sequence[str] = (),
    on_progress: Callable[[Progress], None] | None = None,
    on_ended: Callable[[SiteLook], None] | None = None,
) -> list[SiteLook]:
    """One look at each site. ``former``: what earlier looks saw of it, so that all links have their turn."""
    from spotcheck.crawler.run import crawl

    found: dict[str, SiteLook] = {}
    with tempfile.TemporaryDirectory(prefix="spotcheck-look-") as folder:
        by_run = {f"look-{number}": site for number, site in enumerate(sites)}

        def ended(result: CrawlResult) -> None:
            site, run = by_run[result.run_id], Path(folder) / result.run_id
            looks: tuple[Look, ...] = ()
            if (run / SNAPSHOT_NAME).exists() and not result.interrupted:
                with Snapshot.open(run) as snapshot:
                    looks = seen(snapshot, site)
            found[result.run_id] = each = SiteLook(site=site, looks=looks, interrupted=result.interrupted)
            if on_ended is not None:
                on_ended(each)

        plans = [
            CrawlPlan(
                site=site,
                run_dir=Path(folder) / run_id,
                run_id=run_id,
                terms=due(former(site), pages - 1),
                max_pages=pages,
                delay=settings.delay,
                timeout=settings.timeout,
                user_agent=settings.agent(),
                allow=tuple(allow),
                named=tuple(named),
                shallow=True,
            )
            for run_id, site in by_run.items()
        ]
        crawl(plans, at_once=settings.at_once, on_progress=on_progress, on_done=ended)
    return [found[run_id] for run_id in by_run]


def due(former: Sequence[Look], count: int) -> tuple[str, ...]:
    """The words of the links whose turn it is: those that were dead when last seen, then those that were not opened for longest."""
    latest = {key(look.url): look for look in sorted(former, key=lambda look: look.at)}
    opened = {key(look.url): look.at for look in sorted(former, key=lambda look: look.at) if look.outcome is Outcome.READ}
    turns = sorted(
        (class_of(look.outcome) is not OutcomeClass.FAULT, opened.get(name, ""), name)
        for name, look in latest.items()
        if look.label and name != key(look.site)
    )
    return tuple(dict.fromkeys(latest[name].label for _, _, name in turns[:count]))


def seen(snapshot: Snapshot, site: Site) -> tuple[Look, ...]:
    """What a small crawl saw, a look an address; one that only leads on is what it leads to."""
    visits = {key(visit.url): visit for visit in snapshot.visits()}
    newest = {key(visit.url): _newest(page, visit) for visit, page in snapshot.pages()}
    at = clock.now()
    found = []
    for name, visit in visits.items():
        end = _end(visits, visit)
        found.append(
            Look(
                site=site.url,
                url=visit.url,
                at=end.fetched_at or at,
                outcome=end.outcome,
                status=end.status,
                label=visit.label,
                newest=newest.get(name) or newest.get(key(end.url)),
            )
        )
    return tuple(found)


def forget_before() -> str:
    """The moment before which looks are forgotten."""
    return (moment(clock.now()) - KEPT).strftime(FORM)


def _end(visits: dict[str, Visit], visit: Visit) -> Visit:
    for _ in range(_HOPS):
        onward = visits.get(key(visit.redirect_to)) if visit.redirect_to else None
        if onward is None or onward is visit:
            break
        visit = onward
    return visit


def _newest(page: Page, visit: Visit) -> date | None:
    today = day_in_china(visit.fetched_at) if visit.fetched_at else None
    days = [entry.date for entry in page.entries if entry.date is not None and not entry.year_inferred]
    known = [day for day in days if today is None or day <= today]
    return max(known, default=None) if page.kind.is_column else None
