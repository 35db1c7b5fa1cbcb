"""The sites of a quarter and their runs: which are done, which go on, which begin. Prints nothing."""

from __future__ import annotations

from dataclasses import dataclass

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.urls import canonical, key
from spotcheck.jobs.run_settings import Settings
from spotcheck.jobs.runs import Job, open_job
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.rows import DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPlan:
    """What is to be done for a quarter: ``done`` sites are left alone, ``jobs`` are continued or begun."""

    sites: tuple[Site, ...]
    jobs: tuple[Job, ...]

    @property
    def done(self) -> int:
        """Sites that an earlier call brought to their end."""
        return len(self.sites) - len(self.jobs)

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
    """The run that counts for each site drawn, by URL key: the newest that is done, else the newest."""
    drawn = {key(site.url) for site in drawn_sites(ledger, quarter)}
    runs = [run for run in ledger.runs(quarter=quarter) if key(run.site.url) in drawn]
    return {key(run.site.url): run for run in sorted(reversed(runs), key=lambda run: run.state == DONE)}


def plan_quarter(ledger: Ledger, quarter: str, settings: Settings, *, anew: bool = False) -> QuarterPlan:
    """The jobs that bring every site drawn to its end; those that are done are left alone, unless all begin ``anew``."""
    runs = {} if anew else latest(ledger, quarter)
    sites = drawn_sites(ledger, quarter)
    waiting = [site for site in sites if key(site.url) not in runs or runs[key(site.url)].state != DONE]
    register = ledger.register_hash()
    jobs = [
        open_job(ledger, settings.workspace, site, canonical(site.url), quarter=quarter, fresh=anew, register=register) for site in waiting
    ]
    return QuarterPlan(sites=sites, jobs=tuple(jobs))
