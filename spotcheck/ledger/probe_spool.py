"""Probes and looks made while another process held the workspace: they wait in a file until somebody holds the ledger. Loses none."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from spotcheck.config.private_files import private_file
from spotcheck.crawler.records import Look, Probe
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.look_store import look_of, look_row
from spotcheck.ledger.rows import probe_of, probe_row

NAME = "probes-waiting.jsonl"
_LOOK = "look"


def keep_waiting(workspace: Path, probes: Iterable[Probe], looks: Iterable[Look] = ()) -> None:
    """Appends probes and looks to the file of those that wait."""
    rows = [*map(probe_row, probes), *({_LOOK: look_row(look)} for look in looks)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    private_file(workspace / NAME)
    with (workspace / NAME).open("a", encoding="utf-8") as file:
        file.write(lines)


def take_waiting(ledger: Ledger, workspace: Path) -> None:
    """Puts the probes that wait into the ledger; the file is gone only when they stand there."""
    path, taken = workspace / NAME, workspace / f"{NAME}.taken"
    if path.exists() and not taken.exists():
        os.replace(path, taken)  # whoever appends now begins a new file
    if taken.exists():
        waited = list(_read(taken.read_text(encoding="utf-8").splitlines()))
        ledger.save_probes(each for each in waited if isinstance(each, Probe))
        ledger.save_looks(each for each in waited if isinstance(each, Look))
        taken.unlink()


def _read(lines: Iterable[str]) -> Iterator[Probe | Look]:
    """What the lines hold; one that was cut off when a process was killed is left out."""
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            row = json.loads(line)
            yield look_of(row[_LOOK]) if _LOOK in row else probe_of(row)
