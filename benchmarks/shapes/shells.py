"""Whole pages: what stands where around the content, and what a page is called in its head."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from benchmarks.shapes.records import Screen

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing


def _head(site: Drawing, screen: Screen, more: str = "") -> str:
    frame = site.frame
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={frame.declared}'>" if frame.declared else ""
    title = frame.head(site, screen)
    return f"<head>{meta}" + (f"<title>{escape(title)}</title>" if title else "") + more + "</head>"


def _content(site: Drawing, screen: Screen) -> str:
    heading = "" if screen.headed or screen.kind == "home" else site.frame.heading(screen.title)
    return heading + screen.main


def plain(site: Drawing, screen: Screen) -> str:
    """div after div."""
    frame = site.frame
    return (
        f"<!DOCTYPE html><html>{_head(site, screen)}<body><div class='header'>{frame.banner(site, screen)}{frame.top(site, screen)}</div>"
        f"<div class='wrap'>{frame.left(site, screen)}<div class='content'>{frame.crumb(site, screen)}{_content(site, screen)}</div>"
        f"{frame.right(site, screen)}</div>{frame.bottom(site, screen)}{frame.foot(site, screen)}</body></html>"
    )


def tables(site: Drawing, screen: Screen) -> str:
    """Tables within tables."""
    frame = site.frame
    cells = [
        f"<td width='180' valign='top' bgcolor='#eef4fb'>{frame.left(site, screen)}</td>",
        f"<td valign='top'><table width='98%'><tr><td>{frame.crumb(site, screen)}</td></tr>"
        f"<tr><td>{_content(site, screen)}</td></tr></table></td>",
        f"<td width='180' valign='top'>{frame.right(site, screen)}</td>",
    ]
    body = (
        f"<table width='980' align='center' border='0'><tr><td>{frame.banner(site, screen)}</td></tr>"
        f"<tr><td>{frame.top(site, screen)}</td></tr>"
        f"<tr><td><table width='100%'><tr>{''.join(cells)}</tr></table></td></tr><tr><td>{frame.bottom(site, screen)}</td></tr>"
        f"<tr><td align='center'>{frame.foot(site, screen)}</td></tr></table>"
    )
    return f"<html>{_head(site, screen)}<body bgcolor='#ffffff' topmargin='0'>{body}</body></html>"


def bare(site: Drawing, screen: Screen) -> str:
    """The content alone."""
    return f"<html>{_head(site, screen)}<body>{_content(site, screen)}</body></html>"


def form(site: Drawing, screen: Screen) -> str:
    """The whole page inside a form, as ASP.NET does."""
    page = plain(site, screen)
    hidden = "<input type='hidden' name='__VIEWSTATE' id='__VIEWSTATE' value='/wEPDwUKMTY1NDU2MTA1Mg9kFgICAw9kFgQ=' />"
    start = f"<form name='aspnetForm' method='post' action='{escape(screen.path)}' id='aspnetForm'>{hidden}"
    return page.replace("<body>", f"<body>{start}", 1).replace("</body>", "</form></body>", 1)


def library(site: Drawing, screen: Screen) -> str:
    """The plain page with jQuery in its head."""
    return plain(site, screen).replace("</head>", "<script src='/js/jquery.min.js'></script></head>", 1)


def semantic(site: Drawing, screen: Screen) -> str:
    """Elements of HTML 5 instead of div."""
    frame = site.frame
    return (
        f"<!DOCTYPE html><html lang='zh'>{_head(site, screen)}<body>"
        f"<header>{frame.banner(site, screen)}<nav>{frame.top(site, screen)}</nav></header>"
        f"<main>{frame.crumb(site, screen)}<section>{_content(site, screen)}</section></main>"
        f"<aside>{frame.left(site, screen)}{frame.right(site, screen)}</aside>"
        f"<footer>{frame.bottom(site, screen)}{frame.foot(site, screen)}</footer></body></html>"
    )


def title_then_body(site: Drawing, screen: Screen) -> str:
    """财政收支-云浦县人民政府."""
    return site.portal.body if screen.is_home else f"{screen.title}-{site.portal.body}"


def body_then_title(site: Drawing, screen: Screen) -> str:
    """云浦县人民政府 财政收支 title."""
    steps = [site.portal.body, *(each.name for each in screen.trail[1:]), *([screen.title] if screen.kind == "article" else [])]
    return " ".join(steps)


def body_alone(site: Drawing, screen: Screen) -> str:
    """The same on every page."""
    return f"{site.portal.body}门户网站"


def no_title(site: Drawing, screen: Screen) -> str:
    return ""
