# ruff: noqa: E501
"""Layouts as webmasters of 2017 wrote them: tables, bare lists, upper-case tags, tags never closed, gbk, no class names."""

from __future__ import annotations

from tests.adversary.web import Item, Style

FOOT = "<div>主办：安州市云山区人民政府办公室　备案号：云ICP备05000001号　网站标识码：3399010001</div>"


def table_shell(title, crumbs, main, menu, owner, is_list=False):
    cells = "".join(f'<td class="bar" align="center"><a href="{u}">{n}</a></td>' for n, u in menu)
    trail = " &gt; ".join(f'<a href="{u}">{n}</a>' for n, u in crumbs)
    here = f"<tr><td height=25>您现在的位置：<a href=/>首页</a> &gt; {trail}</td></tr>" if crumbs else ""
    return (
        f"<html><head><title>{title}-{owner}</title></head><body><table width=980 align=center><tr><td><img src=/top.jpg></td></tr>"
        f"<tr><td><table><tr>{cells}</tr></table></td></tr>{here}<tr><td>{main}</td></tr><tr><td align=center>{FOOT}</td></tr></table></body></html>"
    )


def side_shell(title, crumbs, main, menu, owner, is_list=False):
    """The menu is a column of cells on the left, without any class or breadcrumb."""
    cells = "".join(f'<tr><td background="/bg.gif" height="28">·<a href="{u}">{n}</a></td></tr>' for n, u in menu)
    name = title if is_list else (crumbs[-1][0] if crumbs else title)
    return (
        f"<HTML><HEAD><TITLE>{name}</TITLE></HEAD><BODY><TABLE WIDTH=980><TR><TD COLSPAN=2><IMG SRC=/top.jpg></TD></TR><TR>"
        f"<TD WIDTH=200 VALIGN=TOP><TABLE WIDTH=100%>{cells}</TABLE></TD><TD VALIGN=TOP>{main}</TD></TR>"
        f"<TR><TD COLSPAN=2>{FOOT}</TD></TR></TABLE></BODY></HTML>"
    )


def plain_shell(title, crumbs, main, menu, owner, is_list=False):
    """A list without class names as the menu; nothing says where one is."""
    items = "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in [("网站首页", "/"), *menu])
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}_{owner}</title></head><body><div id=a1><ul>{items}</ul></div>"
        f"<div id=a2>{main}</div><div id=a3>{FOOT}</div></body></html>"
    )


def nav_shell(title, crumbs, main, menu, owner, is_list=False):
    items = "".join(f'<li><a href="{u}">{n}</a></li>' for n, u in menu)
    trail = "".join(f' &gt; <a href="{u}">{n}</a>' for n, u in crumbs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="header"><ul class="nav">{items}</ul></div>'
        f'<div class="position">当前位置：<a href="/">首页</a>{trail}</div><div class="main">{main}</div><div class="footer">{FOOT}</div></body></html>'
    )


def lone_shell(title, crumbs, main, menu, owner, is_list=False):
    """Inner pages lead back home only; the home page holds the menu."""
    top = "" if crumbs else "<div>" + " | ".join(f"<a href='{u}'>{n}</a>" for n, u in menu) + "</div>"
    return f"<html><head><title>{title}</title></head><body>{top}<h3>{title}</h3>{main}<p><a href=/>返回首页</a></p>{FOOT}</body></html>"


def unclosed_shell(title, crumbs, main, menu, owner, is_list=False):
    items = "".join(f"<LI><A HREF={u}>{n}</A>" for n, u in menu)
    return (
        f"<HTML><HEAD><TITLE>{title} - {owner}</TITLE><BODY><DIV CLASS=menu><UL>{items}</UL></DIV><P>当前位置：<A HREF=/>首页</A>"
        f"{''.join(f' - <A HREF={u}>{n}</A>' for n, u in crumbs)}<DIV CLASS=con>{main}</DIV>{FOOT}"
    )


def rows(found):
    return (
        "<table width=100%>" + "".join(f"<tr><td>·<a href='{u}'>{t}</a></td><td width=90>[{d}]</td></tr>" for u, t, d in found) + "</table>"
    )


def bare_rows(found):
    return "<table width=100%>" + "".join(f"<tr><td>·<a href='{u}'>{t}</a></td></tr>" for u, t, d in found) + "</table>"


def listed(found):
    return "<ul>" + "".join(f"<li><a href='{u}'>{t}</a><span>{d}</span></li>" for u, t, d in found) + "</ul>"


def undated(found):
    return "<ul>" + "".join(f"<li><a href='{u}'>{t}</a></li>" for u, t, d in found) + "</ul>"


def short_dates(found):
    return "<ul>" + "".join(f"<li><span>{d[5:]}</span><a href='{u}' title='{t}'>{t[:12]}…</a></li>" for u, t, d in found) + "</ul>"


def headed(found):
    body = "".join(f"<tr><td>{n}</td><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>" for n, (u, t, d) in enumerate(found, 1))
    return f"<table border=1><tr><th>序号</th><th>名称</th><th>生成日期</th></tr>{body}</table>"


def loose(found):
    return "".join(f"<P><A HREF={u}>{t}</A> ({d})" for u, t, d in found)


def dated_article(item: Item, files: str) -> str:
    shown = f"<p>发布日期：{item.day}　来源：区政府办公室　点击数：12</p>" if item.shown is None else item.shown
    return f"<h1>{item.title}</h1>{shown}<div class='TRS_Editor'>{item.body}{files}</div>"


def plain_article(item: Item, files: str) -> str:
    shown = f"<div align=center>{item.day}</div>" if item.shown is None else item.shown
    return f"<table><tr><td align=center><b>{item.title}</b></td></tr><tr><td>{shown}</td></tr><tr><td>{item.body}{files}</td></tr></table>"


TABLES = Style(table_shell, rows, plain_article, charset="gbk", index="index.html")
TABLES_UNDATED = Style(table_shell, bare_rows, plain_article, charset="gbk")
SIDE = Style(side_shell, rows, plain_article, charset="gbk")
PLAIN = Style(plain_shell, listed, dated_article)
PLAIN_UNDATED = Style(plain_shell, undated, plain_article)
NAV = Style(nav_shell, listed, dated_article)
NAV_SHORT = Style(nav_shell, short_dates, dated_article, index="index.shtml")
NAV_HEADED = Style(nav_shell, headed, dated_article)
LONE = Style(lone_shell, listed, plain_article)
UNCLOSED = Style(unclosed_shell, loose, plain_article)
PREFIXED = Style(nav_shell, listed, dated_article, prefix="/bmwz/jkj/")
