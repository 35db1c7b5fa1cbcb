"""``spotcheck quarter status``: how far each site is, also while another terminal works at it. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from spotcheck.cli import options, terminal
from spotcheck.config.language import say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.jobs.quarter_status import QuarterStatus, SiteStatus

HELP = say("各网站进展；检查进行时也可在另一个终端查看", "How far each site is; another terminal may ask while a run goes on")


def status(
    quarter: options.Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help=say("写成 JSON；“-”为标准输出", "As JSON; '-' is standard output"))
    ] = None,
) -> None:
    """Each site in a line, then the quarter as a whole."""
    from spotcheck.jobs.quarter_status import quarter_status, status_json
    from spotcheck.jobs.reporting import write_json
    from spotcheck.ledger.ledger import Ledger

    name = arguments.quarter(quarter)
    file = arguments.out_file(json)
    with Ledger.read(workspace) as ledger:
        found = quarter_status(ledger, workspace, name)
    if file is not None:
        write_json(file, status_json(found))
    if file != "-":
        _show(found)


def _show(found: QuarterStatus) -> None:
    heads = (("网站", "Site"), ("状态", "State"), ("已读页数", "Pages"), ("约剩", "Left"), ("结论", "Findings"))
    table = Table(*(say(*head) for head in heads), box=None, pad_edge=False)
    for each in found.sites:
        state = say(*_STATES[each.state.value]) + _why(each)
        left = duration(each.seconds_left) if each.seconds_left is not None else ""
        pages = "" if each.pages is None else str(each.pages)
        if each.queued:
            pages += say(f"（待读 {each.queued}）", f" ({each.queued} to read)")
        table.add_row(terminal.escape(each.site.name or each.site.url), terminal.escape(state), pages, left, _verdicts(each))
    terminal.results().print(table)
    counts = {state: sum(each.state.value == state for each in found.sites) for state in _STATES}
    told = say("、", ", ").join(
        say(f"{_STATES[state][0]} {count}", f"{count} {_STATES[state][1]}") for state, count in counts.items() if count
    )
    terminal.plain(
        say(f"{found.quarter}：抽中 {len(found.sites)} 个，其中{told}", f"{found.quarter}: {len(found.sites)} sites drawn: {told}")
    )
    if found.kept is not None:
        rules = found.kept.rules
        day = rules.as_of or say("各站末次采集日", "that of each site's last capture")
        terminal.plain(
            say(
                f"规则：{'、'.join(rules.catalogues)}；判定基准日：{day}；每站至多 {rules.max_pages} 页",
                f"rules: {', '.join(rules.catalogues)}; day of judgement: {day}; up to {rules.max_pages} pages a site",
            )
        )
    if found.seconds_left is not None:
        terminal.plain(say(f"全部约剩 {duration(found.seconds_left)}", f"about {duration(found.seconds_left)} left in all"))
    if found.again_at:
        from spotcheck.cli.running import in_china

        when = in_china(found.again_at)
        terminal.plain(
            say(f"未能读取或只读到一部分的网站再查的时间：{when}", f"sites that were not read, or only in part, are due again at {when}")
        )


_STATES = {
    "waiting": ("未开始", "waiting"),
    "running": ("进行中", "running"),
    "stopped": ("已中断，可继续", "stopped, can be continued"),
    "failed": ("未能读取", "failed"),
    "done": ("已完成", "done"),
}


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 90:
        return say(f"{seconds:.0f} 秒", f"{seconds:.0f} s")
    return (
        say(f"{seconds / 60:.0f} 分钟", f"{seconds / 60:.0f} min")
        if seconds < 5400
        else say(f"{seconds / 3600:.1f} 小时", f"{seconds / 3600:.1f} h")
    )


def _why(each: SiteStatus) -> str:
    from spotcheck.config.glossary import term

    if each.reason is None:
        partly = each.passing and each.state.value == "done"
        return say(f"（{each.unread} 个地址未能读取，待再查）", f" ({each.unread} addresses not read, to be tried again)") if partly else ""
    why = say("抓取出错", "the crawl broke off") if each.reason == "error" else term("outcome", each.reason)
    tries = say(f"，查过 {each.tries} 次", f", {each.tries} tries") if each.tries > 1 else ""
    return say(f"（{why}{tries}）", f" ({why}{tries})")


def _verdicts(each: SiteStatus) -> str:
    from spotcheck.config.glossary import term

    told = each.verdicts or {}
    return say("，", ", ").join(f"{term('verdict', name)} {told[name]}" for name in _ORDER if name in told)


_ORDER = ("fail", "unknown", "manual", "pass", "not_applicable")
