"""A duty met on a shared platform: the site's link leads to the body's own entry there.

A link to the platform's front door proves only that the platform exists; an entry that was not read proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details
from spotcheck.audits.reach import Query
from spotcheck.audits.search.columns import State, state, unreadable
from spotcheck.audits.search.items import items
from spotcheck.audits.search.platform_links import Offer, calls, offers, unlabelled, wanted, why_closed
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.platform import PlatformCheck
from spotcheck.config.models import Level, Terms
from spotcheck.config.platforms import Platform
from spotcheck.crawler import urls
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.body_names import BodyName, name_of
from spotcheck.portal.contents import unread
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.matching import matches, normal
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "platform"
_LINE = 80  # characters of a line of text that can name an entry
_KIND_OF_SITE = ("平台", "系统", "网", "交易所", "中心")


class Entry(StrEnum):
    """What stands behind a link to a platform, best first."""

    OWN = "own"  # the body's own entry
    CLOSED = "closed"  # not read
    STRANGE = "strange"  # read, and whose it is cannot be told
    DEAD = "dead"
    DOOR = "door"  # the front door of the platform


def check(spec: PlatformCheck, case: Case) -> Result:
    """Judges every link to the platforms by what stands behind it."""
    choice = wanted(case, spec.platforms)
    body = name_of(case.holdings.site)
    found = offers(case, choice, spec.names)
    kinds = {id(offer): entry_of(offer, body, spec.items) for offer in found}
    by = {kind: [offer for offer in found if kinds[id(offer)] is kind] for kind in Entry}
    at_home = _at_home(spec, case, choice)
    if by[Entry.OWN]:
        best = by[Entry.OWN]
        evidence = [piece for offer in best[:3] for piece in (offer.evidence(case), case.quote(offer.node))]
        return case.passed(evidence, details=Details(platform=best[0].platform.name, names_seen=_texts(best)))
    if isinstance(at_home, Result):
        return at_home
    evidence = [offer.evidence(case) for kind in list(Entry)[1:] for offer in by[kind][:3]]
    facts = Details(platform=_named([offer.platform for offer in found] or choice) or None, names_seen=_texts(found))
    if by[Entry.CLOSED]:
        waiting = list({offer.node.key: unread(offer.node, why_closed(offer.node)) for offer in by[Entry.CLOSED]}.values())
        return case.unknown(reason_of(waiting), evidence=evidence, unread=waiting, details=facts)
    if by[Entry.STRANGE] or at_home:
        evidence += [case.quote(offer.node) for offer in by[Entry.STRANGE][:2]] + [case.quote(node, "column") for node in at_home]
        return case.unknown(Reason.UNRECOGNISED, evidence=evidence, details=facts)
    defect = Defect.BROKEN if by[Entry.DEAD] else Defect.INCOMPLETE if by[Entry.DOOR] else Defect.ABSENT
    if defect is Defect.INCOMPLETE:
        facts = replace(facts, door=by[Entry.DOOR][0].platform.name)
    own = [node for node in _columns(case, choice) if state(case, node) is State.UNREAD]
    extra = [*unlabelled(case, choice, found), *unreadable(case, own)]
    # What stands on the site itself is the business of the duty's other ways, where it has some.
    weigh = False if spec.group else None
    return case.fail_or_unknown(
        defect, query_of(spec, case, choice, found), evidence=evidence, extra=extra, open_to_candidates=weigh, details=facts
    )


def entry_of(offer: Offer, body: BodyName | None, terms: Terms | None) -> Entry:
    """What stands behind one link."""
    node = offer.node
    if node.outcome is OutcomeClass.FAULT:
        return Entry.DEAD
    if why_closed(node):
        return Entry.CLOSED
    page = node.page
    if page is None:
        return Entry.OWN if body is not None and body.stands_in(node.title) and _fits(node, terms, [offer.text]) else Entry.STRANGE
    heads = [page.title, page.host_unit, *(crumb.name for crumb in page.breadcrumb)]
    if offer.front_door:
        return _door(offer, body, terms, heads)
    texts = [page.text, *(entry.title for entry in page.entries)]
    own = body is not None and body.stands_on(heads, texts) and _fits(node, terms, [offer.text])
    return Entry.OWN if own else Entry.STRANGE


def _door(offer: Offer, body: BodyName | None, terms: Terms | None, heads: Sequence[str]) -> Entry:
    """What a home page is: the body's own station, nothing more than a door, or left open where it may be more."""
    page, host = offer.node.page, urls.host(offer.url).removeprefix("www.")
    assert page is not None
    if body is None:
        return Entry.STRANGE
    listed = [entry.title for entry in page.entries if terms is not None and matches(terms, normal(entry.title))]
    if (body.stands_on(heads) and _fits(offer.node, terms, [])) or any(body.stands_in(title) for title in listed):
        return Entry.OWN
    near = body.level is Level.PROVINCE or (body.place and any(body.place in normal(head) for head in heads))
    if near and listed:
        return Entry.STRANGE
    main = host in offer.platform.hosts or (not offer.by_host and calls(offer.platform, page.title))
    return Entry.DOOR if main else Entry.STRANGE


