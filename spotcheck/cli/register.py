"""``spotcheck register``: the sites that are supervised, from the file that an office keeps and back into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config import clock
from spotcheck.config.china_time import day_in_china
from spotcheck.config.errors import UserError
from spotcheck.config.language import say

if TYPE_CHECKING:
    from spotcheck.config.register_records import Entry

app = typer.Typer(no_args_is_help=True, help=say("网站登记册", "The register of sites"))
File = Annotated[Path, typer.Argument(metavar="FILE", help=say("登记册文件（xlsx、xls、csv）", "The register file (xlsx, xls, csv)"))]
Marked = Annotated[
    Path | None,
    typer.Option(
        "--marked",
        metavar="FILE.xlsx",
        help=say(
            "把标出问题（红）和疑点（黄）的副本写到这个文件", "Write a copy with faults (red) and doubts (yellow) marked and explained"
        ),
    ),
]


@app.command("import", help=say("导入登记册：按办公室现有的表，不必改格式", "Import a register as the office keeps it"))
def import_(
    file: File,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    replace: Annotated[
        bool, typer.Option("--replace", help=say("删去文件里没有的网站（先列出并询问）", "Remove sites that the file lacks, after asking"))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=say("不再询问", "Do not ask"))] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help=say("有误的行略过，其余照样导入", "Import the sound rows all the same"))
    ] = False,
    marked: Marked = None,
) -> None:
    from spotcheck.cli import register_telling
    from spotcheck.config.register import read_register
    from spotcheck.jobs.register_changes import compare, removal
    from spotcheck.ledger.ledger import Ledger

    register = read_register(file)
    register_telling.mark(register, marked)
    if register.faults and not keep_good:
        raise register_telling.refused(register, marked)
    if not register.entries:
        raise UserError(zh=f"{file}：没有一行可以导入", en=f"{file}: no row of it can be imported")
    now = clock.now()
    day = day_in_china(now)
    with Ledger.write(workspace) as ledger:
        found = compare(ledger.entries(), register, day)
        gone = found.missing if replace else ()
        if gone and not yes:
            register_telling.ask(gone)
        register_telling.tell_remarks(register)
        register_telling.tell(found)
        from spotcheck.crawler.urls import key

        removed = [key(entry.site.url) for entry in gone]
        ledger.save_register(found.entries, (*found.dropped, *removed), (*found.changes, *(removal(each, day) for each in gone)), now)
        total, hash_ = len(ledger.sites()), ledger.register_hash()
    added, changed = len(found.of("added")), register_telling.changed(found)
    terminal.plain(
        say(
            f"已导入 {file}：新增 {added} 个，更正 {changed} 个，删去 {len(gone)} 个；登记册现有 {total} 个网站",
            f"imported {file}: {added} added, {changed} changed, {len(gone)} removed; the register now holds {total} sites",
        )
    )
    terminal.note(f"登记册 SHA-256：{hash_}", f"the register's SHA-256: {hash_}")
    if not replace and found.missing:
        terminal.note(
            f"登记册里另有 {len(found.missing)} 个网站不在文件中，保持不变（--replace 可删去）",
            f"{len(found.missing)} sites of the register are not in the file and stay as they are (--replace removes them)",
        )
    if register.faults:
        terminal.warn(
            f"{register_telling.rows(register)} 行有误，未导入", f"{register_telling.rows(register)} rows are wrong and were not imported"
        )


@app.command("check", help=say("检查登记册文件，什么也不改", "Check a register file; changes nothing"))
def check(file: File, workspace: options.Workspace = options.DEFAULT_WORKSPACE, marked: Marked = None) -> None:
    from spotcheck.cli import register_telling
    from spotcheck.config.register import read_register
    from spotcheck.jobs.register_changes import compare
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.schema import LEDGER_NAME
    from spotcheck.ledger.site_rows import register_hash

    register = read_register(file)
    register_telling.mark(register, marked)
    known: list[Entry] = []
    if (workspace / LEDGER_NAME).is_file():
        with Ledger.read(workspace) as ledger:
            known = ledger.entries()
    if register.faults:
        raise register_telling.refused(register, marked, check=True)
    register_telling.tell_remarks(register)
    found = compare(known, register, day_in_china(clock.now()))
    if known:
        register_telling.tell(found)
        added, changed, missing = len(found.of("added")), register_telling.changed(found), len(found.missing)
        terminal.plain(
            say(
                f"导入后：新增 {added} 个，更正 {changed} 个；登记册里另有 {missing} 个不在文件中",
                f"importing it would add {added} and change {changed}; {missing} others are not in it",
            )
        )
    count = len(register.entries)
    terminal.plain(say(f"{file}：{count} 个网站，没有错误", f"{file}: {count} sites, no faults"))
    terminal.plain(f"SHA-256 {register_hash(register.sites)}")


@app.command("template", help=say("写出一份空的登记册（带下拉选项）", "Write an empty register with drop-downs"))
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("要写的文件（xlsx 或 csv）", "The file to write (xlsx or csv)"))] = Path(
        "register.xlsx"
    ),
) -> None:
    from spotcheck.config.register_workbook import write_template

    _refuse_existing(file)
    write_template(file)
    terminal.plain(str(file.resolve()))


@app.command("export", help=say("把登记册写成文件，自己的列原样带回", "Write the register to a file, the office's own columns included"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("要写的文件（xlsx 或 csv）", "The file to write (xlsx or csv)"))],
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.config.register_workbook import write_register
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        entries = ledger.entries()
    write_register(file, entries)
    terminal.plain(str(file.resolve()))


@app.command("list", help=say("列出登记的网站", "List the sites of the register"))
def list_(
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    answering: Annotated[
        bool,
        typer.Option(
            "--answering",
            help=say(
                "逐个访问已关停、迁移、合并的网站，列出仍能打开的",
                "Ask the offline sites for their home pages, and list those that still answer",
            ),
        ),
    ] = False,
    allow: options.Allow = None,
) -> None:
    from spotcheck.cli.register_table import show_answering, show_sites
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        entries = ledger.entries()
    if answering:
        show_answering(entries, workspace, allow)
    else:
        show_sites([entry.site for entry in entries])


@app.command("history", help=say("登记册的变更：新增、迁移、关停……", "What happened to the register: sites added, moved, closed …"))
def history(workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from spotcheck.cli.register_table import worded
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        changes = ledger.site_changes()
    for at, change in changes:
        terminal.plain(f"{day_in_china(at)}  {worded(change)}")


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise UserError(zh=f"{file}：已经存在；请换一个文件名", en=f"{file}: is there already; name another file")
