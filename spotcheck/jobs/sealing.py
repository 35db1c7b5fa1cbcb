"""A run's files and findings, entered in its manifest when it is judged. What was entered as complete is never entered anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spotcheck.audits.verdicts import Finding
from spotcheck.config.clock import now
from spotcheck.crawler.snapshot import RunInfo
from spotcheck.ledger.ledger import Run
from spotcheck.ledger.manifest import (
    CAPTURE,
    JUDGEMENT,
    NAME,
    DamagedManifest,
    Entry,
    appended,
    files_of,
    finding_hashes,
    link,
    read_manifest,
    run_facts,
    write_manifest,
)
from spotcheck.ledger.rows import finding_row, run_row


def sealed(folder: Path, run: Run, findings: Sequence[Finding], seen: RunInfo) -> str:
    """Enters in the manifest of ``folder`` what the run saw and how it was judged; returns the seal, the last link of the chain.

    Nothing is entered that the last entries say already. ``run.seal`` is the former seal; where the manifest has lost it, the new entry
    says so. Raises UserError where the disk refuses.
    """
    entries = _known(folder)
    before = len(entries)
    capture = newest(entries, CAPTURE)
    if capture is None or not capture["complete"]:
        files: dict[str, Any] = files_of(folder)
        if capture is None or (capture["files"], capture["complete"]) != (files, seen.complete):
            entries = appended(entries, CAPTURE, now(), {"tool": seen.tool, "complete": seen.complete, "files": files})
    said: dict[str, Any] = {
        "run": run_facts(run_row(run)),
        "findings": finding_hashes(finding_row(run.id, place, run.as_of or "", finding) for place, finding in enumerate(findings)),
    }
    if run.seal and run.seal not in map(link, entries[:before]):
        said["lost"] = run.seal
    last = newest(entries, JUDGEMENT)
    if len(entries) == before and last is entries[-1] and all(last.get(name) == said.get(name) for name in ("run", "findings", "lost")):
        return link(last)
    entries = appended(entries, JUDGEMENT, now(), said)
    write_manifest(folder, run.id, entries)
    return link(entries[-1])


def newest(entries: Sequence[Entry], kind: str) -> Entry | None:
    """The last entry of a kind."""
    return next((entry for entry in reversed(entries) if entry["kind"] == kind), None)


def _known(folder: Path) -> list[Entry]:
    """The entries so far; a file that is no manifest is laid aside."""
    try:
        return read_manifest(folder)
    except DamagedManifest:
        os.replace(folder / NAME, folder / f"{NAME}.damaged")
        return []
