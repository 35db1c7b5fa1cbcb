"""``spotcheck calendar``: what a body has to publish by when, from a day on."""

from __future__ import annotations

import csv
import sys
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.jobs import arguments

_FORMATS = ("table", "csv", "ics")


def calendar(
    site: Annotated[
        str | None,
        typer.Option(
            "--site", metavar="URL", help=say("名录里的网站；职能、层级由名录得知", "A site of the register, which tells its body")
        ),
    ] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    catalogue: options.Catalogues = None,
    function: options.Functions = None,
    level: options.LevelName = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="YYYY-MM-DD", help=say("从哪天起，默认今天；列出此后一年", "From this day on (today), a year ahead")
        ),
    ] = None,
    format: Annotated[str, choice("--format", _FORMATS, help=say("格式", "The format"))] = "table",
) -> None:
    """Print what is due when: dates that the rules name, and terms that begin with an act."""
    functions, its_level = arguments.functions(function or ()), arguments.level(level)
    day = arguments.day(as_of)
    from spotcheck.config.catalogue import in_force
    from spotcheck.config.china_time import day_in_china
    from spotcheck.config.clock import now
    from spotcheck.config.models import Site
    from spotcheck.jobs.run_settings import settings
    from spotcheck.jobs.target import identify, parse
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.schema import LEDGER_NAME
    from spotcheck.reports.due_dates import due_rows, ics, told

    if site is None and not functions:
        raise UserError(
            zh="请用 --site 给出名录里的网站，或者用 --function 和 --level 写明单位的职能和层级",
            en="name a site of the register with --site, or the body with --function and --level",
        )
    body = Site(url="", functions=functions, level=its_level)
    if site is not None:
        asked = parse(site)
        if (workspace / LEDGER_NAME).is_file():
            with Ledger.read(workspace) as ledger:
                body = identify(asked, ledger, functions, its_level)
        else:
            body = Site(url=asked.url, functions=functions, level=its_level)
        if not body.functions:
            terminal.note(
                "名录里没有该网站的职能，只列对所有单位都适用的事项；可用 --function、--level 写明",
                "the functions of its body are not known: only what binds everybody is told (--function, --level)",
            )
    given = settings(workspace, catalogue=catalogue)
    day = day or day_in_china(now())
    rows = due_rows(in_force(given.catalogues, given.families, day, body), body, day)
    if format == "ics":
        sys.stdout.write(ics(rows, day))
    elif format == "csv":
        out = csv.writer(sys.stdout)
        out.writerow(["日期", "期限", "编号", "事项", "要求", "依据", "依据可信度"])
        out.writerows([row.day or "", told(row), row.duty, row.title, row.requires, row.basis, row.mark] for row in rows)
    else:
        table = Table(say("期限", "Due"), say("编号", "Id"), say("事项", "Duty"), say("依据", "Source"), box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(terminal.escape, (told(row), row.duty.partition("/")[2], row.title, f"{row.basis}〔{row.mark}〕")))
        terminal.results().print(table)
