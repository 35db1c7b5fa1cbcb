"""The path of names above a page, and the column it belongs to.

Refuses to invent a step: what the page does not name between separators is no crumb.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spotcheck.crawler.reading.markup import Element, fold, whole_text
from spotcheck.crawler.records import Crumb

_EDGE = " \t>＞»›→/\\|-—:：·•\xa0;,，。»"
_SPLIT = re.compile(r"\s{0,9}(?:[>＞»›→\\]|->|\s/\s|\s-\s){1,9}\s{0,9}")
_PREFIX = re.compile(r"^.{0,14}?位置\s*(?:[:：是为]|\s|$)+")
_LEAF = {"正文", "内容", "列表", "详情", "详细信息", "信息内容", "文章内容", "详细内容", "信息正文", "文章正文", "浏览文章"}


def read_breadcrumb(container: Element | None, resolve: Callable[[str], str]) -> tuple[Crumb, ...]:
    """The steps of a breadcrumb in order; 正文 and the like are no steps. ``resolve`` makes hrefs absolute."""
    if container is None:
        return ()
    crumbs: list[Crumb] = []
    _words(crumbs, container.text)
    for node in container.iterdescendants():
        if node.tag in ("script", "style"):
            _words(crumbs, node.tail)
            continue
        above = next((up for up in node.iterancestors() if up.tag == "a" or up is container), None)
        if above is not None and above.tag == "a" and above is not container:
            continue
        if node.tag == "a":
            name = fold(whole_text(node)).strip(_EDGE) or fold(node.get("title") or "")
            if name:
                crumbs.append(Crumb(name=name, url=resolve(node.get("href") or "")))
        else:
            _words(crumbs, node.text)
        _words(crumbs, node.tail)
    while crumbs and crumbs[-1].name in _LEAF and not crumbs[-1].url:
        crumbs.pop()
    return tuple(crumbs)


def _words(crumbs: list[Crumb], text: str | None) -> None:
    if not text or not (text := fold(text)):
        return
    text = _PREFIX.sub("", text) if not crumbs else text
    for part in _SPLIT.split(text):
        name = part.strip(_EDGE)
        if name and not (not crumbs and ("位置" in name or len(name) > 20)):
            crumbs.append(Crumb(name=name, url=""))
