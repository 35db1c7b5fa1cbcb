"""What was seen: the records of a crawl. They hold facts that one page itself shows, and no judgement.

All times are UTC, ISO 8601 with seconds and ``Z``; all dates are civil dates of Asia/Shanghai.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """How a visit ended: a closed set."""

    READ = "read"
    NOT_FOUND = "not_found"
    GONE = "gone"
    SERVER_ERROR = "server_error"
    SOFT_NOT_FOUND = "soft_not_found"
    BLOCKED = "blocked"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    TIMEOUT = "timeout"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    SCRIPT_ONLY = "script_only"
    ROBOTS_UNAVAILABLE = "robots_unavailable"
    NOT_ARCHIVED = "not_archived"
    REFUSED_BY_GUARD = "refused_by_guard"
    ROBOTS_DISALLOWED = "robots_disallowed"
    OVER_BUDGET = "over_budget"
    TRAP = "trap"
    UNSUPPORTED_TYPE = "unsupported_type"


class OutcomeClass(StrEnum):
    """What an outcome lets us conclude. Only ``fault`` can ever count against the site."""

    OK = "ok"
    FAULT = "fault"
    UNDETERMINED = "undetermined"
    SKIPPED = "skipped"


_FAULTS = {Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_NOT_FOUND}
_SKIPPED = {
    Outcome.REFUSED_BY_GUARD,
    Outcome.ROBOTS_DISALLOWED,
    Outcome.OVER_BUDGET,
    Outcome.TRAP,
    Outcome.UNSUPPORTED_TYPE,
}


def class_of(outcome: Outcome) -> OutcomeClass:
    """The class of an outcome, as the table in the README lists it."""
    if outcome is Outcome.READ:
        return OutcomeClass.OK
    if outcome in _FAULTS:
        return OutcomeClass.FAULT
    return OutcomeClass.SKIPPED if outcome in _SKIPPED else OutcomeClass.UNDETERMINED


class Role(StrEnum):
    """What a URL is expected to be, from the link that made it known. Decides the order of the crawl and our reach."""

    HOME = "home"
    NAVIGATION = "navigation"  # navigation, disclosure area, site map, column pages
    LIST = "list"  # further pages of a column
    ENTRY = "entry"  # an item of a list, with its title
    DOCUMENT = "document"  # an attachment
    PAGE = "page"  # any other link


class PageKind(StrEnum):
    """What a page is, decided before anything else is read from it."""

    HOME = "home"
    LIST = "list"  # a column page with entries, or an empty one (Page.blank)
    ARTICLE = "article"
    FORM = "form"
    INTERACTION = "interaction"
    CLOSURE = "closure"
    REDIRECT = "redirect"
    ERROR = "error"
    CHALLENGE = "challenge"
    OTHER = "other"

    @property
    def is_list(self) -> bool:
        """Whether it lists items of its own: a column, or letters and answers to them."""
        return self in (PageKind.LIST, PageKind.INTERACTION)

    @property
    def is_column(self) -> bool:
        """Whether it is a column rather than an item of one; the front page is among them."""
        return self in (PageKind.LIST, PageKind.HOME)


class Area(StrEnum):
    """Where on a page a link stands."""

    NAVIGATION = "navigation"
    BREADCRUMB = "breadcrumb"
    LIST = "list"
    BODY = "body"
    FOOTER = "footer"
    SCRIPT = "script"


class DateType(StrEnum):
    """What a date says of a page. Only PUBLISHED is ever taken as the day of publication."""

    PUBLISHED = "published"
    ISSUED = "issued"  # 成文日期
    UPDATED = "updated"
    EFFECTIVE = "effective"
    REPEALED = "repealed"
    URL = "url"
    META = "meta"
    LIST = "list"


class DocumentState(StrEnum):
    """What opening an attachment showed."""

    READ = "read"
    SCAN = "scan"  # images without text: nothing can be said of its contents
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as the page writes it: absolute ``url``, visible ``text`` (or the fuller ``title`` attribute)."""

    url: str
    text: str
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Concealed:
    """A link to another host that the page does not show. ``how``: none (by style), away (off the screen, of no size), script."""

    url: str
    text: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFact:
    """A date with the words it was read from. ``year_inferred``: the page shows month and day only."""

    value: date
    type: DateType
    words: str
    confidence: float
    labelled: bool = False  # the page itself calls it so (发布日期：…), in text a visitor sees
    year_inferred: bool = False


