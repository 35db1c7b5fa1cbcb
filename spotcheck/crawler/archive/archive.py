"""A web archive as the only source of a crawl: what it holds of each page. Never touches the network, never changes the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from spotcheck.config.errors import UserError
from spotcheck.crawler.archive.captures import Capture, Captures, Worth
from spotcheck.crawler.archive.http_message import MAX_BLOCK, Body, Head, body_of, head_of, resource_head, stored
from spotcheck.crawler.archive.indexing import index
from spotcheck.crawler.archive.packs import TIME, Pack, unreadable
from spotcheck.crawler.archive.streams import Torn
from spotcheck.crawler.archive.warc_file import OneStream, Record, WarcFile
from spotcheck.crawler.encodings import TooLarge
from spotcheck.crawler.reading.error_pages import is_home
from spotcheck.crawler.scope import authority
from spotcheck.crawler.snapshot import Exchange
from spotcheck.crawler.urls import key

_TRIED = 3  # bodies that a record may confirm, of which the first whole one is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """An archived answer. ``cut``: why its body is not whole, "" where it is; ``too_large``: the body was not unpacked."""

    exchange: Exchange
    cut: str = ""
    too_large: bool = False


class Archive:
    """An index over the captures of an archive; of several of a page the one that shows it best counts."""

    def __init__(self, path: Path) -> None:
        """Reads the archive once. Raises UserError for a file that is missing or no archive."""
        self.path = path
        self.notes: list[str] = []
        self._captures = Captures()
        self._files: list[WarcFile] = []
        self._pack = Pack(path)
        try:
            for file in self._pack.files():
                self._index(file)
        except OSError as error:
            self.close()
            raise unreadable(path, error.strerror or str(error)) from error
        except UserError:
            self.close()
            raise
        self._packed = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime(TIME)  # for a record that does not tell its time
        if not self._captures.pages:
            self.close()
            raise UserError(
                zh=f"{path}：其中没有任何已存档的网页响应。请换一个网页存档文件（.warc、.warc.gz 或 .wacz）。",
                en=f"{path}: holds no archived response. Give another web archive (.warc, .warc.gz or .wacz).",
            )

    def __len__(self) -> int:
        return len(self._captures.pages)

    def __contains__(self, url_key: str) -> bool:
        return url_key in self._captures.pages

    def urls(self) -> Iterator[str]:
        """The address of every archived page, in the order of the archive."""
        for name in self._captures.pages:
            if best := self._captures.ranked(name):
                yield best[0][1].url

    def replay(self, url: str) -> Replay | None:
        """What the archive shows of a URL, body decoded; None when it lacks it, or none of its records can be read.

        A capture that proves not whole gives way to a whole one, and stands before a failure.
        """
        partial: Replay | None = None
        for value, capture in self._captures.ranked(key(url)):
            if partial is not None and value >= Worth.OTHER_METHOD:
                break
            found = self._read(capture)
            if found is None or (value is Worth.OTHER_METHOD and (found.cut or found.too_large)):
                continue
            if not found.cut and not found.too_large:
                return found if partial is None or value is Worth.WHOLE else partial
            partial = partial or found
        return partial

    def home(self) -> str:
        """The home page: the root of the host with most pages, or what stands for it there; archived or not, never another page."""
        hosts = Counter(authority(capture.url) for capture in self._pages() or self._all())
        host = min(hosts, key=lambda name: (-hosts[name], name))
        own = [capture for capture in self._all() if authority(capture.url) == host]
        parts = urlsplit(own[0].url)
        root = f"{parts.scheme}://{parts.netloc}/"
        if best := self._captures.ranked(key(root)):
            return best[0][1].url
        fronts = [capture.url for capture in own if is_home(capture.url) and capture.status < 400]
        return min(fronts, key=lambda url: (len(url), url), default=root)

    def close(self) -> None:
        """Close files and remove what was unpacked."""
        for file in self._files:
            file.close()
        self._files.clear()
        self._pack.close()

    def _all(self) -> list[Capture]:
        return [capture for captures in self._captures.pages.values() for capture in captures]

    def _pages(self) -> list[Capture]:
        return [captures[-1] for captures in self._captures.pages.values() if any(each.html and each.status < 400 for each in captures)]

    def _index(self, path: Path) -> None:
        file = WarcFile(path)
        number = len(self._files)
        self._files.append(file)
        try:
            read = index(file, number, self._captures)
        except OneStream:
            file.close()
            del self._files[number:]
            self._captures.forget(number)
            unpacked, why = self._pack.whole(path)
            self._index(unpacked)
            if why and not self.notes:
                self.notes.append(f"{self.path.name}: torn ({why}); read up to there")
            return
        if file.torn:
            self.notes.append(f"{self.path.name}: torn after {read} records ({file.torn}); read up to there")

    def _read(self, capture: Capture) -> Replay | None:
        """What a capture shows; for one that only confirms, the first whole body among those it may stand for."""
        sources = [capture] if capture.confirms is None else self._captures.confirmed(capture)[:_TRIED]
        found = [replay for source in sources if (replay := self._read_body(source, capture)) is not None]
        return min(found, key=lambda replay: (replay.too_large, bool(replay.cut)), default=None)

    def _read_body(self, source: Capture, capture: Capture) -> Replay | None:
        try:
            record = self._files[source.file].at(source.offset)
            head, body, large = _message(record, source)
        except (Torn, OSError):
            return None
        exchange = Exchange(
            url=capture.url,
            status=head.status,
            headers=stored(head.headers),
            body=body.data,
            fetched_at=_moment(capture.date) or self._packed,
        )
        return Replay(exchange=exchange, cut=body.cut, too_large=large)


def _message(record: Record, capture: Capture) -> tuple[Head, Body, bool]:
    head = resource_head(record) if capture.resource else head_of(record)
    if record.length > MAX_BLOCK:
        return head, Body(data=b""), True
    try:
        body = body_of(record, head)
    except TooLarge:
        return head, Body(data=b""), True
    return head, Body(data=body.data, cut=capture.cut or body.cut), False


def _moment(date: str) -> str:
    """``WARC-Date`` to the second (WARC 1.1 allows fractions), or "" where it is none."""
    try:
        return datetime.strptime(date[:19] + "Z", TIME).strftime(TIME)
    except ValueError:
        return ""
