"""``spotcheck register``: the sites that are supervised, from the file that an office keeps and back into it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.errors import UserError, say
from spotcheck.jobs import clock

if TYPE_CHECKING:
    from spotcheck.config.register_records import Entry, Register
    from spotcheck.jobs.register_changes import RegisterChanges

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
_FEW = 12  # lines of one kind that a terminal shows


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
    from spotcheck.config.register import read_register
    from spotcheck.jobs.register_changes import compare, removal
    from spotcheck.ledger.ledger import Ledger

    register = read_register(file)
    _mark(register, marked)
    if register.faults and not keep_good:
        raise _refused(register, marked)
    if not register.entries:
        raise UserError(zh=f"{file}：没有一行可以导入", en=f"{file}: no row of it can be imported")
    now = clock.now()
    day = clock.day_in_china(now)
    with Ledger.write(workspace) as ledger:
        found = compare(ledger.entries(), register, day)
        gone = found.missing if replace else ()
        if gone and not yes:
            _ask(gone)
        _tell_remarks(register)
        _tell(found)
        from spotcheck.crawler.urls import key

        removed = [key(entry.site.url) for entry in gone]
        ledger.save_register(found.entries, (*found.dropped, *removed), (*found.changes, *(removal(each, day) for each in gone)), now)
        total, hash_ = len(ledger.sites()), ledger.register_hash()
    added, changed = len(found.of("added")), _changed(found)
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
        terminal.warn(f"{_rows(register)} 行有误，未导入", f"{_rows(register)} rows are wrong and were not imported")


@app.command("check", help=say("检查登记册文件，什么也不改", "Check a register file; changes nothing"))
def check(file: File, workspace: options.Workspace = options.DEFAULT_WORKSPACE, marked: Marked = None) -> None:
    from spotcheck.config.register import read_register
    from spotcheck.jobs.register_changes import compare
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.schema import LEDGER_NAME
    from spotcheck.ledger.site_rows import register_hash

    register = read_register(file)
    _mark(register, marked)
    known: list[Entry] = []
    if (workspace / LEDGER_NAME).is_file():
        with Ledger.read(workspace) as ledger:
            known = ledger.entries()
    if register.faults:
        raise _refused(register, marked, check=True)
    _tell_remarks(register)
    found = compare(known, register, clock.day_in_china(clock.now()))
    if known:
        _tell(found)
        missing = len(found.missing)
        terminal.plain(
            say(
                f"导入后：新增 {len(found.of('added'))} 个，更正 {_changed(found)} 个；登记册里另有 {missing} 个不在文件中",
                f"importing it would add {len(found.of('added'))} and change {_changed(found)}; {missing} others are not in it",
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
        terminal.plain(f"{clock.day_in_china(at)}  {worded(change)}")


def _mark(register: Register, marked: Path | None) -> None:
    if marked is not None:
        from spotcheck.config.register_workbook import write_marked

        if marked.exists() and marked.samefile(register.file):
            raise UserError(
                zh=f"--marked：{marked} 就是登记册本身；请换一个文件名", en=f"--marked: {marked} is the register itself; name another file"
            )
        write_marked(marked, register)
        terminal.note(f"标注过的副本：{marked}", f"the marked copy: {marked}")


def _refused(register: Register, marked: Path | None, *, check: bool = False) -> UserError:
    """Prints every fault where there are several, and gives the line that the command ends with."""
    lines = register.told(register.faults)
    if len(lines) == 1 and not check:
        return lines[0]
    for line in lines:
        terminal.plain(str(line))
    hint = ("", "") if marked else ("；--marked 文件名.xlsx 写出标注过的副本", "; --marked FILE.xlsx writes a marked copy")
    keep = (
        ("", "") if check else ("；未导入；--keep-good 可只导入没有错误的行", "; nothing was imported; --keep-good imports the sound rows")
    )
    count = _rows(register)
    return UserError(
        zh=f"{register.file}：{count} 行有误{keep[0]}{hint[0]}", en=f"{register.file}: {count} rows are wrong{keep[1]}{hint[1]}"
    )


def _rows(register: Register) -> int:
    return len({(fault.sheet, fault.row) for fault in register.faults})


def _changed(found: RegisterChanges) -> int:
    """How many sites are not as they were."""
    changed = {(change.code, change.name) for change in found.changes if change.kind != "added"}
    return len(changed)


def _tell_remarks(register: Register) -> None:
    """Rows passed over, and doubts."""
    for remarks in (register.faults, register.skipped, register.doubts):
        lines = register.told(remarks)
        for line in lines[:_FEW]:
            terminal.warn(line.zh, line.en)
        if len(lines) > _FEW:
            more = len(lines) - _FEW
            terminal.warn(f"同类的另有 {more} 行（见 --marked 的副本）", f"and {more} more of the kind (see the copy of --marked)")


def _tell(found: RegisterChanges) -> None:
    """Moves, and sites that went offline or came back, each in a line."""
    from spotcheck.cli.register_table import worded

    for change in found.changes:
        if change.kind not in ("added", "changed"):
            terminal.plain(worded(change))


def _ask(gone: tuple[Entry, ...]) -> None:
    """Shows what would go and asks. Raises UserError where nobody can answer, or the answer is no."""
    for entry in gone:
        terminal.plain(
            say(
                f"将删去：{entry.site.code} {entry.site.name} {entry.site.url}",
                f"would go: {entry.site.code} {entry.site.name} {entry.site.url}",
            )
        )
    if (
        sys.stdin is not None
        and sys.stdin.isatty()
        and typer.confirm(say(f"删去这 {len(gone)} 个网站？", f"Remove these {len(gone)} sites?"))
    ):
        return
    raise UserError(
        zh=f"--replace 会删去 {len(gone)} 个网站，未作任何改动；确认请加 --yes",
        en=f"--replace would remove {len(gone)} sites; nothing was changed; add --yes to agree",
    )


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise UserError(zh=f"{file}：已经存在；请换一个文件名", en=f"{file}: is there already; name another file")
