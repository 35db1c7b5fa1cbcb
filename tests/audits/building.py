"""Small sites from a few facts, recorded through the real writer: the cases of the duties are data, and this draws them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.records import (
    Area,
    Attachment,
    Column,
    Crumb,
    DateFact,
    DateType,
    Document,
    DocumentState,
    Entry,
    Former,
    Link,
    Outcome,
    Page,
    PageKind,
    Probe,
    Role,
    Table,
    Visit,
)
from spotcheck.crawler.snapshot import Snapshot, SnapshotWriter
from spotcheck.crawler.urls import key

ROOT = "http://www.anqing.example"
FETCHED = "2018-01-15T02:00:00Z"
_OPENED = {state.value for state in DocumentState}


@dataclass
class _Draft:
    visits: list[tuple[Visit, Page | None, Document | None]] = field(default_factory=list)
    menu: list[Link] = field(default_factory=list)
    home: list[Link] = field(default_factory=list)


def build(path: Path, case: dict[str, Any], *, shuffle: int | None = None) -> Snapshot:
    """The snapshot of a case.

    ``columns``: names of columns, or tables with ``name``, ``under``, ``outcome``, ``text``, ``area``, ``links``; a column named by an
    article is made when it is not listed. ``articles``: ``title`` in ``column``, with ``date``, ``text``, ``tables``,
    ``files`` (``name``, ``state`` or ``outcome``, ``text``, ``tables``), ``outcome`` when it was not read, ``links`` to titles,
    and facts of a page.
    ``unread``: further visits with ``label``, ``role`` and ``outcome``; ``away``: links to other hosts with ``text``, ``url``, ``area``.
    ``pages``: visited pages of other hosts with ``url``, ``title``, ``text``, ``links`` (``text``, ``url``), ``entries`` (titles, or
    tables with ``title`` and ``url``), ``kind``, ``host_unit``, ``outcome``. ``site_name``, ``body``, ``region``: who is audited.
    ``failed_before``: the day on which an earlier run saw the server fail where it fails now, or ``same day``.
    ``shown``: titles of articles that the home page lists. ``foot``, ``site_code``, ``icp``, ``host_unit``, ``site_tags``: of every page.
    """
    draft = _Draft()
    articles = [dict(article) for article in case.get("articles", [])]
    columns = [dict(name=c) if isinstance(c, str) else dict(c) for c in case.get("columns", [])]
    known = {column["name"] for column in columns}
    for article in articles:
        if article.get("column") and article["column"] not in known:
            known.add(article["column"])
            columns.append({"name": article["column"]})
    urls = {column["name"]: f"{ROOT}/c{number}/" for number, column in enumerate(columns)}
    where = {article["title"]: article.get("url", f"{ROOT}/a/{number}.html") for number, article in enumerate(articles)}
    for column in columns:
        if not column.get("under"):
            draft.menu.append(Link(url=urls[column["name"]], text=column["name"], area=Area.NAVIGATION))
    for number, unread in enumerate(case.get("unread", [])):
        _unread(draft, f"{ROOT}/u/{number}.html", unread)
    for away in case.get("away", []):
        draft.home.append(Link(url=away.get("url", "http://other.example/"), text=away["text"], area=Area(away.get("area", "footer"))))
    for column in columns:
        _column(draft, column, urls, where, [article for article in articles if article.get("column") == column["name"]])
    for article in articles:
        _article(draft, article, where)
    for elsewhere in case.get("pages", []):
        _elsewhere(draft, elsewhere)
    shown = [Link(url=where[title], text=title, area=Area.LIST) for title in case.get("shown", [])]
    shown += [Link(url=f"{ROOT}/u/{n}.html", text=each["label"], area=Area.LIST) for n, each in enumerate(case.get("unread", []))]
    _home(draft, case.get("home", "read"), shown if "shown" in case else [])
    _footed(draft, case)
    return _record(path, draft, case, shuffle)


def _record(path: Path, draft: _Draft, case: dict[str, Any], shuffle: int | None) -> Snapshot:
    body = {
        "functions": frozenset(Function(name) for name in case.get("functions", ["general_office"])),
        "level": Level(case["level"]) if case.get("level", "county") and "level" in case else Level.COUNTY,
        "subordinate_sites": case.get("subordinate_sites"),
        "named_for": frozenset(case.get("named_for", [])),
        "body": case.get("body", ""),
        "region": case.get("region", "安青县"),
    }
    root = case.get("root", ROOT)
    site = Site(url=f"{root}/", name=case.get("site_name", "安青县人民政府"), **body)
    visits = draft.visits
    if shuffle is not None:
        Random(shuffle).shuffle(visits)
    with SnapshotWriter.create(path, site=site, run_id="case", started=FETCHED, settings={}) as writer:
        for visit, page, document in visits:
            if "captured" in case and visit.fetched_at:
                visit = replace(visit, fetched_at=f"{case['captured']}T02:00:00Z")
            writer.record(_rooted(visit, root), page=_rooted(page, root), document=document)
        if case.get("complete", True):
            writer.finish(True, FETCHED)
    return Snapshot.open(path)


def register_of(case: dict[str, Any]) -> tuple[Site, ...]:
    """The register of a case: ``register`` with ``body``, ``name``, ``url``, ``region``, ``level``, ``functions``, ``platform``."""
    return tuple(
        Site(
            url=row.get("url", f"http://{number}.register.example/"),
            name=row.get("name", ""),
            body=row.get("body", ""),
            region=row.get("region", "安青县"),
            level=Level(row["level"]) if "level" in row else None,
            functions=frozenset(Function(name) for name in row.get("functions", [])),
            platform=row.get("platform", ""),
        )
        for number, row in enumerate(case.get("register", []))
    )


def earlier_of(case: dict[str, Any], snapshot: Snapshot) -> dict[str, list[Former]]:
    """``failed_before``: the day of an earlier run in which the pages that fail now failed as well; ``same day``: of this one."""
    day = case.get("failed_before")
    if day is None:
        return {}
    failing = [visit for visit in snapshot.visits() if visit.outcome is Outcome.SERVER_ERROR]
    at = {visit.url: visit.fetched_at if day == "same day" else f"{day}T02:00:00Z" for visit in failing}
    return {key(url): [Former(at=moment, outcome=Outcome.SERVER_ERROR)] for url, moment in at.items()}


def probes_of(case: dict[str, Any], as_of: date) -> tuple[Probe, ...]:
    """Probes of the site: ``probes = { days, per_day, failed, outcome }`` up to ``as_of``; ``witness``: another site opened meanwhile."""
    facts = case.get("probes")
    if facts is None:
        return ()
    first = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) - timedelta(days=facts.get("days", 7) - 1, hours=8)
    step = timedelta(days=1) / facts.get("per_day", 24)
    times = [first + number * step for number in range(facts.get("days", 7) * facts.get("per_day", 24))]
    wrong = facts.get("failed", 0)
    found = [_probe(f"{ROOT}/", at, facts["outcome"] if number < wrong else "read") for number, at in enumerate(times)]
    if facts.get("witness"):
        found += [_probe("http://other.example/", at, "read") for at in times]
    return tuple(found)


def _probe(url: str, at: datetime, outcome: str) -> Probe:
    return Probe(url=url, at=at.strftime("%Y-%m-%dT%H:%M:%SZ"), outcome=Outcome(outcome), seconds=1.0)


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


def _visit(url: str, label: str, role: Role, outcome: str = "read") -> Visit:
    read = outcome == "read"
    return Visit(
        url=url,
        outcome=Outcome(outcome),
        role=role,
        label=label,
        status=200 if read else None,
        fetched_at=FETCHED,
        sha256="0" * 64 if read else "",
    )


def _footed(draft: _Draft, case: dict[str, Any]) -> None:
    """Every page with the ``foot`` of the case, and the ``site_tags`` beside its own."""
    foot = tuple(case.get("foot", []))
    facts = {"foot": foot, "site_code": case.get("site_code", ""), "icp": case.get("icp", ""), "host_unit": case.get("host_unit", "")}
    tags = {name.lower(): "值" for name in case.get("site_tags", [])}
    draft.visits = [
        (
            visit,
            replace(page, tags=tags | page.tags, **{name: value for name, value in facts.items() if not getattr(page, name)})
            if page
            else None,
            document,
        )
        for visit, page, document in draft.visits
    ]


def _home(draft: _Draft, outcome: str, shown: list[Link]) -> None:
    page = Page(url=f"{ROOT}/", kind=PageKind.HOME, title="安青县人民政府", links=(*draft.menu, *draft.home, *shown))
    visit = _visit(f"{ROOT}/", "", Role.HOME, outcome)
    draft.visits.append((visit, page if outcome == "read" else None, None))
    about = Page(
        url=f"{ROOT}/about.html", kind=PageKind.ARTICLE, title="关于本站", text="本站由安青县人民政府办公室主办。", links=tuple(draft.menu)
    )
    draft.visits.append((_visit(about.url, "关于本站", Role.PAGE), about, None))


def _unread(draft: _Draft, url: str, facts: dict[str, Any]) -> None:
    role = Role(facts.get("role", "navigation"))
    area = Area.NAVIGATION if role is Role.NAVIGATION else Area.BODY
    draft.home.append(Link(url=url, text=facts["label"], area=area))
    draft.visits.append((_visit(url, facts["label"], role, facts.get("outcome", "timeout")), None, None))


def _elsewhere(draft: _Draft, facts: dict[str, Any]) -> None:
    """A page of another host that was visited."""
    url = facts["url"]
    visit = _visit(url, facts.get("label", facts.get("title", "")), Role.PAGE, facts.get("outcome", "read"))
    if visit.outcome is not Outcome.READ:
        draft.visits.append((visit, None, None))
        return
    rows = [dict(title=row) if isinstance(row, str) else row for row in facts.get("entries", [])]
    entries = tuple(
        Entry(url=row.get("url", f"{url.rstrip('/')}/e/{n}.html"), title=row["title"], date=row.get("date"), words="", position=n)
        for n, row in enumerate(rows)
    )
    page = Page(
        url=url,
        kind=PageKind(facts.get("kind", "list" if entries else "article")),
        title=facts.get("title", ""),
        text=facts.get("text", ""),
        entries=entries,
        tables=_tables(facts),
        links=tuple(Link(url=link["url"], text=link["text"], area=Area(link.get("area", "body"))) for link in facts.get("links", [])),
        host_unit=facts.get("host_unit", ""),
        expected_entries=facts.get("expected_entries"),
        more=tuple(facts.get("more", [])),
        needs_script=facts.get("needs_script", False),
    )
    draft.visits.append((visit, page, None))


def _column(draft: _Draft, column: dict[str, Any], urls: dict[str, str], where: dict[str, str], articles: list[dict[str, Any]]) -> None:
    name, url = column["name"], urls[column["name"]]
    visit = _visit(url, name, Role.NAVIGATION, column.get("outcome", "read"))
    if visit.outcome is not Outcome.READ:
        draft.visits.append((visit, None, None))
        return
    trail = [column["under"]] if column.get("under") else []
    entries = tuple(
        Entry(
            url=where[article["title"]],
            title=article.get("listed", article["title"]),
            date=article.get("list_date", article.get("date")),
            words="",
            position=n,
        )
        for n, article in enumerate(articles)
    )
    files = tuple(_file(draft, url, file) for file in column.get("files", []))
    below = tuple(Link(url=urls[c], text=c, area=Area.LIST) for c in column.get("children", []))
    below += tuple(Link(url=link["url"], text=link["text"], area=Area.BODY) for link in column.get("links", []))
    page = Page(
        url=url,
        kind=PageKind.LIST,
        title=f"{name}-安青县人民政府",
        column=Column(url=url, name=name, trail=tuple(trail)),
        breadcrumb=(Crumb(name="首页", url=f"{ROOT}/"), *(Crumb(name=t, url=urls[t]) for t in trail), Crumb(name=name, url=url)),
        links=(*draft.menu, *below),
        entries=entries,
        attachments=files,
        tables=_tables(column),
        tags={name.lower(): "值" for name in column.get("tags", [])},
        needs_script=column.get("needs_script", False),
        text=column.get("text", ""),
        blank=not (entries or files or below or column.get("text") or column.get("tables")),
    )
    draft.visits.append((visit, page, None))


def _article(draft: _Draft, article: dict[str, Any], where: dict[str, str]) -> None:
    url = where[article["title"]]
    visit = _visit(url, article.get("listed", article["title"]), Role.ENTRY, article.get("outcome", "read"))
    if visit.outcome is not Outcome.READ:
        if url.startswith("http"):
            draft.visits.append((visit, None, None))
        return
    dates = [
        DateFact(
            value=d["on"], type=DateType(d.get("type", "published")), words=f"{d['on']}", confidence=1.0, labelled=d.get("labelled", True)
        )
        for d in article.get("dates", [])
    ]
    if "date" in article:
        dates.insert(
            0, DateFact(value=article["date"], type=DateType.PUBLISHED, words=f"发布日期：{article['date']}", confidence=1.0, labelled=True)
        )
    page = Page(
        url=url,
        kind=PageKind(article.get("kind", "article")),
        title=article["title"],
        published=next((fact for fact in dates if fact.type is DateType.PUBLISHED), None),
        dates=tuple(dates),
        text=article.get("text", ""),
        tables=_tables(article),
        attachments=tuple(_file(draft, url, file) for file in article.get("files", [])),
        links=(*draft.menu, *(Link(url=where[title], text=title, area=Area.BODY) for title in article.get("links", []))),
        metadata=tuple((name, value) for name, value in article.get("index", [])),
        marks=tuple(article.get("marks", [])),
        tags={name.lower(): "值" for name in article.get("tags", [])},
        foot=tuple(article.get("foot", [])),
        needs_script=article.get("needs_script", False),
    )
    draft.visits.append((visit, page, None))


def _file(draft: _Draft, page: str, file: dict[str, Any]) -> Attachment:
    url = f"{page.removesuffix('.html')}/{len(draft.visits)}-{file['name'].encode().hex()[:12]}"
    outcome = file.get("outcome", "read")
    document = None
    if outcome == "read":
        state = DocumentState(file.get("state", "read"))
        document = Document(url=url, name=file["name"], format="pdf", state=state, text=file.get("text", ""), tables=_tables(file))
    draft.visits.append((_visit(url, file["name"], Role.DOCUMENT, outcome), None, document))
    return Attachment(url=url, name=file["name"])


def _tables(facts: dict[str, Any]) -> tuple[Table, ...]:
    return tuple(
        Table(
            caption=t.get("caption", ""),
            heads=tuple(t.get("heads", [])),
            rows=tuple(map(tuple, t.get("rows", []))),
            sheet=t.get("sheet", ""),
        )
        for t in facts.get("tables", [])
    )