def contradicting(witnesses: Iterable[DateFact]) -> tuple[DateFact, ...]:
    """The witnesses that claim publication, oldest first, where two are more than a day apart; else ().

    Beside labelled days of the page these are days of lists (``DateType.LIST``) whose year the list shows.
    """
    claims = [w for w in witnesses if (w.type is DateType.PUBLISHED and w.labelled) or (w.type is DateType.LIST and not w.year_inferred)]
    claims.sort(key=lambda w: (w.value, w.words))
    return tuple(claims) if claims and (claims[-1].value - claims[0].value).days > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of a breadcrumb; ``url`` is empty where the step is not a link."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a column list, in the order shown (``position`` from 0)."""

    url: str
    title: str
    date: date | None
    words: str  # what the date was read from, "" without one
    position: int
    year_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of links below one element, in the order shown: a menu, a list, a line of tools. What it is, only the site can tell.

    ``path``: the element, as tags with their places from the body down (* for several of them). ``named``: the area that names of
    classes put it in, if any.
    """

    path: str
    entries: tuple[Entry, ...]
    named: Area | None = None


class Way(StrEnum):
    """What a control is that leads on and is no plain link."""

    CLICK = "click"  # an element with a script of its own
    OPTION = "option"  # a choice of a drop-down list
    FORM = "form"
    DATA = "data"  # an element whose address stands in a data attribute
    PAGING = "paging"  # leads to other pages of the list on this page
    INCLUDE = "include"  # a part of the page that a script brings from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Something that leads a visitor on though it is no link. ``url`` is "" where it cannot be addressed without a browser."""

    text: str
    how: Way
    url: str = ""
    path: str = ""  # where it stands, as in ``Block``


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column (栏目) as its own page names it. ``trail`` are the names above it, outermost first."""

    url: str
    name: str
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A link to a document, with the name the page gives it."""

    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A data table. Multi-row heads are joined per column with ``/``; merged cells are repeated; ``rows`` exclude heads."""

    caption: str  # the title standing right above or inside it, "" without one
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()  # unit line, footnotes
    sheet: str = ""  # sheet of a workbook, page of a pdf
    record: bool = False  # the page shows one thing field by field, name beside value: ``heads`` are the names, the one row the values


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An opened attachment. ``format`` is told by its bytes, never by its name: pdf doc docx xls xlsx html csv zip ..."""

    url: str
    name: str
    format: str
    state: DocumentState
    text: str = ""
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    detail: str = ""  # why it is broken, encrypted or unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything one page shows."""

    url: str
    kind: PageKind
    title: str = ""
    dialect: str = "generic"
    dialect_by: str = ""  # the mark it was recognised by
    charset: str = ""
    published: DateFact | None = None
    dates: tuple[DateFact, ...] = ()
    text: str = ""  # the main text, paragraphs separated by \n; navigation, header and footer left out
    breadcrumb: tuple[Crumb, ...] = ()
    column: Column | None = None
    links: tuple[Link, ...] = ()
    entries: tuple[Entry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)  # meta names in lower case; empty and placeholder values left out
    metadata: tuple[tuple[str, str], ...] = ()  # index table: 索引号, 文号, 有效性 …; empty values kept, a finding of their own
    marks: tuple[str, ...] = ()  # short words set apart near the title: 已废止 …, also from img alt and file names
    site_code: str = ""  # 网站标识码, ten digits
    icp: str = ""  # ICP record as shown, e.g. 浙ICP备05000000号
    host_unit: str = ""  # 主办单位 from the footer
    site_codes: tuple[tuple[str, str], ...] = ()  # (place, code) where footer, meta and script disagree: each is kept
    police: str = ""  # public-security record as shown, e.g. 浙公网安备33010002000001号
    contact: str = ""  # telephone from the footer
    foot: tuple[str, ...] = ()  # words of the footer, hosts and names of the marks set there
    more: tuple[str, ...] = ()  # addresses of the other pages of this list
    expected_entries: int | None = None  # how many entries the list says it has over all pages
    expected_pages: int | None = None  # how many pages the list says it has
    blocks: tuple[Block, ...] = ()  # every run of links, frame and content alike
    controls: tuple[Control, ...] = ()
    includes: tuple[str, ...] = ()  # addresses of scripts that the page loads
    head_title: str = ""  # the text of <title>
    headings: tuple[str, ...] = ()  # what looks like a heading, h1 to h4 first
    redirect_to: str = ""
    concealed: tuple[Concealed, ...] = ()
    blank: bool = False  # a column page that shows that it has no content
    needs_script: bool = False  # its content is not in the bytes
    former: bool = False  # as an older version kept it, without blocks and controls
    undecoded: int = 0  # characters that its bytes do not spell (shown as U+FFFD), or spell in another encoding than the rest

    @property
    def inconsistent(self) -> tuple[DateFact, ...]:
        """The days that this page itself calls its publication, oldest first, where they lie more than a day apart; else ().

        Only labelled days that a visitor sees claim publication: tags may hold the time of generation, addresses the day of import.
        """
        return contradicting(self.dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRef:
    """Where the raw exchange is kept: file name, byte offset and length of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One URL and how looking at it ended."""

    url: str
    outcome: Outcome
    role: Role
    label: str = ""  # the text of the link that made it known
    status: int | None = None  # HTTP status
    fetched_at: str = ""  # "" where nothing was fetched
    content_type: str = ""
    sha256: str = ""  # of the decoded body
    size: int = 0  # bytes of the decoded body
    redirect_to: str = ""
    detail: str = ""
    attempts: int = 1
    warc: WarcRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page that the home page of ``site`` links to, or the home page itself, as it was ``at`` a moment between two checks.

    ``label``: the words of the link; ``newest``: the newest day that a list there shows, none in the future and none with a guessed year.
    """

    site: str
    url: str
    at: str
    outcome: Outcome
    status: int | None = None
    label: str = ""
    newest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """How a visit of an earlier run ended. ``at`` is UTC as records write it, "" where nothing was fetched."""

    at: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A probe of a home page. ``at`` is UTC as records write it; ``seconds`` until the page had come, or until it was given up."""

    url: str
    at: str
    outcome: Outcome
    status: int | None = None
    seconds: float
    detail: str = ""
