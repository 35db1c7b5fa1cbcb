"""Service guides and the classes of elements that each must hold. One that was not read to its end is never counted."""

from __future__ import annotations

from dataclasses import replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import ChargedPlace, Details, Hit
from spotcheck.audits.search.columns import columns_named
from spotcheck.audits.search.items import items
from spotcheck.audits.search.thresholds import Count, judge_count, unread_menus
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.guides import SERVICES_ELSEWHERE, GuidesCheck
from spotcheck.config.models import Part
from spotcheck.crawler.records import OutcomeClass, PageKind
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import matches, normal, synonyms
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "guides"
_KINDS = (PageKind.ARTICLE, PageKind.OTHER, PageKind.FORM)
_SHOWN = 3  # classes from which a page was surely read as the guide that it is: of one that shows less, scripts may fill the rest
_TOLD = 5  # classes that a page must hold to be taken for a guide, where its own title does not say so


def check(spec: GuidesCheck, case: Case) -> Result:
    """Counts the guides that lack too many classes; ``few`` asks only sites with little to offer, and whether all of it lacks."""
    known, away = _guides(spec, case)
    drawn = sorted(known, key=lambda node: (-(node.day.toordinal() if node.day else 0), node.key))[: spec.draw or None]
    count, seen = Count(evidence=[case.quote(node) for node in drawn[:4]]), 0
    for node in drawn:
        if node.page is None:
            if node.outcome is not OutcomeClass.FAULT:
                count.doubtful.append(node)
            continue
        content = case.reader.content([node], spec.fields)
        title = normal(node.title)
        found = content.find(spec.fields)
        lacks = [part.name for part in spec.fields if part.name not in found and not _in(title, part)]
        if len(spec.fields) - len(lacks) < _TOLD and not matches(spec.items, title):
            continue
        seen += 1
        if len(lacks) >= spec.lacking:
            if content.whole and len(spec.fields) - len(lacks) >= _SHOWN:
                url = node.visit.url if node.visit else node.url
                count.hits.append((node, ChargedPlace(what=node.title, url=url, lacks=tuple(lacks))))
            else:
                count.doubtful.append(node)
    facts = Details(notes=(SERVICES_ELSEWHERE,) if away else ())
    if not seen:
        missing = [unread(node) for node in count.doubtful]
        reason = case.reach.reason(missing) if missing else Reason.NO_BASIS
        return case.unknown(reason, evidence=case.searched(), unread=missing, details=facts)
    facts = replace(facts, drawn=seen)
    if spec.few:
        return _few(spec, case, count, seen, away, facts)
    if len(count.hits) >= spec.least:
        facts = replace(facts, missing=tuple(dict.fromkeys(name for _, guide in count.hits for name in guide.lacks)))
    result = judge_count(case, count, spec.least, Defect.INCOMPLETE, confidence=0.85, details=facts)
    if spec.draw and result.defects:  # a drawn guide is charged for each class that it lacks
        each_class = tuple(replace(guide, lacks=(name,)) for _, guide in count.hits for name in guide.lacks)
        return replace(result, details=replace(result.details, charged=each_class))
    return result


def _few(spec: GuidesCheck, case: Case, count: Count, seen: int, away: bool, facts: Details) -> Result:
    menus = unread_menus(case)
    if seen >= spec.least or len(count.hits) + len(count.doubtful) < seen:
        return case.passed(count.evidence, confidence=0.9, details=replace(facts, counted=len(count.hits), least=spec.least))
    if away or menus or count.doubtful:
        missing = [*menus, *(unread(node) for node in count.doubtful)]
        reason = case.reach.reason(missing) if missing else Reason.LINKED_ELSEWHERE
        return case.unknown(reason, evidence=count.evidence, unread=missing, details=facts)
    # How many services a body offers in all, elsewhere included, no site tells: what was found is laid out for a person.
    hits = tuple(Hit(what=guide.what, url=guide.url or "", lacks=guide.lacks) for _, guide in count.hits)
    notes = (*facts.notes, Note.FOUND_TO_CONFIRM)
    evidence = [case.quote(node) for node, _ in count.hits]
    return case.manual(evidence, details=replace(facts, notes=notes, hits=hits, hits_count=len(hits), form=case.duty.form))


def _guides(spec: GuidesCheck, case: Case) -> tuple[list[Node], bool]:
    """The guides on the site itself, and whether it leads to services elsewhere."""
    columns = columns_named(case, spec.names)
    found = {item.node.key: item.node for item in items(case, spec.items)}
    for column in columns:
        for node in (column, *case.holdings.below(column)):
            for page in case.holdings.pages_of(node):
                found |= {item.key: item for item in case.holdings.own_entries(page)}
    own = [node for node in found.values() if case.holdings.own(node.key)]
    away = len(own) < len(found) or any(not case.holdings.own(node.key) for node in columns)
    none = [normal(word) for word in spec.items.none]
    fit = [node for node in own if not node.is_list and not any(word in normal(node.title) for word in none)]
    return [node for node in fit if node.page is None or node.page.kind in _KINDS], away


def _in(title: str, part: Part) -> bool:
    return any(all(word in title for word in words) for words in synonyms(part))
