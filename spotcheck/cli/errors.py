"""How a command that cannot go on ends: one line, the right exit status, and the full story in a log."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
import traceback
from pathlib import Path

from spotcheck.cli import terminal
from spotcheck.config import clock
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.config.private_files import private_file
from spotcheck.config.settings import LOG

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def ended_by(error: BaseException, args: list[str], *, debug: bool) -> int:
    """Says what happened and returns the exit status: 2 for what the user gave, 3 for what broke off."""
    if isinstance(error, UserError):
        terminal.hint(str(error))
        return error.status
    if isinstance(error, KeyboardInterrupt):
        terminal.note(
            "已停止，所见已保存；再次运行同一命令即可继续", "stopped; what was seen is kept; run the same command again to continue"
        )
        return 3
    if hasattr(error, "format_message"):  # a usage error of the command line
        message = " ".join(str(error.format_message()).split())
        context = getattr(error, "ctx", None)
        path = getattr(context, "command_path", "spotcheck")
        terminal.hint(say(f"{message}（用法：{path} --help）", f"{message} (see: {path} --help)"))
        return 2
    if (isinstance(error, OSError) and error.errno in FULL) or (isinstance(error, sqlite3.OperationalError) and "full" in str(error)):
        where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        terminal.hint(
            say(
                f"{where}磁盘已满，写不下去（{error}）；已保存的内容完好，清出空间后再次运行同一命令即可继续",
                f"{where}the disk is full ({error}); what was saved is safe; free some space and run the same command again",
            )
        )
        return 3
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        terminal.hint(
            say(
                f"数据库正被另一个程序锁定（{error}）；请关闭打开它的程序，再运行同一命令",
                f"another program has locked the database ({error}); close what has it open and run the same command again",
            )
        )
        return 3
    if debug:
        traceback.print_exception(error)
        return 3
    log = _log(error, args)
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
    terminal.hint(
        say(
            f"程序出错：{what}；详情见 {log}（或加 --debug 再运行）；已保存的内容完好",
            f"a fault of the program: {what}; details in {log} (or run again with --debug); what was saved is safe",
        )
    )
    return 3


def _log(error: BaseException, args: list[str]) -> Path:
    """Appends the story to the log of the workspace, or to one in the folder for temporary files."""
    story = f"{clock.now()} spotcheck {' '.join(args)}\n{''.join(traceback.format_exception(error))}\n"
    workspace = Path(args[args.index("--workspace") + 1]) if "--workspace" in args[:-1] else Path("spotcheck-data")
    for folder in (workspace, Path(tempfile.gettempdir())):
        try:
            private_file(folder / LOG)
            with (folder / LOG).open("a", encoding="utf-8") as log:
                log.write(story)
            return (folder / LOG).resolve()
        except OSError:
            continue
    return Path("-")
