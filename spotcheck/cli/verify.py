"""``spotcheck verify RUN``: what is stored of a run, held against its manifest. Says what does not hold, and mends nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.language import say


def verify(
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN", help=say("运行编号（可只写开头）；默认最近一次", "A run, by its id or a beginning of it; the newest")
        ),
    ] = None,
    seal: Annotated[
        str,
        typer.Option(
            "--seal",
            metavar="HEX",
            help=say(
                "报告上印的存证码（可只写开头）：须在清单的链上", "The seal printed on a report, or its beginning: must be in the chain"
            ),
            show_default=False,
        ),
    ] = "",
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    """Check files, records, findings and evidence of a run. Ends with status 1 where something does not hold."""
    from spotcheck.jobs.reporting import find_run
    from spotcheck.jobs.verifying import verify as checked
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.privacy import shown

    with Ledger.read(workspace) as ledger:
        found = shown(checked(ledger, workspace, find_run(ledger, run), seal))
    for line in found.notes:
        terminal.warn(line, line)
    if found.broken is not None:
        terminal.plain(f"{found.run.id}{say('：不相符：', ': does not hold: ')}{found.broken}")
        raise typer.Exit(1)
    size = f"{found.bytes / 1e6:.1f} MB"
    terminal.plain(
        say(
            f"{found.run.id}：全部相符：文件 {found.files} 个（{size}），存档记录 {found.records} 条，结论 {found.findings} 项，"
            f"证据 {found.evidence} 处",
            f"{found.run.id}: all holds: {found.files} files ({size}), {found.records} records, {found.findings} findings, "
            f"{found.evidence} pieces of evidence",
        )
    )
    terminal.plain(say(f"存证码 {found.seal}（{found.judged_at}）", f"seal {found.seal} ({found.judged_at})"))
