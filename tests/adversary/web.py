"""Small sites of our own in many layouts, behind one loopback proxy, so that each keeps a host of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

OFFICE = "安州市云山区人民政府"


@dataclass
class Item:
    """An article: where it stands in a list, and what it says."""

    title: str
    day: str = "2017-03-10"
    body: str = ""
    files: tuple[tuple[str, str], ...] = ()  # (address, text)
    listed: str = ""
    shown: str | None = None  # the line above the text; None: the usual one
    raw: str = ""  # a whole page in place of the usual one
    href: str = ""  # another address in the list


@dataclass
class Column:
    """A column: items, sub-columns, or a text of its own."""

    name: str
    items: list[Item] = field(default_factory=list)
    below: list[Column] = field(default_factory=list)
    body: str = ""
    files: tuple[tuple[str, str], ...] = ()
    raw: str = ""
    pages: int = 1


@dataclass
class Site:
    """A whole site: responses by path."""

    name: str
    functions: tuple[str, ...]
    level: str
    expect: dict[str, str]
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    start: str = "/"
    subordinate: int | None = None
    answer: Callable[[str], tuple[int, dict[str, str], bytes] | None] | None = None
    wait: dict[str, float] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"www.{self.name}.example"

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.start}"


@dataclass
class Style:
    """How a site is laid out."""

    shell: Callable[..., str]
    listing: Callable[[list[tuple[str, str, str]]], str]
    article: Callable[[Item, str], str]
    charset: str = "utf-8"
    prefix: str = "/"
    index: str = ""  # name of a column's page inside its folder
    item: str = "{column}/{number}.html"


def draw(site: Site, columns: list[Column], style: Style, *, home: str | None = None, owner: str = OFFICE) -> Site:
    """Fills a site with its pages."""
    where: dict[int, str] = {}
    menu: list[tuple[str, str]] = []
    number = iter(range(1, 10000))

    def place(column: Column, above: str) -> None:
        where[id(column)] = f"{above}c{next(number)}/"
        for each in column.below:
            place(each, where[id(column)])

    for column in columns:
        place(column, style.prefix)
        menu.append((column.name, where[id(column)] + style.index))

    def put(path: str, html: str) -> None:
        kind = {"Content-Type": f"text/html; charset={style.charset}" if style.charset == "utf-8" else "text/html"}
        site.pages[path] = (200, kind, html.encode(style.charset, "xmlcharrefreplace"))

    def column_page(column: Column, trail: list[tuple[str, str]]) -> None:
        path = where[id(column)]
        here = [*trail, (column.name, path + style.index)]
        rows = []
        for n, item in enumerate(column.items, 1):
            address = item.href or path + f"{item.day.replace('-', '') or n}_{n}.html"
            rows.append((address, item.listed or item.title, item.day))
            if not item.href:
                page = item.raw or style.shell(item.title, here, style.article(item, "".join(_file(*f) for f in item.files)), menu, owner)
                put(address, page)
        subs = "".join(f'<li><a href="{where[id(c)] + style.index}">{c.name}</a></li>' for c in column.below)
        main = (f"<ul>{subs}</ul>" if subs else "") + column.body + "".join(_file(*f) for f in column.files)
        if column.raw:
            put(path + style.index, column.raw)
        else:
            size = max(1, -(-len(rows) // max(1, column.pages)))
            for p in range(column.pages):
                turn = "".join(f'<a href="{_paged(path, style, q)}">{q + 1}</a> ' for q in range(column.pages)) if column.pages > 1 else ""
                block = style.listing(rows[p * size : (p + 1) * size]) if rows else ("" if main else style.listing([]))
                put(_paged(path, style, p), style.shell(column.name, here, main + block + turn, menu, owner, is_list=True))
        if style.index:
            site.pages[path] = site.pages[path + style.index]
        for each in column.below:
            column_page(each, here)

    for column in columns:
        column_page(column, [])
    news = [(where[id(c)] + f"{i.day.replace('-', '') or n}_{n}.html", i.listed or i.title, i.day)
            for c in columns for n, i in enumerate(c.items[:2], 1) if not i.href]  # fmt: skip
    put(style.prefix, home if home is not None else style.shell(owner, [], style.listing(news), menu, owner, is_list=True))
    return site


def _paged(path: str, style: Style, page: int) -> str:
    return path + (style.index if page == 0 else f"index_{page}.html")


def _file(address: str, text: str) -> str:
    return f'<p><a href="{escape(address)}">{text}</a></p>'


@contextmanager
def served(sites: list[Site]) -> Iterator[str]:
    """The address of a proxy that answers for all sites."""
    known = {site.host: site for site in sites}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            site = known.get(parts.netloc)
            path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
            status, heads, body = 404, {"Content-Type": "text/html"}, b"<html><title>404 Not Found</title><h1>404 Not Found</h1></html>"
            if site is not None:
                if path in site.wait:
                    time.sleep(site.wait[path])
                found = (site.answer(path) if site.answer else None) or site.pages.get(path)
                if found:
                    status, heads, body = found
            self.send_response(status)
            for name, value in heads.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
