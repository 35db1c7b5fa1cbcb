"""``spotcheck audit TARGET``: one site or archive, crawled, judged and reported."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.language import say
from spotcheck.jobs import arguments


def audit(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help=say("网址，或 .warc、.warc.gz、.wacz 文件", "A URL, or a .warc, .warc.gz or .wacz file"))
    ],
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    catalogue: options.Catalogues = None,
    function: options.Functions = None,
    level: options.LevelName = None,
    as_of: options.AsOf = None,
    max_pages: options.MaxPages = None,
    delay: options.Delay = None,
    allow: options.Allow = None,
    browser: options.BrowserUsed = None,
    ocr: options.OcrUsed = None,
    words: options.WordLists = None,
    json: options.Json = None,
    no_report: options.NoReport = False,
    fresh: Annotated[bool, typer.Option("--fresh", help=say("不继续未完成的运行，重新开始", "Start anew instead of continuing"))] = False,
    fail_on: options.FailOn = "never",
    lang: options.Lang = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help=say("报告文件夹；默认 工作区/reports/运行编号", "The folder of the report; default WORKSPACE/reports/RUN")
        ),
    ] = None,
) -> None:
    """Crawl or replay one site, judge it, write its report. Exits with the status of the contract."""
    functions, its_level = arguments.functions(function or ()), arguments.level(level)
    from spotcheck.jobs.run_settings import settings
    from spotcheck.jobs.target import identify, parse

    asked = parse(target)
    given = settings(
        workspace,
        catalogue=catalogue,
        as_of=as_of,
        max_pages=max_pages,
        delay=delay,
        allow=allow,
        lang=lang,
        browser=browser,
        ocr=ocr,
        words=words,
    )
    file = arguments.out_file(json)

    from spotcheck.cli.endings import explain, stopped, tell_chosen
    from spotcheck.cli.progress import Watch
    from spotcheck.cli.tables import show, show_scores, status
    from spotcheck.config.choosing import AUTOMATIC
    from spotcheck.jobs.judging import decided, run_dir
    from spotcheck.jobs.reporting import elsewhere_of, platforms_of, report_run, write_json
    from spotcheck.jobs.runs import open_job, work
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.findings_json import run_json

    quiet = file == "-"
    with Ledger.write(workspace) as ledger:
        site = identify(asked, ledger, functions, its_level)
        job = open_job(ledger, workspace, site, asked.name, fresh=fresh, archive=asked.archive)
        if job.held is not None:
            terminal.note(
                f"继续未完成的运行 {job.run.id}（已有 {job.held} 个地址；重新开始请加 --fresh）",
                f"continuing the incomplete run {job.run.id} ({job.held} addresses known; --fresh starts anew)",
            )
        look = partial(decided, run_dir(workspace, job.run.id), given.catalogues, given.as_of, ledger.sites(), given.families)
        with Watch(quiet=quiet, delay=0 if asked.archive else given.delay, decide={job.run.id: look}) as watch:
            ended = work(ledger, [job], given, on_progress=watch, judge_interrupted=True)[0]
        explain(ended)
        if ended.interrupted:
            stopped()
        if ended.judged is None:
            raise typer.Exit(3)
        run, findings = ended.judged.run, ended.judged.findings
        if AUTOMATIC in given.families:
            tell_chosen(ended.judged)
        report = None if no_report else report_run(ledger, workspace, run, ended.judged.catalogues, lang=given.lang, out=out)
        if file is not None:
            write_json(file, run_json(run, findings, ended.judged.catalogues))
        if not quiet:
            show(findings)
            show_scores(findings, ended.judged.catalogues)
            if platforms := platforms_of(workspace, run):
                terminal.plain(say("平台：", "platforms: ") + platforms)
            for line in elsewhere_of(run, findings):
                terminal.plain(line)
            if report is not None:
                terminal.plain(str(report[0].resolve()))
    status(findings, complete=ended.complete, fail_on=fail_on)
