"""What a demonstration site says: columns, articles and attachments, read from its ``site.toml``. It draws no page."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attachment: ``name`` is the last part of its address, ``source`` the stored file its bytes come from ("" with a ``status``)."""

    name: str
    label: str
    source: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``body`` is in the small markup of ``markup.py``; ``index`` rows stand in the index table above the title."""

    key: str
    column: str
    id: int
    title: str
    date: date
    body: str = ""
    source: str = ""
    index: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    short: str = ""  # the title as its list shows it, cut short by the platform
    pinned: bool = False
    badge: str = ""  # words of a badge image beside the title
    dateline: str = ""  # replaces the line of date and source under the title
    also: tuple[str, ...] = ()  # other columns that list it


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. ``kind``: list, page (its body is its content), parent (shows its sub-columns), script (a shell
    that shows nothing without scripts). A list without articles is a blank column."""

    key: str
    name: str
    path: str
    parent: str = ""
    kind: str = "list"
    body: str = ""
    description: str = ""
    files: tuple[File, ...] = ()
    in_nav: bool = True
    shown_above: bool = True  # whether the page of the parent column shows its newest articles
    lines: str = ""  # everyday articles, one a line: date, title :: first paragraph
    tails: tuple[str, ...] = ()  # closing paragraphs of the everyday articles, in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A whole site as data."""

    key: str
    host: str
    name: str
    body: str  # 主办单位
    code: str
    icp: str
    police: str
    address: str
    phone: str
    mail: str
    platform: str
    robots: str
    friends: tuple[tuple[str, str], ...]  # off-site links
    home_dead: tuple[str, str]  # a dead link of the home page: address, text
    columns: dict[str, Column]
    articles: tuple[Article, ...]  # newest first
    pinned: tuple[Article, ...] = ()
    by_key: dict[str, Article] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Address of the home page."""
        return f"http://{self.host}/"

    def children(self, key: str) -> list[Column]:
        """Sub-columns in the order of the file; ``""`` gives the top level."""
        return [c for c in self.columns.values() if c.parent == key]

    def trail(self, column: Column) -> list[Column]:
        """The column with those above it, outermost first."""
        above = self.trail(self.columns[column.parent]) if column.parent else []
        return [*above, column]

    def listed(self, key: str) -> list[Article]:
        """Articles of a column as its list shows them: pinned ones on top, then newest first."""
        own = [a for a in self.articles if a.column == key or key in a.also]
        return sorted(own, key=lambda a: not a.pinned)


def load(name: str) -> Content:
    """Read ``sites/<name>/site.toml``. Unknown keys raise TypeError, unknown columns KeyError."""
    raw = tomllib.loads((files(__package__) / "sites" / name / "site.toml").read_text("utf-8"))
    columns = {row["key"]: Column(**_row(Column, row)) for row in raw["columns"]}
    rows = [*raw["articles"], *(row for column in columns.values() for row in _everyday(column))]
    rows.sort(key=lambda row: (row["date"], row["title"]))
    articles = []
    for number, row in enumerate(rows):
        columns[row["column"]]
        identity = raw["site"]["first_id"] + 137 * number + number * number % 89
        articles.append(Article(**_row(Article, {"key": f"n{number}", "id": identity} | row)))
    articles.reverse()
    site = {key: value for key, value in raw["site"].items() if key != "first_id"}
    site["friends"] = tuple((url, text) for url, text in site["friends"])
    site["home_dead"] = tuple(site["home_dead"])
    return Content(**site, columns=columns, articles=tuple(articles), by_key={a.key: a for a in articles})


def _row(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    known = {f.name for f in fields(kind)}
    if unknown := set(row) - known:
        raise TypeError(f"{kind.__name__} {row.get('key') or row.get('title')}: unknown {sorted(unknown)}")
    out = dict(row)
    if "files" in row:
        out["files"] = tuple(File(**item) for item in row["files"])
    if "index" in row:
        out["index"] = tuple((name, value) for name, value in row["index"])
    for name in ("also", "tails"):
        if name in row:
            out[name] = tuple(row[name])
    return out


def _everyday(column: Column) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(filter(None, map(str.strip, column.lines.splitlines()))):
        day, _, rest = line.partition(" ")
        title, _, lead = rest.partition(" :: ")
        tail = column.tails[number % len(column.tails)] if column.tails else ""
        rows.append({"column": column.key, "date": date.fromisoformat(day), "title": title, "body": f"{lead or title}\n\n{tail}"})
    return rows
