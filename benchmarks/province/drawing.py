"""A case as a website: its columns, articles and attachments drawn on a platform, as answers by address. Judges nothing."""

from __future__ import annotations

from datetime import date
from html import escape
from random import Random
from typing import Any
from urllib.parse import urlsplit

from benchmarks.province.files import FORMATS, make
from benchmarks.province.platforms import Platform
from tests.adversary.web import Item, Site

OWNER = "安青县人民政府"
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "application/octet-stream",
}
_ANSWERS = {"not_found": 404, "gone": 410, "server_error": 500, "soft_not_found": 404}
_FILLER = "各有关单位要加强组织领导，认真抓好落实，确保各项工作按时完成。联系人为办公室值班人员，工作时间为工作日。"
CANNOT_DRAW = ("dates", "needs_script", "url", "kind")  # what only a recorded snapshot can show


def drawable(case: dict[str, Any]) -> bool:
    """Whether a website can show everything that the case says."""
    known = set(case) <= {"duty", "functions", "level", "name", "expect", "columns", "articles", "unread", "away", "pages", "register",
                          "subordinate_sites", "named_for", "standard", "as_of", "captured", "home", "complete"}  # fmt: skip
    plain = case.get("home", "read") == "read" and case.get("complete", True) and "captured" not in case and "as_of" not in case
    titles = [article["title"] for article in case.get("articles", [])]
    return (
        known
        and plain
        and len(titles) == len(set(titles))
        and not any(key in article for article in case.get("articles", []) for key in CANNOT_DRAW)
    )


class Drawing:
    """One site being drawn."""

    def __init__(self, name: str, case: dict[str, Any], platform: Platform, rng: Random) -> None:
        self.site = Site(name=name, functions=tuple(case.get("functions", ())), level=case.get("level", "county"), expect={})
        self.case, self.platform, self.rng = case, platform, rng
        self.owner = case.get("body", OWNER)
        self.columns = [dict(name=each) if isinstance(each, str) else dict(each) for each in case.get("columns", [])]
        self.articles = [dict(article) for article in case.get("articles", [])]
        known = {column["name"] for column in self.columns}
        for article in self.articles:
            if article.get("column") and article["column"] not in known:
                known.add(article["column"])
                self.columns.append({"name": article["column"]})
        self.number = {column["name"]: 11 + place * 7 for place, column in enumerate(self.columns)}
        self.where = {article["title"]: self._address(place, article) for place, article in enumerate(self.articles)}
        under = {child: column["name"] for column in self.columns for child in column.get("children", [])}
        self.above = {column["name"]: column.get("under") or under.get(column["name"], "") for column in self.columns}
        index = platform.style.index
        self.paths = {
            name: platform.column.format(column=number) + (index if platform.column.endswith("/") else "")
            for name, number in self.number.items()
        }
        self.menu = [(column["name"], self.paths[column["name"]]) for column in self.columns if not self.above[column["name"]]]
        self.unread = [(each, f"/u/{place}.html") for place, each in enumerate(case.get("unread", []))]
        self.menu += [(each["label"], path) for each, path in self.unread if each.get("role", "navigation") == "navigation"]

    def draw(self) -> Site:
        """The whole site."""
        for column in self.columns:
            self._column(column)
        for article in self.articles:
            self._article(article)
        for each, path in self.unread:
            self._answer(path, each.get("outcome", "timeout"))
        self._home()
        return self.site

    def _address(self, place: int, article: dict[str, Any]) -> str:
        day = article.get("date") or date(2017, 9, 1)
        fields = {"year": day.year, "month": day.month, "dom": day.day, "mm": f"{day:%m}", "dd": f"{day:%d}", "day": f"{day:%Y%m%d}"}
        column = self.number.get(article.get("column", ""), 0)
        return self.platform.article.format(column=column, number=40211 + place * 13, **fields)

    def _answer(self, path: str, outcome: str) -> None:
        """An address that could not be read: a fault is one, everything else is a refusal."""
        self.site.pages[path] = (_ANSWERS.get(outcome, 403), {"Content-Type": "text/html"}, b"<html><title>-</title></html>")

    def _page(self, path: str, title: str, trail: list[tuple[str, str]], main: str, *, is_list: bool = False) -> None:
        html = self.platform.style.shell(escape(title), [(escape(n), u) for n, u in trail], main, self.menu, self.owner, is_list)
        body, kind = self.platform.encode(html)
        self.site.pages[path] = (200, {"Content-Type": kind}, body)
        if path.endswith("/index.html"):
            self.site.pages[path.removesuffix("index.html")] = self.site.pages[path]

    def _trail(self, name: str) -> list[tuple[str, str]]:
        above = self.above.get(name, "")
        return [*(self._trail(above) if above in self.paths else []), (name, self.paths[name])]

    def _column(self, column: dict[str, Any]) -> None:
        name = column["name"]
        if column.get("outcome", "read") != "read":
            self._answer(self.paths[name], column["outcome"])
            return
        rows = [self._row(article) for article in self.articles if article.get("column") == name]
        below = [child for child, above in self.above.items() if above == name]
        main = "".join(f'<li><a href="{self.paths[child]}">{escape(child)}</a></li>' for child in below)
        main = f"<ul>{main}</ul>" if main else ""
        main += self._text(column, pad=False) + self._tables(column) + self._files(column, self.paths[name]) + self._links(column)
        listing = self.platform.style.listing(rows) if rows or not main else ""
        self._page(self.paths[name], name, self._trail(name), main + listing, is_list=True)

    def _row(self, article: dict[str, Any]) -> tuple[str, str, str]:
        day = article.get("list_date", article.get("date"))
        return self.where[article["title"]], escape(article.get("listed", article["title"])), day.isoformat() if day else ""

    def _article(self, article: dict[str, Any]) -> None:
        path = self.where[article["title"]]
        if article.get("outcome", "read") != "read":
            self._answer(path, article["outcome"])
            return
        links = "".join(f'<p>相关链接：<a href="{self.where[title]}">{escape(title)}</a></p>' for title in article.get("links", []))
        index = "".join(f"<tr><td>{escape(name)}：</td><td>{escape(value)}</td></tr>" for name, value in article.get("index", []))
        body = (f'<table class="index">{index}</table>' if index else "") + self._text(article) + self._tables(article) + links
        marks = "".join(f'<span class="mark">{escape(mark)}</span>' for mark in article.get("marks", []))
        day = article["date"].isoformat() if article.get("date") else ""
        item = Item(title=escape(article["title"]) + marks, day=day, body=body, shown=None if day else "")
        column = article.get("column")
        trail = self._trail(column) if column else []
        self._page(path, article["title"], trail, self.platform.style.article(item, self._files(article, path)))

    def _text(self, facts: dict[str, Any], *, pad: bool = True) -> str:
        text = facts.get("text", "")
        if pad and 0 < len(text) < 40:
            text += "\n" + _FILLER
        return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)

    @staticmethod
    def _tables(facts: dict[str, Any]) -> str:
        drawn = []
        for table in facts.get("tables", []):
            caption = f"<p align=center><b>{escape(table['caption'])}</b></p>" if table.get("caption") else ""
            rows = [row for row in (table.get("heads"), *table.get("rows", [])) if row]
            cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            drawn.append(f"{caption}<table border=1 cellspacing=0>{cells}</table>")
        return "".join(drawn)

    @staticmethod
    def _links(column: dict[str, Any]) -> str:
        """Links out of a column; one without words is a frame."""
        drawn = [(link["url"], escape(link["text"])) for link in column.get("links", [])]
        return "".join(f'<p><a href="{url}">{text}</a></p>' if text else f'<iframe src="{url}"></iframe>' for url, text in drawn)

    def _files(self, facts: dict[str, Any], page: str) -> str:
        drawn = []
        for place, file in enumerate(facts.get("files", [])):
            kind, body = make(file, self.rng.choice(FORMATS))
            path = f"/files/{abs(hash_of(page)) % 99991}{place}.{kind}"
            if file.get("outcome", "read") != "read":
                self._answer(path, file["outcome"])
            else:
                self.site.pages[path] = (200, {"Content-Type": _TYPES[kind]}, body)
            name = file["name"].rpartition(".")[0] or file["name"]
            drawn.append(f'<p>附件：<a href="{path}">{escape(name)}.{kind}</a></p>')
        return "".join(drawn)

    def _home(self) -> None:
        newest = [self._row(article) for article in self.articles[:4]]
        loose = [(path, escape(each["label"]), "") for each, path in self.unread if each.get("role", "navigation") != "navigation"]
        away = "".join(
            f'<p><a href="{each.get("url", "http://other.example/")}">{escape(each["text"])}</a></p>' for each in self.case.get("away", [])
        )
        self._page("/", self.owner, [], self.platform.style.listing([*newest, *loose]) + away, is_list=True)


