"""One page, read: bytes in, facts out.

Refuses to judge, to fetch and to know the time: ``today`` only bounds dates and lends its year to dates without one.
"""

from __future__ import annotations

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
from spotcheck.crawler.reading.title import headings, read_title, without_site
from spotcheck.crawler.records import Column, Crumb, DateFact, DateType, Link, Page, PageKind, Role, Table

if TYPE_CHECKING:
    Element = etree._Element

_BLANK = 40  # characters of its own that a blank column page may show at most


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
        visible = " ".join(markup.lines)
        kind, where = kinds.screen(markup, visible, self.resolve)
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
        main = lines(main_html)
        before, after = self._around(container, main_html, main)
        found = headings(markup)
        site = [n for n in (self.tags.get("sitename", ""),) if n]
        title = read_title(markup, self.tags, found, site, before)
        near = _line_of(title, before)
        pairs = read_metadata(before, after)
        facts = shown_dates(before, after, pairs, markup.scripts, self.today, near)
        facts += meta_dates(self.tags, self.today) + url_date(markup.url, self.today)
        links_extra: tuple[Link, ...] = ()
        if stored is not None and stored.fragments:
            items, links_extra = self._stored_items(stored)
        kind = self._kind(items, container, main, facts, stored, bool(pairs))
        if kind is PageKind.ARTICLE and container is None:
            container = scored_block(markup, layout)
            container = (
                None
                if container is not None and layout.breadcrumb is not None and any(e is layout.breadcrumb for e in container.iter())
                else container
            )
        if kind is PageKind.ARTICLE or (kind is PageKind.OTHER and container is not None):
            text = without_tools(lines(serialised(container))) if container is not None else []
        else:
            text = main
        is_list = kind in (PageKind.LIST, PageKind.INTERACTION)
        column = self._column(crumbs, title, found, is_list, site)
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
            text="\n".join(text), breadcrumb=crumbs, column=column,
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

    def _around(self, container: Element | None, main_html: str, main: list[str]) -> tuple[list[str], list[str]]:
        """The lines above and below the main text."""
        if container is None:
            return main, []
        inner = serialised(container)
        at = main_html.find(inner)
        if at < 0:
            return main, []
        return lines(main_html[:at]), lines(main_html[at + len(inner) :])

    def _kind(
        self, items: list[Item], container: Element | None, main: list[str], facts: list[DateFact], stored: Records | None, indexed: bool
    ) -> PageKind:
        url = self.markup.url
        if self.role is Role.HOME or kinds.is_home(url):
            return PageKind.HOME
        joined = "\n".join(main)
        if kinds.is_error_text(joined):
            return PageKind.ERROR
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
        return PageKind.OTHER if sum(map(len, main)) > 400 and len(items) < 2 else PageKind.LIST

    def _is_form(self) -> bool:
        fields = [
            f
            for f in self.markup.body.iter("textarea", "input", "select")
            if (f.get("type") or "text") not in ("hidden", "submit", "button", "image", "radio")
        ]
        return len(fields) >= 4

    def _column(self, crumbs: tuple[Crumb, ...], title: str, found: list[str], is_list: bool, site: list[str]) -> Column | None:
        steps = [
            c
            for c in crumbs
            if (c.name not in ("首页", "网站首页", "主页", "本站首页", "网站主页") and squeeze(c.name) != squeeze(title))
            or (is_list and c is crumbs[-1])
        ]
        steps = [c for c in steps if c.name not in ("首页", "网站首页")]
        if steps and not is_list:
            linked = [n for n, c in enumerate(steps) if c.url]
            steps = steps[: linked[-1] + 1] if linked else steps
        if steps:
            last = steps[-1]
            return Column(url=last.url or (self.url if is_list else ""), name=last.name, trail=tuple(c.name for c in steps[:-1]))
        if name := self.tags.get("columnname", ""):
            return Column(url=self.url if is_list else "", name=name)
        if is_list:
            return Column(url=self.url, name=without_site(title, site) or self.label)
        return None

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
        return len(joined) < _BLANK and main_html.count("<img") == 0


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


def _frames(main_html: str) -> bool:
    return "<iframe" in main_html


__all__ = ["read_page"]
