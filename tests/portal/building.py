"""Small sites for the tests of the portal: pages as they come, read one by one, then compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page, Role
from spotcheck.crawler.urls import key
from spotcheck.portal.pages import WholeSite, whole_site

ORIGIN = "http://www.example.gov.cn"
TODAY = date(2018, 1, 10)


def read(path: str, html: str) -> Page:
    """One page by itself."""
    role = Role.HOME if path == "/" else Role.NAVIGATION
    return read_page(url=ORIGIN + path, body=html.encode(), content_type="text/html; charset=utf-8", role=role, today=TODAY)


def compare(site: Mapping[str, str]) -> WholeSite:
    """The pages of a site, by their paths, as the site makes sense of them."""
    pages = {key(ORIGIN + path): read(path, html) for path, html in site.items()}
    return whole_site(pages, key, key(ORIGIN + "/"))


def of(site: WholeSite, path: str) -> Page:
    """One page of a compared site."""
    return site.pages[key(ORIGIN + path)]


def titles(site: WholeSite, path: str) -> list[str]:
    """The titles of what a page lists."""
    return [entry.title for entry in of(site, path).entries]


NAV = {"/": "首页", "/gk/": "信息公开", "/dt/": "工作动态", "/zc/": "政策法规", "/hd/": "互动交流"}
SIDE = {"/gk/zn/": "公开指南", "/gk/ml/": "公开目录", "/gk/nb/": "年度报告", "/gk/rs/": "人事信息"}


def menu(links: Mapping[str, str], here: str = "", *, tag: str = "ul", names: str = "") -> str:
    """A menu; the page's own entry is no link."""
    items = (f"<li>{text if path == here else f'<a href={path}>{text}</a>'}</li>" for path, text in links.items())
    return f"<{tag} class='{names}'>{''.join(items)}</{tag}>"


def page(path: str, title: str, main: str, *, side: bool = False, names: str = "x1") -> str:
    """A page whose class names say nothing."""
    left = f"<div class={names}>{menu(SIDE, path)}</div>" if side else ""
    return (
        f"<html><head><title>{title}</title></head><body><div class=a1>{menu(NAV, path)}</div><div class=b2>{left}"
        f"<div class=c3>{main}</div></div><div class=d4><p>清源县统计局主办</p></div></body></html>"
    )


def listing(items: Mapping[str, tuple[str, str]]) -> str:
    """A list of articles: path → (title, day or "")."""
    return "<ul>" + "".join(f"<li><a href={path}>{title}</a><span>{day}</span></li>" for path, (title, day) in items.items()) + "</ul>"


def articles(items: Mapping[str, tuple[str, str]], *, side: bool = False) -> dict[str, str]:
    """The pages of a list's articles."""
    text = "<p>现将有关情况予以公布，请各有关单位结合实际认真贯彻落实，执行中遇到的问题请及时向我局反映。</p>" * 3
    return {
        path: page(path, title, f"<h1>{title}</h1><p>发布日期：{day or '2017-05-05'}</p>{text}", side=side)
        for path, (title, day) in items.items()
    }
