"""How a platform lays out a site: addresses, pages and encodings. One subclass a platform states what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from importlib.resources import files
from typing import Any, ClassVar

import jinja2
from markupsafe import Markup

from spotcheck.demo.content import Article, Column, Content, File
from spotcheck.demo.images import image
from spotcheck.demo.markup import to_html

BUILT = date(2018, 1, 12)  # the day the sites were generated: Last-Modified of pages without a date of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says to one request."""

    body: bytes
    content_type: str = "text/html"
    status: int = 200
    modified: date = BUILT


TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "css": "text/css",
}
FORBIDDEN = b"<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>"


class Platform:
    """A site drawn from its content. Addresses start with ``/``; pages are made when first asked for, and kept."""

    templates: ClassVar[str]
    per_page: ClassVar[int]
    encoding: ClassVar[str] = "utf-8"
    html_type: ClassVar[str] = "text/html"
    script: ClassVar[str] = ""  # address of the script that pages its lists in a browser

    def __init__(self, content: Content) -> None:
        self.content = content
        folder = files("spotcheck.demo") / "templates" / self.templates
        loader = jinja2.FunctionLoader(lambda name: (folder / name).read_text("utf-8"))
        self._env = jinja2.Environment(
            loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
        )
        self._folder = folder
        self._makers: dict[str, Callable[[], Answer]] = {}
        self._made: dict[str, Answer] = {}
        self._lay_out()

    def column_path(self, column: Column, page: int = 1) -> str:
        """Address of a page of a column, from 1."""
        raise NotImplementedError

    def article_path(self, article: Article) -> str:
        """Address of an article."""
        raise NotImplementedError

    def file_path(self, owner: Article | Column, file: File) -> str:
        """Address of an attachment."""
        raise NotImplementedError

    def href(self, source: str, target: str) -> str:
        """How a page at ``source`` writes the address of ``target``; ``""`` for a page shown at any address."""
        return target

    def paths(self) -> list[str]:
        """Every address that is not made on the fly."""
        return list(self._makers)

    def answer(self, target: str, form: str = "") -> Answer:
        """The answer to ``target`` (path with query); ``form`` is the body of a POST."""
        path = target.partition("?")[0]
        if path not in self._made:
            maker = self._makers.get(path)
            if maker is None:
                text = self._draw("missing.j2", "", title="页面不存在", trail=[])
                return Answer(body=self._encode(text), status=404, content_type=self.html_type)
            self._made[path] = maker()
        return self._made[path]

    def _lay_out(self) -> None:
        site = self.content
        self._put("/", self._home)
        self._put("/robots.txt", lambda: Answer(body=site.robots.encode(), content_type="text/plain"))
        self._put("/images/style.css", lambda: Answer(body=(self._folder / "style.css").read_bytes(), content_type="text/css"))
        if self.script:
            self._put(self.script, lambda: Answer(body=(self._folder / "page.js").read_bytes(), content_type="application/javascript"))
        for name in ("logo", "yifeizhi", "jiucuo", "dzjg"):
            self._put(f"/images/{name}.png", partial(self._image, name))
        for column in site.columns.values():
            count = len(self.pages_of(column))
            for page in range(1, count + 1):
                self._put(self.column_path(column, page), partial(self._column, column, page))
            self._put_files(column)
        for article in site.articles:
            self._put(self.article_path(article), partial(self._article, article))
            self._put_files(article)

    def _put(self, path: str, maker: Callable[[], Answer]) -> None:
        if path in self._makers:
            raise ValueError(f"{self.content.host}: two pages at {path}")
        self._makers[path] = maker

    def _put_files(self, owner: Article | Column) -> None:
        for file in owner.files:
            if file.status != 404:
                self._put(self.file_path(owner, file), partial(self._file, file))

    def _image(self, name: str) -> Answer:
        return Answer(body=image(name), content_type="image/png")

    def _file(self, file: File) -> Answer:
        if file.status != 200:
            return Answer(body=FORBIDDEN, status=file.status)
        kind = file.name.rpartition(".")[2].lower()
        return Answer(body=(files("spotcheck.demo") / "attachments" / file.source).read_bytes(), content_type=TYPES[kind])

    def pages_of(self, column: Column) -> list[list[Article]]:
        """The articles of a column, page by page; one empty page when it has none or shows its own text."""
        own = self.content.listed(column.key) if column.kind == "list" else []
        return [own[at : at + self.per_page] for at in range(0, len(own), self.per_page)] or [[]]

    def _home(self) -> Answer:
        at = "/"
        blocks = {column.key: self._entries(at, column, 7) for column in self.content.columns.values()}
        return self._html(self._draw("home.j2", at, title=self.content.name, trail=[], blocks=blocks))

    def _column(self, column: Column, page: int) -> Answer:
        at = self.column_path(column, page)
        pages = self.pages_of(column)
        trail = [(c.name, self.href(at, self.column_path(c))) for c in self.content.trail(column)]
        top = self.content.trail(column)[0]
        text = self._draw(
            "script.j2" if column.kind == "script" else "column.j2",
            at,
            title=column.name,
            trail=trail,
            column=column,
            side_name=top.name,
            side=[self._nav_item(at, child) for child in self.content.children(top.key)],
            entries=[self._entry(at, article) for article in pages[page - 1]],
            sections=[self._section(at, child) for child in self.content.children(column.key)],
            body=self._body(at, column, column.body),
            files=self._files(at, column),
            page=page,
            pages=len(pages),
            page_links=[self.href(at, self.column_path(column, n)) for n in range(1, len(pages) + 1)],
            total=sum(map(len, pages)),
            **self._column_extra(at, column),
        )
        return self._html(text, key=column.key)

    def _article(self, article: Article) -> Answer:
        at = self.article_path(article)
        column = self.content.columns[article.column]
        text = self._draw(
            "article.j2",
            at,
            title=article.title,
            trail=[(c.name, self.href(at, self.column_path(c))) for c in self.content.trail(column)],
            article=article,
            column=column,
            source=article.source or self.content.body,
            stamp=datetime.combine(article.date, time(8 + article.id % 9, article.id % 60)),
            body=self._body(at, article, article.body),
            files=self._files(at, article),
            badge=self.href(at, "/images/yifeizhi.png"),
        )
        return self._html(text, modified=article.date, key=article.key)

    def _column_extra(self, at: str, column: Column) -> dict[str, Any]:
        return {}

    def _draw(self, template: str, at: str, **facts: Any) -> str:
        site = self.content
        nav = [self._nav_item(at, column) for column in site.children("") if column.in_nav]
        shared = {
            "site": site,
            "nav": nav,
            "home": self.href(at, "/"),
            "style": self.href(at, "/images/style.css"),
            "script": self.href(at, self.script),
            "image": lambda name: self.href(at, f"/images/{name}.png"),
            "to": lambda key: self.href(at, self.column_path(site.columns[key])),
        }
        return self._env.get_template(template).render(**shared, **facts)

    def _nav_item(self, at: str, column: Column) -> dict[str, Any]:
        children = [self._nav_item(at, child) for child in self.content.children(column.key) if child.in_nav]
        return {"name": column.name, "href": self.href(at, self.column_path(column)), "children": children}

    def _section(self, at: str, column: Column) -> tuple[str, str, list[dict[str, Any]]]:
        return column.name, self.href(at, self.column_path(column)), self._entries(at, column, 5 if column.shown_above else 0)

    def _entries(self, at: str, column: Column, most: int) -> list[dict[str, Any]]:
        return [self._entry(at, article) for article in self.content.listed(column.key)[:most]]

    def _entry(self, at: str, article: Article) -> dict[str, Any]:
        return {
            "href": self.href(at, self.article_path(article)),
            "title": article.title,
            "shown": article.short or article.title,
            "date": article.date.isoformat(),
            "pinned": article.pinned,
        }

    def _files(self, at: str, owner: Article | Column) -> list[dict[str, str]]:
        return [{"href": self.href(at, self.file_path(owner, file)), "label": file.label, "name": file.name} for file in owner.files]

    def _body(self, at: str, owner: Article | Column, text: str) -> str:
        return Markup(to_html(text, lambda target: self._resolve(at, owner, target))) if text else ""

    def _resolve(self, at: str, owner: Article | Column, target: str) -> str:
        match target[0]:
            case "@":
                return self.href(at, self.article_path(self.content.by_key[target[1:]]))
            case "#":
                return self.href(at, self.column_path(self.content.columns[target[1:]]))
            case "!":
                return self.href(at, self.file_path(owner, owner.files[int(target[1:])]))
        return target

    def _html(self, text: str, modified: date = BUILT, key: str = "") -> Answer:
        return Answer(body=self._encode(text), content_type=self.html_type, modified=modified)

    def _encode(self, text: str) -> bytes:
        return text.encode(self.encoding)
