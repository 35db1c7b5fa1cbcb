"""``spotcheck rules``: the catalogues, as people read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from spotcheck.config.errors import UserError, language, say
from spotcheck.front import choices, options, terminal

if TYPE_CHECKING:
    from spotcheck.config.models import Duty

app = typer.Typer(no_args_is_help=True, help=say("检查目录（规则）", "The catalogues of rules"))


@app.command("list", help=say("列出目录中的事项", "List the duties of a catalogue"))
def list_(
    catalogue: options.Catalogues = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[str, typer.Option("--format", metavar="table|json", help=say("格式", "The format"))] = "table",
) -> None:
    choices.one_of("--format", format, ("table", "json"))
    from spotcheck.config.glossary import term
    from spotcheck.front.given import settings

    rows = [
        {
            "id": f"{each.id}/{duty.id}",
            "title": duty.title,
            "kinds": list(dict.fromkeys(check.kind for check in duty.checks)),
            "verdicts": verdicts(duty),
        }
        for each in settings(workspace, catalogue=catalogue).catalogues
        for _, duty in each.duties()
    ]
    if format == "json":
        import json

        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(say("编号", "Id"), say("事项", "Duty"), say("方式", "Kinds"), say("可能的判定", "Verdicts"), box=None, pad_edge=False)
    for row in rows:
        kinds = say("、", ", ").join(term("kind", kind, language()) for kind in row["kinds"])
        reached = say("、", ", ").join(term("verdict", verdict, language()) for verdict in row["verdicts"])
        table.add_row(*map(terminal.escape, (str(row["id"]), str(row["title"]), kinds, reached)))
    terminal.results().print(table)


@app.command(help=say("说明一个事项", "Explain one duty"))
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help=say("事项编号，如 1.2.1 或 zhejiang-2017/1.2.1", "The duty, like 1.2.1"))],
    catalogue: options.Catalogues = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.front.explaining import explain_duty
    from spotcheck.front.given import settings

    known = {
        f"{each.id}/{duty.id}": (each, clause, duty)
        for each in settings(workspace, catalogue=catalogue).catalogues
        for clause, duty in each.duties()
    }
    found = [name for name in known if name == id or name.partition("/")[2] == id]
    if not found:
        choices.one_of("ID", id, known if "/" in id else [name.partition("/")[2] for name in known])
    for name in found:
        for line in explain_duty(*known[name]):
            terminal.plain(line)


@app.command(help=say("检查目录文件", "Check catalogue files"))
def check(
    path: Annotated[
        Path | None, typer.Argument(help=say("目录文件夹；默认检查全部自带目录", "A catalogue folder; default all that are shipped"))
    ] = None,
) -> None:
    from spotcheck.config.catalogue import examine, list_catalogues

    wrong = 0
    for each in [str(path)] if path else list_catalogues():
        built, faults = examine(each)
        for fault in faults:
            terminal.plain(str(fault))
        wrong += len(faults)
        if built is not None:
            count = len(built.duties())
            terminal.plain(say(f"{each}：没有错误，{count} 个事项", f"{each}: no faults, {count} duties"))
    if wrong:
        raise UserError(zh=f"共 {wrong} 处错误", en=f"{wrong} faults")


def verdicts(duty: Duty) -> list[str]:
    """The verdicts that a duty can be judged to, as its checks and the bodies it binds allow."""
    from spotcheck.config.models import Level, Scope

    bound = duty.bound
    by_person = bound.scope is Scope.REGISTERED or bound.needs_subordinate_sites or any(check.kind == "pairing" for check in duty.checks)
    everybody = bound.scope is Scope.EVERYBODY and not bound.needs_subordinate_sites and set(bound.levels) == set(Level)
    reached = ["pass", "fail", "unknown", "manual" if by_person else "", "" if everybody else "not_applicable"]
    return [verdict for verdict in reached if verdict]
