"""Probes that were made while another process held the workspace: they wait in a file until somebody holds the ledger. Loses none."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from spotcheck.config.private_files import private_file
from spotcheck.crawler.records import Probe
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.rows import probe_of, probe_row

NAME = "probes-waiting.jsonl"


def keep_waiting(workspace: Path, probes: Iterable[Probe]) -> None:
    """Appends probes to the file of those that wait."""
    lines = "".join(json.dumps(probe_row(probe), ensure_ascii=False) + "\n" for probe in probes)
    private_file(workspace / NAME)
    with (workspace / NAME).open("a", encoding="utf-8") as file:
        file.write(lines)


def take_waiting(ledger: Ledger, workspace: Path) -> None:
    """Puts the probes that wait into the ledger; the file is gone only when they stand there."""
    path, taken = workspace / NAME, workspace / f"{NAME}.taken"
    if path.exists() and not taken.exists():
        os.replace(path, taken)  # whoever appends now begins a new file
    if taken.exists():
        ledger.save_probes(_read(taken.read_text(encoding="utf-8").splitlines()))
        taken.unlink()


def _read(lines: Iterable[str]) -> Iterator[Probe]:
    """The probes of the lines; one that was cut off when a process was killed is left out."""
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            yield probe_of(json.loads(line))
