"""``spotcheck review``: the findings go out as a workbook, colleagues confirm or reject them, and it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config import clock
from spotcheck.config.errors import say
from spotcheck.jobs import arguments

app = typer.Typer(no_args_is_help=True, help=say("人工复核", "Review by people"))
File = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=say("台账文件", "The workbook"))]


@app.command("export", help=say("导出待复核的问题台账", "Write the findings to be reviewed"))
def export(
    file: File,
    run: options.RunId = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help=say("一个季度的全部运行", "All runs of a quarter"))] = None,
    catalogue: options.Catalogues = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import find_run, rules_of
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.review_workbook import write_sheet

    name = arguments.quarter(quarter) if quarter else None
    arguments.out_file(str(file), "FILE.xlsx")
    given = settings(workspace, catalogue=catalogue)
    with Ledger.read(workspace) as ledger:
        runs = list(latest(ledger, name).values()) if name else [find_run(ledger, run)]
        told = [(each, ledger.findings(each.id), ledger.reviews(each.id)) for each in runs]
        faults, open_ = write_sheet(file, told, rules_of(runs, given.catalogues if catalogue else ()))
    terminal.note(
        f"工作表“复核”有 {faults} 项问题：在“确认”或“误报”一列打“√”；工作表“人工认定”有 {open_} 项机器不能判定："
        "在“符合”或“不符合”一列打“√”。可写“说明”，再用 spotcheck review import 导入",
        f"sheet 复核 has {faults} faults: tick 确认 (right) or 误报 (wrong); sheet 人工认定 has {open_} findings that a machine could not "
        "decide: tick 符合 (met) or 不符合 (not met). Add 说明 (a note), then run 'spotcheck review import'",
    )
    terminal.plain(str(file.resolve()))


@app.command("import", help=say("导入复核结果", "Read what was filled in"))
def import_(file: File, workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from collections import Counter

    from spotcheck.audits.reviews import Decision
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.review_workbook import read_sheet

    with Ledger.write(workspace) as ledger:
        came = read_sheet(file, ledger, clock.now())
        ledger.save_reviews(came.reviews)
    count = Counter(review.decision for review in came.reviews)
    line = say(
        f"已导入：确认 {count[Decision.CONFIRMED]} 项，误报 {count[Decision.REJECTED]} 项",
        f"imported: {count[Decision.CONFIRMED]} confirmed, {count[Decision.REJECTED]} rejected",
    )
    if count[Decision.MET] or count[Decision.UNMET]:
        line += say(
            f"；人工认定符合 {count[Decision.MET]} 项，不符合 {count[Decision.UNMET]} 项",
            f"; by a person {count[Decision.MET]} met, {count[Decision.UNMET]} not met",
        )
    terminal.plain(line)
    if came.outdated:
        terminal.warn(
            f"{came.outdated} 项在导出后已重新判定，结论有变，未导入；请重新导出",
            f"{came.outdated} findings were judged differently since the export and were not taken; export again",
        )
    if came.unticked:
        terminal.warn(
            f"{came.unticked} 项写了说明或分数但没有打“√”，未导入；请打“√”后再次导入",
            f"{came.unticked} rows hold a note or points but no tick and were not taken; tick them and import again",
        )
