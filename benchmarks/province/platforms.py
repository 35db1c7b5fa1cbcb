# ruff: noqa: E501
"""Layouts of the platforms that government portals run on, as drawing styles beside those of the adversary tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.adversary import styles
from tests.adversary.web import Item, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A style, the addresses it gives to columns and articles, and how its pages are encoded and declared."""

    name: str
    style: Style
    column: str = "/c{column}/"
    article: str = "/c{column}/{day}_{number}.html"
    charset: str = "utf-8"
    declared: str = ""  # the charset of the Content-Type header; "": none
    meta: str = ""  # a charset that the page itself declares

    def encode(self, html: str) -> tuple[bytes, str]:
        """The bytes of a page and its Content-Type."""
        if self.meta and "<head>" in html:
            html = html.replace("<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={self.meta}">', 1)
        return html.encode(self.charset, "xmlcharrefreplace"), f"text/html; charset={self.declared}" if self.declared else "text/html"


def _metas(title: str, column: str, owner: str) -> str:
    return (
        f'<meta name="SiteName" content="{owner}"><meta name="ColumnName" content="{column}"><meta name="ArticleTitle" content="{title}">'
    )


def hanweb_shell(title: str, crumbs: Any, main: str, menu: Any, owner: str, is_list: bool = False) -> str:
    nav = "".join(f'<td class="nav"><a href="{u}">{n}</a></td>' for n, u in menu)
    trail = "".join(f'<td>&gt;<a href="{u}" class="bt_link">{n}</a></td>' for n, u in crumbs)
    metas = "" if is_list else _metas(title, crumbs[-1][0] if crumbs else "", owner)
    return (
        f"<!DOCTYPE html><html><head>{metas}<title>{title if crumbs else owner}</title></head><body><table><tr>{nav}</tr></table>"
        f'<table><tr><td>您当前的位置：</td><td><a href="/" class="bt_link">首页</a></td>{trail}</tr></table><div id="main">{main}</div>'
        f"<div class='foot'>{styles.FOOT}</div><!-- Produced By 大汉网络 大汉版通发布系统 --></body></html>"
    )


def hanweb_list(found: list[tuple[str, str, str]]) -> str:
    records = "".join(
        f'<record><![CDATA[<li><a href="{u}" title="{t}" target="_blank">{t}</a><span>{d}</span></li>]]></record>' for u, t, d in found
    )
    return (
        f'<div id="1250"><script type="text/xml"><datastore><nextgroup></nextgroup><totalrecord>{len(found)}</totalrecord><totalpage>1</totalpage>'
        f"<recordset>{records}</recordset></datastore></script></div>"
    )


def hanweb_article(item: Item, files: str) -> str:
    shown = f"<td>发布日期：{item.day}</td><td>浏览次数：</td>" if item.day else ""
    return f'<table id="article"><tr><td class="title">{item.title}</td></tr><tr>{shown}</tr><tr><td class="bt_content"><div id="zoom">{item.body}{files}</div></td></tr></table>'


def trs_shell(title: str, crumbs: Any, main: str, menu: Any, owner: str, is_list: bool = False) -> str:
    nav = "".join(f'<li><a href="{u}">{n}</a></li>' for n, u in menu)
    trail = "".join(f'&nbsp;&gt;&nbsp;<a href="{u}" class="CurrChnlCls">{n}</a>' for n, u in crumbs)
    metas = "" if is_list else _metas(title, crumbs[-1][0] if crumbs else "", owner)
    return (
        f'<!DOCTYPE html><html><head>{metas}<title>{title}_{owner}</title></head><body><div class="nav"><ul>{nav}</ul></div>'
        f'<div class="location">当前位置：<a href="/" class="CurrChnlCls">首页</a>{trail}</div><div class="content">{main}</div><div class="footer">{styles.FOOT}</div></body></html>'
    )


def trs_list(found: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<li><span>{d}</span><a href="{u}" title="{t}" target="_blank">{t}</a></li>' for u, t, d in found)
    return f'<ul class="list">{lines}</ul><script>createPageHTML(1, 0, "index", "html");</script>'


def trs_article(item: Item, files: str) -> str:
    shown = f'<div class="info">发布时间：{item.day}　来源：本站　<span>字号：大 中 小</span></div>' if item.day else ""
    return f'<h2 class="xl_title">{item.title}</h2>{shown}<div class="TRS_Editor">{item.body}</div><div class="fj">{files}</div>'


def nfw_article(item: Item, files: str) -> str:
    shown = (
        f'<p class="zw-info"><span class="time">时间 : {item.day} 09:12:33</span><span class="ly">来源 : 本网</span></p>'
        if item.day
        else ""
    )
    return f'<h1 class="zw-title">{item.title}</h1>{shown}<div class="zw"><div id="zoomcon">{item.body}</div>{files}</div>'


def vsb_article(item: Item, files: str) -> str:
    shown = (
        f'<div class="info">{item.day.replace("-", "年", 1).replace("-", "月", 1)}日　点击：[<script>_showDynClicks("wbnews", 1, 2)</script>]</div>'
        if item.day
        else ""
    )
    return f'<form name="_newscontent_fromname"><h3>{item.title}</h3>{shown}<div id="vsb_content">{item.body}</div><ul style="list-style-type:none;">{files}</ul></form>'


def gov_article(item: Item, files: str) -> str:
    """An index table above the text, as gov.cn and gkmlpt show it."""
    rows = f"<tr><td><b>标　　题：</b></td><td>{item.title}</td></tr>" + (
        f"<tr><td><b>发布日期：</b></td><td>{item.day}</td></tr>" if item.day else ""
    )
    return f'<table class="bd1">{rows}</table><h1>{item.title}</h1><div class="pages_content" id="UCAP-CONTENT">{item.body}{files}</div>'


HANWEB = Style(hanweb_shell, hanweb_list, hanweb_article, index="index.html")
TRS = Style(trs_shell, trs_list, trs_article)
NFW = Style(styles.nav_shell, styles.listed, nfw_article)
VSB = Style(styles.nav_shell, styles.loose, vsb_article)
GOV = Style(styles.nav_shell, styles.headed, gov_article)

PLATFORMS = (
    Platform(
        name="hanweb",
        style=HANWEB,
        column="/col/col{column}/",
        article="/art/{year}/{month}/{dom}/art_{column}_{number}.html",
        declared="UTF-8",
    ),
    Platform(name="trs", style=TRS, column="/xxgk/l{column}/", article="/xxgk/l{column}/{year}{mm}/t{day}_{number}.html", meta="utf-8"),
    Platform(name="nfw", style=NFW, article="/c{column}/content/post_{number}.html", declared="utf-8"),
    Platform(name="vsb", style=VSB, column="/list{column}.htm", article="/info/{column}/{number}.htm", declared="utf-8"),
    Platform(name="gov.cn", style=GOV, article="/c{column}/{year}-{mm}/{dd}/content_{number}.htm", declared="utf-8"),
    Platform(name="empire", style=styles.NAV, article="/c{column}/{year}-{mm}-{dd}/{number}.html", charset="gb18030", meta="gb2312"),
    Platform(name="tables", style=styles.TABLES, charset="gbk"),
    Platform(name="side menu", style=styles.SIDE, charset="gbk", declared="gb2312"),
    Platform(name="no class names", style=styles.PLAIN),
    Platform(name="month and day", style=styles.NAV_SHORT, declared="utf-8"),
    Platform(name="headed list", style=styles.NAV_HEADED, charset="gb18030", declared="GBK"),
    Platform(name="unclosed tags", style=styles.UNCLOSED, charset="gbk", declared="gbk"),
)
