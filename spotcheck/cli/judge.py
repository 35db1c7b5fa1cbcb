"""``spotcheck judge`` and ``spotcheck report``: stored snapshots judged and told again, without touching a site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice
from spotcheck.config.language import say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.config.duties import Catalogue


def judge(
    run: Annotated[list[str] | None, typer.Option("--run", metavar="ID", help=say("运行编号，可重复", "A run; may be repeated"))] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help=say("一个季度的全部运行", "All runs of a quarter"))] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    catalogue: options.Catalogues = None,
    as_of: options.AsOf = None,
    words: options.WordLists = None,
    json: options.Json = None,
    fail_on: options.FailOn = "never",
) -> None:
    """Judge stored snapshots again; the network is not touched."""
    from spotcheck.cli.tables import in_one_line, show, show_scores, status
    from spotcheck.jobs.judging import judge_run
    from spotcheck.jobs.quarter_settings import settings_of
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import find_run, write_json
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.findings_json import run_json

    asked: dict[str, Any] = {"catalogue": catalogue or None, "as_of": as_of, "words": words or None}
    given = settings(workspace, **asked)
    file = arguments.out_file(json)
    with Ledger.write(workspace) as ledger:
        if quarter is not None:
            given = settings_of(ledger, arguments.quarter(quarter), workspace, asked)
            runs = list(latest(ledger, arguments.quarter(quarter)).values())
        else:
            runs = [find_run(ledger, each) for each in run] if run else [find_run(ledger, None)]
        judged = [
            judge_run(ledger, workspace, each, given.catalogues, given.as_of, words=given.words, families=given.families) for each in runs
        ]
    if file is not None:
        told = [run_json(each.run, each.findings, each.catalogues) for each in judged]
        write_json(file, told[0] if len(told) == 1 else told)
    if file != "-":
        for each in judged:
            terminal.plain(f"{each.run.id}  {each.as_of}  {in_one_line(each.findings)}")
        if len(judged) == 1:
            show(judged[0].findings)
            show_scores(judged[0].findings, judged[0].catalogues)
    complete = all(each.run.state == "done" for each in judged)
    status([finding for each in judged for finding in each.findings], complete=complete, fail_on=fail_on)


def report(
    what: Annotated[
        str, typer.Argument(metavar="RUN_OR_QUARTER", help=say("运行编号，或季度（如 2017Q4）", "A run, or a quarter like 2017Q4"))
    ],
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[
        list[str] | None,
        choice("--format", arguments.REPORT_FORMATS, help=say("格式，可重复；默认 html", "The format; may be repeated; default html")),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("写到这个文件夹", "The folder to write to"))] = None,
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
    internal: options.Internal = False,
) -> None:
    """Write the report of a run or a quarter from what the ledger holds."""
    import re
    from functools import partial

    from spotcheck import reports
    from spotcheck.cli.endings import tell_renewed
    from spotcheck.config import clock
    from spotcheck.config.catalogue import in_force
    from spotcheck.jobs.quarter_settings import own_catalogues
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import find_run, report_folder, report_quarter, report_run
    from spotcheck.jobs.reviewing import as_of, heard, scoring
    from spotcheck.jobs.run_settings import settings
    from spotcheck.jobs.signing import signed
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.findings_json import run_json

    formats = list(dict.fromkeys(format or ["html"]))
    given = settings(workspace, catalogue=catalogue, lang=lang)
    used: Sequence[Catalogue] = given.catalogues if catalogue else ()
    drawn = [each for each in formats if each != "json"]
    wire = partial(run_json, internal=internal)
    with Ledger.read(workspace) as ledger:
        if re.fullmatch(r"\d{4}[Qq][1-4]", what):
            name = what.upper()
            used = used or own_catalogues(ledger, name)
            runs = latest(ledger, name).values()
            if not used:
                tell_renewed(runs)
            told: object = [wire(run, heard(ledger, run, used or scoring(run)), used or scoring(run)) for run in runs]
            written = (
                report_quarter(
                    ledger,
                    workspace,
                    name,
                    () if given.families else used,
                    lang=given.lang,
                    out=out,
                    formats=drawn,
                    signed=signed(workspace, dated=clock.today(), internal=internal),
                    working=True,
                )
                if drawn
                else []
            )
        else:
            run = find_run(ledger, what)
            if not used:
                tell_renewed([run])
            used = in_force(used, given.families, as_of(run), run.site)
            name, told = run.id, wire(run, heard(ledger, run, used or scoring(run)), used or scoring(run))
            written = report_run(ledger, workspace, run, used, lang=given.lang, out=out, formats=drawn, internal=internal) if drawn else []
    if "json" in formats:
        written.append(reports.write_json((out or report_folder(workspace, name)) / f"{name}.json", told))
    for path in written:
        terminal.plain(str(path.resolve()))
