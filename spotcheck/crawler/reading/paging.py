"""The other pages of a list, and how many entries the list says it has.

Refuses to go beyond what the page itself says: the last page is a link, a count or a script argument on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spotcheck.crawler.reading.links import Anchor, Resolver
from spotcheck.crawler.reading.scripts import of_script

LIMIT = 500  # addresses a page may name
_NEXT = re.compile(r"^\W{0,20}(?:[下后]\s*+(?:一\s*+)?页|next(?:\s*+page)?|»|>>?)\W{0,20}$", re.IGNORECASE)
_LAST = re.compile(r"^\W*(?:尾\s*页|末\s*页|最后一?页|last)\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*(\d{1,4})\W*$")
_TOTAL = re.compile(
    r"(?:共\s*+|总\s*+(?:记录|条)?数\s*+(?:[:：]\s*+)?|总共\s*+|合计\s*+)<?\D{0,12}?(\d{1,6})\s*+(?:</\w{1,20}>\s*+)?(?:条|篇|个?记录|项)"
)
_RECORDS = re.compile(
    r"""(?:title=["']Total record["'][^<>]{0,300}>(?:&nbsp;|\s|<b>)*+|总记录数?\s*+(?:[:：]\s*+)?|"""
    r"""total_?(?:records?|count|num)["']?\s*+[:=]\s*+["']?)(\d{1,6})""",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:共\s*+(\d{1,4})\s*+页|\d{1,4}\s*+/\s*+(\d{1,4})\s*+页|页次\s*+[:：]\s*+\d++\s*+/\s*+(\d{1,4}))")


def read_paging(url: str, anchors: Iterable[Anchor], main: str) -> tuple[str, ...]:
    """Addresses of the other pages, in order, without ``url`` itself; numbered addresses between the known ones are filled in."""
    numbered: dict[int, str] = {}
    named: list[str] = []
    last = ""
    for anchor in anchors:
        text, where = anchor.text, anchor.url
        if not where or not text or len(text) > 12:
            continue
        if number := _NUMBER.match(text):
            numbered.setdefault(int(number[1]), where)
        elif _LAST.match(text):
            last = where
            named.append(where)
        elif _NEXT.match(text):
            named.append(where)
    numbered = {n: a for n, a in numbered.items() if _alike(a, url, list(numbered.values()) + named)}
    named = [a for a in named if _alike(a, url, [*numbered.values(), *named])]
    shape = _shape(numbered, named)
    if shape is None:
        return _without([*numbered.values(), *named], url)
    prefix, suffix, offset = shape
    highest = max([*numbered, 0])
    for address in [*named, last]:
        if (
            address.startswith(prefix)
            and address.endswith(suffix)
            and (middle := address[len(prefix) : len(address) - len(suffix)]).isdigit()
        ):
            highest = max(highest, int(middle) - offset)
    if m := _PAGES.search(main):
        pages = int(next(g for g in m.groups() if g))
        highest = max(highest, pages)
    filled = [numbered.get(1, "")] + [numbered.get(n, f"{prefix}{n + offset}{suffix}") for n in range(2, min(highest, LIMIT) + 1)]
    return _without(filled, url)


def _alike(address: str, url: str, others: Sequence[str]) -> bool:
    """Whether an address can be a page of the list that stands at ``url``."""
    return (
        address.rpartition("/")[0].split("?")[0] == url.rpartition("/")[0].split("?")[0]
        or address.split("?")[0] == url.split("?")[0]
        or len(others) > 2
    )


def _shape(numbered: dict[int, str], named: Sequence[str]) -> tuple[str, str, int] | None:
    """(text before the number, text after it, address number minus page number), where the numbered addresses show one."""
    pairs = sorted(((n, a) for n, a in numbered.items() if n > 1), reverse=True)
    if not pairs:
        # only 下一页 / 尾页: index_2.html says its own number, offset 0 unless index_1 is the second page
        for address in named:
            if m := re.match(r"^(.*[_=-])(\d{1,4})(\.\w+|&.*|)$", address):
                return m[1], m[3], 0 if int(m[2]) != 1 else -1
        return None
    number, address = pairs[0]
    for guess in (number, number - 1):
        for m in reversed(list(re.finditer(rf"(?<!\d){guess}(?!\d)", address))):
            prefix, suffix = address[: m.start()], address[m.end() :]
            offset = guess - number
            if all(a == f"{prefix}{n + offset}{suffix}" for n, a in pairs):
                return prefix, suffix, offset
    return None


def numbered_pages(
    url: str, total: int, current: int, name: str, extension: str, resolve: Resolver, *, first_suffix: int
) -> tuple[str, ...]:
    """Pages ``name.ext, name_1.ext …`` (``first_suffix`` = 1: the second page is _1) or ``name_2.ext`` (= 2), without ``url`` itself."""
    names = [f"{name}.{extension}"] + [f"{name}_{n}.{extension}" for n in range(first_suffix, first_suffix + min(total, LIMIT) - 1)]
    addresses = [resolve(n) for n in names]
    if 0 <= current < len(addresses):
        addresses[current] = ""
    return _without(addresses, url)


def expected_entries(main: str, source: str) -> int | None:
    """How many entries the list says it has over all its pages; None where it does not say."""
    m = _RECORDS.search(source) or _TOTAL.search(main)
    return int(m[1]) if m else None


_OF = re.compile(
    r"^\W{0,12}(?:页码|页次|页数|第|当前(?:第|页)?|共)?\W{0,6}(\d{1,4})\s{0,3}页?\s{0,3}[/／]\s{0,3}(?:共\s{0,3})?(\d{1,4})\s{0,3}页?\W{0,12}$"
)
_SCRIPTED = re.compile(
    r"""(?:\b(?:page_?count|total_?pages?|pages|countPage|nPageCount|pageTotal)["']?\s*[:=]\s*["']?|createPageHTML\s*\(\s*)(\d{1,4})\b""",
    re.IGNORECASE,
)


def expected_pages(main: Sequence[str], scripts: Sequence[str]) -> int | None:
    """How many pages the list says it has: in its text ("1/2", 共 3 页), or in what it tells the script that draws its paging."""
    for line in main:
        if len(line) <= 60 and (m := _OF.match(line)) and 0 < int(m[1]) <= int(m[2]):
            return int(m[2])
        if m := _PAGES.search(line):
            return int(next(g for g in m.groups() if g))
    return max((pages for script in scripts if (pages := _pages_told(script)) is not None), default=None)


@of_script
def _pages_told(script: str) -> int | None:
    return max(map(int, _SCRIPTED.findall(script)), default=None)


def _without(addresses: Iterable[str], url: str) -> tuple[str, ...]:
    own = {
        url,
        url.rstrip("/") + "/index.html",
        url.removesuffix("index.html"),
        url.removesuffix("index.htm"),
        url.removesuffix("index.shtml"),
    }
    return tuple(a for a in dict.fromkeys(addresses) if a and a not in own)[:LIMIT]