def query_of(spec: PlatformCheck, case: Case, choice: Sequence[Platform], found: Sequence[Offer]) -> Query:
    """What an unread link to the platform would be called; links that were looked at already are left out."""
    query = case.query(*([spec.items] if spec.items else []), names=spec.names)
    names = [name for platform in choice for name in platform.names]
    return replace(
        query,
        shown=tuple(dict.fromkeys([*names, *query.shown])),
        words=query.words | {normal(name) for name in names},
        followed=frozenset(offer.node.key for offer in found),
    )


def _fits(node: Node, terms: Terms | None, called_by: Sequence[str]) -> bool:
    """Whether a page shows what the entry must be: in its title, its lists, its columns or a line of its text."""
    return terms is None or any(matches(terms, normal(label)) for label in (*called_by, *_labels(node)))


def _labels(node: Node) -> Iterator[str]:
    page = node.page
    if page is None:
        yield node.title
        return
    yield page.title
    yield from (crumb.name for crumb in page.breadcrumb)
    yield from (entry.title for entry in page.entries)
    yield from (attachment.name for attachment in page.attachments)
    yield from (link.text for link in page.links if not opaque(normal(link.text)))
    for table in page.tables:
        yield from (table.caption, *table.heads)
    yield from (line for line in page.text.split("\n") if len(line) <= _LINE)


def _at_home(spec: PlatformCheck, case: Case, choice: Sequence[Platform]) -> Result | list[Node]:
    """The platform on the audited site itself: its own host, or a column of a platform that has no known host.

    A pass where it is one without doubt, else the columns that may be one.
    """
    host = urls.host(case.holdings.site.url).removeprefix("www.")
    itself = next((each for each in choice for name in each.hosts if host == name or host.endswith(f".{name}")), None)
    shown = [item.node for item in items(case, spec.items) if case.holdings.own(item.node.key)] if spec.items else []
    if itself is not None and case.holdings.home is not None and (shown or spec.items is None):
        return case.passed([case.quote(node) for node in shown] or [case.quote(case.holdings.home)], details=Details(platform=itself.name))
    doubtful = []
    for node in _columns(case, [each for each in choice if not each.hosts]):
        if not any(word in name for name in node.names for word in _KIND_OF_SITE) or state(case, node) is not State.HELD:
            continue  # 产权交易 is a column like any other; 产权交易平台 calls itself the platform
        inside = [page for below in (node, *case.holdings.below(node)) for page in case.holdings.pages_of(below)]
        if spec.items is None or any(_fits(page, spec.items, []) for page in inside if page.page):
            platform = next(each for each in choice if not each.hosts and any(calls(each, name) for name in node.names))
            return case.passed([case.quote(node, "column")], details=Details(platform=platform.name, names_seen=tuple(sorted(node.names))))
        doubtful.append(node)
    return doubtful


def _columns(case: Case, choice: Sequence[Platform]) -> list[Node]:
    """Columns of the site itself that are called like one of the platforms."""
    return [
        node
        for key, node in sorted(case.holdings.columns.items())
        if case.holdings.own(key)
        and node is not case.holdings.home
        and any(calls(platform, name) for platform in choice for name in node.names)
    ]


def _named(choice: Sequence[Platform]) -> str:
    return "、".join(dict.fromkeys(platform.name for platform in choice))


def _texts(found: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offer.text for offer in found if offer.text))
