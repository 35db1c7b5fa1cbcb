"""Options that take one of a few words: what the help offers, what a shell completes and what is accepted are one list.

Knows no option by name; the words come from whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer

from spotcheck.jobs import arguments


def choice(option: str, words: Iterable[str], *, help: str, metavar: str | None = None) -> Any:
    """A typer option whose value, or each of whose values, is one of ``words``; UserError for another. ``metavar``: where they are many."""
    known = tuple(words)

    def check(context: typer.Context, value: Any) -> Any:
        given = value if isinstance(value, list) else [value] if value else []
        if not context.resilient_parsing:  # a shell that completes asks about lines that are not finished
            for word in given:
                arguments.one_of(option, word, known)
        return value

    return typer.Option(option, metavar=metavar or "|".join(known), help=help, callback=check, autocompletion=completing(lambda: known))


def completing(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """What a shell offers after a beginning: those of ``words`` that begin so."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete


def shipped_catalogues() -> list[str]:
    """The ids of the shipped catalogues."""
    from spotcheck.config.catalogue import list_catalogues

    return list_catalogues()


def complete_catalogue(incomplete: str) -> list[str]:
    """Catalogues that are shipped, families of them, and folders here that hold one."""
    from spotcheck.config.catalogue import HEAD, families
    from spotcheck.config.choosing import AUTOMATIC

    named = [word for word in (*shipped_catalogues(), *families(), AUTOMATIC) if word.startswith(incomplete)]
    begun = Path(incomplete)
    above, start = (begun, "") if incomplete.endswith("/") else (begun.parent, begun.name)
    try:
        own = sorted(str(head.parent) for head in above.glob(f"*/{HEAD}") if head.parent.name.startswith(start))
    except OSError:
        own = []
    return named + own
