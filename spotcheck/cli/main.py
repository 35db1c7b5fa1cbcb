"""The console script ``spotcheck``: its commands, and how each of them ends. Heavy rooms are opened only by the command that needs them."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Annotated, Any

import typer

from spotcheck import __version__
from spotcheck.cli import (
    audit,
    calendar,
    demo,
    dialects,
    evidence,
    findings,
    judge,
    monitor,
    quarter,
    register,
    review,
    rules,
    schedule,
    terminal,
    verify,
)
from spotcheck.cli.errors import ended_by
from spotcheck.cli.help import literal, worded
from spotcheck.config.language import say

app = typer.Typer(
    name="spotcheck",
    pretty_exceptions_enable=False,
    help=say(
        "检查政府网站依法应当公开的内容，每个结论都有证据。", "Audits what government websites publish, with evidence for every verdict."
    ),
)
app.command("demo", help=say("在自带的演示省上完整运行一遍（不联网）", "The whole job on a bundled province, offline"))(demo.demo)
app.command("audit", help=say("检查一个网站或网页存档", "Check one site, or a web archive"))(audit.audit)
app.add_typer(register.app, name="register")
app.add_typer(quarter.app, name="quarter")
app.command("judge", help=say("对已存的快照重新判定（不联网）", "Judge stored snapshots again, offline"))(judge.judge)
app.command("monitor", help=monitor.HELP, short_help=monitor.SHORT)(monitor.monitor)
app.command("schedule", help=schedule.HELP, short_help=schedule.SHORT)(schedule.schedule)
app.command("scheduled", help=schedule.RUN_HELP)(schedule.scheduled)
app.command("report", help=say("写出报告", "Write a report"))(judge.report)
app.command("findings", help=say("列出结论", "List the findings of a run"))(findings.findings)
app.command("pages", help=say("列出访问过的每个地址", "List every address visited"))(findings.pages)
app.command("calendar", help=say("什么应在何时公开", "What is due when"))(calendar.calendar)
app.command("evidence", help=say("取出一个结论背后的存档记录", "The records behind a finding"))(evidence.evidence)
app.command("verify", help=say("核对一次运行的文件、记录和结论", "Check a run against its manifest"))(verify.verify)
app.add_typer(rules.app, name="rules")
app.add_typer(dialects.app, name="dialects")
app.add_typer(review.app, name="review")


@app.callback(invoke_without_command=True)
def spotcheck(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=say("显示版本", "Show the version"))] = False,
    debug: Annotated[bool, typer.Option("--debug", help=say("出错时显示完整信息", "Show the whole story of an error"))] = False,
) -> None:
    """What stands before every command: the version, and how much of an error is told."""
    if version:
        terminal.plain(f"spotcheck {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        terminal.plain(context.get_help())
        raise typer.Exit


def command() -> Any:
    """The whole command line as one tree of commands, with their help texts as they are written."""
    return worded(typer.main.get_command(app))


def run(args: list[str]) -> int:
    """Runs one command and returns its exit status. ``--debug`` may stand anywhere."""
    debug = "--debug" in args or bool(os.environ.get("SPOTCHECK_DEBUG"))
    try:
        status = literal(command()).main(args=[arg for arg in args if arg != "--debug"], prog_name="spotcheck", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except SystemExit:  # typer's answer to a shell that completes, and to a reader that went away, as in ``spotcheck pages | head``
        return 0
    except (Exception, KeyboardInterrupt) as error:
        return ended_by(error, args, debug=debug)


def _open_streams() -> None:
    """Standard streams that the caller has closed lead nowhere: else the next file that is opened would take their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            while os.open(os.devnull, os.O_RDWR) != number:  # the lowest number that is free
                continue
            setattr(sys, name, open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - it stays open


def main() -> None:
    """The console script."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    status = run(sys.argv[1:])
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    sys.exit(status)
