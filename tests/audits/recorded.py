"""Runs of single pages, for tests of what was reached: each visit is given, nothing is added. Knows no case (see building)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.records import Area, Attachment, Document, DocumentState, Entry, Link, Outcome, Page, PageKind, Role, Visit
from spotcheck.crawler.snapshot import RunInfo, Snapshot, SnapshotWriter
from spotcheck.portal.matching import Lexicon
from spotcheck.portal.site_index import Holdings

ROOT = "http://www.anqing.example"
NOW = "2018-01-15T02:00:00Z"
SITE = Site(url=f"{ROOT}/", name="安青县人民政府", region="安青县", level=Level.COUNTY, functions=frozenset({Function.GENERAL_OFFICE}))
Record = tuple[Visit, Page | None, Document | None]


@dataclass
class Recorded:
    """A run in memory, with what is read of a snapshot."""

    run: RunInfo
    records: Sequence[Record]

    def visits(self) -> Iterator[Visit]:
        return (visit for visit, _, _ in self.records)

    def pages(self) -> Iterator[tuple[Visit, Page]]:
        return ((visit, page) for visit, page, _ in self.records if page is not None)

    def documents(self) -> Iterator[tuple[Visit, Document]]:
        return ((visit, document) for visit, _, document in self.records if document is not None)


def holdings(*records: Record, words: Sequence[str] = (), complete: bool = True) -> Holdings:
    """What such a run holds, searched for ``words``."""
    return Holdings(
        Recorded(RunInfo(id="run", site=SITE, started=NOW, complete=complete, last_capture=NOW, settings={}), records), Lexicon(words)
    )


def recorded(folder: Path, records: Sequence[Record]) -> Snapshot:
    """The same as a stored snapshot."""
    with SnapshotWriter.create(folder / "snapshot.db", site=SITE, run_id="run", started=NOW, settings={}) as writer:
        for visit, page, document in records:
            writer.record(visit, page=page, document=document)
        writer.finish(True, NOW)
    return Snapshot.open(folder / "snapshot.db")


def link(url: str, text: str, area: Area = Area.BODY) -> Link:
    """A link of a page; ``url`` may be a path of the site."""
    return Link(url=whole(url), text=text, area=area)


def page(path: str, *links: Link, kind: PageKind = PageKind.ARTICLE, role: Role = Role.PAGE, label: str = "", **facts: Any) -> Record:
    """A page that was read. ``entries``: (path, title) or (path, title, date); ``attachments``: (path, name)."""
    url = whole(path)
    entries = tuple(
        Entry(url=whole(row[0]), title=row[1], date=row[2] if len(row) > 2 else None, words="", position=n)
        for n, row in enumerate(facts.pop("entries", ()))
    )
    attachments = tuple(Attachment(url=whole(row[0]), name=row[1]) for row in facts.pop("attachments", ()))
    visit = Visit(url=url, outcome=Outcome.READ, role=role, label=label, status=200, fetched_at=NOW)
    return visit, Page(url=url, kind=kind, links=links, entries=entries, attachments=attachments, **facts), None


def home(*links: Link, **facts: Any) -> Record:
    """The home page."""
    return page("/", *links, kind=PageKind.HOME, role=Role.HOME, title="安青县人民政府", **facts)


def file(path: str, name: str, text: str = "") -> Record:
    """A file that was opened."""
    visit = Visit(url=whole(path), outcome=Outcome.READ, role=Role.DOCUMENT, label=name, status=200, fetched_at=NOW)
    return visit, None, Document(url=whole(path), name=name, format="pdf", state=DocumentState.READ, text=text)


def unread(path: str, label: str = "", outcome: str = "timeout", role: Role = Role.PAGE) -> Record:
    """A visit that brought nothing."""
    return Visit(url=whole(path), outcome=Outcome(outcome), role=role, label=label, fetched_at=NOW), None, None


def whole(url: str) -> str:
    """An address of the site for a path."""
    return url if "://" in url or not url.startswith("/") else ROOT + url
