"""``spotcheck quarter``: draw a sample, have it crawled and judged, see how far it is, and print the notice."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice
from spotcheck.config import clock
from spotcheck.config.errors import UserError, say
from spotcheck.jobs import arguments

app = typer.Typer(no_args_is_help=True, help=say("季度抽查", "The quarterly spot check"))
Quarter = Annotated[str, typer.Argument(metavar="QUARTER", help=say("季度，如 2017Q4", "The quarter, like 2017Q4"))]


@app.command(help=say("从登记册抽取网站（可用同一种子重做）", "Draw sites from the register; the same seed draws the same"))
def draw(
    quarter: Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    share: Annotated[str | None, typer.Option("--share", help=say("抽取比例；默认 30%", "The share to draw; default 30%"))] = None,
    count: Annotated[int | None, typer.Option("--count", min=1, help=say("抽取个数", "How many to draw"))] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", help=say("随机种子；默认生成一个并显示", "The seed; made and shown by default"))
    ] = None,
    by: Annotated[str, choice("--by", arguments.STRATA, help=say("按层级或地区分层", "Draw from each level or region"))] = "",
    replace: Annotated[bool, typer.Option("--replace", help=say("取代已有的抽取", "Put it in place of the draw there is"))] = False,
) -> None:
    from spotcheck.jobs.sampling import draw_sites
    from spotcheck.ledger.ledger import Ledger

    name = arguments.quarter(quarter)
    if share is not None and count is not None:
        raise UserError(zh="--share 与 --count 只能用一个", en="--share and --count exclude each other")
    part = None if count is not None else arguments.share(share or "30%")
    with Ledger.write(workspace) as ledger:
        population = [site for site in ledger.sites() if not site.platform]
        if not population:
            raise UserError(
                zh=f"{workspace}：登记册是空的；请先运行 spotcheck register import FILE",
                en=f"{workspace}: the register is empty; run 'spotcheck register import FILE' first",
            )
        held = ledger.draw(name)
        chosen = seed or (held.seed if held and not replace else secrets.token_hex(4))
        drawn = draw_sites(population, quarter=name, seed=chosen, at=clock.now(), share=part, count=count, by=by)
        asked_anew = share is not None or count is not None or bool(by) or seed is not None
        if held and not replace and (not asked_anew or (held.drawn, held.seed) == (drawn.drawn, drawn.seed)):
            terminal.note(f"{name} 已抽取，名单不变", f"{name} was drawn before; the list stays as it is")
            drawn = held
        elif held and not replace:
            raise UserError(
                zh=f"{name} 已按种子 {held.seed} 抽取了 {len(held.drawn)} 个网站；如要另行抽取，请加 --replace",
                en=f"{name} was drawn before with seed {held.seed} ({len(held.drawn)} sites); add --replace to draw anew",
            )
        else:
            ledger.save_draw(drawn)
    for site in drawn.sites:
        terminal.plain(f"{site.url}  {site.name}".rstrip())
    total, taken = len(drawn.population), len(drawn.drawn)
    terminal.plain(say(f"{name}：{total} 个中抽取 {taken} 个；种子 {drawn.seed}", f"{name}: {taken} of {total} sites; seed {drawn.seed}"))


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
) -> None:
    name = arguments.quarter(quarter)
    from spotcheck.cli.endings import tell_renewed
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import report_quarter
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    given = settings(workspace, catalogue=catalogue, lang=lang)
    used = given.catalogues if catalogue and not given.families else ()
    with Ledger.read(workspace) as ledger:
        if not used:
            tell_renewed(latest(ledger, name).values())
        terminal.plain(str(report_quarter(ledger, workspace, name, used, lang=given.lang, out=out)[0].resolve()))
