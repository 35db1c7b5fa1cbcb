"""The pages of a run as the site makes sense of them: each with its own entries, its kind and its title. Judges nothing, stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from spotcheck.crawler.reading.documents import is_document_url
from spotcheck.crawler.records import Page, PageKind
from spotcheck.crawler.reread import up_to_date
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.portal.addresses import Addresses
from spotcheck.portal.frame import Frame, Place
from spotcheck.portal.lists import listed
from spotcheck.portal.titles import labels_of, site_names, title_of


def site_pages(snapshot: Snapshot) -> dict[str, Page]:
    """The pages of a stored run, by the URL of their visit."""
    key = Addresses(snapshot.visits()).key
    read = [(visit.url, page) for visit, page in up_to_date(snapshot).pages()]
    whole = whole_site({key(url): page for url, page in read}, key, key(snapshot.run.site.url))
    return {url: whole.pages[key(url)] for url, _ in read}


_SCREENS = (PageKind.ERROR, PageKind.CHALLENGE, PageKind.REDIRECT, PageKind.CLOSURE)


@dataclass(frozen=True, slots=True)
class WholeSite:
    """``pages`` by URL key; the addresses that the frame leads to, and those that a page leads to by itself, each by page."""

    pages: dict[str, Page]
    framed: dict[str, frozenset[str]]
    own: dict[str, frozenset[str]]
    frame_seen: bool


def whole_site(pages: Mapping[str, Page], key: Callable[[str], str], home: str) -> WholeSite:
    """Compares the pages of one host with each other. ``home``: the key of its front page. Pages of other hosts are left as they are."""
    host = home.partition("/")[0]
    here = {name: page for name, page in pages.items() if name.partition("/")[0] == host and page.kind not in _SCREENS}
    frame = Frame(here, key, home)
    found = dict(pages)
    framed: dict[str, frozenset[str]] = {}
    own: dict[str, frozenset[str]] = {}
    for name, page in here.items():
        shares = frame.shares(name)
        framed[name] = frozenset(
            t for share in shares for t in (frame.targets(share.block) if share.place is Place.FRAME else share.repeated)
        )
        own[name] = frozenset(t for share in shares if share.place is Place.CONTENT for t in frame.targets(share.block) - share.repeated)
        found[name] = listed(name, page, frame, here, is_document_url, key)
    names = site_names(here.values())
    labels = labels_of({name: found[name] for name in here})
    called: dict[str, list[str]] = {}
    for url, told in labels.items():
        called.setdefault(key(url), []).extend(told)
    for name in here:
        title = title_of(found[name], names, called.get(name, ()))
        if title != found[name].title:
            found[name] = replace(found[name], title=title)
    return WholeSite(found, framed, own, frame.seen)
