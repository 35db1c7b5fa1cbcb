"""What the terminal shows: lines for people on stderr, results on stdout. Decides nothing."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.markup import escape

from spotcheck.config.language import say

__all__ = ["escape", "hint", "note", "plain", "results", "warn"]


def results() -> Console:
    """Where tables of results go."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 1000)


def plain(line: str) -> None:
    """A line of the result that a program may read: never wrapped, never coloured."""
    print(line, file=sys.stdout, flush=True)


def note(zh: str, en: str) -> None:
    """A line about the work itself."""
    print(say(zh, en), file=sys.stderr, flush=True)


def warn(zh: str, en: str) -> None:
    """A line that says what went wrong, while the work goes on."""
    print(say(f"注意：{zh}", f"note: {en}"), file=sys.stderr, flush=True)


def hint(line: str) -> None:
    """One line that says why a command ended."""
    print(say(f"错误：{line}", f"error: {line}"), file=sys.stderr, flush=True)
