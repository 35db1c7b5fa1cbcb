"""What an imported register has to say on the terminal: faults, doubts, moves, and what would go. Imports nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from spotcheck.cli import terminal
from spotcheck.cli.register_table import worded
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.config.register_records import Entry, Register
from spotcheck.jobs.register_changes import RegisterChanges

_FEW = 12  # lines of one kind that a terminal shows


def mark(register: Register, marked: Path | None) -> None:
    """Writes the marked copy where one was asked for. Raises UserError where it would take the place of the register itself."""
    if marked is not None:
        from spotcheck.config.register_workbook import write_marked

        if marked.exists() and marked.samefile(register.file):
            raise UserError(
                zh=f"--marked：{marked} 就是登记册本身；请换一个文件名", en=f"--marked: {marked} is the register itself; name another file"
            )
        write_marked(marked, register)
        terminal.note(f"标注过的副本：{marked}", f"the marked copy: {marked}")


def refused(register: Register, marked: Path | None, *, check: bool = False) -> UserError:
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
    count = rows(register)
    return UserError(
        zh=f"{register.file}：{count} 行有误{keep[0]}{hint[0]}", en=f"{register.file}: {count} rows are wrong{keep[1]}{hint[1]}"
    )


def rows(register: Register) -> int:
    """How many rows are wrong."""
    return len({(fault.sheet, fault.row) for fault in register.faults})


def changed(found: RegisterChanges) -> int:
    """How many sites are not as they were."""
    return len({(change.code, change.name) for change in found.changes if change.kind != "added"})


def tell_remarks(register: Register) -> None:
    """Rows passed over, and doubts."""
    for remarks in (register.faults, register.skipped, register.doubts):
        lines = register.told(remarks)
        for line in lines[:_FEW]:
            terminal.warn(line.zh, line.en)
        if len(lines) > _FEW:
            more = len(lines) - _FEW
            terminal.warn(f"同类的另有 {more} 行（见 --marked 的副本）", f"and {more} more of the kind (see the copy of --marked)")


def tell(found: RegisterChanges) -> None:
    """Moves, and sites that went offline or came back, each in a line."""
    for change in found.changes:
        if change.kind not in ("added", "changed"):
            terminal.plain(worded(change))


def ask(gone: tuple[Entry, ...]) -> None:
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
