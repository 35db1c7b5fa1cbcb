"""``spotcheck demo``: the whole job on a bundled province, offline, compared with the truth about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config import clock
from spotcheck.config.language import say

SEED = "yunzhou"


def demo(
    workspace: options.Workspace = Path("spotcheck-demo"),
    lang: options.Lang = None,
    serve: Annotated[
        bool,
        typer.Option("--serve", help=say("只在本机提供演示网站，直到 Ctrl-C", "Only serve the province on this machine, until Ctrl-C")),
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help=say("重新开始，不继续未完成的运行", "Start anew instead of continuing"))] = False,
) -> None:
    """Register, draw, run, judge and report the demonstration province, and compare with its truth."""
    from spotcheck import demo as province
    from spotcheck.jobs.run_settings import settings

    if serve:
        _serve()
        return
    given = settings(workspace, as_of=province.AS_OF.isoformat(), delay=0.0, lang=lang)

    from spotcheck.cli.demo_truth import compare
    from spotcheck.cli.running import run_quarter
    from spotcheck.config.register import load_register
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import report_quarter
    from spotcheck.jobs.sampling import Asked, draw_sites
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.rows import DONE

    quarter = province.QUARTER
    with Ledger.write(workspace) as ledger, province.serving() as server:
        sites = load_register(province.register_path())
        ledger.import_sites(sites, clock.now())
        if ledger.draw(quarter) is None:
            ledger.save_draw(draw_sites(ledger.sites(), Asked(share=1.0), quarter=quarter, seed=SEED, at=clock.now()))
        held = latest(ledger, quarter)
        anew = fresh or (len(held) == len(sites) and all(run.state == DONE for run in held.values()))
        complete = run_quarter(ledger, quarter, replace(given, proxy=server.proxy_url), anew=anew).complete
        runs = latest(ledger, quarter).values()
        if complete:
            line, differing = compare([(run.site, ledger.findings(run.id)) for run in runs])
            for each in differing:
                terminal.warn(each, each)
            terminal.plain(line)
        if any(run.as_of for run in runs):
            terminal.plain(str(report_quarter(ledger, workspace, quarter, lang=given.lang)[0].resolve()))
    if not complete:
        raise typer.Exit(3)


def _serve() -> None:
    import time

    from spotcheck import demo as province

    with province.serving() as server:
        terminal.plain(f"http_proxy={server.proxy_url}")
        for url in province.SITES:
            terminal.plain(url)
        terminal.note("Ctrl-C 停止", "Ctrl-C stops")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return
