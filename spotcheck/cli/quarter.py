"""``spotcheck quarter``: draw a sample, have it crawled and judged, see how far it is, and print the notice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import draw, options, terminal
from spotcheck.config.language import say
from spotcheck.jobs import arguments

app = typer.Typer(no_args_is_help=True, help=say("季度抽查", "The quarterly spot check"))
Quarter = options.Quarter


app.command("draw", help=draw.HELP)(draw.draw)


@app.command(help=say("检查抽中的网站（中断后再次运行即继续）", "Check the sites drawn; run it again to continue"))
def run(
    quarter: Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    catalogue: options.Catalogues = None,
    as_of: options.AsOf = None,
    max_pages: options.MaxPages = None,
    browser: options.BrowserUsed = None,
    ocr: options.OcrUsed = None,
    delay: options.Delay = None,
    allow: options.Allow = None,
    at_once: Annotated[
        int | None, typer.Option("--at-once", min=1, help=say("同时检查的网站数；默认 8", "How many sites at once; default 8"))
    ] = None,
    no_report: options.NoReport = False,
    fail_on: options.FailOn = "never",
    lang: options.Lang = None,
) -> None:
    name = arguments.quarter(quarter)
    from spotcheck.cli.running import run_quarter
    from spotcheck.cli.tables import status
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import report_quarter
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    given = settings(
        workspace,
        catalogue=catalogue,
        as_of=as_of,
        max_pages=max_pages,
        delay=delay,
        allow=allow,
        at_once=at_once,
        lang=lang,
        browser=browser,
        ocr=ocr,
    )
    with Ledger.write(workspace) as ledger:
        complete = run_quarter(ledger, name, given)
        findings = [finding for each in latest(ledger, name).values() for finding in ledger.findings(each.id)]
        if not no_report and findings:
            terminal.plain(
                str(report_quarter(ledger, workspace, name, () if given.families else given.catalogues, lang=given.lang)[0].resolve())
            )
    status(findings, complete=complete, fail_on=fail_on)


@app.command("status", help=say("各网站进展", "How far each site is"))
def status_(quarter: Quarter, workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from spotcheck.cli.tables import in_one_line
    from spotcheck.crawler.urls import key
    from spotcheck.jobs.quarters import drawn_sites, latest
    from spotcheck.ledger.ledger import Ledger

    name = arguments.quarter(quarter)
    states = {
        "": say("未开始", "not begun"),
        "running": say("进行中或已中断", "under way or broken off"),
        "interrupted": say("已中断，可继续", "interrupted, can be continued"),
        "unreachable": say("首页未能读取", "home page not read"),
        "done": say("已完成", "done"),
    }
    table = Table(say("网站", "Site"), say("状态", "State"), say("地址数", "Addresses"), say("结论", "Findings"), box=None, pad_edge=False)
    with Ledger.read(workspace) as ledger:
        runs = latest(ledger, name)
        sites = drawn_sites(ledger, name)
        for site in sites:
            found = runs.get(key(site.url))
            told = in_one_line(ledger.findings(found.id)) if found else ""
            addresses = str(sum(found.outcomes.values())) if found and found.outcomes else ""
            table.add_row(terminal.escape(site.name or site.url), states[found.state if found else ""], addresses, told)
    terminal.results().print(table)
    done = sum(each.state == "done" for each in runs.values())
    terminal.plain(say(f"{name}：抽中 {len(sites)} 个，完成 {done} 个", f"{name}: {done} of {len(sites)} sites done"))


@app.command(help=say("写出季度通报", "Write the quarterly report"))
def report(
    quarter: Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("报告文件夹", "The folder of the report"))] = None,
    name: options.Name = "",
    reply_by: options.ReplyBy = None,
    reply_to: options.ReplyTo = "",
    internal: options.Internal = False,
) -> None:
    wanted = arguments.quarter(quarter)
    deadline = arguments.day(reply_by, "--reply-by")
    from spotcheck.cli.endings import tell_renewed
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import Notice, report_quarter
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    notice = Notice(name=name, reply_by=deadline, reply_to=reply_to, internal=internal)
    given = settings(workspace, catalogue=catalogue, lang=lang)
    used = given.catalogues if catalogue and not given.families else ()
    with Ledger.read(workspace) as ledger:
        if not used:
            tell_renewed(latest(ledger, wanted).values())
        written = report_quarter(ledger, workspace, wanted, used, lang=given.lang, out=out, notice=notice)
        terminal.plain(str(written[0].resolve()))
