"""What a column page lists, once the frame of the site is known. Keeps what the page itself was read to list where nothing can be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spotcheck.crawler.reading.error_pages import says_empty
from spotcheck.crawler.reading.markup import bare, squeeze
from spotcheck.crawler.reading.paging import read_paging
from spotcheck.crawler.records import Entry, Page, PageKind
from spotcheck.portal.frame import Frame, Place, Share

_PERHAPS = (PageKind.OTHER, PageKind.FORM)
_PLACE = re.compile(r"\[(?:\d+|\*)\]")
_TEXT = 20  # characters beside frame and names from which a page says something
_BESIDE = 80  # characters beside its items that a page without a list of its own may show and still be a list
_THINGS = (PageKind.ARTICLE, PageKind.OTHER, PageKind.FORM)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the site tells of a page: whether lists show it as an item, whether menus lead to it, and lines that most pages show."""

    thing: bool = False
    led: bool = False
    lines: frozenset[str] = frozenset()
    menus: frozenset[str] = frozenset()  # every page that menus lead to


def listed(
    name: str,
    page: Page,
    frame: Frame,
    pages: Mapping[str, Page],
    is_file: Callable[[str], bool],
    key: Callable[[str], str],
    standing: Standing,
) -> Page:
    """The page with the entries that are its own, and as the kind that it turns out to be.

    ``pages``: those of the site, by URL key; ``is_file``: whether an address is a document's; ``key`` gives the key of an address.
    """
    column = standing.led and not standing.thing
    if page.former or not (page.kind.is_list or page.kind in _PERHAPS or (column and page.kind is PageKind.ARTICLE)):
        return page
    shares = frame.shares(name)
    told = any(share.place is not Place.UNKNOWN for share in shares)
    shown = {entry.url for block in page.blocks for entry in block.entries}
    if page.entries and (not told or not any(entry.url in shown for entry in page.entries)):
        return page  # nothing to compare with, or kept inline for a script: no block shows them
    above = frame.above(name) | {name}
    best = [each for each in _main(_candidates(name, page, shares, frame, standing.menus), key) if key(each.url) not in above]
    says = _says(page, best, shares, standing.lines)
    if page.kind.is_list and page.entries and not best and says >= _TEXT and not says_empty(page.text):
        # What was taken for its list is the site's: an article, or a sub-column that is one page.
        page = replace(page, entries=(), blank=False, text=_own_text(page, shares))
        return replace(page, kind=PageKind.ARTICLE, title="", column=None) if standing.thing else replace(page, kind=PageKind.OTHER)
    if page.kind.is_list:
        return _with(page, best) if told or best else page
    things = [entry for entry in best if _is_thing(entry, pages, is_file, key, standing.menus)]
    files = all(is_file(entry.url) for entry in things)
    if things and len(things) >= len(best) / 2 and says <= _BESIDE and (told or column) and not (files and page.published):
        more = page.more or read_paging(page.url, page.links, page.text)
        return replace(_with(page, best), kind=PageKind.LIST, published=None, more=more)
    if standing.thing and page.kind is PageKind.OTHER and says >= _TEXT:
        return replace(page, kind=PageKind.ARTICLE)
    if column and told and not best and page.kind is not PageKind.FORM and _empty(page, says):
        return replace(page, kind=PageKind.LIST, entries=(), published=None)
    return page


def _empty(page: Page, says: int) -> bool:
    """Whether a column page shows its name and nothing else of its own. That is not yet proof that it is blank."""
    named = any(squeeze(name) in squeeze(page.text) for name in (page.title, *(crumb.name for crumb in page.breadcrumb)) if squeeze(name))
    return named and says < _TEXT and not (page.tables or page.attachments or page.needs_script or page.published)


def _candidates(name: str, page: Page, shares: Sequence[Share], frame: Frame, menus: frozenset[str]) -> list[Share]:
    """The blocks that can be the list: content; of what cannot be told, what the page itself was read to list, else what closes nothing."""
    found = [share for share in shares if share.place is Place.CONTENT or (share.place is Place.UNKNOWN and _holds(share, page))]
    beside = [share for share in found if frame.beside(share.block)]
    if beside and len(beside) < len(found):
        found = [share for share in found if share not in beside]  # what stands beside articles too is not what this page lists
    elif beside:
        found = [share for share in found if not frame.of_others(name, share.block)]
    if found or beside:
        return found
    untold = (share for share in shares if share.place is Place.UNKNOWN and not menus & frame.targets(share.block))
    return [share for share in untold if frame.left_open(name, share.block)]


def _with(page: Page, entries: Sequence[Entry]) -> Page:
    found = tuple(replace(entry, position=number) for number, entry in enumerate(entries))
    return page if found == page.entries else replace(page, entries=found)


def _holds(share: Share, page: Page) -> bool:
    """Whether a block of which nothing can be told is what the page by itself was read to list."""
    urls = {entry.url for entry in page.entries}
    return any(entry.url in urls for entry in share.block.entries)


def _main(shares: Sequence[Share], key: Callable[[str], str]) -> list[Entry]:
    """The entries of the best block and of those of its shape, in document order."""
    blocks = [(share.block, [each for each in share.block.entries if each.date or key(each.url) not in share.repeated]) for share in shares]
    blocks = [(block, entries) for block, entries in blocks if entries]
    if not blocks:
        return []
    best, entries = max(blocks, key=lambda pair: _score(pair[1]))
    dated = _dated(entries)
    found: dict[tuple[str, ...], Entry] = {}
    for block, each in blocks:
        if block is best or (_PLACE.sub("", block.path) == _PLACE.sub("", best.path) and (_dated(each) > 0.5) == (dated > 0.5)):
            for entry in each:
                found.setdefault((entry.url, entry.title) if entry.url else ("", entry.title, str(len(found))), entry)
    return list(found.values())


def _score(entries: Sequence[Entry]) -> float:
    return sum(min(len(each.title), 30) for each in entries) * (1 + 3 * _dated(entries))


def _dated(entries: Sequence[Entry]) -> float:
    return sum(1 for each in entries if each.date) / len(entries)


def _is_thing(
    entry: Entry, pages: Mapping[str, Page], is_file: Callable[[str], bool], key: Callable[[str], str], menus: frozenset[str]
) -> bool:
    """Whether an entry is something published, not a column: it has a day, is a file, or was read to be no list; no menu leads to it."""
    if entry.date is not None or is_file(entry.url):
        return True
    target = key(entry.url)
    return target in pages and target not in menus and pages[target].kind in _THINGS


def _says(page: Page, entries: Sequence[Entry], shares: Sequence[Share], common: frozenset[str]) -> int:
    """Characters that a page shows beside its items, its names, the frame and what most pages say."""
    titles = {squeeze(each.title) for each in entries}
    shown = (each.title for share in shares for each in share.block.entries)
    own = (page.title, page.head_title, *page.headings, *(crumb.name for crumb in page.breadcrumb))
    names = titles.union(bare(squeeze(each)) for each in (*shown, *own))
    lines = ((len(line), squeeze(line)) for line in page.text.split("\n"))
    return sum(
        size for size, line in lines if line not in common and bare(line) not in names and not any(title in line for title in titles)
    )


def _own_text(page: Page, shares: Sequence[Share]) -> str:
    """The text of a page without the lines of its menus and of what it shares with other pages."""
    framed = (share.block.entries for share in shares if share.place is Place.FRAME)
    names = tuple({bare(squeeze(each.title)) for entries in framed for each in entries} - {""})
    return "\n".join(line for line in page.text.split("\n") if not bare(squeeze(line)).startswith(names))
