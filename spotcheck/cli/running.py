"""A quarter under way, as the terminal shows it: what is continued, how far each site is, one line a site as it ends."""

from __future__ import annotations

from functools import partial

from spotcheck.cli import terminal
from spotcheck.cli.endings import explain, stopped
from spotcheck.cli.progress import Watch
from spotcheck.cli.tables import in_one_line
from spotcheck.config.language import say
from spotcheck.jobs.judging import decided, run_dir
from spotcheck.jobs.quarters import plan_quarter
from spotcheck.jobs.run_settings import Settings
from spotcheck.jobs.runs import Ended, work
from spotcheck.ledger.ledger import Ledger


def run_quarter(ledger: Ledger, quarter: str, settings: Settings, *, anew: bool = False) -> bool:
    """Brings every site drawn to its end. True when all are done."""
    plan = plan_quarter(ledger, quarter, settings, anew=anew)
    if plan.done or plan.continued:
        begun = len(plan.jobs) - plan.continued
        terminal.note(
            f"{quarter}：{plan.done} 个网站此前已完成，继续 {plan.continued} 个，新开始 {begun} 个",
            f"{quarter}: {plan.done} sites were done before, {plan.continued} are continued, {begun} begin",
        )
    given = settings.catalogues, settings.as_of, ledger.sites(), settings.families
    look = {job.run.id: partial(decided, run_dir(settings.workspace, job.run.id), *given) for job in plan.jobs}
    with Watch(quiet=False, delay=settings.delay, total=len(plan.jobs), decide=look) as watch:

        def told(ended: Ended) -> None:
            site = ended.job.run.site
            if ended.judged is not None:
                watch.ended(ended.job.run.id, f"{site.name or site.url}{say('：', ': ')}{in_one_line(ended.judged.findings)}")
            explain(ended)

        ended = work(ledger, plan.jobs, settings, on_progress=watch, on_ended=told)
    if any(each.interrupted for each in ended):
        stopped()
    return all(each.complete for each in ended)
