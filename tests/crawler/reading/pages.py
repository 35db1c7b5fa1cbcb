"""Small pages of our own, and reading them on a fixed day."""

from __future__ import annotations

from datetime import date

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page, Role

TODAY = date(2018, 7, 28)
SITE = "http://www.qinghe.example"
ARTICLE = f"{SITE}/zwgk/tzgg/201803/t20180301_1234.html"
COLUMN = f"{SITE}/zwgk/tzgg/"
NAV = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>'
CRUMBS = (
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>'
)
FOOT = '<div class="footer">主办单位：清河县人民政府办公室 网站标识码3301990001 浙ICP备05000001号-1</div>'


def read(html: str | bytes, url: str = ARTICLE, content_type: str = "text/html", role: Role = Role.PAGE, today: date = TODAY) -> Page:
    """A page read; text is sent as utf-8."""
    return read_page(url=url, body=html if isinstance(html, bytes) else html.encode(), content_type=content_type, role=role, today=today)


def page(body: str, title: str = "", head: str = "") -> str:
    """A whole page round ``body``."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{NAV}{CRUMBS}{body}{FOOT}</body></html>'
    )


def article(
    info: str = "发布日期：2018-03-01 10:20", title: str = "关于公布收费目录的通知", text: str = "", head: str = "", under: str = ""
) -> str:
    """A whole page with one article."""
    text = text or "<p>各乡镇人民政府：现将收费目录公布如下，请遵照执行，并做好公开工作。</p>"
    return page(
        f'<h1>{title}</h1><div class="info">{info}</div>{under}<div class="TRS_Editor">{text}</div>', f"{title}-清河县人民政府", head
    )


def column(items: str, under: str = "", head: str = "") -> str:
    """A whole page with one list."""
    return page(f'<div class="list"><ul>{items}</ul>{under}</div>', "通知公告-清河县人民政府", head)


def item(number: int, when: str = "", title: str = "", attributes: str = "") -> str:
    """One item of a list."""
    title = title or f"关于第{number}号事项的通知"
    return f'<li><a href="./201803/t20180301_{number}.html"{attributes}>{title}</a><span>{when}</span></li>'
