"""The three platforms of the demonstration province. Each states only what differs from ``Platform``."""

from __future__ import annotations

import posixpath
from datetime import date
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote

from spotcheck.demo.content import Article, Column, File
from spotcheck.demo.platform import BUILT, Answer, Platform


class Hanweb(Platform):
    """A Hanweb-like site: records inside a script, further groups from ``dataproxy.jsp``."""

    templates = "hanweb"
    per_page = 6
    group = 2  # pages whose records stand in the page itself
    html_type = "text/html;charset=UTF-8"
    script = "/module/jslib/jpage/jpage.js"
    proxy = "/module/web/jpage/dataproxy.jsp"

    def column_path(self, column: Column, page: int = 1) -> str:
        return f"/col/{column.path}/index.html"

    def article_path(self, article: Article) -> str:
        number = self.content.columns[article.column].path.removeprefix("col")
        day = article.date
        return f"/art/{day.year}/{day.month}/{day.day}/art_{number}_{article.id}.html"

    def file_path(self, owner: Article | Column, file: File) -> str:
        return f"/attach/0/{file.name}"

    def pages_of(self, column: Column) -> list[list[Article]]:
        """One page a column: the records of all its pages hang on it."""
        return [self.content.listed(column.key) if column.kind == "list" else []]

    def answer(self, target: str, form: str = "") -> Answer:
        path, _, query = target.partition("?")
        if path != self.proxy:
            return super().answer(target, form)
        asked = {name: values[-1] for name, values in parse_qs(f"{query}&{form}").items()}
        column = next((c for c in self.content.columns.values() if c.path == f"col{asked.get('columnid')}"), None)
        if column is None:
            return Answer(body=b"<datastore></datastore>", content_type="text/xml;charset=UTF-8")
        entries = [self._entry("/", article) for article in self.content.listed(column.key)]
        per_page = _number(asked.get("perpage"), self.per_page)
        page = _number(asked.get("page"), 1)
        start = _number(asked.get("startrecord"), (page - 1) * per_page * self.group + 1)
        end = _number(asked.get("endrecord"), start + per_page * self.group - 1)
        more = self._next_group(column, page + 1) if end < len(entries) else ""
        text = _datastore(entries[start - 1 : end], len(entries), per_page, more)
        return Answer(body=text.encode(), content_type="text/xml;charset=UTF-8")

    def _column_extra(self, at: str, column: Column) -> dict[str, Any]:
        entries = [self._entry(at, article) for article in self.pages_of(column)[0]]
        inline = self.per_page * self.group
        more = self._next_group(column, 2) if len(entries) > inline else ""
        store = _datastore(entries[:inline], len(entries), self.per_page, more)
        return {"datastore": store, "per_page": self.per_page, "unit": int(column.path[3:]) + 2311}

    def _next_group(self, column: Column, page: int) -> str:
        number = int(column.path[3:])
        start = (page - 1) * self.per_page * self.group + 1
        end = start + self.per_page * self.group - 1
        return (
            f"{self.proxy}?startrecord={start}&endrecord={end}&perpage={self.per_page}&page={page}&appid=1&webid=12&path=/"
            f"&columnid={number}&unitid={number + 2311}&webname={quote(quote(self.content.name))}&permissiontype=0"
        )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and int(text) > 0 else otherwise


def _datastore(entries: list[dict[str, Any]], total: int, per_page: int, more: str) -> str:
    records = "\n".join(
        f'<record><![CDATA[\n<li><a target="_blank" href="{e["href"]}" title="{escape(e["title"])}">'
        f"{escape(e['shown'], quote=False)}</a><span>{e['date']}</span></li>]]></record>"
        for e in entries
    )
    group = f'<nextgroup><![CDATA[<a href="{more}"></a>]]></nextgroup>\n' if more else ""
    pages = -(-total // per_page)
    head = f"<totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
    return f"<datastore>\n{head}\n{group}<recordset>\n{records}\n</recordset>\n</datastore>"


class Trs(Platform):
    """A TRS-like site: relative addresses, ``createPageHTML`` paging."""

    templates = "trs"
    script = "/images/page.js"
    per_page = 10

    def column_path(self, column: Column, page: int = 1) -> str:
        return f"/{column.path}/" + (f"index_{page - 1}.html" if page > 1 else "")

    def article_path(self, article: Article) -> str:
        folder = self.content.columns[article.column].path
        return f"/{folder}/{article.date:%Y%m}/t{article.date:%Y%m%d}_{article.id}.html"

    def file_path(self, owner: Article | Column, file: File) -> str:
        folder = self.article_path(owner) if isinstance(owner, Article) else self.column_path(owner)
        return posixpath.join(posixpath.dirname(folder), file.name)

    def answer(self, target: str, form: str = "") -> Answer:
        return super().answer(target.removesuffix("index.html") if target.endswith("/index.html") else target, form)

    def href(self, source: str, target: str) -> str:
        if not source:
            return target  # a relative address on the page for missing ones would never end
        path = posixpath.relpath(target, posixpath.dirname(source))
        path += "/" if target.endswith("/") and path not in (".", "..") else ""
        return path if path.startswith("..") else f"./{path}" if path != "." else "./"


class Static(Platform):
    """A plain static site in GBK that declares its encoding in several ways, or not at all, or wrongly."""

    templates = "static"
    per_page = 8
    encoding = "gb18030"

    def column_path(self, column: Column, page: int = 1) -> str:
        return f"/{column.path}{f'_{page}' if page > 1 else ''}.htm"

    def article_path(self, article: Article) -> str:
        folder = self.content.columns[article.column].path.split("/")[0]
        return f"/{folder}/{article.date:%Y%m%d}_{article.id}.htm"

    def file_path(self, owner: Article | Column, file: File) -> str:
        day = owner.date if isinstance(owner, Article) else BUILT
        return f"/upload/{day:%Y/%m}/{file.name}"

    def _html(self, text: str, modified: date = BUILT, key: str = "") -> Answer:
        meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        article = self.content.by_key.get(key)
        match article.id % 4 if article else 0:
            case 1:
                return Answer(body=self._encode(text.replace(meta, "")), content_type="text/html; charset=GBK", modified=modified)
            case 2:
                return Answer(body=self._encode(text.replace(meta, "")), modified=modified)
            case 3 if article and article.column == "news":
                return Answer(body=text.encode("utf-8"), modified=modified)  # really UTF-8, and says gb2312
        return Answer(body=self._encode(text), modified=modified)
