"""The manifest of a run: a chain of entries, each of which holds the hash of the one before, over every file and every finding.

Decides nothing about what does not fit. ``docs/evidence.md`` tells how anybody can check it without this program.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spotcheck.config.errors import UserError
from spotcheck.config.private_files import private_file
from spotcheck.ledger.json_text import as_json

NAME = "manifest.json"
SCHEMA = 1
CAPTURE, JUDGEMENT = "capture", "judgement"
_RUN = ("id", "quarter", "target", "state", "started", "finished", "as_of", "register", "tool")
_RUN_JSON = ("site", "outcomes", "catalogues", "hashes", "politeness")
_FINDING = (
    "run", "position", "duty", "as_of", "title", "clause", "verdict", "defect", "defects", "reason", "confidence", "details", "evidence",
    "certificate",
)  # fmt: skip
_PASSING = (".part", ".new", "-shm")  # ends of names of files that are there only while somebody works

Entry = Mapping[str, Any]


class DamagedManifest(Exception):
    """The file is no manifest; the text says why, in English."""


def read_manifest(folder: Path) -> list[Entry]:
    """The entries of a run's manifest, none where it has no such file. Raises DamagedManifest; the chain itself is not looked at."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        entries = told["entries"]
        if (
            told["schema"] != SCHEMA
            or not isinstance(entries, list)
            or not all({"kind", "previous", "at"} <= each.keys() for each in entries)
        ):
            raise DamagedManifest("unknown form")
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedManifest(f"{type(error).__name__}: {error}") from error
    return entries


def write_manifest(folder: Path, run: str, entries: Sequence[Entry]) -> None:
    """Puts a manifest in place of the one before, whole or not at all. Raises UserError where the disk refuses."""
    path = folder / NAME
    part = path.with_name(f"{NAME}.part")
    try:
        private_file(part)
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"schema": SCHEMA, "run": run, "entries": entries}, ensure_ascii=False, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{path}：无法写入（{why}）；已保存的内容完好，处理后再次运行同一命令",
            en=f"{path}: cannot be written ({why}); what was saved is safe; see to that and run the same command again",
            status=3,
        ) from error


def link(entry: Entry) -> str:
    """SHA-256 of an entry in its one spelling; the last one of a manifest is its seal."""
    return hashlib.sha256(as_json(entry).encode()).hexdigest()


def seal_of(folder: Path) -> tuple[str, dict[str, str]]:
    """The seal, and the hashes of the catalogues as the last judging entered them; nothing where that cannot be read."""
    try:
        entries = read_manifest(folder)
    except DamagedManifest:
        return "", {}
    if not entries or entries[-1]["kind"] != JUDGEMENT:
        return "", {}
    return link(entries[-1]), dict(entries[-1]["run"]["hashes"])


def appended(entries: Sequence[Entry], kind: str, at: str, said: Entry) -> list[Entry]:
    """The chain with one more link."""
    return [*entries, {"kind": kind, "previous": link(entries[-1]) if entries else "", "at": at, **said}]


def files_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file of a run but its manifest: size in bytes and SHA-256, by name. OSError passes through."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(NAME) and not path.name.endswith(_PASSING):
            found[path.relative_to(folder).as_posix()] = {"bytes": path.stat().st_size, "sha256": file_hash(path)}
    return found


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry holds of a row of ``runs``; the seal itself is none of it."""
    facts: dict[str, Any] = {name: row[name] for name in _RUN} | {name: json.loads(row[name]) for name in _RUN_JSON}
    return facts | {"complete": bool(row["complete"])}


def finding_hashes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """SHA-256 of rows of ``findings``, by duty."""
    return {row["duty"]: _row_hash(row) for row in rows}


def _row_hash(row: Mapping[str, Any]) -> str:
    told = {name: row[name] for name in _FINDING} | {"confidence": float(row["confidence"])}
    return hashlib.sha256(as_json(told).encode()).hexdigest()
