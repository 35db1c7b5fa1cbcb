"""One page, read: bytes in, facts out.

Refuses to judge, to fetch and to know the time: ``today`` only bounds dates and lends its year to dates without one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from spotcheck.crawler import urls
from spotcheck.crawler.dialects import recognise
from spotcheck.crawler.dialects.base import Dialect, Records
from spotcheck.crawler.reading import kind as kinds
from spotcheck.crawler.reading.attachments import read_attachments
from spotcheck.crawler.reading.breadcrumb import read_breadcrumb
from spotcheck.crawler.reading.dates import meta_dates, publication, shown_dates, url_date
from spotcheck.crawler.reading.decode import decode
from spotcheck.crawler.reading.entries import Group, Item, groups_of, main_list, to_entries
from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.links import Resolver, anchors_of, read_links
from spotcheck.crawler.reading.marks import read_marks
from spotcheck.crawler.reading.markup import Markup, lines, serialised, squeeze
from spotcheck.crawler.reading.metadata import read_metadata
from spotcheck.crawler.reading.paging import expected_entries, read_paging
from spotcheck.crawler.reading.tables import read_tables
from spotcheck.crawler.reading.tags import host_unit, icp_record, read_tags, site_code
from spotcheck.crawler.reading.text import container_of, scored_block, without_tools
from spotcheck.crawler.reading.title import headings, is_site_name, read_title, without_site
from spotcheck.crawler.records import Column, Crumb, DateFact, DateType, Link, Page, PageKind, Role, Table

if TYPE_CHECKING:
    Element = etree._Element

_BLANK = 40  # characters of its own that a blank column page may show at most
_SCREEN_LINKS = 30  # links from which a page is no bare screen of its server
_HOME = ("首页", "网站首页", "主页", "本站首页", "网站主页", "首 页")
_NUMBERED = re.compile(r"_\d+\.\w+$|[?&](?:page|pageno|p)=\d+", re.IGNORECASE)
_SINGLE = 60  # characters of its own from which a page without items is a text, not an empty list


def read_page(*, url: str, body: bytes, content_type: str = "", role: Role = Role.PAGE, label: str = "", today: date) -> Page:
    """Everything a page shows. ``label`` is the text of the link that led here, ``today`` the civil day of the capture in Asia/Shanghai.

    Raises Undecodable where the bytes are no text in any plausible encoding, and nothing else.
    """
    source, charset = decode(body, content_type)
    return _Reading(Markup(url=urls.canonical(url) or url, source=source), url, charset, role, label, today).page()


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

    def page(self) -> Page:
        """The page."""
        markup = self.markup
        stored = self.dialect.records(markup, self.resolve)
        if stored is not None and markup.source.lstrip()[:12].lower().startswith(("<datastore", "<?xml")):
            return self._answer(stored)
        if markup.source.count("<a ") < _SCREEN_LINKS:
            kind, where = kinds.screen(markup, " ".join(markup.lines), self.resolve)
            if kind is not None:
                return self._shell(kind, where)
        return self._whole(stored)

    def _shell(self, kind: PageKind, where: str) -> Page:
        layout = Layout(self.markup)
        anchors = anchors_of(self.markup)
        return Page(
            url=self.url, kind=kind, title=self.markup.head_title, dialect=self.dialect.name, dialect_by=self.by, charset=self.charset,
            text="\n".join(self.markup.lines), links=read_links(self.markup, layout, self.resolve, anchors, set(), None),
            tags=self.tags, redirect_to=where,
        )  # fmt: skip

    def _answer(self, stored: Records) -> Page:
        """A bare data answer: a further page of a list."""
        items, links = self._stored_items(stored)
        return Page(
            url=self.url, kind=PageKind.LIST, title=self.label, dialect=self.dialect.name, dialect_by=self.by, charset=self.charset,
            entries=to_entries(items), links=links, more=stored.more, expected_entries=stored.total, blank=not items and not stored.fragments,
        )  # fmt: skip

    def _stored_items(self, stored: Records) -> tuple[list[Item], tuple[Link, ...]]:
        joined = "".join(stored.fragments)
        wrap = "table" if joined.lstrip()[:3].lower() == "<tr" else "ul"
        markup = Markup(url=self.markup.url, source=f"<html><body><{wrap}>{joined}</{wrap}></body></html>")
        layout = Layout(markup)
        layout.furniture.clear()
        anchors = anchors_of(markup)
        groups = groups_of(anchors, layout, self.resolve, self.today, everywhere=True)
        items = main_list(groups) or [i for g in groups for i in g.items]
        return items, read_links(markup, layout, self.resolve, anchors, set(anchors), None)

    def _whole(self, stored: Records | None) -> Page:
        markup, layout = self.markup, Layout(self.markup)
        anchors = anchors_of(markup)
        crumbs = read_breadcrumb(layout.breadcrumb, self.resolve)
        groups = groups_of(anchors, layout, self.resolve, self.today)
        items = main_list(groups)
        container = container_of(markup, layout, self.dialect.containers)
        container = None if container is not None and _holds_list(container, groups) else container
        main_html = layout.main_html()
        before, inner, after = _around(container, main_html)
        main = before + inner + after
        found = headings(markup)
        site = [n for n in (self.tags.get("sitename", ""),) if n]
        pairs = read_metadata(before, after)
        title = read_title(markup, self.tags, found, site, before)
        if not title or title in site:
            title = next((v for n, v in pairs if n in ("标题", "名称", "信息名称") and v), title)
        if self.role is Role.HOME or kinds.is_home(markup.url):
            title = markup.head_title
        near = _line_of(title, before)
        facts = shown_dates(before, after, pairs, markup.scripts, self.today, near)
        facts += meta_dates(self.tags, self.today) + url_date(markup.url, self.today)
        links_extra: tuple[Link, ...] = ()
        if stored is not None and stored.fragments:
            items, links_extra = self._stored_items(stored)
        kind = self._kind(title, items, container, main, main_html, facts, stored, bool(pairs), crumbs)
        if kind is PageKind.ARTICLE and container is None:
            container = scored_block(markup, layout)
            container = (
                None
                if container is not None and layout.breadcrumb is not None and any(e is layout.breadcrumb for e in container.iter())
                else container
            )
        if kind is PageKind.ARTICLE or (kind is PageKind.OTHER and container is not None):
            text = without_tools(inner or lines(serialised(container))) if container is not None else []
        else:
            text = main
        is_list = kind in (PageKind.LIST, PageKind.INTERACTION)
        column = self._column(crumbs, title, main, items, is_list, site)
        published = publication(facts, fall_back=kind is PageKind.ARTICLE) if not is_list and kind is not PageKind.HOME else None
        if published is None or published.type is not DateType.PUBLISHED:
            published = None
        listed = {i.anchor for i in items} if is_list else set()
        footer = layout.footer_lines() or markup.lines[-25:]
        scripted = bool(is_list or kind is PageKind.OTHER) and not items and self._scripted(main_html, main, stored)
        frames = _frames(main_html)
        blank = is_list and not items and not scripted and not frames and self._blank(main, main_html)
        return Page(
            url=self.url, kind=kind, title=column.name if is_list and column else title,
            dialect=self.dialect.name, dialect_by=self.by, charset=self.charset,
            published=published, dates=tuple(facts) if not is_list else tuple(f for f in facts if f.type in (DateType.META, DateType.URL)),
            text="\n".join(line.strip() for line in text), breadcrumb=crumbs, column=column,
            links=read_links(markup, layout, self.resolve, anchors, listed, container) + links_extra,
            entries=to_entries(items) if is_list else (),
            attachments=read_attachments(markup, layout, self.resolve, anchors), tables=self._tables(kind, container),
            tags=self.tags, metadata=pairs if not is_list else (),
            marks=() if is_list else read_marks(markup, layout, before, found),
            site_code=site_code(self.tags, footer, markup.html), icp=icp_record("\n".join(footer)), host_unit=host_unit(footer),
            more=self._more(stored, anchors, main) if is_list else (),
            expected_entries=(stored.total if stored is not None and stored.total is not None else expected_entries(" ".join(main), main_html)) if is_list else None,
            blank=blank, needs_script=scripted,
        )  # fmt: skip

    def _kind(
        self, title: str, items: list[Item], container: Element | None, main: list[str], main_html: str, facts: list[DateFact], stored: Records | None,
        indexed: bool, crumbs: tuple[Crumb, ...],
    ) -> PageKind:  # fmt: skip

        url = self.markup.url
        if self.role is Role.HOME or kinds.is_home(url):
            return PageKind.HOME
        joined = "\n".join(main)
        if kinds.is_error_text(joined):
            return PageKind.ERROR
        if (not main and "<" not in self.markup.source) or kinds.is_site_map(title):
            return PageKind.OTHER
        if kinds.is_application(title) and not any(i.day for i in items) and (self._is_form() or "<iframe" in main_html or ("申请表" in joined and not facts)):
            return PageKind.FORM
        dated = sum(1 for i in items if i.day)
        shown = any(f.type is DateType.PUBLISHED for f in facts)
        detail = kinds.looks_detail(url)
        named = "articletitle" in self.tags
        if stored is not None:
            return PageKind.LIST
        if container is not None and (shown or indexed or named):
            return PageKind.ARTICLE
        if dated >= 2 and dated >= 0.4 * len(items) and not (shown and detail):
            return PageKind.INTERACTION if kinds.is_interaction(joined) else PageKind.LIST
        if shown or (named and detail):
            return PageKind.ARTICLE
        if self._is_form():
            return PageKind.FORM
        if container is not None:
            return PageKind.ARTICLE if detail else PageKind.OTHER
        if dated or len(items) >= 3:
            return PageKind.ARTICLE if detail and not dated else PageKind.LIST
        if detail:
            return PageKind.ARTICLE
        if sum(map(len, main)) >= _SINGLE and not kinds.says_empty(joined):
            return PageKind.OTHER
        listed = bool(crumbs) or self.role in (Role.NAVIGATION, Role.LIST) or kinds.looks_list(url)
        return PageKind.LIST if listed else PageKind.OTHER

    def _is_form(self) -> bool:
        fields = [
            f
            for f in self.markup.body.iter("textarea", "input", "select")
            if (f.get("type") or "text") not in ("hidden", "submit", "button", "image", "radio")
        ]
        return len(fields) >= 4

    def _column(self, crumbs: tuple[Crumb, ...], title: str, main: list[str], items: list[Item], is_list: bool, site: list[str]) -> Column | None:
        steps = [c for n, c in enumerate(crumbs) if c.name not in _HOME and (squeeze(c.name) != squeeze(title) or (is_list and n == len(crumbs) - 1))]
        if steps and not is_list:
            linked = [n for n, c in enumerate(steps) if c.url]
            steps = steps[: linked[-1] + 1] if linked else steps
        if steps:
            last = steps[-1]
            url = self._column_url(last.url) if is_list else last.url
            return Column(url=url, name=last.name, trail=tuple(c.name for c in steps[:-1]))
        if is_list:
            named = without_site(title, site)
            over = _above(items, main)
            if over and (not named or is_site_name(named) or named in site):
                named = over
            return Column(url=self._column_url(""), name=named or self.tags.get("columnname", "") or self.label)
        name = self.tags.get("columnname", "")
        return Column(url="", name=name) if name else None

    def _column_url(self, crumb: str) -> str:
        """The address of the column: the page's own; for a numbered page of it the address its breadcrumb names."""
        url = self.markup.url
        folder, _, file = url.rpartition("/")
        return crumb if _NUMBERED.search(file) and crumb.rpartition("/")[0] == folder else url

    def _tables(self, kind: PageKind, container: Element | None) -> tuple[Table, ...]:
        if kind in (PageKind.HOME, PageKind.LIST, PageKind.INTERACTION) or container is None:
            return ()
        return read_tables(container)

    def _more(self, stored: Records | None, anchors: list[Element], main: list[str]) -> tuple[str, ...]:
        if stored is not None:
            return stored.more
        more = self.dialect.more(self.markup, self.resolve)
        return more if more is not None else read_paging(self.markup.url, anchors, self.resolve, " ".join(main))

    def _scripted(self, main_html: str, main: list[str], stored: Records | None) -> bool:
        if stored is not None:
            return False
        return sum(map(len, main)) < 200 and not kinds.says_empty("\n".join(main)) and kinds.filled_by_script(self.markup, main_html, main)

    def _blank(self, main: list[str], main_html: str) -> bool:
        joined = "\n".join(main)
        if kinds.says_empty(joined) and len(joined) < 200:
            return True
        return len(joined) < _BLANK and kinds.has_hollow(main_html) and "<img" not in main_html


def _around(container: Element | None, main_html: str) -> tuple[list[str], list[str], list[str]]:
    """The lines above, in and below the main text."""
    inner = "" if container is None else serialised(container)
    at = main_html.find(inner) if inner else -1
    if at < 0:
        return lines(main_html), [], []
    return lines(main_html[:at]), lines(inner), lines(main_html[at + len(inner) :])


def _holds_list(container: Element, groups: list[Group]) -> bool:
    """Whether a named container is the frame of a list: it holds the best group, and that has dates beside it."""
    if not groups or len(groups[0].items) < 2 or groups[0].dated < 0.5:
        return False
    return any(up is container for up in groups[0].parent.iterancestors()) or groups[0].parent is container


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


def _above(items: list[Item], main: list[str]) -> str:
    """The short line right above the first item: the name of a list whose page names it nowhere else."""
    if not items:
        return ""
    first = squeeze(items[0].title)
    for index, line in enumerate(main):
        if first in squeeze(line):
            over = main[index - 1].strip() if index else ""
            return over if 2 <= len(over) <= 16 and not any(c.isdigit() for c in over) else ""
    return ""


def _frames(main_html: str) -> bool:
    return "<iframe" in main_html

