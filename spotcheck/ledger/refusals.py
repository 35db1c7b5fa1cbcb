"""What keeps the ledger from being opened or written, as one line for the user: told by the code of the failure, never guessed."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from spotcheck.config.errors import UserError

_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refusal(path: Path, error: sqlite3.Error) -> UserError:
    """The line for a failure of SQLite: locked, forbidden, no room, else a file that is no ledger."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _HELD:
        return held(path, error)
    if code in _FORBIDDEN:
        return UserError(
            zh=f"{path}：没有写入的权限（{error}）；请检查文件和目录的权限，或用 --workspace 另选目录",
            en=f"{path}: may not be written ({error}); check the permissions of file and folder, or choose another with --workspace",
        )
    return no_room(path, error) if code in _DISK else foreign(path, error)


def held(path: Path, why: object) -> UserError:
    """Another program, a browser of databases say, has the file open and locked."""
    return UserError(
        zh=f"{path}：正被另一个程序锁定（{why}）；请关闭打开它的程序（如数据库浏览器），再运行同一命令",
        en=f"{path}: another program has locked it ({why}); close it there (in a database browser, say) and run the same command again",
        status=3,
    )


def no_room(path: Path, why: object) -> UserError:
    """The disk does not take or give what was asked."""
    return UserError(
        zh=f"{path}：磁盘无法读写（{why}），可能已满；已写入的内容完好，请清出空间后再次运行同一命令",
        en=f"{path}: the disk refuses ({why}), it may be full; what was written is safe; free some space and run the same command again",
        status=3,
    )


def no_workspace(workspace: Path, error: OSError) -> UserError:
    """A folder that cannot be made or written."""
    if error.errno in _FULL:
        return no_room(workspace, error.strerror or error)
    why = error.strerror or str(error)
    return UserError(
        zh=f"{workspace}：工作区无法写入（{why}）；请用 --workspace 另选目录",
        en=f"{workspace}: cannot write in this workspace ({why}); choose another folder with --workspace",
    )


def foreign(path: Path, why: object) -> UserError:
    """A file that is no ledger of ours."""
    return UserError(
        zh=f"{path}：不是 spotcheck 的台账文件（{why}），未作任何改动；请用 --workspace 另选目录",
        en=f"{path}: is no spotcheck ledger ({why}); nothing was touched; choose another folder with --workspace",
    )
