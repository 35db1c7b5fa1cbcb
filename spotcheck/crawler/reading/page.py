"""One page, read: bytes in, facts out.

Refuses to judge, to fetch and to know the time: ``today`` only bounds dates and lends its year to dates without one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from spotcheck.crawler import urls
from spotcheck.crawler.dialects import recognise
from spotcheck.crawler.dialects.base import Dialect, Records
from spotcheck.crawler.reading import error_pages as kinds
from spotcheck.crawler.reading.attachments import read_attachments
from spotcheck.crawler.reading.blocks import Paths, read_blocks
from spotcheck.crawler.reading.breadcrumb import read_breadcrumb
from spotcheck.crawler.reading.column import column_of_article, column_of_list, line_over
from spotcheck.crawler.reading.concealed import concealed_links
from spotcheck.crawler.reading.controls import as_controls, control_links, kept_links, read_controls, read_includes, read_parts
from spotcheck.crawler.reading.dates import closing_date, meta_dates, publication, shown_dates, url_date
from spotcheck.crawler.reading.decode import decoded
from spotcheck.crawler.reading.entries import Group, Item, groups_of, main_list, outside, to_entries
from spotcheck.crawler.reading.foot import read_foot
from spotcheck.crawler.reading.handlers import Handlers
from spotcheck.crawler.reading.hidden import hidden_parts, without
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.links import Anchor, Resolver, anchors_of, read_links
from spotcheck.crawler.reading.markup import Element, Markup, inner_text, lines, squeeze
from spotcheck.crawler.reading.metadata import read_metadata
from spotcheck.crawler.reading.page_kind import Evidence, decide, is_blank, needs_script
from spotcheck.crawler.reading.paging import expected_entries, expected_pages, read_paging, scripted_pages
from spotcheck.crawler.reading.posting import posted_pages
from spotcheck.crawler.reading.repeal_marks import read_marks
from spotcheck.crawler.reading.tables import read_tables
from spotcheck.crawler.reading.tags import contact, host_unit, icp_record, police_record, read_tags, site_code, site_codes
from spotcheck.crawler.reading.text import container_of, scored_block, without_tools
from spotcheck.crawler.reading.title import headings, read_title
from spotcheck.crawler.records import Area, Column, DateFact, DateType, Link, Page, PageKind, Role, Table

_ANSWERS = ("<datastore", "<?xml", "{")  # how data begins that is no page
_STAMP = re.compile(
    r"^\W*(?:(?:发布|发文|公开|生成|更新|录入)?(?:日期|时间)|来源|信息来源|作者|编辑|点击|浏览|阅读|访问|字体|字号|"
    r"\d{4}[-./年]\d{1,2}[-./月]\d)"
)
_BESIDE = 40  # characters beside the only link of a list
_HEADINGS = 20  # headings of a page that are kept
_LITTLE = 200  # characters up to which a named container may be none of the text
_OUTWEIGHS = 3  # times the text of a container that another block holds
_HEAD_LINES = 12  # lines of a text in which its first sentence begins
_SENTENCE = 30  # characters from which a line with a full stop is running text
_PROSE = 150  # characters of running text beside a list from which the list stands beside an article
_SCREEN_LINKS = 30  # links from which a page is no bare screen of its server


def read_page(*, url: str, body: bytes, content_type: str = "", role: Role = Role.PAGE, label: str = "", today: date) -> Page:
    """Everything a page shows. ``label`` is the text of the link that led here, ``today`` the civil day of the capture in Asia/Shanghai.

    Raises Undecodable where the bytes are no text in any plausible encoding, and nothing else.
    """
    found = decoded(body, content_type)
    page = _Reading(Markup(url=urls.canonical(url) or url, source=found.text), url, found.charset, role, label, today).page()
    return replace(page, undecoded=found.undecoded) if found.undecoded else page


class _Reading:
    """The working state of reading one page: what several readers need is worked out once."""

    def __init__(self, markup: Markup, url: str, charset: str, role: Role, label: str, today: date) -> None:
        self.markup = markup
        self.url = url
        self.charset = charset
        self.role = role
        self.label = label
        self.today = today
        self.resolve = Resolver(markup.base)
        self.tags = read_tags(markup)
        self.dialect: Dialect
        self.dialect, self.by = recognise(markup)
        if (shown := self.dialect.shown(markup)) is not None:
            self.markup = Markup(url=markup.url, source=shown)

    def page(self) -> Page:
        """The page."""
        markup = self.markup
        stored = self.dialect.records(markup, self.resolve)
        if markup.source.lstrip()[:12].lower().startswith(_ANSWERS):
            if stored is not None:
                return self._answer(stored)
            if markup.source.lstrip()[0] == "{" and markup.source.rstrip()[-1] == "}":
                return self._data()
        if markup.source.count("<a ") < _SCREEN_LINKS:
            kind, where = kinds.screen(markup, " ".join(markup.lines), self.resolve)
            if kind is not None:
                return self._shell(kind, where)
        return self._whole(stored)

    def _shell(self, kind: PageKind, where: str) -> Page:
        layout = Layout(self.markup)
        anchors = anchors_of(self.markup, self.resolve)
        return Page(
            url=self.url, kind=kind, title=self.markup.head_title, dialect=self.dialect.name, dialect_by=self.by, charset=self.charset,
            text="\n".join(self.markup.lines), links=read_links(self.markup, layout, self.resolve, anchors, set(), None),
            tags=self.tags, redirect_to=where,
        )  # fmt: skip

    def _data(self) -> Page:
        """Data that only its own scripts can show: nothing may be concluded from it."""
        return Page(
            url=self.url, kind=PageKind.OTHER, title=self.label, dialect=self.dialect.name, dialect_by=self.by, charset=self.charset,
            needs_script=True,
        )  # fmt: skip

    def _answer(self, stored: Records) -> Page:
        """A bare data answer: a further page of a list."""
        items, links = self._stored_items(stored)
        return Page(
            url=self.url, kind=PageKind.LIST, title=stored.name or self.label, dialect=self.dialect.name, dialect_by=self.by,
            charset=self.charset, column=Column(url=self.url, name=stored.name) if stored.name else None,
            entries=to_entries(items), links=links, more=stored.more,
            expected_entries=stored.total, blank=bool(stored.name) and stored.total == 0 and not items,
        )  # fmt: skip

    def _stored_items(self, stored: Records) -> tuple[list[Item], tuple[Link, ...]]:
        joined = "".join(stored.fragments)
        wrap = "table" if joined.lstrip()[:3].lower() == "<tr" else "ul"
        markup = Markup(url=self.markup.url, source=f"<html><body><{wrap}>{joined}</{wrap}></body></html>")
        layout = Layout(markup)
        layout.furniture.clear()
        anchors = anchors_of(markup, self.resolve)
        groups = groups_of(anchors, self.today)
        items = main_list(groups) or [i for g in groups for i in g.items]
        return items, read_links(markup, layout, self.resolve, anchors, {a.element for a in anchors}, None)

    def _whole(self, stored: Records | None) -> Page:
        markup, layout = self.markup, Layout(self.markup)
        anchors = anchors_of(markup, self.resolve)
        crumbs = read_breadcrumb(layout.breadcrumb, self.resolve)
        handlers = Handlers(markup.scripts)
        controls = read_controls(markup, handlers, anchors, self.resolve)
        led = [*anchors, *(Anchor(each.element, each.url, each.text) for each in controls if each.url)]
        everything = groups_of(led, self.today)
        groups = outside(everything, layout)
        items = main_list(groups)
        container = container_of(markup, layout, self.dialect.containers)
        container = None if container is not None and _holds_list(container, groups) else container
        scored = scored_block(markup, layout) if stored is None and (container is None or _size(container) < _LITTLE) else None
        if container is not None and scored is not None and _apart(scored, container) and _size(scored) > _OUTWEIGHS * _size(container):
            container = None  # a name that promises a text, round something that is none
        block = container
        prose = bool(items) and scored is not None and _apart(scored, groups[0].parent) and _is_prose(scored)
        if block is None and stored is None and (prose or not (items and groups[0].dated > 0.5)):
            block = scored
        parts = layout.around(block)
        main_html = "".join(parts)
        before, inner, after = map(lines, parts)
        main = before + inner + after
        found = headings(markup)
        site = [n for n in (self.tags.get("sitename", ""),) if n]
        hidden = hidden_parts(markup, block)
        above, below, seen = (before, after, main) if not hidden else map(lines, without(hidden, parts))
        pairs = read_metadata(above, inner, below)
        title = self._title(found, site, before, pairs)
        facts = shown_dates(above, below, pairs, markup.scripts, self.today, _line_of(title, above))
        if container is None and block is not None and not any(f.type is DateType.PUBLISHED for f in facts):
            facts = shown_dates(seen, [], pairs, markup.scripts, self.today, _line_of(title, seen))
        if not any(f.type is DateType.PUBLISHED for f in facts) and (opening := _opening(title, inner)):
            facts += shown_dates(opening, [], (), (), self.today, _line_of(title, opening))
        if not any(f.type is DateType.PUBLISHED for f in facts):
            facts += closing_date(inner, self.today)
        shown = any(f.type is DateType.PUBLISHED for f in facts)
        facts += meta_dates(self.tags, self.today) + url_date(markup.url, self.today)
        extra = control_links(controls, layout)
        parts_of = read_parts(markup, handlers, self.resolve)
        extra += tuple(Link(url=url, text="", area=Area.NAVIGATION) for url in parts_of) + kept_links(handlers, self.resolve)
        if stored is not None and stored.fragments:
            items, kept = self._stored_items(stored)
            extra += kept
        evidence = Evidence(
            markup=markup, role=self.role, title=title, items=items, main=main, main_html=main_html, container=container is not None,
            shown=shown, indexed=bool(pairs), named="articletitle" in self.tags, prose=prose,
            crumbs=bool(crumbs), stored=stored is not None,
            total=stored.total if stored is not None else None,
        )  # fmt: skip
        kind = decide(evidence)
        footer = layout.footer_lines() or markup.lines[-25:]
        paths = Paths()
        page = Page(
            url=self.url, kind=kind, title=title, dialect=self.dialect.name, dialect_by=self.by, charset=self.charset, breadcrumb=crumbs,
            blocks=read_blocks(everything, layout, paths), controls=as_controls(controls, paths, parts_of),
            includes=read_includes(markup, self.resolve), head_title=markup.head_title, headings=tuple(dict.fromkeys(found))[:_HEADINGS],
            expected_pages=expected_pages(main, markup.scripts),
            attachments=read_attachments(markup, layout, self.resolve, anchors), tags=self.tags,
            site_code=site_code(self.tags, footer, markup.html), icp=icp_record("\n".join(footer)), host_unit=host_unit(footer),
            site_codes=site_codes(self.tags, footer, markup.scripts), police=police_record("\n".join(footer)), contact=contact(footer),
            foot=read_foot(footer, markup.source),
            concealed=concealed_links(markup, anchors, self.resolve),
            blank=is_blank(evidence, kind), needs_script=needs_script(evidence, kind),
        )  # fmt: skip
        tag = self.tags.get("columnname", "")
        if kind.is_list:
            column = column_of_list(markup.url, crumbs, title, site=site, tag=tag, label=self.label, over=line_over(items, main))
            said = stored.total if stored is not None else None
            return replace(
                page, title=column.name or title, column=column, blank=page.blank and not page.needs_script, text=_text(main),
                dates=tuple(f for f in facts if f.type in (DateType.META, DateType.URL)), entries=to_entries(items),
                links=read_links(markup, layout, self.resolve, anchors, {i.anchor for i in items}, None) + extra,
                more=self._more(stored, led, main), tables=_tables(markup.body, layout, headed=bool(items)),
                expected_entries=said if said is not None else expected_entries(" ".join(main), main_html),
            )  # fmt: skip
        own = kind is PageKind.ARTICLE or (kind is PageKind.OTHER and container is not None)
        return replace(
            page, column=column_of_article(crumbs, title, tag), dates=tuple(facts), metadata=pairs,
            published=self._published(facts, kind),
            text=_text(without_tools(inner if block is not None or "<img" in main_html else _under(title, main)) if own else main),
            marks=read_marks(markup, layout, above, [*found, markup.head_title]),
            links=read_links(markup, layout, self.resolve, anchors, set(), block) + extra,
            tables=() if kind is PageKind.HOME else _tables(markup.body if container is None else container, layout),
        )  # fmt: skip

    def _published(self, facts: list[DateFact], kind: PageKind) -> DateFact | None:
        if kind is PageKind.HOME:
            return None
        falls = kind is PageKind.ARTICLE
        return publication(facts, tag=falls and self.dialect.tag_is_publication, path=falls and self.dialect.path_is_publication)

    def _title(self, found: list[str], site: list[str], before: list[str], pairs: tuple[tuple[str, str], ...]) -> str:
        if self.role is Role.HOME or kinds.is_home(self.markup.url):
            return self.markup.head_title
        title = read_title(self.markup, self.tags, found, site, before)
        if title and title not in site:
            return title
        return next((value for name, value in pairs if value and name in ("标题", "名称", "信息名称")), title)

    def _more(self, stored: Records | None, anchors: list[Anchor], main: list[str]) -> tuple[str, ...]:
        if stored is not None:
            return stored.more
        more = self.dialect.more(self.markup, self.resolve)
        if more is not None:
            return more
        found = read_paging(self.markup.url, anchors, " ".join(main))
        found = found or scripted_pages(self.markup.url, self.markup.scripts, self.resolve)
        return found or tuple(url for url in posted_pages(self.markup, self.resolve) if url != self.markup.url)


def _opening(title: str, inner: list[str]) -> list[str]:
    """What stands in the element of the text above the text itself, where its title stands there: the lines down to the first sentence."""
    ends = (number for number, line in enumerate(inner[:_HEAD_LINES]) if len(line) >= _SENTENCE and "。" in line)
    head = inner[: next(ends, 0)]
    return head if _line_of(title, head) >= 0 else []


def _size(element: Element) -> int:
    return len(squeeze(inner_text(element)))


def _apart(one: Element, other: Element) -> bool:
    """Whether neither of two elements stands in the other."""
    return one is not other and all(up is not other for up in one.iterancestors()) and all(up is not one for up in other.iterancestors())


def _is_prose(element: Element) -> bool:
    """Whether an element holds running text."""
    text = inner_text(element)
    return len(text) >= _PROSE and "。" in text


def _text(found: list[str]) -> str:
    return "\n".join(line.strip() for line in found)


def _tables(root: Element, layout: Layout, *, headed: bool = False) -> tuple[Table, ...]:
    """The data tables of a page's main part. ``headed``: only those whose first row is one of heads, no list of links."""
    return read_tables(root, headed=headed, skip=layout.furniture)


def _holds_list(container: Element, groups: list[Group]) -> bool:
    """Whether a named container is the frame of a list: it holds the best group, and that has dates beside it."""
    if not groups or groups[0].dated < 0.5:
        return False
    only = groups[0].items[0].title
    if len(groups[0].items) < 2 and len(squeeze(inner_text(container))) > len(only) + _BESIDE:
        return False
    return any(up is container for up in groups[0].parent.iterancestors()) or container in (groups[0].parent, groups[0].items[0].element)


def _under(title: str, main: list[str]) -> list[str]:
    """The lines below the title of a text too short to be told from its frame, dates and sources left out."""
    return [line for line in main[_line_of(title, main) + 1 :] if not _STAMP.match(line)]


def _line_of(title: str, before: list[str]) -> int:
    """The line of ``before`` that shows the title, the last where several do; -1 where none does."""
    flat = squeeze(title)
    if len(flat) < 2:
        return -1
    for index in range(len(before) - 1, -1, -1):
        line = squeeze(before[index])
        if (
            (flat in line and len(line) < len(flat) + 30)
            or (len(line) >= 6 and flat.endswith(line))
            or (len(line) >= 6 and flat.startswith(line))
        ):
            return index
    return -1
