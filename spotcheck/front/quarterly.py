"""The sites of a quarter and their runs: which are done, which go on, which begin. Prints one line a site as it ends."""

from __future__ import annotations

from functools import partial

from spotcheck.audits.ledger import Ledger, Run
from spotcheck.audits.ledger_rows import DONE
from spotcheck.config.errors import UserError, say
from spotcheck.config.models import Site
from spotcheck.crawler.urls import canonical, key
from spotcheck.front import terminal
from spotcheck.front.endings import explain, stopped
from spotcheck.front.given import Settings
from spotcheck.front.judging import decided, run_dir
from spotcheck.front.progress import Watch
from spotcheck.front.summary import in_one_line
from spotcheck.front.work import Ended, open_job, work


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


def run_quarter(ledger: Ledger, quarter: str, settings: Settings, *, anew: bool = False) -> bool:
    """Brings every site drawn to its end; those that are done are left alone, unless all begin ``anew``. True when all are done."""
    runs = {} if anew else latest(ledger, quarter)
    sites = drawn_sites(ledger, quarter)
    waiting = [site for site in sites if key(site.url) not in runs or runs[key(site.url)].state != DONE]
    jobs = [open_job(ledger, settings.workspace, site, canonical(site.url), quarter=quarter, fresh=anew) for site in waiting]
    held = sum(job.held is not None for job in jobs)
    if len(sites) > len(waiting) or held:
        terminal.note(
            f"{quarter}：{len(sites) - len(waiting)} 个网站此前已完成，继续 {held} 个，新开始 {len(jobs) - held} 个",
            f"{quarter}: {len(sites) - len(waiting)} sites were done before, {held} are continued, {len(jobs) - held} begin",
        )
    given = settings.catalogues, settings.as_of, ledger.sites(), settings.families
    look = {job.run.id: partial(decided, run_dir(settings.workspace, job.run.id), *given) for job in jobs}
    with Watch(quiet=False, delay=settings.delay, total=len(jobs), decide=look) as watch:

        def told(ended: Ended) -> None:
            site = ended.job.run.site
            if ended.judged is not None:
                watch.ended(ended.job.run.id, f"{site.name or site.url}{say('：', ': ')}{in_one_line(ended.judged.findings)}")
            explain(ended)

        ended = work(ledger, jobs, settings, on_progress=watch, on_ended=told)
    if any(each.interrupted for each in ended):
        stopped()
    return all(each.complete for each in ended)
