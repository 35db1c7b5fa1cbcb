"""The pages of a run as the site makes sense of them: each with its own entries, its kind and its title. Judges nothing, stores nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace

from spotcheck.crawler.page_spelling import learnt, read_further
from spotcheck.crawler.reading.documents import is_document_url
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.records import Page, PageKind, Way
from spotcheck.crawler.reread import up_to_date
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.portal.addresses import Addresses
from spotcheck.portal.frame import Frame, Place
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.lists import Standing, listed
from spotcheck.portal.matching import normal
from spotcheck.portal.titles import column_title, labels_of, site_names, title_of


def site_pages(snapshot: Snapshot) -> dict[str, Page]:
    """The pages of a stored run, by the URL of their visit."""
    key = Addresses(snapshot.visits()).key
    read = [(visit.url, page) for visit, page in up_to_date(snapshot).pages()]
    whole = whole_site({key(url): page for url, page in read}, key, key(snapshot.run.site.url))
    return {url: whole.pages[key(url)] for url, _ in read}


_TITLE = 9  # characters from which a label is a title rather than the name of a column
_SCREENS = (PageKind.ERROR, PageKind.CHALLENGE, PageKind.REDIRECT, PageKind.CLOSURE)


@dataclass(frozen=True, slots=True)
class WholeSite:
    """``pages`` by URL key; the addresses that the frame leads to, and those that a page leads to by itself, each by page."""

    pages: dict[str, Page]
    framed: dict[str, frozenset[str]]
    own: dict[str, frozenset[str]]
    sections: dict[str, frozenset[str]]  # of ``framed``, what the front page does not lead to: the menu of a part of the site
    parts: frozenset[str]  # pages that stand inside others
    frame_seen: bool


def whole_site(pages: Mapping[str, Page], key: Callable[[str], str], home: str) -> WholeSite:
    """Compares the pages of one host with each other. ``home``: the key of its front page. Pages of other hosts are left as they are."""
    host = home.partition("/")[0]
    here = {name: page for name, page in pages.items() if name.partition("/")[0] == host and page.kind not in _SCREENS}
    parts = {key(control.url) for page in here.values() for control in page.controls if control.how is Way.INCLUDE} & here.keys()
    here = {name: _whole(name, page, here, key) for name, page in here.items()}
    frame = Frame(here, key, home)
    found = {**pages, **here}
    framed: dict[str, frozenset[str]] = {}
    own: dict[str, frozenset[str]] = {}
    shared = {name: frame.shares(name) for name in here}
    things = {
        key(entry.url)
        for shares in shared.values()
        for share in shares
        if share.place is Place.CONTENT
        for entry in share.block.entries
        if entry.url and (entry.date is not None or len(entry.title) >= _TITLE)
    }
    for name in here:
        shares = shared[name]
        framed[name] = frozenset(
            t for share in shares for t in (frame.targets(share.block) if share.place is Place.FRAME else share.repeated)
        )
        own[name] = frozenset(t for share in shares if share.place is Place.CONTENT for t in frame.targets(share.block) - share.repeated)
    led, lines = _led(here, framed, key), _shared_lines(here)

    def read_again(names: Iterable[str]) -> None:
        menus = frozenset(led - things)
        for name in names:
            standing = Standing(name in things, name in led, lines, menus)
            found[name] = listed(name, here[name], frame, here, is_document_url, key, standing)

    read_again(here)
    things |= {key(each.url) for name in here for each in found[name].entries if each.date is not None or len(each.title) >= _TITLE}
    led |= {key(url) for name in led & here.keys() for url in found[name].more}
    read_again([name for name in here if found[name].kind not in (PageKind.LIST, PageKind.HOME)])  # with what the lists tell of them
    names = site_names(here.values())
    labels = labels_of({name: found[name] for name in here})
    called: dict[str, list[str]] = {}
    for url, told in labels.items():
        called.setdefault(key(url), []).extend(told)
    with suppress(ValueError):
        spelling = learnt(found[name] for name in here)
        read = {page.url: found[name] for name, page in here.items()}
        for name in here:
            if more := read_further(found[name], spelling, read):
                found[name] = replace(found[name], more=more)
    turned = {name for name, page in here.items() if found[name].kind is PageKind.LIST and page.kind is not PageKind.LIST}
    links = _links_to(here, turned, key)
    for name in here:
        title = column_title(found[name], names, links[name]) if name in turned else title_of(found[name], names, called.get(name, ()))
        if title != found[name].title:
            found[name] = replace(found[name], title=title)
    front = frozenset(key(link.url) for link in here[home].links) if home in here else frozenset()
    sections = {name: targets - front - {name} for name, targets in framed.items()}
    return WholeSite(found, framed, own, sections, frozenset(parts), frame.seen)


def _led(pages: Mapping[str, Page], framed: Mapping[str, frozenset[str]], key: Callable[[str], str]) -> frozenset[str]:
    """Where frames and what half of the pages link to lead, the further pages of a list with its first."""
    counts = Counter(target for page in pages.values() for target in {key(link.url) for link in page.links})
    found = {target for target, count in counts.items() if count > 2 and 2 * count >= len(pages)}
    found |= {target for name, targets in framed.items() for target in targets if target != name}
    return frozenset(found)


def _links_to(pages: Mapping[str, Page], wanted: Set[str], key: Callable[[str], str]) -> dict[str, Counter[str]]:
    """What the links of other pages call these, and how often."""
    found: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    for name, page in pages.items() if wanted else ():
        for link in page.links:
            if (target := key(link.url)) in wanted and target != name and len(link.text) > 1 and not opaque(normal(link.text)):
                found[target][link.text.strip()] += 1
    return found


def _shared_lines(pages: Mapping[str, Page]) -> frozenset[str]:
    """Lines that at least half of the pages show, white space left out."""
    counts = Counter(line for page in pages.values() for line in {squeeze(line) for line in page.text.split("\n")})
    return frozenset(line for line, count in counts.items() if line and count > 2 and 2 * count >= len(pages))


def _whole(name: str, page: Page, pages: Mapping[str, Page], key: Callable[[str], str]) -> Page:
    """A page with what stands in it though it comes from elsewhere: frames, and parts that a script loads."""
    names = dict.fromkeys(key(control.url) for control in page.controls if control.how is Way.INCLUDE)
    inner = [pages[each] for each in names if each in pages and each != name and pages[each].kind is not PageKind.HOME]
    if not inner:
        return page
    first = max(inner, key=lambda each: len(each.text))
    return replace(
        page,
        text="\n".join(filter(None, [page.text, *(each.text for each in inner)])),
        links=tuple(dict.fromkeys([*page.links, *(link for each in inner for link in each.links)])),
        blocks=(*page.blocks, *(replace(block, path=f"@/{block.path}") for each in inner for block in each.blocks)),
        entries=page.entries or first.entries,
        attachments=tuple(dict.fromkeys([*page.attachments, *(found for each in inner for found in each.attachments)])),
        tables=(*page.tables, *(table for each in inner for table in each.tables)),
        more=page.more or first.more,
        published=page.published or first.published,
        dates=page.dates or first.dates,
        blank=page.blank and all(each.blank for each in inner),
        needs_script=page.needs_script and not any(each.text or each.entries for each in inner),
    )
