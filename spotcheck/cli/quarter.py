"""``spotcheck quarter``: draw a sample, have it crawled and judged, see how far it is, and print the notice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spotcheck.cli import draw, options, quarter_status, terminal
from spotcheck.config import clock
from spotcheck.config.language import say
from spotcheck.jobs import arguments

app = typer.Typer(no_args_is_help=True, help=say("季度抽查", "The quarterly spot check"))
Quarter = options.Quarter
PATIENCE = 600.0  # seconds to wait for a workspace that somebody uses when the second pass begins


app.command("draw", help=draw.HELP)(draw.draw)


@app.command(
    help=say(
        "检查抽中的网站；中断后不带选项再次运行即继续，规则以首次运行时为准",
        "Check the sites drawn; run it again, without options, to continue: the rules stay those of the first run",
    )
)
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
    retry_after: Annotated[
        float | None,
        typer.Option(
            "--retry-after",
            min=0.0,
            max=336.0,
            metavar="HOURS",
            help=say(
                "因超时、断网、服务器出错等可能过去的原因未能读取的网站，等待这么多小时后再查一遍；不给则以状态 3 结束，并说明何时再运行",
                "Sites that failed for reasons that may pass (timeout, no connection, server error, …) are tried again after so many "
                "hours, waited for here; without it the run ends with status 3 and says when to run again",
            ),
        ),
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help=say(
                "按现在的选项和设置全部重做，此前的结果不再计入",
                "Begin all of it anew by the options given now; what was done before counts no more",
            ),
        ),
    ] = False,
    no_report: options.NoReport = False,
    fail_on: options.FailOn = "never",
    lang: options.Lang = None,
) -> None:
    name = arguments.quarter(quarter)
    arguments.day(as_of)
    from spotcheck.cli.running import between_passes, run_quarter, tell_passed_over
    from spotcheck.cli.tables import status
    from spotcheck.jobs.quarter_settings import settle
    from spotcheck.jobs.quarters import drawn_sites, latest
    from spotcheck.jobs.reporting import report_quarter
    from spotcheck.jobs.second_pass import due_again, failed_in_passing
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.rows import DONE

    given = {
        "catalogue": catalogue or None,
        "as_of": as_of,
        "max_pages": max_pages,
        "delay": delay,
        "allow": allow or None,
        "at_once": at_once,
        "lang": lang,
        "browser": browser,
        "ocr": ocr,
    }
    with Ledger.write(workspace) as ledger:
        drawn_sites(ledger, name)
        settled = settle(ledger, name, workspace, given, fresh=fresh)
        tell_passed_over(name, settled.passed_over)
        passed = run_quarter(ledger, name, settled.settings, anew=fresh, again=due_again(ledger, name))
        failed = frozenset() if passed.interrupted else between_passes(ledger, name, retry_after)
    if failed and retry_after is not None:  # nobody holds the workspace meanwhile
        clock.wait(retry_after * 3600)
        with Ledger.write(workspace, patience=PATIENCE) as ledger:
            run_quarter(ledger, name, settled.settings, again=failed, only=failed)
            between_passes(ledger, name, None)
    with Ledger.read(workspace) as ledger:
        runs = latest(ledger, name)
        complete = len(runs) == len(drawn_sites(ledger, name)) and all(each.state == DONE for each in runs.values())
        complete = complete and not failed_in_passing(ledger, name)
        findings = [finding for each in runs.values() for finding in ledger.findings(each.id)]
        if not no_report and findings:
            used = () if settled.settings.families else settled.settings.catalogues
            terminal.plain(str(report_quarter(ledger, workspace, name, used, lang=settled.settings.lang)[0].resolve()))
    status(findings, complete=complete, fail_on=fail_on)


app.command("status", help=quarter_status.HELP)(quarter_status.status)


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
    from spotcheck.jobs.quarter_settings import own_catalogues
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import Notice, report_quarter
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    notice = Notice(name=name, reply_by=deadline, reply_to=reply_to, internal=internal)
    given = settings(workspace, catalogue=catalogue, lang=lang)
    used = given.catalogues if catalogue and not given.families else ()
    with Ledger.read(workspace) as ledger:
        used = used or own_catalogues(ledger, wanted)
        if not used:
            tell_renewed(latest(ledger, wanted).values())
        written = report_quarter(ledger, workspace, wanted, used, lang=given.lang, out=out, notice=notice)
        terminal.plain(str(written[0].resolve()))
