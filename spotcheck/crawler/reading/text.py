"""The main text of a page: known containers first, scored blocks only where none is known.

Refuses navigation, headers and footers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spotcheck.crawler.reading.layout import Layout
from spotcheck.crawler.reading.markup import Element, Markup, fold, lines, serialised, whole_text
from spotcheck.crawler.records import Area

# Names under which platforms keep the text of an article, best first; compared with ids and single class words in lower case.
_WORDS = """
    ucap-content trs_editor trs_ueditor zoom zoomcon nfw-cms article-con article_con articlecon content_article
    article-content article_content articlecontent news_content newscontent newscon vsb_content vsb_content_2
    vsb_content_4 vsb_content_500 vsb_content_1001 v_news_content wzcon j-fontcontent pages_content main-txt
    main_txt conzt zhengwen con_text detail-content detail_content detailcontent xxgk_content content_text
    contenttext contentbox art_con artcon art_content info_content infocontent txtcontent wz_content wenzhang_con
    gsj_htmlcon gsj_htmlcon_bot view_content viewcontent news_text newstext fontzoom textcontent body_text
    details-content ewb-article-content ewb-article-info article_body articlebody xl_content scroll_cont p_content
    bt-content bt_content neirong article zw content con
"""
_KNOWN = _WORDS.split()
_RANK = {name: rank for rank, name in enumerate(_KNOWN)}
_VAGUE = frozenset(("article", "zw", "content", "con", "bt_content", "p_content", "contentbox", "neirong"))


@lru_cache(maxsize=8192)
def _rank(names: str) -> int:
    return min((_RANK[n] for n in _words(names) if n in _RANK), default=len(_KNOWN))


@lru_cache(maxsize=8192)
def _words(names: str) -> tuple[str, ...]:
    return tuple(names.lower().split())


def container_of(markup: Markup, layout: Layout, first: Iterable[str] = ()) -> Element | None:
    """The element that holds the text of an article under a known name, ``first`` being the platform's own names. None if unknown."""
    wanted = {name.lower() for name in first}
    best: Element | None = None
    rank = len(_KNOWN)
    for element, _, names in markup.named:
        own = -1 if wanted and not wanted.isdisjoint(_words(names)) else _rank(names)
        if own < rank and element.tag not in ("input", "script", "ul", "li", "a", "body") and layout.area_of(element) is None:
            if own >= 0 and _KNOWN[own] in _VAGUE and (not _plain(element) or any(True for _ in element.iter("h1"))):
                continue
            best, rank = element, own
    return best


def _plain(element: Element) -> bool:
    """Whether a vaguely named element holds running text rather than lists of links."""
    anchors = list(element.iter("a"))
    linked = sum(len(whole_text(anchor).strip()) for anchor in anchors) if len(anchors) > 4 else 0
    if linked and linked >= 0.5 * (len(fold(whole_text(element))) + sum(1 for _ in element.iter("td", "th", "dt"))):
        return False  # a visitor sees no more than that, each cell with its tab
    text = "".join(lines(serialised(element)))
    return bool(text) and (linked < 0.5 * len(text) or len(anchors) <= 4)


def scored_block(markup: Markup, layout: Layout) -> Element | None:
    """The block whose own paragraphs hold most text. None where no block holds 60 characters of it."""
    scores: dict[Element, float] = {}
    for node in markup.body.iter("p", "br", "div", "span", "td", "font"):
        text = whole_text(node) if node.tag == "p" else (node.tail if node.tag == "br" else node.text) or ""
        size = len(text.strip())
        if size < 8:
            continue
        block: Element | None = node if node.tag in ("div", "td") else node.getparent()
        while block is not None and block.tag in ("span", "font", "p", "b", "strong"):
            block = block.getparent()
        share = float(size)
        for _ in range(3):
            if block is None or (block.tag == "body" and share < size):
                break
            scores[block] = scores.get(block, 0.0) + share
            block = block.getparent()
            share *= 0.5
    while scores:
        best = max(scores, key=lambda e: scores[e])
        if scores[best] < 60:
            return None
        if layout.area_of(best) in (Area.NAVIGATION, Area.FOOTER) or not _plain(best):
            del scores[best]
            continue
        return best
    return None


_TOOLS = re.compile(
    r"^(?:【?(?:打印|关闭|收藏|返回|顶部|上一篇|下一篇|字体|大|中|小|分享|微信|微博|打印本页|关闭窗口|关闭本页|返回顶部|"
    r"打印此页|我要纠错)[】:： ]?|分享到[:：]?.{0,60}|我要推荐.{0,8}|[上下]一[篇条][:：].{0,60}|浏览次数.{0,12}|扫一扫.{0,14}|"
    r"【?字体[:：].*|\W{1,3})$"
)


def without_tools(found: list[str]) -> list[str]:
    """Lines without those that only work the page: print, close, share."""
    return [line for line in found if not _TOOLS.match(line)]
