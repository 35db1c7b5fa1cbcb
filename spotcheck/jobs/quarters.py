"""The sites of a quarter and their runs: which are done, which go on, which begin. Prints nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.urls import canonical, key
from spotcheck.jobs.passing import in_part
from spotcheck.jobs.run_settings import Settings
from spotcheck.jobs.runs import Job, open_job
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.rows import DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPlan:
    """What is to be done for a quarter: ``done``: sites that an earlier call brought to their end; ``jobs`` are continued or begun."""

    sites: tuple[Site, ...]
    jobs: tuple[Job, ...]
    done: int

    @property
    def continued(self) -> int:
        """Jobs that go on where an earlier call broke off."""
        return sum(job.held is not None for job in self.jobs)


def drawn_sites(ledger: Ledger, quarter: str) -> tuple[Site, ...]:
    """The sites drawn for a quarter, in the order drawn. Raises UserError where none were drawn."""
    draw = ledger.draw(quarter)
    if draw is None:
        raise UserError(
            zh=f"{quarter} 还没有抽取；请先运行 spotcheck quarter draw {quarter}",
            en=f"nothing was drawn for {quarter}; run 'spotcheck quarter draw {quarter}' first",
        )
    return draw.sites


def latest(ledger: Ledger, quarter: str) -> dict[str, Run]:
    """The run that counts for each site drawn, by URL key: the newest that is done, and of these one that saw the site whole; else the
    newest."""
    runs = counted(ledger, quarter)
    return {key(run.site.url): run for run in sorted(reversed(runs), key=lambda run: (run.state == DONE, not in_part(run)))}


def counted(ledger: Ledger, quarter: str) -> list[Run]:
    """The runs at sites drawn, newest first; those of before all was begun anew by other rules do not count."""
    drawn = {key(site.url) for site in drawn_sites(ledger, quarter)}
    kept = ledger.kept_settings(quarter)
    since = kept.since if kept else ""
    return [run for run in ledger.runs(quarter=quarter) if key(run.site.url) in drawn and run.started >= since]


def plan_quarter(
    ledger: Ledger,
    quarter: str,
    settings: Settings,
    *,
    anew: bool = False,
    again: Collection[str] = (),
    only: Collection[str] | None = None,
) -> QuarterPlan:
    """The jobs that bring every site drawn to its end; those that are done are left alone, unless all begin ``anew``.

    ``again``: keys of sites that are done and begin once more all the same; ``only``: keys of sites beside which all others are left
    alone, too.
    """
    runs = {} if anew else latest(ledger, quarter)
    sites = drawn_sites(ledger, quarter)
    done = {name for name, run in runs.items() if run.state == DONE and name not in again}
    waiting = [site for site in sites if key(site.url) not in done and (only is None or key(site.url) in only)]
    register = ledger.register_hash()
    jobs = [
        open_job(ledger, settings.workspace, site, canonical(site.url), quarter=quarter, fresh=anew, register=register) for site in waiting
    ]
    return QuarterPlan(sites=sites, jobs=tuple(jobs), done=len(done))
