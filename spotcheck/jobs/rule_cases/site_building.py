"""Small sites from a few facts, recorded through the crawler's own writer. Fetches nothing; judges nothing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from spotcheck.config.models import Site
from spotcheck.crawler.records import Area, Former, Link, Outcome, Probe
from spotcheck.crawler.snapshot import Snapshot, SnapshotWriter
from spotcheck.crawler.urls import key
from spotcheck.jobs.rule_cases.drawn_site import DrawnColumn, DrawnSite
from spotcheck.jobs.rule_cases.page_drawing import FETCHED, ROOT, Drawing, Seen, tags


def build(path: Path, site: DrawnSite, *, shuffle: int | None = None) -> Snapshot:
    """The snapshot of a site, written to ``path``; with ``shuffle`` as if the crawl had taken another way."""
    seen = [_with_foot(each, site) for each in _drawn(site).seen]
    if shuffle is not None:
        Random(shuffle).shuffle(seen)
    root = site.root or ROOT
    fetched = f"{site.captured or site.as_of}T02:00:00Z"
    with SnapshotWriter.create(path, site=_audited(site, root), run_id="case", started=FETCHED, settings={}) as writer:
        for visit, page, document in seen:
            writer.record(_rooted(replace(visit, fetched_at=fetched), root), page=_rooted(page, root), document=document)
        if site.complete:
            writer.finish(True, FETCHED)
    return Snapshot.open(path)


def register_of(site: DrawnSite) -> tuple[Site, ...]:
    """The register that a case names."""
    return tuple(
        Site(
            url=row.url or f"http://{number}.register.example/",
            name=row.name,
            body=row.body,
            region=row.region,
            level=row.level,
            functions=row.functions,
            platform=row.platform,
        )
        for number, row in enumerate(site.registered)
    )


def probes_of(site: DrawnSite) -> tuple[Probe, ...]:
    """The probes that a case names, up to the day of judgement."""
    facts, day = site.probes, site.as_of
    if facts is None:
        return ()
    first = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=facts.days - 1, hours=8)
    times = [first + number * timedelta(days=1) / facts.per_day for number in range(facts.days * facts.per_day)]
    found = [_probe(f"{ROOT}/", at, facts.outcome if number < facts.failed else Outcome.READ) for number, at in enumerate(times)]
    return (*found, *(_probe("http://other.example/", at, Outcome.READ) for at in times if facts.witness))


def earlier_of(site: DrawnSite, snapshot: Snapshot) -> dict[str, tuple[Former, ...]]:
    """How an earlier run ended, where a case tells of one."""
    if site.failed_before is None:
        return {}
    former = (Former(at=f"{site.failed_before}T02:00:00Z", outcome=Outcome.SERVER_ERROR),)
    return {key(visit.url): former for visit in snapshot.visits() if visit.outcome is Outcome.SERVER_ERROR}


def _drawn(site: DrawnSite) -> Drawing:
    named = {column.name for column in site.columns}
    made = dict.fromkeys(article.column for article in site.articles if article.column and article.column not in named)
    columns = [*site.columns, *(DrawnColumn(name=name) for name in made)]
    drawing = Drawing(
        urls={column.name: f"{ROOT}/c{number}/" for number, column in enumerate(columns)},
        where={article.title: article.url or f"{ROOT}/a/{number}.html" for number, article in enumerate(site.articles)},
    )
    drawing.menu += [Link(url=drawing.urls[each.name], text=each.name, area=Area.NAVIGATION) for each in columns if not each.under]
    for number, unread in enumerate(site.unread):
        drawing.unread(f"{ROOT}/u/{number}.html", unread)
    drawing.home += [Link(url=away.url, text=away.text, area=away.area) for away in site.away]
    for column in columns:
        drawing.column(column, [article for article in site.articles if article.column == column.name])
    for article in site.articles:
        drawing.article(article)
    for page in site.pages:
        drawing.elsewhere(page)
    shown = [Link(url=drawing.where[title], text=title, area=Area.LIST) for title in site.shown or ()]
    waiting = [Link(url=f"{ROOT}/u/{number}.html", text=each.label, area=Area.LIST) for number, each in enumerate(site.unread)]
    drawing.front(site.home, [*shown, *waiting] if site.shown is not None else [])
    return drawing


def _audited(site: DrawnSite, root: str) -> Site:
    return Site(
        url=f"{root}/",
        name=site.site_name,
        functions=site.functions,
        level=site.level,
        subordinate_sites=site.subordinate_sites,
        named_for=site.named_for,
        body=site.body,
        region=site.region,
    )


def _with_foot(seen: Seen, site: DrawnSite) -> Seen:
    """A page with the foot and the tags that every page of the site has, beside its own."""
    visit, page, document = seen
    if page is None:
        return seen
    common: dict[str, Any] = {"foot": site.foot, "site_code": site.site_code, "icp": site.icp, "host_unit": site.host_unit}
    lacking = {name: value for name, value in common.items() if not getattr(page, name)}
    return visit, replace(page, tags=tags(site.site_tags) | page.tags, **lacking), document


def _probe(url: str, at: datetime, outcome: Outcome) -> Probe:
    return Probe(url=url, at=at.strftime("%Y-%m-%dT%H:%M:%SZ"), outcome=outcome, seconds=1.0)


def _rooted(value: Any, root: str) -> Any:
    """A record with the addresses of the site under another root."""
    if root == ROOT:
        return value
    if isinstance(value, str):
        return root + value[len(ROOT) :] if value.startswith(ROOT) else value
    if isinstance(value, tuple):
        return tuple(_rooted(each, root) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: _rooted(getattr(value, item.name), root) for item in fields(value)})
    return value
