"""The newest items of the site stand on a shared platform as well. A platform that was not read to its end decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spotcheck.audits.case import Case, Result, reason_of, without_guess
from spotcheck.audits.details import Details
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.items import column_items, items
from spotcheck.audits.search.platform_links import Offer, offers, unlabelled, wanted, why_closed
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.cross import CrossCheck
from spotcheck.config.models import Terms
from spotcheck.crawler.records import PageKind
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import normal, normal_text
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "cross"
_SHORT = 6  # characters below which a title says too little to be found in another
_CUT = ".…"


def check(spec: CrossCheck, case: Case) -> Result:
    """Compares the newest items of the site with the pages of the platform that the site links to."""
    found = [item.node for item in items(case, spec.items) if case.holdings.own(item.node.key)]
    found += [item.node for item in column_items(case, spec.items, found) if case.holdings.own(item.node.key)]
    choice = wanted(case, spec.platforms)
    ways = offers(case, choice, spec.names)
    query = replace(case.query(spec.items, names=spec.names), followed=_followed(case, ways))
    if not found:
        return judge_absence(case, columns_named(case, spec.names), query, [], [])
    newest = sorted(found, key=lambda node: (-(node.day.toordinal() if node.day else 0), node.key))[: spec.newest]
    platform = "、".join(dict.fromkeys(way.platform.name for way in ways)) or "、".join(each.name for each in choice)
    facts = Details(platform=platform or None, compared=len(newest))
    seen = [case.quote(node) for node in newest]
    if not ways:
        # What is supplied to a platform need not be linked to: without a link nobody looked at the platform.
        names = tuple(name for each in choice for name in each.names)
        query = replace(case.query(Terms(all=(names,)), names=spec.names), shown=names)
        hidden = [*unlabelled(case, choice, ways), *case.reach.unread_of(query)]
        return case.unknown(case.reach.reason(hidden) if hidden else Reason.NO_BASIS, evidence=seen, unread=hidden, details=facts)
    evidence = [*(way.evidence(case) for way in ways[:2]), *seen]
    pages = [node for node in {way.node.key: way.node for way in ways}.values() if not why_closed(node) and node.page is not None]
    lacking = [node for node in newest if not any(_stands(case, node, page) for page in pages)]
    if not lacking:
        shown = [case.quote(page) for page in pages if any(_stands(case, node, page) for node in newest)]
        return case.passed([*evidence[:3], *shown[:3], *seen[1:]], details=facts)
    waiting = list({way.node.key: unread(way.node, why_closed(way.node)) for way in ways if why_closed(way.node)}.values())
    if waiting:
        return case.unknown(reason_of(waiting), evidence=evidence, unread=waiting, details=facts)
    lists = [way.node for way in ways if way.node in pages and not way.front_door and _whole_list(way.node, spec.items)]
    lacking = [node for node in lacking if any(_reaches(page, node) for page in lists)]
    if not lacking:
        return case.unknown(Reason.UNRECOGNISED, evidence=[*evidence, *map(case.quote, pages[:2])], details=facts)
    shown = [*evidence, *map(case.quote, lists[:2])]
    facts = replace(facts, missing=tuple(node.title for node in lacking))
    return without_guess(case.fail_or_unknown(Defect.INCOMPLETE, query, scope=SearchScope.KNOWN_PLACE, evidence=shown, details=facts))


def _followed(case: Case, ways: Sequence[Offer]) -> frozenset[str]:
    """What the platform links to and lists: it tells of the platform, and hides nothing of the site's own."""
    found = {way.node.key for way in ways}
    for way in ways:
        found |= {node.key for node, _ in case.holdings.entries_of(way.node)}
        found |= {case.holdings.node(link.url).key for link in (way.node.page.links if way.node.page else ()) if link.url}
    return frozenset(found)


def _stands(case: Case, node: Node, page: Node) -> bool:
    """Whether a page of the platform shows an item: a link to it, or its title, shortened ones included."""
    body = page.page
    assert body is not None
    titles = {normal(title) for title in (node.title, *node.labels.values()) if len(normal(title)) >= _SHORT}
    links = [(link.url, link.text) for link in body.links] + [(entry.url, entry.title) for entry in body.entries]
    for url, text in links:
        label = normal(text)
        if (url and case.holdings.node(url) is node) or label in titles:
            return True
        start = label.rstrip(_CUT)
        if start != label and len(start) >= _SHORT and any(title.startswith(start) for title in titles):
            return True
    told = normal_text(body.title + "\n" + body.text)
    return any(title in told for title in titles)


def _whole_list(page: Node, terms: Terms) -> bool:
    """Whether a page is a list of these things that was read to its end: only such a list can lack an item."""
    body = page.page
    if body is None or not body.entries or body.needs_script or body.more or body.kind is PageKind.HOME:
        return False
    if body.expected_entries is not None and len(body.entries) < body.expected_entries:
        return False
    labels = [normal(label) for label in (body.title, *(crumb.name for crumb in body.breadcrumb), *(each.title for each in body.entries))]
    return any(normal(word) in label for group in terms.all for word in group for label in labels)


def _reaches(page: Node, node: Node) -> bool:
    """Whether a list goes back to the day of an item; one that shows no days is taken as whole."""
    days = [entry.date for entry in page.page.entries if entry.date is not None] if page.page else []
    return not days or node.day is None or node.day >= min(days)
