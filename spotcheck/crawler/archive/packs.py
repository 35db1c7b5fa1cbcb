"""The WARC files of an archive: the file itself, those inside a WACZ, or one gzip stream unpacked. Reads no record.

Refuses what unpacks to more than pages do, and more parts than any crawler writes; what is unpacked is removed at the end.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from spotcheck.config.errors import UserError
from spotcheck.crawler.archive.streams import GZIP, Allowance, Member, Torn

TIME = "%Y-%m-%dT%H:%M:%SZ"
MAX_PARTS = 2_000  # WARC files of one WACZ
_STEP = 1024 * 1024  # bytes
_DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError)


class Pack:
    """What a path holds in WARC files. Use ``close``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def files(self) -> list[Path]:
        """The WARC files. Raises UserError for what is no archive, OSError for what cannot be read."""
        with self._path.open("rb") as file:
            head = file.read(4)
        if head == b"PK\x03\x04":
            return self._wacz()
        if head[:2] == GZIP:
            head = self._unpacked_head()
        if head != b"WARC":
            raise unreadable(self._path, "WARC?")
        return [self._path]

    def whole(self, path: Path) -> tuple[Path, str]:
        """A file of few gzip members around many records, unpacked as far as it goes and as is allowed; and why it went no further."""
        target = self._target(f"{path.stem}.whole.warc")
        allowance, offset, size = Allowance(path.stat().st_size), 0, path.stat().st_size
        with path.open("rb") as source, target.open("wb") as copy:
            try:
                while offset < size:
                    source.seek(offset)
                    member = Member(source, allowance)
                    while part := member.read(_STEP):
                        copy.write(part)
                    if not member.whole:
                        return target, "gzip has no end"
                    offset = member.end
            except Torn as error:
                return target, str(error)
        return target, ""

    def close(self) -> None:
        """Remove what was unpacked."""
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _unpacked_head(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return Member(file, Allowance(0)).read(4)
        except Torn as error:
            raise unreadable(self._path, "gzip") from error

    def _wacz(self) -> list[Path]:
        allowance = Allowance(self._path.stat().st_size)
        files: list[Path] = []
        try:
            with zipfile.ZipFile(self._path) as pack:
                parts = sorted((part for part in pack.infolist() if part.filename.lower().endswith((".warc", ".warc.gz"))), key=_name)
                if len(parts) > MAX_PARTS:
                    raise unreadable(self._path, f"{len(parts)} WARC > {MAX_PARTS}")
                for number, part in enumerate(parts):
                    files.append(self._target(f"{number}.warc{'.gz' if part.filename.lower().endswith('.gz') else ''}"))
                    with pack.open(part) as source, files[-1].open("wb") as copy:
                        _copy(source, copy, allowance)
        except Torn as error:
            raise unreadable(self._path, str(error)) from error
        except _DAMAGED as error:
            raise unreadable(self._path, "zip") from error
        if not files:
            raise unreadable(self._path, "WACZ?")
        return files

    def _target(self, name: str) -> Path:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="spotcheck-")
        return Path(self._scratch.name) / name


def unreadable(path: Path, why: str) -> UserError:
    """The error for a file that is no readable archive."""
    return UserError(
        zh=f"{path}：不是可读的网页存档（{why}）。请给出 .warc、.warc.gz 或 .wacz 文件。",
        en=f"{path}: not a readable web archive ({why}). Give a .warc, .warc.gz or .wacz file.",
    )


def _copy(source: IO[bytes], copy: IO[bytes], allowance: Allowance) -> None:
    while part := source.read(_STEP):
        allowance.take(len(part))
        copy.write(part)


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename
