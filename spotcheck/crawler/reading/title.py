"""The title of a page.

Refuses the name of the site, of the column and of the template for the title of a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from spotcheck.crawler.reading.markup import Markup, inner_text, squeeze

_NAMED_HEADING = re.compile(r"title|biaoti|_bt\b|\btit|headline|\bbt\b", re.IGNORECASE)
_NOT_HEADING = frozenset(("a", "li", "ul", "script", "style", "input", "img"))
_JOINT = re.compile(r"\s*(?:[-_—–|｜·]{1,3}|--|>>?|\s{3,})\s*")
_SITE = re.compile(r"政府|网$|网站|门户|委员会$|[厅局委办署院]$|中国|首页|信息公开$|政务公开$|平台$|系统$")
_PORTAL = re.compile(r"(?:网站?|门户|系统|平台|政府|[局厅]|委员会|公司网站)$")
_NAME = re.compile(r"(?:网站?|门户|首页|政府|委员会|[厅局委办署院]|公开|目录|专栏|动态|平台|系统)$")
_FACTS = re.compile(r"\W*+(?:(?:(?:发布|更新|成文)\s*+)?(?:时\s*+间|日\s*+期)|来\s*+源|信息来源|文章来源|作\s*+者|(?:19|20)\d\d[-/.年]\d)")
_NO_TITLE = re.compile(r"[:：]$|[>»。]|当前位置|欢迎|今天是|^(?:索引|文号|字号|发文|信息|主题|名称|有效)|^\d[\d.:/-]*$")
_MARK = re.compile(r"(?<!\s)\s*+[【\[（(](?:已?废止|已?失效|有效|现行有效|已修订|已修改|部分失效)[】\]）)]\s*$")
_MAX = 260  # characters beyond which a block is no heading


@lru_cache(maxsize=8192)
def _is_heading(names: str) -> bool:
    return bool(_NAMED_HEADING.search(names))


def headings(markup: Markup) -> list[str]:
    """The texts of what looks like a heading: h1 to h4 first, then what is named so."""
    found = []
    chosen = dict.fromkeys(markup.body.iter("h1", "h2", "h3", "h4"))
    chosen.update((e, None) for e, tag, names in markup.named if tag not in _NOT_HEADING and _is_heading(names))
    for element in chosen:
        if len(element) and sum(1 for _ in element.iter()) > 40:
            continue
        text = inner_text(element)
        if 2 <= len(text) <= _MAX:
            found.append(text)
    return found


def read_title(markup: Markup, tags: dict[str, str], found: Sequence[str], site: Sequence[str], before: Sequence[str]) -> str:
    """The title of an article.

    ArticleTitle tag, else the longest heading that ``<title>`` holds, else a line above the text that it holds, else
    ``<title>`` without the site.
    """
    named = tags.get("articletitle", "")
    whole = markup.head_title
    flat = squeeze(whole)
    inside = [h for h in found if len(squeeze(h)) >= 4 and squeeze(h) in flat and h not in site]
    if named:
        same = [h for h in inside if squeeze(h) == squeeze(named)]
        return clean(same[0] if same else named)
    if inside:
        return clean(max(inside, key=lambda h: len(squeeze(h))))
    lines = [x for x in before if 6 <= len(x) <= _MAX and squeeze(x) in flat and x not in site]
    if lines and flat:
        best = max(lines, key=len)
        if len(squeeze(best)) >= 0.5 * len(squeeze(without_site(whole, site))):
            return clean(best)
    cut = whole.rstrip(".… ")
    if cut != whole and len(cut) >= 8:
        fuller = [h for h in (*found, *before) if squeeze(h).startswith(squeeze(cut)) and len(h) <= _MAX]
        if fuller:
            return clean(fuller[0])
    rest = without_site(whole, site)
    if rest and not _SITE.search(rest):
        return clean(rest)
    large = [h for h in found if len(squeeze(h)) >= 6 and h in before]
    strict = [h for h in large if not _SITE.search(h)]
    if not strict and (not rest or rest in site or _is_name(rest)):
        strict = [h for h in large if not _is_name(h)] or _over_facts(before)
    return clean(strict[0] if strict else rest or whole)


def without_site(title: str, site: Sequence[str]) -> str:
    """``<title>`` without the name of the site at either end."""
    parts = [p for p in _JOINT.split(title) if p]
    if len(parts) < 2:
        return title
    spans = list(_JOINT.finditer(title))
    last, first = parts[-1], parts[0]
    if last in site or (_SITE.search(last) and len(last) <= 20):
        kept = title[: spans[-1].start()].strip()
        return without_site(kept, site) if kept else title
    if first in site or (_SITE.search(first) and len(first) <= 16 and "网" in first):
        kept = title[spans[0].end() :].strip()
        return kept or title
    return title


def is_site_name(text: str) -> bool:
    """Whether a text is rather the name of a site than of anything on it."""
    return bool(_PORTAL.search(text))


def _over_facts(before: Sequence[str]) -> list[str]:
    """The line right above the first line of facts (day, source, clicks), where it may be a title."""
    for above, line in pairwise(before):
        if len(line) < 160 and _FACTS.match(line):
            flat = squeeze(above)
            return [above] if 6 <= len(flat) <= _MAX and not _is_name(above) and not _NO_TITLE.search(flat) else []
    return []


def _is_name(text: str) -> bool:
    """Whether a heading names a body, a site or a column; a year in it makes it a document's: 2017年部门预算公开."""
    return bool(_NAME.search(text)) and not any(c.isdigit() for c in text)


def clean(title: str) -> str:
    """A title without the mark of expiry that a page sets behind it."""
    return _MARK.sub("", title).strip()
