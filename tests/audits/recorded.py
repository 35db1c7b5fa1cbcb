"""Snapshots from single pages, for tests of what was reached: each visit is given, nothing is added. Knows no case (see building)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.records import Area, Document, Link, Outcome, Page, PageKind, Role, Visit
from spotcheck.crawler.snapshot import Snapshot, SnapshotWriter

ROOT = "http://www.anqing.example"
NOW = "2018-01-15T02:00:00Z"
SITE = Site(url=f"{ROOT}/", name="安青县人民政府", region="安青县", level=Level.COUNTY, functions=frozenset({Function.GENERAL_OFFICE}))
Seen = tuple[Visit, Page | None, Document | None]


def link(url: str, text: str, area: Area = Area.BODY) -> Link:
    """A link of a page; ``url`` may be a path of the site."""
    return Link(url=url if "://" in url else ROOT + url, text=text, area=area)


def page(path: str, *links: Link, kind: PageKind = PageKind.ARTICLE, role: Role = Role.PAGE, label: str = "", **facts: Any) -> Seen:
    """A page that was read."""
    url = path if "://" in path else ROOT + path
    return (
        Visit(url=url, outcome=Outcome.READ, role=role, label=label, status=200, fetched_at=NOW),
        Page(url=url, kind=kind, links=links, **facts),
        None,
    )


def home(*links: Link, **facts: Any) -> Seen:
    """The home page."""
    return page("/", *links, kind=PageKind.HOME, role=Role.HOME, title="安青县人民政府", **facts)


def unread(path: str, label: str, outcome: str = "timeout", role: Role = Role.PAGE) -> Seen:
    """A visit that brought nothing."""
    url = path if "://" in path else ROOT + path
    return Visit(url=url, outcome=Outcome(outcome), role=role, label=label, fetched_at=NOW), None, None


def recorded(folder: Path, seen: Sequence[Seen], *, complete: bool = True, site: Site = SITE) -> Snapshot:
    """The snapshot of these visits."""
    with SnapshotWriter.create(folder / "snapshot.db", site=site, run_id="run", started=NOW, settings={}) as writer:
        for visit, facts, document in seen:
            writer.record(visit, page=facts, document=document)
        if complete:
            writer.finish(True, NOW)
    return Snapshot.open(folder / "snapshot.db")
