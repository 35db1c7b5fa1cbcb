"""The title of a page as its witnesses agree: headings, ``<title>`` without what the site adds, lists that lead here, the index table.

What most pages of a site share is the site's own name, and no page's title. A lone witness moves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.records import Page, PageKind

_JOINT = re.compile(r"\s*(?:[-_—–|｜·]{1,3}|>>?|\s{3,})\s*")
_TITLED = (PageKind.ARTICLE, PageKind.OTHER)
_NAMES = ("标题", "名称", "信息名称")
_PAGES_THAT_SHARE = 3  # pages from which something is shared
_SHARED = 0.3  # of the pages of a site with one kind of <title>
_LEAST = 4  # characters of a title
_SAYING = 8  # characters from which a heading says what its page alone is about
_MARK = re.compile(r"[【\[（(](?:已?废止|已?失效|现行有效|有效|已修[订改]|部分失效)[】\]）)]$")


@dataclass(frozen=True, slots=True)
class SiteNames:
    """What pages say in common, white space left out: ``shared`` a third of them (the site's own name), ``common`` a few (a section's)."""

    shared: frozenset[str]
    common: frozenset[str]

    def is_site(self, text: str) -> bool:
        """Whether a text is made of nothing but what the site puts on its pages."""
        return squeeze(text) in self.shared or all(squeeze(part) in self.shared for part in _JOINT.split(text) if part)

    def without(self, title: str) -> str:
        """A ``<title>`` without the parts that the site adds at either end."""
        parts, spans = [part for part in _JOINT.split(title) if part], list(_JOINT.finditer(title))
        if len(parts) != len(spans) + 1:
            return title.strip()
        first, last = 0, len(parts)
        while last - first > 1 and squeeze(parts[last - 1]) in self.shared:
            last -= 1
        while last - first > 1 and squeeze(parts[first]) in self.shared:
            first += 1
        start = spans[first - 1].end() if first else 0
        end = spans[last - 1].start() if last < len(parts) else len(title)
        return title[start:end].strip()


def site_names(pages: Iterable[Page]) -> SiteNames:
    """The names that a site puts on its pages."""
    counts: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    total = 0
    for page in pages:
        total += 1
        told = {squeeze(page.head_title), *map(squeeze, page.headings)}
        counts.update(told | {squeeze(part) for part in (*_JOINT.split(page.head_title), *page.head_title.split()[:1])})
        if page.kind in _TITLED:
            titled.update(told)
    least = max(_PAGES_THAT_SHARE, _SHARED * total)
    shared = frozenset(name for name, count in counts.items() if name and count >= least)
    return SiteNames(shared, frozenset(name for name, count in titled.items() if name and count >= _PAGES_THAT_SHARE))


def title_of(page: Page, names: SiteNames, labels: Sequence[str]) -> str:
    """The title of a page. ``labels``: what lists call it. The page's own reading stands unless other witnesses outvote it."""
    if page.former or page.kind not in _TITLED:
        return page.title
    if (called := _called(page, names, labels)) is not None:
        return called
    told = [page.tags.get("articletitle", ""), *page.headings, names.without(page.head_title)]
    told += [value for name, value in page.metadata if name in _NAMES]
    told = [each for each in told if len(squeeze(each)) >= _LEAST and not names.is_site(each)]
    own = [each for each in told if squeeze(each) not in names.common] or told
    witnesses = [*own, *(label for label in labels if len(squeeze(label)) >= _LEAST)]
    flat = squeeze(page.title)
    votes = {each: _votes(each, witnesses) for each in own}
    best = max(votes, key=lambda each: (votes[each], -own.index(each)), default="")
    if not own and not flat and labels:
        return max(labels, key=len)
    if not best or (flat and _bare(best).startswith(_bare(page.title))):
        return page.title
    head = squeeze(page.head_title)
    several = flat in names.common or (head in names.common and flat in head)  # what several pages are called names none of them
    nameless = not flat or names.is_site(page.title) or (several and len(squeeze(best)) >= _SAYING)
    mine = 0 if nameless else _votes(page.title, witnesses)
    if nameless or votes[best] > max(mine, 1):
        return _MARK.sub("", best).strip() or page.title
    return page.title


def column_title(page: Page, names: SiteNames, links: Mapping[str, int]) -> str:
    """The name of a column page that gives itself none. ``links``: what links call it, and how often."""
    last = page.breadcrumb[-1] if page.breadcrumb else None
    if last is not None and links and squeeze(last.name) in map(squeeze, links):
        return last.name
    return max(links, key=lambda each: (links[each], -len(each), each), default="") or names.without(page.title)


def _called(page: Page, names: SiteNames, labels: Sequence[str]) -> str | None:
    """What lists call a page whose title begins with the names of its site and columns, set before it without a mark between them."""
    flat = squeeze(page.title)
    steps = [squeeze(each) for each in (*(crumb.name for crumb in page.breadcrumb), *(page.column.trail if page.column else ())) if each]
    for label in sorted(labels, key=len, reverse=True):
        told = squeeze(label)
        if len(told) < _LEAST or told == flat or not flat.endswith(told):
            continue
        rest = flat[: -len(told)]
        for each in sorted({*steps, *names.shared}, key=len, reverse=True):
            rest = rest.replace(each, "") if each else rest
        if not rest:
            return label
    return None


def _votes(title: str, witnesses: Sequence[str]) -> int:
    """How many witnesses say the same: one may be cut off, or carry a mark."""
    flat = _bare(title)
    return sum(1 for each in witnesses if _same(flat, _bare(each)))


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 8 and long.startswith(short) and len(short) >= 0.5 * len(long))


def _bare(text: str) -> str:
    return _MARK.sub("", squeeze(text)).rstrip(".…·")


def labels_of(pages: Mapping[str, Page]) -> dict[str, list[str]]:
    """What the lists of a site call the addresses that they lead to, by address as written."""
    found: dict[str, list[str]] = {}
    for page in pages.values():
        for entry in page.entries:
            known = found.setdefault(entry.url, [])
            if entry.title not in known:
                known.append(entry.title)
    return found
