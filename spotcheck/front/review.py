"""``spotcheck review``: the findings go out as a workbook, colleagues confirm or reject them, and it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spotcheck.config.errors import say
from spotcheck.front import choices, clock, options, terminal

app = typer.Typer(no_args_is_help=True, help=say("人工复核", "Review by people"))
File = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=say("台账文件", "The workbook"))]


@app.command("export", help=say("导出待复核的问题台账", "Write the findings to be reviewed"))
def export(
    file: File,
    run: options.RunId = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help=say("一个季度的全部运行", "All runs of a quarter"))] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.audits.ledger import Ledger
    from spotcheck.front.quarterly import latest
    from spotcheck.front.reviewing import write_sheet
    from spotcheck.front.telling import find_run

    name = choices.quarter(quarter) if quarter else None
    choices.out_file(str(file), "FILE.xlsx")
    with Ledger.read(workspace) as ledger:
        runs = list(latest(ledger, name).values()) if name else [find_run(ledger, run)]
        count = write_sheet(file, [(each, ledger.findings(each.id), ledger.reviews(each.id)) for each in runs])
    terminal.note(
        f"{count} 项待复核：在“确认”或“误报”一列打“√”，可写“说明”，再用 spotcheck review import 导入",
        f"{count} findings to review: tick 确认 (right) or 误报 (wrong), add 说明 (a note), then run 'spotcheck review import'",
    )
    terminal.plain(str(file.resolve()))


@app.command("import", help=say("导入复核结果", "Read what was filled in"))
def import_(file: File, workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from spotcheck.audits.ledger import Ledger
    from spotcheck.front.reviewing import read_sheet

    with Ledger.write(workspace) as ledger:
        reviews, outdated = read_sheet(file, ledger, clock.now())
        ledger.save_reviews(reviews)
    rejected = sum(review.decision == "rejected" for review in reviews)
    terminal.plain(
        say(
            f"已导入：确认 {len(reviews) - rejected} 项，误报 {rejected} 项",
            f"imported: {len(reviews) - rejected} confirmed, {rejected} rejected",
        )
    )
    if outdated:
        terminal.warn(
            f"{outdated} 项在导出后已重新判定，结论有变，未导入；请重新导出",
            f"{outdated} findings were judged differently since the export and were not taken; export again",
        )
