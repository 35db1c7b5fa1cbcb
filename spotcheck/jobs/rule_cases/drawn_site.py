"""What a case says of a site: columns, articles, files, other hosts. Data only; what is unknown or of another type is refused."""

from __future__ import annotations

import datetime
from datetime import date

from pydantic import Field

from spotcheck.config.models import Function, Level, Model
from spotcheck.crawler.records import Area, DateType, DocumentState, Outcome, PageKind, Role

AS_OF = date(2018, 1, 15)  # the day of judgement of a case that names none


class DrawnTable(Model):
    """A table of a page or a file."""

    caption: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sheet: str = ""
    record: bool = False  # one thing, field by field


class DrawnFile(Model):
    """An attachment: ``state`` as opening it shows, ``outcome`` where it was not read."""

    name: str
    state: DocumentState = DocumentState.READ
    outcome: Outcome = Outcome.READ
    text: str = ""
    tables: tuple[DrawnTable, ...] = ()


class DrawnLink(Model):
    """A link with its words."""

    text: str
    url: str
    area: Area = Area.BODY


class DrawnDay(Model):
    """A day that an article shows beside its ``date``."""

    on: date
    type: DateType = DateType.PUBLISHED
    labelled: bool = True


class DrawnColumn(Model):
    """A column. In a file a mere name stands for one without anything else."""

    name: str
    under: str = ""
    outcome: Outcome = Outcome.READ
    text: str = ""
    children: tuple[str, ...] = ()  # names of other columns that it links to
    links: tuple[DrawnLink, ...] = ()
    files: tuple[DrawnFile, ...] = ()
    tables: tuple[DrawnTable, ...] = ()
    tags: tuple[str, ...] = ()  # names of meta tags that it carries
    needs_script: bool = False


class ArticleKeys(Model):
    """What an article may say besides its title."""

    column: str = ""
    date: datetime.date | None = None
    list_date: datetime.date | None = None  # what its list shows, where that is another day
    listed: str | None = None  # what its list calls it
    url: str = ""
    outcome: Outcome = Outcome.READ
    kind: PageKind = PageKind.ARTICLE
    text: str = ""
    dates: tuple[DrawnDay, ...] = ()
    tables: tuple[DrawnTable, ...] = ()
    files: tuple[DrawnFile, ...] = ()
    links: tuple[str, ...] = ()  # titles of other articles
    index: tuple[tuple[str, str], ...] = ()  # 索引号, 文号, 有效性 …
    marks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    needs_script: bool = False


class DrawnArticle(ArticleKeys):
    """An article, in a column where one is named."""

    title: str


class DrawnUnread(Model):
    """An address that the home page links to and that was not read."""

    label: str
    role: Role = Role.NAVIGATION
    outcome: Outcome = Outcome.TIMEOUT


class DrawnAway(Model):
    """A link of the home page to another host."""

    text: str
    url: str = "http://other.example/"
    area: Area = Area.FOOTER


class DrawnEntry(Model):
    """An item that a page of another host lists. In a file a mere title stands for one without anything else."""

    title: str
    url: str = ""
    date: datetime.date | None = None


class DrawnPage(Model):
    """A page of another host that was visited."""

    url: str
    label: str | None = None
    outcome: Outcome = Outcome.READ
    kind: PageKind | None = None
    title: str = ""
    text: str = ""
    entries: tuple[DrawnEntry, ...] = ()
    links: tuple[DrawnLink, ...] = ()
    tables: tuple[DrawnTable, ...] = ()
    host_unit: str = ""
    more: tuple[str, ...] = ()
    expected_entries: int | None = None
    needs_script: bool = False


class RegisterRow(Model):
    """A row of the register beside the audited site."""

    body: str = ""
    name: str = ""
    url: str = ""
    region: str = "安青县"
    level: Level | None = None
    functions: frozenset[Function] = frozenset()
    platform: str = ""


class DrawnProbes(Model):
    """Probes of the home page up to the day of judgement, ``failed`` of them first; ``witness``: another site opened meanwhile."""

    days: int = Field(default=7, ge=1)
    per_day: int = Field(default=24, ge=1)
    failed: int = Field(default=0, ge=0)
    outcome: Outcome = Outcome.TIMEOUT
    witness: bool = False


class DrawnSite(Model):
    """A site, whose it is, and the day it is judged on. A column named by an article is made when it is not listed."""

    columns: tuple[DrawnColumn, ...] = ()
    articles: tuple[DrawnArticle, ...] = ()
    unread: tuple[DrawnUnread, ...] = ()
    away: tuple[DrawnAway, ...] = ()
    pages: tuple[DrawnPage, ...] = ()
    shown: tuple[str, ...] | None = None  # titles that the home page lists; then also what was not read
    home: Outcome = Outcome.READ
    complete: bool = True  # false: the crawl was interrupted
    foot: tuple[str, ...] = ()  # of every page, like the next four
    site_code: str = ""
    icp: str = ""
    host_unit: str = ""
    site_tags: tuple[str, ...] = ()
    root: str = ""
    site_name: str = "安青县人民政府"
    body: str = ""
    region: str = "安青县"
    level: Level = Level.COUNTY
    functions: frozenset[Function] = frozenset({Function.GENERAL_OFFICE})
    subordinate_sites: int | None = None
    named_for: frozenset[str] = frozenset()
    registered: tuple[RegisterRow, ...] = ()  # "register" in a file
    probes: DrawnProbes | None = None
    as_of: date = AS_OF
    failed_before: date | None = None  # the day of an earlier run in which the servers that fail now failed as well
    captured: date | None = None  # the day of the crawl; None: the day of judgement
