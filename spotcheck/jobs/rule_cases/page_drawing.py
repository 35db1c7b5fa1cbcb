"""What the crawler would have recorded of each thing that a case draws: columns, articles, files, pages of other hosts. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spotcheck.crawler.records import (
    Area,
    Attachment,
    Column,
    Crumb,
    DateFact,
    DateType,
    Document,
    Entry,
    Link,
    Outcome,
    Page,
    PageKind,
    Role,
    Table,
    Visit,
)
from spotcheck.jobs.rule_cases.drawn_site import DrawnArticle, DrawnColumn, DrawnFile, DrawnPage, DrawnTable, DrawnUnread

ROOT = "http://www.anqing.example"
FETCHED = "2018-01-15T02:00:00Z"
Seen = tuple[Visit, Page | None, Document | None]


@dataclass(kw_only=True)
class Drawing:
    """A site being drawn: ``urls`` of its columns and ``where`` its articles stand, the links of its menu and home page, what was seen."""

    urls: dict[str, str]
    where: dict[str, str]
    seen: list[Seen] = field(default_factory=list)
    menu: list[Link] = field(default_factory=list)
    home: list[Link] = field(default_factory=list)

    def unread(self, url: str, facts: DrawnUnread) -> None:
        """An address that the home page links to and that was not read."""
        area = Area.NAVIGATION if facts.role is Role.NAVIGATION else Area.BODY
        self.home.append(Link(url=url, text=facts.label, area=area))
        self.seen.append((visit(url, facts.label, facts.role, facts.outcome), None, None))

    def column(self, column: DrawnColumn, articles: Iterable[DrawnArticle]) -> None:
        """A column with the articles that it lists."""
        name, url = column.name, self.urls[column.name]
        seen = visit(url, name, Role.NAVIGATION, column.outcome)
        if column.outcome is not Outcome.READ:
            self.seen.append((seen, None, None))
            return
        trail = [column.under] if column.under else []
        entries = tuple(
            Entry(
                url=self.where[article.title],
                title=article.title if article.listed is None else article.listed,
                date=article.list_date or article.date,
                words="",
                position=n,
            )
            for n, article in enumerate(articles)
        )
        files = tuple(self._file(url, file) for file in column.files)
        below = tuple(Link(url=self.urls[each], text=each, area=Area.LIST) for each in column.children)
        below += tuple(Link(url=link.url, text=link.text, area=Area.BODY) for link in column.links)
        page = Page(
            url=url,
            kind=PageKind.LIST,
            title=f"{name}-安青县人民政府",
            column=Column(url=url, name=name, trail=tuple(trail)),
            breadcrumb=(
                Crumb(name="首页", url=f"{ROOT}/"),
                *(Crumb(name=each, url=self.urls[each]) for each in trail),
                Crumb(name=name, url=url),
            ),
            links=(*self.menu, *below),
            entries=entries,
            attachments=files,
            tables=_tables(column.tables),
            tags=tags(column.tags),
            needs_script=column.needs_script,
            text=column.text,
            blank=not (entries or files or below or column.text or column.tables),
        )
        self.seen.append((seen, page, None))

    def article(self, article: DrawnArticle) -> None:
        """An article, read or not."""
        url = self.where[article.title]
        seen = visit(url, article.title if article.listed is None else article.listed, Role.ENTRY, article.outcome)
        if article.outcome is not Outcome.READ:
            if url.startswith("http"):
                self.seen.append((seen, None, None))
            return
        dates = [
            DateFact(value=each.on, type=each.type, words=f"{each.on}", confidence=1.0, labelled=each.labelled) for each in article.dates
        ]
        if article.date is not None:
            words = f"发布日期：{article.date}"
            dates.insert(0, DateFact(value=article.date, type=DateType.PUBLISHED, words=words, confidence=1.0, labelled=True))
        page = Page(
            url=url,
            kind=article.kind,
            title=article.title,
            published=next((fact for fact in dates if fact.type is DateType.PUBLISHED), None),
            dates=tuple(dates),
            text=article.text,
            tables=_tables(article.tables),
            attachments=tuple(self._file(url, file) for file in article.files),
            links=(*self.menu, *(Link(url=self.where[title], text=title, area=Area.BODY) for title in article.links)),
            metadata=article.index,
            marks=article.marks,
            tags=tags(article.tags),
            foot=article.foot,
            needs_script=article.needs_script,
        )
        self.seen.append((seen, page, None))

    def elsewhere(self, facts: DrawnPage) -> None:
        """A page of another host that was visited."""
        seen = visit(facts.url, facts.title if facts.label is None else facts.label, Role.PAGE, facts.outcome)
        if facts.outcome is not Outcome.READ:
            self.seen.append((seen, None, None))
            return
        entries = tuple(
            Entry(url=row.url or f"{facts.url.rstrip('/')}/e/{n}.html", title=row.title, date=row.date, words="", position=n)
            for n, row in enumerate(facts.entries)
        )
        page = Page(
            url=facts.url,
            kind=facts.kind or (PageKind.LIST if entries else PageKind.ARTICLE),
            title=facts.title,
            text=facts.text,
            entries=entries,
            tables=_tables(facts.tables),
            links=tuple(Link(url=link.url, text=link.text, area=link.area) for link in facts.links),
            host_unit=facts.host_unit,
            expected_entries=facts.expected_entries,
            more=facts.more,
            needs_script=facts.needs_script,
        )
        self.seen.append((seen, page, None))

    def front(self, outcome: Outcome, shown: Iterable[Link]) -> None:
        """The home page, and the page about the site that every site has."""
        page = Page(url=f"{ROOT}/", kind=PageKind.HOME, title="安青县人民政府", links=(*self.menu, *self.home, *shown))
        seen = visit(f"{ROOT}/", "", Role.HOME, outcome)
        self.seen.append((seen, page if outcome is Outcome.READ else None, None))
        words, url = "本站由安青县人民政府办公室主办。", f"{ROOT}/about.html"
        about = Page(url=url, kind=PageKind.ARTICLE, title="关于本站", text=words, links=tuple(self.menu))
        self.seen.append((visit(url, "关于本站", Role.PAGE), about, None))

    def _file(self, page: str, file: DrawnFile) -> Attachment:
        url = f"{page.removesuffix('.html')}/{len(self.seen)}-{file.name.encode().hex()[:12]}"
        document = None
        if file.outcome is Outcome.READ:
            document = Document(url=url, name=file.name, format="pdf", state=file.state, text=file.text, tables=_tables(file.tables))
        self.seen.append((visit(url, file.name, Role.DOCUMENT, file.outcome), None, document))
        return Attachment(url=url, name=file.name)


def visit(url: str, label: str, role: Role, outcome: Outcome = Outcome.READ) -> Visit:
    """A visit as it is recorded, by what it came to."""
    read = outcome is Outcome.READ
    return Visit(
        url=url, outcome=outcome, role=role, label=label, status=200 if read else None, fetched_at=FETCHED, sha256="0" * 64 if read else ""
    )


def tags(names: Iterable[str]) -> dict[str, str]:
    """Meta tags with something in them."""
    return {name.lower(): "值" for name in names}


def _tables(drawn: Iterable[DrawnTable]) -> tuple[Table, ...]:
    return tuple(Table(caption=each.caption, heads=each.heads, rows=each.rows, sheet=each.sheet, record=each.record) for each in drawn)
