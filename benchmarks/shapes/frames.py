"""The frames: one site, drawn as portals of twenty years draw theirs. A frame changes what a page looks like, never what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

from benchmarks.shapes import articles, extras, lists, markup, menus, scripts, shells
from benchmarks.shapes.pagings import QUERY
from benchmarks.shapes.records import Frame

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing


def _division(title: str) -> str:
    return f"<div class='column-title'>{escape(title)}</div>"


def _none(title: str) -> str:
    return ""


def _cell(title: str) -> str:
    return f"<table width='100%'><tr><td background='/img/r.png'><font color='#ffffff'><b>{escape(title)}</b></font></td></tr></table>"


def _h2(title: str) -> str:
    return f"<h2>{escape(title)}</h2>"


PLAIN = Frame(
    name="plain",
    about="the frame that all others are compared with",
    shell=shells.plain,
    rows=lists.bullets,
    article=articles.plain,
    crumb=extras.crumb,
    head=shells.title_then_body,
    heading=_division,
    banner=extras.banner,
    top=menus.bullets(),
    left=menus.none,
    right=menus.none,
    bottom=menus.none,
    foot=extras.foot,
)
_OLD = replace(
    PLAIN,
    shell=shells.tables,
    rows=lists.table,
    article=articles.cells,
    heading=_cell,
    banner=extras.picture_banner,
    top=menus.cells(),
    finish=(markup.without_names,),
)
_MISLEADING = {
    "nav": "main",
    "content": "footer",
    "list": "db",
    "wrap": "nav",
    "article": "left",
    "text": "menu",
    "info": "crumb",
    "crumb": "list",
    "column-title": "friendlink",
    "footer": "content",
    "header": "article",
    "side": "list",
    "sub": "content",
    "pager": "share",
    "box": "header",
}


def _hashed(name: str) -> str:
    return f"x{crc32(name.encode()) % 46656:x}"


def _iframe(path: str, main: str) -> tuple[str, Mapping[str, str]]:
    part = f"{path}frame.html"
    return f"<iframe src='{part}' width='100%' height='600' frameborder='0'></iframe>", {
        part: f"<html><head></head><body>{main}</body></html>"
    }


def _loaded(path: str, main: str) -> tuple[str, Mapping[str, str]]:
    part = f"/part{path.rstrip('/')}.html"
    return f"<div id='part'></div><script>$(function(){{ $('#part').load('{part}'); }});</script>", {part: main}


def _loaded_outside(path: str, main: str) -> tuple[str, Mapping[str, str]]:
    part = f"/part{path.rstrip('/')}.html"
    return f"<div class='ajax' data-part='{part}'>正在加载…</div><script src='/js/parts.js'></script>", {part: main}


def _parts_file(site: Drawing) -> dict[str, str]:
    return {"/js/parts.js": scripts.PARTS}


def _frameset(site: Drawing, page: str) -> dict[str, str]:
    links = "".join(f"<p><a href='{each.href}' target='main'>{each.name}</a></p>" for each in site.flat[1:])
    menu = f"<html><head><title>导航</title></head><body><p><a href='/main.html' target='main'>首页</a></p>{links}</body></html>"
    outer = (
        f"<html><head><title>{site.portal.body}</title></head><frameset cols='160,*'><frame src='/menu.html' name='menu'>"
        "<frame src='/main.html' name='main'><noframes><body>您的浏览器不支持框架。</body></noframes></frameset></html>"
    )
    return {"/": outer, "/menu.html": menu, "/main.html": page}


def _gate(site: Drawing, page: str) -> dict[str, str]:
    inner = "<p align='center'><a href='/index.html'><img src='/img/banner.jpg' alt='进入网站'></a></p>"
    return {"/": f"<html><head><title>{site.portal.body}</title></head><body>{inner}</body></html>", "/index.html": page}


def _forwarded(site: Drawing, page: str) -> dict[str, str]:
    inner = "<meta http-equiv='refresh' content='0;url=/index.html'><script>location.href='/index.html'</script>"
    return {"/": f"<html><head>{inner}</head><body></body></html>", "/index.html": page}


def _named(name: str, about: str, start: Frame = PLAIN, **changes: object) -> Frame:
    return replace(start, name=name, about=about, **changes)  # type: ignore[arg-type]


_GBK = {"charset": "gb18030", "declared": "gb2312", "header": None}

FRAMES = (
    PLAIN,
    # names of classes
    _named("classless", "no class and no id anywhere", finish=(markup.without_names,)),
    _named("misleading", "the menu is called main, the content footer, the list db", finish=(markup.renamed(_MISLEADING),)),
    _named("meaningless", "classes are x3f and x9a1", finish=(markup.renamed({}, _hashed),), left=extras.latest),
    # documents of another age
    _named("tables", "nested tables and fonts, no class", _OLD),
    _named(
        "tables-gbk",
        "tables, TAGS in upper case, ends left out, GBK declared gb2312 by the page alone",
        _OLD,
        finish=(markup.without_names, markup.unclosed, markup.unquoted, markup.upper_case),
        left=menus.cells(menus.omitted, 1),
        top=menus.none,
        **_GBK,
    ),
    _named(
        "tables-sides",
        "tables, menu left without the current column, latest items right, other offices below",
        _OLD,
        top=menus.none,
        left=menus.cells(menus.omitted, 1),
        right=extras.latest,
        bottom=extras.offices,
    ),
    _named(
        "frameset",
        "a frameset: the menu in one frame, inner pages bare",
        shell=shells.bare,
        crumb=extras.nothing,
        cover=_frameset,
        home="/main.html",
        heading=_h2,
    ),
    _named("iframe", "the content of each list in an iframe", outsource=_iframe, whole=True),
    _named("gate", "a home page with one picture that leads in", cover=_gate, home="/index.html"),
    _named("forwarded", "a home page that a refresh and a script send on", cover=_forwarded, home="/index.html"),
    _named("definitions", "dl for the menu and for lists", top=menus.definitions(), rows=lists.definitions),
    _named("xhtml", "XHTML 1.0 with a declaration of XML", finish=(markup.xhtml,), article=articles.neighbours),
    _named(
        "upper",
        "TAGS in upper case, ends left out, values without quotes",
        finish=(markup.unclosed, markup.unquoted, markup.upper_case),
        rows=lists.day_first,
    ),
    _named("gbk", "GBK, declared by HTTP alone", charset="gb18030", declared=None, header="gbk", article=articles.day_last),
    _named(
        "html5",
        "nav, main, section, aside; the menu in a footer below too",
        shell=shells.semantic,
        rows=lists.cards,
        bottom=menus.words(css="x"),
    ),
    # menus
    _named("left-omitted", "the menu left, without the current column", top=menus.none, left=menus.bullets(menus.omitted, "left")),
    _named("right-bold", "the menu right, the current column as text", top=menus.none, right=menus.bullets(menus.bold, "right")),
    _named("bottom", "the menu at the bottom alone", top=menus.none, bottom=menus.words()),
    _named(
        "two-levels",
        "sections above, their columns left, on pages of the section alone",
        top=menus.section_bar,
        left=menus.section_side,
        sections=True,
    ),
    _named("drop-down", "sections that open on the mouse, whose own links lead nowhere", top=menus.drop_down, crumb=extras.crumb_to_here),
    _named("nav-select", "the menu is a drop-down", top=menus.options),
    _named("nav-onclick", "the menu is li with onclick", top=menus.handlers),
    _named("nav-cells", "the menu is td with window.open", top=menus.table_handlers),
    _named("nav-map", "the menu is an image map", top=menus.image_map),
    _named("nav-data", "the menu is div with data-url, wired by jQuery in the page", top=menus.data_urls, shell=shells.library),
    _named("nav-file", "the menu is written by a script file", top=menus.script_file, files=menus.header_file),
    _named("nav-written", "the menu is written by a script in the page", top=menus.script_inline),
    _named("nav-array", "the menu is an array in a script in the page", top=menus.script_data, shell=shells.library),
    # breadcrumbs, sidebars, feet
    _named("no-crumb", "no breadcrumb, no heading over lists", crumb=extras.nothing, heading=_none),
    _named(
        "sidebars",
        "latest, hot and related items on every page, neighbours under articles",
        right=extras.sidebars,
        article=articles.neighbours,
        empty="<p>暂无信息</p>",
    ),
    _named("offices", "drop-downs and links of other offices on every page", bottom=extras.offices),
    _named("foot-inside", "the foot inside the container of the article", article=articles.with_foot, foot=extras.nothing),
    # titles
    _named(
        "name-h1",
        "the site's name is the h1 and the <title> of every page",
        banner=extras.heading_banner,
        head=shells.body_alone,
        article=articles.split_day,
    ),
    _named(
        "name-first",
        "<title> holds body, columns and title; other headings have no tag of their own",
        head=shells.body_then_title,
        article=articles.bare,
    ),
    _named("cut", "titles of lists cut, whole in the title attribute; one <title> everywhere", rows=lists.cut, head=shells.body_alone),
    _named("untitled", "no <title>, no heading tag", head=shells.no_title, article=articles.bare, heading=_division),
    # dates
    _named("day-first", "days in front of titles in lists and above them in articles", rows=lists.day_first, article=articles.day_first),
    _named("day-boxes", "lists of div, the day split and in front, split in articles too", rows=lists.boxes, article=articles.split_day),
    _named("day-split", "the year in one tag, month and day in another", rows=lists.split_day, article=articles.scripted_day),
    _named(
        "years", "month and day alone, under headings of years; the article's day at its end", rows=lists.by_year, article=articles.day_last
    ),
    # lists
    _named("paragraphs", "one p a row", rows=lists.paragraphs),
    _named("breaks", "lines that br ends", rows=lists.breaks),
    _named(
        "index-tables",
        "lists are tables with heads, a table of metadata stands above each title",
        rows=lists.index_table,
        article=articles.below_index,
        empty="<table class='list'><tr><th>索引号</th><th>信息名称</th><th>发布机构</th><th>发布日期</th></tr></table>",
    ),
    _named("datastores", "lists stand in scripts of type text/xml", rows=lists.datastore, whole=True),
    _named("row-onclick", "addresses of rows stand in onclick", rows=lists.handlers),
    _named("loaded", "lists come by $.load of an address in the page", shell=shells.library, outsource=_loaded, whole=True),
    _named(
        "loaded-file",
        "lists come by a script file, from an address in an attribute",
        shell=shells.library,
        outsource=_loaded_outside,
        whole=True,
        files=_parts_file,
    ),
    # platforms
    _named("asp", "list.asp?id=3 and show.asp?id=12", queries=True, way=QUERY),
    _named("aspnet", "the whole page inside a form with __VIEWSTATE", shell=shells.form, queries=True, way=QUERY, rows=lists.table),
    _named("relative", "addresses are ../", relative=True, left=menus.bullets(menus.bold, "left")),
    # several at once
    _named(
        "mixed-old",
        "tables in GBK: menu left, sidebars right, offices below, lists of br, the foot inside articles, one <title>",
        _OLD,
        top=menus.none,
        left=menus.cells(menus.bold, 1),
        right=extras.sidebars,
        bottom=extras.offices,
        rows=lists.breaks,
        article=articles.with_foot,
        foot=extras.nothing,
        head=shells.body_alone,
        finish=(markup.without_names, markup.unquoted, markup.upper_case),
        **_GBK,
    ),
    _named(
        "mixed-asp",
        "ASP.NET: a menu of td with onclick, index tables, offices below, the page's title ends the breadcrumb",
        shell=shells.form,
        queries=True,
        way=QUERY,
        top=menus.table_handlers,
        rows=lists.index_table,
        article=articles.below_index,
        bottom=extras.offices,
        crumb=extras.crumb_to_here,
    ),
    _named(
        "mixed-new",
        "HTML 5: a drop-down menu, cards, sidebars, days in scripts, body and columns in <title>, classes of no meaning",
        shell=shells.semantic,
        top=menus.drop_down,
        right=extras.sidebars,
        rows=lists.cards,
        article=articles.scripted_day,
        head=shells.body_then_title,
        finish=(markup.renamed({}, _hashed),),
    ),
)
