"""A web archive (WARC, WARC.GZ, WACZ) as the only source of a crawl. Never touches the network, never changes the file."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from spotcheck.config.errors import UserError
from spotcheck.crawler.scope import authority
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import canonical, key

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_TORN = (EOFError, zlib.error, OSError, ArchiveLoadFailed, ValueError)
_ENCODINGS = ("transfer-encoding", "content-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class _Place:
    file: Path
    offset: int
    url: str
    status: int


class Archive:
    """An index over the responses of an archive. Of several captures of a page the last good one counts."""

    def __init__(self, path: Path) -> None:
        """Reads the archive once. Raises UserError for a file that is missing or no archive."""
        self.path = path
        self.notes: list[str] = []
        self._packed = ""  # stands in for a capture time that a record lacks
        self._places: dict[str, _Place] = {}
        self._files: dict[Path, IO[bytes]] = {}
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        try:
            for file in self._warcs():
                self._index(file)
        except OSError as error:
            self.close()
            raise _unreadable(path, error.strerror or str(error)) from error
        except UserError:
            self.close()
            raise
        if not self._places:
            self.close()
            raise UserError(
                zh=f"{path}：其中没有任何已存档的网页响应。请换一个网页存档文件（.warc、.warc.gz 或 .wacz）。",
                en=f"{path}: holds no archived response. Give another web archive (.warc, .warc.gz or .wacz).",
            )

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, url_key: str) -> bool:
        return url_key in self._places

    def urls(self) -> Iterator[str]:
        """The address of every archived response, in the order of the archive."""
        return (place.url for place in self._places.values())

    def replay(self, url: str) -> Exchange | None:
        """The archived answer for a URL, body decoded; None when the archive lacks it or the record cannot be read."""
        place = self._places.get(key(url))
        if place is None:
            return None
        file = self._files.get(place.file)
        if file is None:
            file = self._files[place.file] = place.file.open("rb")
        try:
            file.seek(place.offset)
            record = next(iter(ArchiveIterator(file)))
            body = record.content_stream().read()
        except (*_TORN, StopIteration):
            return None
        return Exchange(url=place.url, status=place.status, headers=_headers(record), body=body, fetched_at=_time(record) or self._packed)

    def home(self) -> str:
        """The address that is most likely the home page: the root of the host with most pages, else its shortest page."""
        hosts = Counter(authority(place.url) for place in self._places.values())
        host = min(hosts, key=lambda name: (-hosts[name], name))
        own = [place for place in self._places.values() if authority(place.url) == host]
        parts = urlsplit(own[0].url)
        root = f"{parts.scheme}://{parts.netloc}/"
        if key(root) in self._places:
            return self._places[key(root)].url
        return min((place.url for place in own), key=lambda url: (url.count("/"), len(url), url))

    def close(self) -> None:
        """Close files and remove what was unpacked."""
        for file in self._files.values():
            file.close()
        self._files.clear()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _warcs(self) -> list[Path]:
        with self.path.open("rb") as file:
            head = file.read(4)
            self._packed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC).strftime(_TIME)
        if head[:4] == b"PK\x03\x04":
            return self._unpack()
        if head[:2] == b"\x1f\x8b":
            try:
                with gzip.open(self.path) as inner:
                    head = inner.read(4)
            except _TORN as error:
                raise _unreadable(self.path, "gzip") from error
        if head != b"WARC":
            raise _unreadable(self.path, "WARC?")
        return [self.path]

    def _unpack(self) -> list[Path]:
        try:
            with zipfile.ZipFile(self.path) as pack:
                names = [name for name in pack.namelist() if name.lower().endswith((".warc", ".warc.gz"))]
                files = []
                for number, name in enumerate(sorted(names)):
                    file = self._scratch_dir() / f"{number}{''.join(Path(name).suffixes[-2:])}"
                    with pack.open(name) as source, file.open("wb") as copy:
                        shutil.copyfileobj(source, copy)
                    files.append(file)
        except zipfile.BadZipFile as error:
            raise _unreadable(self.path, "zip") from error
        if not files:
            raise _unreadable(self.path, "WACZ?")
        return files

    def _index(self, path: Path) -> None:
        read = offset = 0
        try:
            with path.open("rb") as file:
                records = ArchiveIterator(file)
                for record in records:
                    read += 1
                    offset = records.get_record_offset()
                    self._add(record, path, offset)
            last, rest = _end(path, offset)  # the reader does not notice a record that was cut off
            if not last:
                self._places = {name: place for name, place in self._places.items() if (place.file, place.offset) != (path, offset)}
            if rest or not last:
                self._torn(path, read - (not last))
        except ArchiveLoadFailed as error:
            if "non-chunked" in str(error) and path.suffix == ".gz":  # one gzip stream around all records: unpack it first
                self._index(self._gunzip(path))
                return
            self._torn(path, read)
        except _TORN:
            self._torn(path, read)

    def _add(self, record: Any, path: Path, offset: int) -> None:
        if record.rec_type not in ("response", "resource"):
            return
        uri = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
        if not uri.startswith(("http://", "https://")):
            return
        status = 200
        if record.rec_type == "response":
            if record.http_headers is None:
                return
            code = record.http_headers.get_statuscode()
            status = int(code) if code and code.isdigit() else 0
        url = canonical(uri)
        held = self._places.get(key(url))
        if held is None or status < 400 or held.status >= 400:
            self._places[key(url)] = _Place(path, offset, url, status)

    def _gunzip(self, path: Path) -> Path:
        whole = self._scratch_dir() / f"{path.stem}.whole.warc"
        with gzip.open(path) as source, whole.open("wb") as copy:
            try:
                shutil.copyfileobj(source, copy)
            except _TORN:
                self._torn(path, 0)
        return whole

    def _torn(self, path: Path, records: int) -> None:
        self.notes.append(f"{self.path.name}: torn after {records} records; read up to there")

    def _scratch_dir(self) -> Path:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="spotcheck-")
        return Path(self._scratch.name)


def _end(path: Path, offset: int) -> tuple[bool, bool]:
    """Whether the last record read, at ``offset``, is all there, and whether something unread follows it."""
    with path.open("rb") as file:
        file.seek(offset)
        if file.read(2) != b"\x1f\x8b":
            file.seek(-4, os.SEEK_END)
            return file.read() == b"\r\n\r\n", False
        file.seek(offset)
        member = zlib.decompressobj(31)
        while not member.eof and (chunk := file.read(1 << 20)):
            member.decompress(chunk)
        return member.eof, bool(member.unused_data or file.read(1))


def _headers(record: Any) -> tuple[tuple[str, str], ...]:
    if record.http_headers is None:
        kind = record.rec_headers.get_header("Content-Type") or ""
        return (("Content-Type", kind),)
    return tuple((name, value) for name, value in record.http_headers.headers if name.lower() not in _ENCODINGS)


def _time(record: Any) -> str:
    """``WARC-Date`` to the second (WARC 1.1 allows fractions), or ``""`` where it is none."""
    text = (record.rec_headers.get_header("WARC-Date") or "")[:19] + "Z"
    try:
        return datetime.strptime(text, _TIME).strftime(_TIME)
    except ValueError:
        return ""


def _unreadable(path: Path, why: str) -> UserError:
    return UserError(
        zh=f"{path}：不是可读的网页存档（{why}）。请给出 .warc、.warc.gz 或 .wacz 文件。",
        en=f"{path}: not a readable web archive ({why}). Give a .warc, .warc.gz or .wacz file.",
    )
