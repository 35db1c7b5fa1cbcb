"""Hanweb 大汉版通 / jpaas: lists inline in a ``<datastore>``, further pages behind ``dataproxy.jsp``.

Refuses to page without the ids on the page itself: column, unit and web are never guessed.
"""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlencode

from spotcheck.crawler.dialects.base import Dialect, Records
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import LIMIT
from spotcheck.crawler.reading.scanning import between

_NEXT = re.compile(r"<nextgroup>\s*+<!\[CDATA\[\s*+<a[^<>]{0,300}href\s*+=\s*+[\"']([^<]{0,3000}?)[\"']\s*+>")
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>|total_?record[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_PROXY = re.compile(r"[\"']([^\"']*/jpage/dataproxy\.jsp[^\"']*)[\"']")
_PARAMETER = re.compile(r"[\"']?\b(columnid|unitid|webid)[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_COLUMN = re.compile(r"/col/?(?:col)?(\d+)/")
_IDS = ("webid", "columnid", "unitid")


class Hanweb(Dialect):
    """Hanweb 大汉版通."""

    name = "hanweb"
    title = "大汉版通（Hanweb、jpaas）"
    english = "Hanweb (jpaas)"
    signs = (
        "<datastore>",
        "dataproxy.jsp",
        "/module/jslib/",
        "/module/web/jpage",
        "<!--<$[",
        "/jcms_files/",
        "/jpaas/",
        "/jpage-",
        'name="hanweb',
        "jpaas-publish",
    )
    containers = ("zoom", "main-txt", "bt-content", "art_con", "wzcon")

    def records(self, markup: Markup, resolve: Resolver) -> Records | None:
        """The records of the page's own column, and the addresses that hold the rest."""
        stores = between(markup.source, "<datastore>", "</datastore>") or ([markup.source] if "<record>" in markup.source else [])
        stores = [s for s in stores if "<recordset" in s or "<record>" in s]
        if not stores:
            return None
        store = self._own(stores, markup.url)
        held = (record.strip() for record in between(store, "<record>", "</record>"))
        fragments = tuple(each[9:-3] for each in held if each.startswith("<![CDATA[") and each.endswith("]]>"))
        others = markup.source if len(stores) == 1 else store
        found = _TOTAL.search(store) or (_TOTAL.search(others) if len(stores) == 1 else None)
        total = int(found[1] or found[2]) if found else None
        return Records(fragments=fragments, total=total, more=self._more(store, markup, resolve, len(fragments), total))

    @staticmethod
    def _own(stores: list[str], url: str) -> str:
        column = _COLUMN.search(url)
        own = [s for s in stores if column and re.search(rf"columnid=(?:%3D)?{column[1]}\b", s)]
        return max(own or stores, key=lambda s: s.count("<record>"))

    @staticmethod
    def _more(store: str, markup: Markup, resolve: Resolver, held: int, total: int | None) -> tuple[str, ...]:
        if "dataproxy.jsp" in markup.url:
            return ()
        group = _NEXT.search(store)
        address = html.unescape(group[1]).replace("&amp;", "&") if group else next(iter(_PROXY.findall(markup.source)), "")
        if not address:
            return ()
        path, _, query = address.partition("?")
        given = dict(parse_qsl(query))
        for name, value in _PARAMETER.findall(markup.source):
            given.setdefault(name.lower(), value)
        if total is None:
            return (resolve(address),) if group and held else ()
        if total <= held or not all(i in given for i in _IDS):
            return ()
        per = _PER_PAGE.search(markup.source)
        size = int(per[1]) if per and int(per[1]) else held or 15
        step = max(size, held - held % size)
        pages = []
        for start in range(held + 1, min(total, held + step * LIMIT) + 1, step):
            parameters = [
                ("startrecord", str(start)),
                ("endrecord", str(min(start + step - 1, total))),
                ("perpage", str(size)),
                ("appid", "1"),
            ]
            parameters += [(i, given[i]) for i in _IDS] + [
                ("path", given.get("path", "/").strip("'") or "/"),
                ("permissiontype", given.get("permissiontype", "0")),
            ]
            pages.append(resolve(f"{path}?{urlencode(parameters)}"))
        return tuple(dict.fromkeys(p for p in pages if p))


DIALECT = Hanweb()