class Elsewhere(Site):
    """A host beside the site, which keeps its own name."""

    @property
    def host(self) -> str:
        return self.name


def hash_of(words: str) -> int:
    """A number of some words, the same in every process."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(words))


def others(case: dict[str, Any]) -> list[Site]:
    """The hosts beside the site: pages of shared platforms, and hosts that the site merely links to, which let nobody in."""
    hosts: dict[str, Site] = {}
    for away in case.get("away", []):
        parts = urlsplit(away.get("url", ""))
        if parts.netloc:
            site = hosts.setdefault(parts.netloc, Elsewhere(name=parts.netloc, functions=(), level="", expect={}))
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            site.pages[path] = (403, {"Content-Type": "text/html"}, b"")
    for page in case.get("pages", []):
        parts = urlsplit(page["url"])
        site = hosts.setdefault(parts.netloc, Elsewhere(name=parts.netloc, functions=(), level="", expect={}))
        outcome = page.get("outcome", "read")
        links = "".join(f'<li><a href="{link["url"]}">{escape(link["text"])}</a></li>' for link in page.get("links", []))
        rows = "".join(
            f'<li><a href="/e/{n}.html">{escape(title)}</a><span>2017-11-20</span></li>' for n, title in enumerate(page.get("entries", []))
        )
        title = escape(page.get("title", ""))
        html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
        html += f"<div>{escape(page.get('text', ''))}</div><ul>{links}{rows}</ul></body></html>"
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        site.pages[path or "/"] = (
            200 if outcome == "read" else _ANSWERS.get(outcome, 403),
            {"Content-Type": "text/html; charset=utf-8"},
            html.encode(),
        )
    return list(hosts.values())
