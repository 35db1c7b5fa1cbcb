"""The help of the command line. Every text in it is taken as it is written: a word in brackets is a word, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from rich.markup import escape

from spotcheck.config.language import say

_ADDED = {
    "help": ("显示这份说明", "Show this help"),
    "install_completion": (
        "为当前的命令行程序（shell）装上补全",
        "Install completion for the shell that is running",
    ),
    "show_completion": (
        "显示补全脚本，供查看或自行安装",
        "Show the script of that completion, to read it or to install it by hand",
    ),
}


def tree(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """A command and every command below it, each with the words that call it."""
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from tree(each, *path, name)


def worded(command: Any) -> Any:
    """The command with the options that typer adds worded like ours."""
    for _, each in tree(command):
        for param in each.get_params(typer.Context(each)):
            if param.name in _ADDED:
                param.help = say(*_ADDED[param.name])
    return command


def literal(command: Any) -> Any:
    """The command with each help text so that it is shown as it is written."""
    for _, each in tree(command):
        for named in (each, *each.params):
            for text in ("help", "short_help"):
                if getattr(named, text, None):
                    setattr(named, text, escape(getattr(named, text)))
    return command
