"""Menus as portals draw them: lists, tables, drop-downs, handlers, image maps, scripts. Each is a slot of a frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

from benchmarks.shapes.records import Entry, Screen, Slot

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing

Mark = Callable[[Entry, bool], str]  # an entry as a link, with whether it is the one where we are


def linked(entry: Entry, here: bool) -> str:
    """Always a link."""
    return f"<a href='{escape(entry.href)}'>{escape(entry.name)}</a>"


def bold(entry: Entry, here: bool) -> str:
    """The one where we are is text."""
    return f"<b>{escape(entry.name)}</b>" if here else linked(entry, here)


def omitted(entry: Entry, here: bool) -> str:
    """The one where we are is left out."""
    return "" if here else linked(entry, here)


def _marks(entries: Iterable[Entry], screen: Screen, mark: Mark) -> list[str]:
    return [drawn for entry in entries if (drawn := mark(entry, bool(entry.key) and entry.key == screen.here))]


def none(site: Drawing, screen: Screen) -> str:
    """Nothing."""
    return ""


def bullets(mark: Mark = linked, css: str = "nav") -> Slot:
    """ul and li, all columns on one level."""

    def draw(site: Drawing, screen: Screen) -> str:
        return f"<div class='{css}'><ul>" + "".join(f"<li>{each}</li>" for each in _marks(site.flat, screen, mark)) + "</ul></div>"

    return draw


def words(mark: Mark = linked, css: str = "nav", between: str = " | ") -> Slot:
    """Links in a line."""

    def draw(site: Drawing, screen: Screen) -> str:
        return f"<div class='{css}'>" + between.join(_marks(site.flat, screen, mark)) + "</div>"

    return draw


def cells(mark: Mark = linked, across: int = 9) -> Slot:
    """Cells of a table, in rows of so many."""

    def draw(site: Drawing, screen: Screen) -> str:
        drawn = [f"<td align='center' height='24'>{each}</td>" for each in _marks(site.flat, screen, mark)]
        rows = ["<tr>" + "".join(drawn[start : start + across]) + "</tr>" for start in range(0, len(drawn), across)]
        return f"<table width='100%' border='0' cellspacing='0' bgcolor='#0055aa'>{''.join(rows)}</table>"

    return draw


def definitions(mark: Mark = linked) -> Slot:
    """dl: a section is the term, its columns the definitions."""

    def draw(site: Drawing, screen: Screen) -> str:
        parts = [
            f"<dt>{escape(section.name)}</dt>" + "".join(f"<dd>{each}</dd>" for each in _marks(section.under, screen, mark))
            for section in site.sections
        ]
        return f"<dl><dt>{linked(site.front, False)}</dt>{''.join(parts)}</dl>"

    return draw


def drop_down(site: Drawing, screen: Screen) -> str:
    """Sections that open on the mouse; their own links lead nowhere."""
    parts = "".join(
        f"<li><a href='javascript:;'>{escape(section.name)}</a><ul class='sub'>"
        + "".join(f"<li>{linked(each, False)}</li>" for each in section.under)
        + "</ul></li>"
        for section in site.sections
    )
    return f"<ul class='menu'><li>{linked(site.front, False)}</li>{parts}</ul>"


def section_bar(site: Drawing, screen: Screen) -> str:
    """The sections alone, each with a page of its own."""
    return "<div class='nav'><ul>" + "".join(f"<li>{linked(each, False)}</li>" for each in (site.front, *site.sections)) + "</ul></div>"


def section_side(site: Drawing, screen: Screen) -> str:
    """The columns of the section where we are."""
    for section in site.sections:
        if screen.here and any(screen.here in (entry.key, section.key) for entry in section.under):
            drawn = "".join(f"<li>{each}</li>" for each in _marks(section.under, screen, linked))
            return f"<div class='side'><h3>{escape(section.name)}</h3><ul>{drawn}</ul></div>"
    return ""


def options(site: Drawing, screen: Screen) -> str:
    """A drop-down whose choice leads on."""
    held = "".join(f"<option value='{escape(each.href)}'>{escape(each.name)}</option>" for each in site.flat)
    return f"<select onchange='if(this.value) location.href=this.value;'><option value=''>请选择栏目</option>{held}</select>"


def handlers(site: Drawing, screen: Screen) -> str:
    """li with onclick."""
    held = "".join(f"<li onclick=\"location.href='{escape(each.href)}'\">{escape(each.name)}</li>" for each in site.flat)
    return f"<ul class='nav'>{held}</ul>"


def table_handlers(site: Drawing, screen: Screen) -> str:
    """td with onclick and window.open."""
    held = "".join(f"<td onclick=\"window.open('{escape(each.href)}','_self')\">{escape(each.name)}</td>" for each in site.flat)
    return f"<table><tr>{held}</tr></table>"


def image_map(site: Drawing, screen: Screen) -> str:
    """A picture with areas."""
    held = "".join(
        f"<area shape='rect' coords='{n * 60},0,{n * 60 + 58},30' href='{escape(each.href)}' alt='{escape(each.name)}'>"
        for n, each in enumerate(site.flat)
    )
    return f"<img src='/img/nav.gif' usemap='#nav' border='0'><map name='nav'>{held}</map>"


def script_file(site: Drawing, screen: Screen) -> str:
    """Written by a script file: nothing stands in the page."""
    return "<script type='text/javascript' src='/js/header.js'></script>"


def header_file(site: Drawing) -> dict[str, str]:
    """The script file that writes the menu."""
    lines = "".join(f"document.write({json.dumps(f'<li>{linked(each, False)}</li>', ensure_ascii=False)});\n" for each in site.flat)
    return {"/js/header.js": f"document.write('<div class=\"nav\"><ul>');\n{lines}document.write('</ul></div>');\n"}


def script_inline(site: Drawing, screen: Screen) -> str:
    """Written by a script that stands in the page."""
    lines = "".join(f"document.write(\"<a href='{escape(each.href)}'>{escape(each.name)}</a>&nbsp;\");\n" for each in site.flat)
    return f"<div class='nav'><script type='text/javascript'>\n{lines}</script></div>"


def script_data(site: Drawing, screen: Screen) -> str:
    """A list of names and addresses, drawn by a script that stands in the page."""
    held = json.dumps([{"name": each.name, "url": each.href} for each in site.flat], ensure_ascii=False)
    loop = "for (var i = 0; i < nav.length; i++) { $('#nav').append('<a href=\"' + nav[i].url + '\">' + nav[i].name + '</a>'); }"
    return f"<div id='nav'></div><script>var nav = {held}; {loop}</script>"


def data_urls(site: Drawing, screen: Screen) -> str:
    """div with data-url, wired by jQuery in the page."""
    held = "".join(f"<div class='item' data-url='{escape(each.href)}'>{escape(each.name)}</div>" for each in site.flat)
    return f"<div class='navs'>{held}</div><script>$('.item').click(function(){{ location.href = $(this).data('url'); }});</script>"
