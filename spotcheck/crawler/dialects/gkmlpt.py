"""The Guangdong directory platform gkmlpt: a tree of columns in ``_CONFIG``, whose items are JSON at ``/gkmlpt/api/all/ID``.

Refuses to invent an address: columns, the id of the site and the folder of the platform are those the page itself holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from spotcheck.config.china_time import CHINA
from spotcheck.crawler.dialects.base import Dialect, Records, path_of
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import LIMIT

_SITE = re.compile(r"\bSID[\"']?\s*:\s*[\"']?(\d+)")
_TREE = re.compile(r"\bTREE[\"']?\s*:\s*(?=\[)")
_DETAIL = re.compile(r"\bDETAIL[\"']?\s*:\s*(?=\{)")
_FOLDER = re.compile(r"^(\S*?/gkmlpt)(?:/|$)")
_WRITTEN = re.compile(r"[\"'](?:https?:)?([^\"'\s]*/gkmlpt)/")
_PAGE = re.compile(r"([?&]page=)(\d+)")
_STATES = (("is_abolished", "废止"), ("is_expired", "失效"))
_ROWS = (("索引号", "identifier"), ("发布机构", "publisher"), ("文号", "document_number"), ("主题分类", "classify_theme_name"))
_PUBLISHED = ("display_publish_time", "first_publish_time", "create_time")


class Gkmlpt(Dialect):
    """The directory platform of Guangdong."""

    name = "gkmlpt"
    title = "广东政府信息公开目录平台（gkmlpt）"
    english = "gkmlpt (disclosure directory of Guangdong)"
    signs = ("window._CONFIG: SID, TREE", "JSON: classify, articles")
    shape = re.compile(r"/gkmlpt/(?:index|content|guide|annual|policy)")
    shape_told = "/gkmlpt/…"
    containers = ("gkmlpt-content", "article-content")
    verified = False

    def recognise(self, markup: Markup) -> str:
        """By the settings its scripts start from, by the fields of its JSON, or by its folder."""
        if "_CONFIG" in markup.source and _SITE.search(markup.source) and "TREE" in markup.source:
            return self.signs[0]
        if markup.source.lstrip()[:1] == "{" and '"articles"' in markup.source and '"classify"' in markup.source:
            return self.signs[1]
        return super().recognise(markup)

    def records(self, markup: Markup, resolve: Resolver) -> Records | None:
        """The items of a JSON answer, and the addresses of its further pages."""
        answer = _decoded(markup.source.lstrip(), 0) if markup.source.lstrip()[:1] == "{" else None
        articles = answer.get("articles") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(articles, list):
            return None
        items = [each for each in articles if isinstance(each, dict) and _text(each.get("title"))]
        given = answer.get("classify")
        about: dict[str, Any] = given if isinstance(given, dict) else {}
        said = [n for n in (answer.get("total"), about.get("post_count")) if isinstance(n, int)]
        return Records(
            fragments=tuple(_item(each) for each in items),
            total=max(said) if said else None,
            more=_further(markup.url, answer, len(articles), resolve),
            name=_text(about.get("name")),
        )

    def shown(self, markup: Markup) -> str | None:
        """The page with the document or, where it holds none, the tree of columns that its scripts would write into it."""
        if "_CONFIG" not in markup.source:
            return None
        detail = _after(_DETAIL, markup.source)
        if isinstance(detail, dict) and _text(detail.get("title")):
            written = "" if "article-content" in markup.source.partition("_CONFIG")[0] else _document(detail)
        else:
            site = _SITE.search(markup.source)
            folder = _FOLDER.match(path_of(markup.url)) or _WRITTEN.search(markup.source)
            tree = _after(_TREE, markup.source)
            rows = [_column(each, folder[1], site[1]) for each in _columns(tree)] if site and folder else []
            written = f'<div class="list"><ul>{"".join(rows)}</ul></div>' if rows else ""
        head, end, tail = markup.source.rpartition("</body")
        return (f"{head}{written}{end}{tail}" if end else markup.source + written) if written else None


def _after(name: re.Pattern[str], source: str) -> Any:
    found = name.search(source)
    return _decoded(source, found.end()) if found else None


def _decoded(source: str, start: int) -> Any:
    try:
        return json.JSONDecoder().raw_decode(source, start)[0]
    except (ValueError, RecursionError):
        return None


def _columns(tree: Any) -> Iterator[dict[str, Any]]:
    """Every column of a tree, parents first; a flat walk, for a page may nest as deep as it likes."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            if _text(node.get("name")) and (isinstance(node.get("id"), int) or _text(node.get("jump_url"))):
                yield node
            waiting.append(node.get("children"))


def _column(node: dict[str, Any], folder: str, site: str) -> str:
    address = _text(node.get("jump_url")) or f"{folder}/api/all/{node['id']}?page=1&sid={site}"
    return f'<li><a href="{escape(address)}">{escape(_text(node["name"]))}</a></li>'


def _item(article: dict[str, Any]) -> str:
    address, title = _text(article.get("url")) or _text(article.get("post_url")), _text(article["title"])
    return f'<li><a href="{escape(address)}">{escape(title)}</a><span>{_published(article)}</span></li>'


def _further(url: str, answer: dict[str, Any], held: int, resolve: Resolver) -> tuple[str, ...]:
    page, total = _PAGE.search(url), answer.get("total")
    if page is None or not isinstance(total, int) or not held or int(page[2]) != 1:
        return ()
    last = min(-(-total // held), LIMIT)
    return tuple(resolve(_PAGE.sub(rf"\g<1>{number}", url)) for number in range(2, last + 1))


def _document(detail: dict[str, Any]) -> str:
    rows = [(name, _text(detail.get(key))) for name, key in _ROWS]
    rows += [("成文日期", _day(detail.get("date"))), ("发布日期", _published(detail)), ("有效性", _state(detail))]
    table = "".join(f"<tr><td>{name}：</td><td>{escape(value)}</td></tr>" for name, value in rows)
    mark = f"<p><span>{_state(detail)}</span></p>" if _state(detail) else ""
    content = detail.get("content")
    text = content if isinstance(content, str) else ""
    return f'<table>{table}</table><h1>{escape(_text(detail["title"]))}</h1>{mark}<div class="gkmlpt-content">{text}</div>'


def _state(record: dict[str, Any]) -> str:
    return next((word for name, word in _STATES if record.get(name) in (1, "1", True)), "")


def _published(record: dict[str, Any]) -> str:
    return next((day for name in _PUBLISHED if (day := _day(record.get(name)))), "")


def _day(moment: Any) -> str:
    """A civil day of a time in seconds, or the day at the start of a text."""
    if isinstance(moment, str) and not moment.isdigit():
        return moment[:10]
    try:
        return datetime.fromtimestamp(int(moment), CHINA).date().isoformat() if moment else ""
    except (OverflowError, OSError, ValueError, TypeError):
        return ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


DIALECT = Gkmlpt()
