"""A quarter under way, as the terminal shows it: what is continued, how far each site is, one line a site as it ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from spotcheck.cli import terminal
from spotcheck.cli.endings import explain, stopped
from spotcheck.cli.progress import Watch
from spotcheck.cli.tables import in_one_line
from spotcheck.config.china_time import time_in_china
from spotcheck.config.clock import now
from spotcheck.config.language import say
from spotcheck.jobs.judging import decided, run_dir
from spotcheck.jobs.quarters import plan_quarter
from spotcheck.jobs.run_settings import Settings
from spotcheck.jobs.runs import Ended, work
from spotcheck.jobs.second_pass import HOURS, failed_in_passing, hours_from_now
from spotcheck.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """How a pass over the sites ended. ``complete``: all that were to be done are done."""

    complete: bool
    interrupted: bool


def run_quarter(
    ledger: Ledger,
    quarter: str,
    settings: Settings,
    *,
    anew: bool = False,
    again: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Passed:
    """Brings every site drawn to its end, or those in ``only`` (keys); those in ``again`` a second time."""
    plan = plan_quarter(ledger, quarter, settings, anew=anew, again=again, only=only)
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
    interrupted = any(each.interrupted for each in ended)
    if interrupted:
        stopped()
    return Passed(complete=all(each.complete for each in ended), interrupted=interrupted)


def tell_passed_over(quarter: str, names: Sequence[str]) -> None:
    """Says that spotcheck.toml or the environment has changed since the quarter began, and that this waits for the next one."""
    if names:
        told = "、".join(names), ", ".join(names)
        terminal.note(
            f"{quarter} 仍按开始时的规则检查；spotcheck.toml 或环境变量里的 {told[0]} 此后有改动，下一季度起才用",
            f"{quarter} goes on by the rules it began with; what has changed since in spotcheck.toml or the environment ({told[1]}) "
            "counts from the next quarter on",
        )


def between_passes(ledger: Ledger, quarter: str, hours: float | None) -> frozenset[str]:
    """After a pass: the sites (keys) to try again in so many ``hours``; none where nobody waits. Says when, and remembers it."""
    failed = failed_in_passing(ledger, quarter)
    told = ledger.again_at(quarter)
    later = hours_from_now(HOURS if hours is None else hours) if failed else ""
    again = told if hours is None and failed and told > now() else later  # asking sooner puts nothing off
    ledger.run_again(quarter, again)
    if not failed:
        return failed
    when = in_china(again)
    if hours is not None:
        terminal.note(
            f"{len(failed)} 个网站因可能过去的原因未能读取或只读到一部分，{when}再查一遍，在此等待（Ctrl-C 停止，可继续）",
            f"{len(failed)} sites were not read, or only in part, for reasons that may pass; they are tried again at {when}, "
            "waiting (Ctrl-C stops)",
        )
        return failed
    terminal.note(
        f"{len(failed)} 个网站因可能过去的原因未能读取或只读到一部分；请在{when}以后再次运行 spotcheck quarter run {quarter}，"
        "或加 --retry-after 小时数，由它等待",
        f"{len(failed)} sites were not read, or only in part, for reasons that may pass; "
        f"run 'spotcheck quarter run {quarter}' again after {when}, or have it wait with --retry-after HOURS",
    )
    return frozenset()


def in_china(at: str) -> str:
    """A moment of a record as people read it."""
    when = time_in_china(at)
    return say(f"北京时间 {when} ", f"{when} (China time)")
