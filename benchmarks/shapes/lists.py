"""Lists as portals draw them. Each function draws rows and nothing around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.shapes.records import Row

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing


def _link(row: Row, label: str | None = None) -> str:
    return f"<a href='{escape(row.href)}' target='_blank'>{escape(label or row.label)}</a>"


def _day(day: date | None, form: str = "{:%Y-%m-%d}") -> str:
    return form.format(day) if day else ""


def bullets(site: Drawing, rows: Sequence[Row]) -> str:
    """ul, the date behind the title."""
    held = "".join(f"<li>{_link(row)}" + (f"<span>{_day(row.day)}</span>" if row.day else "") + "</li>" for row in rows)
    return f"<ul class='list'>{held}</ul>"


def cut(site: Drawing, rows: Sequence[Row]) -> str:
    """Titles cut, whole in the title attribute."""
    held = "".join(
        f"<li><a href='{escape(row.href)}' title='{escape(row.label)}'>{escape(row.label[:9])}{'…' if len(row.label) > 9 else ''}</a>"
        f"<em>{_day(row.day, '[{:%Y-%m-%d}]')}</em></li>"
        for row in rows
    )
    return f"<ul class='list'>{held}</ul>"


def table(site: Drawing, rows: Sequence[Row]) -> str:
    """Rows of a table with a dot in front, as in 2005."""
    held = "".join(
        f"<tr><td width='16'>·</td><td height='26'>{_link(row)}</td><td width='90'><font color='#999999'>{_day(row.day)}</font></td></tr>"
        for row in rows
    )
    return f"<table width='100%' border='0' cellspacing='0'>{held}</table>"


def index_table(site: Drawing, rows: Sequence[Row]) -> str:
    """A table with heads: index number, name, issuer, day."""
    heads = "<tr><th>索引号</th><th>信息名称</th><th>发布机构</th><th>发布日期</th></tr>"
    held = "".join(
        f"<tr><td>{site.number(row.href)}</td><td>{_link(row)}</td><td>{site.portal.body}</td><td>{_day(row.day)}</td></tr>" for row in rows
    )
    return f"<table class='list' width='100%'>{heads}{held}</table>"


def definitions(site: Drawing, rows: Sequence[Row]) -> str:
    """dl: the day is the term, the title the definition."""
    return "<dl>" + "".join(f"<dt>{_day(row.day)}</dt><dd>{_link(row)}</dd>" for row in rows) + "</dl>"


def boxes(site: Drawing, rows: Sequence[Row]) -> str:
    """div, the day split over tags and in front."""
    return "".join(
        "<div class='item'>"
        + (f"<div class='date'><b>{row.day:%d}</b><i>{row.day:%Y-%m}</i></div>" if row.day else "")
        + f"<div class='text'>{_link(row)}</div></div>"
        for row in rows
    )


def paragraphs(site: Drawing, rows: Sequence[Row]) -> str:
    """One p a row, the day in brackets behind."""
    return "".join(f"<p>{_link(row)}{_day(row.day, '（{:%Y-%m-%d}）')}</p>" for row in rows)


def breaks(site: Drawing, rows: Sequence[Row]) -> str:
    """Lines that br ends."""
    return "<div>" + "".join(f"◆ {_link(row)} {_day(row.day, '{:%Y/%m/%d}')}<br>" for row in rows) + "</div>"


def day_first(site: Drawing, rows: Sequence[Row]) -> str:
    """The day in front of the title, in brackets."""
    return "<ul class='list'>" + "".join(f"<li>{_day(row.day, '[{:%Y-%m-%d}] ')}{_link(row)}</li>" for row in rows) + "</ul>"


def split_day(site: Drawing, rows: Sequence[Row]) -> str:
    """The year in one tag, month and day in another."""
    held = "".join(
        f"<li>{_link(row)}" + (f"<p><span>--{row.day:%Y}--</span><span>{row.day:%m-%d}</span></p>" if row.day else "") + "</li>"
        for row in rows
    )
    return f"<ul class='list'>{held}</ul>"


def by_year(site: Drawing, rows: Sequence[Row]) -> str:
    """Month and day alone, under headings of years."""
    parts = []
    for year, held in groupby(rows, key=lambda row: row.day.year if row.day else 0):
        items = "".join(f"<li>{_link(row)}<span>{_day(row.day, '{:%m-%d}')}</span></li>" for row in held)
        parts.append((f"<h3>{year}年</h3>" if year else "") + f"<ul>{items}</ul>")
    return "".join(parts)


def cards(site: Drawing, rows: Sequence[Row]) -> str:
    """The whole card is the link: heading, summary and day."""
    return "".join(
        f"<a class='card' href='{escape(row.href)}'><h3>{escape(row.label)}</h3><p>点击查看全文</p>"
        + (f"<time>{row.day:%Y年%m月%d日}</time>" if row.day else "")
        + "</a>"
        for row in rows
    )


def handlers(site: Drawing, rows: Sequence[Row]) -> str:
    """Links whose address stands in onclick."""
    held = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"window.open('{escape(row.href)}')\">{escape(row.label)}</a>"
        f"<span>{_day(row.day)}</span></li>"
        for row in rows
    )
    return f"<ul class='list'>{held}</ul>"


def datastore(site: Drawing, rows: Sequence[Row], count: int | None = None, more: str = "") -> str:
    """Records in a script of type text/xml, shown by a script file."""
    held = "".join(
        f"<record><![CDATA[<li><a href='{escape(row.href)}' title='{escape(row.label)}'>{escape(row.label)}</a>"
        f"<span>{_day(row.day)}</span></li>]]></record>"
        for row in rows
    )
    onward = f"<nextgroup><![CDATA[<a href='{escape(more)}'></a>]]></nextgroup>" if more else ""
    total = count or len(rows)
    store = f"<datastore>{onward}<totalrecord>{total}</totalrecord><totalpage>{-(-total // 5)}</totalpage>"
    store += f"<recordset>{held}</recordset></datastore>"
    return f"<div id='208'><script type='text/xml'>{store}</script></div><script src='/js/jpage.js'></script>"
