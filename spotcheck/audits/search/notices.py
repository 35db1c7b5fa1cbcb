"""Notices that declare documents void: found by title, opened, and read for the documents they list."""

from __future__ import annotations

from dataclasses import dataclass

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details, ListedDocument
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.items import column_items, items, lookalikes
from spotcheck.audits.titles.repeal_notices import Declared, Fate, declared, declares
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.documents import DocumentsCheck
from spotcheck.config.models import Terms
from spotcheck.portal.contents import Content
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

_LISTED = 20  # documents that details name


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice with what it declares. ``content`` tells what of it could not be opened."""

    node: Node
    documents: tuple[Declared, ...]
    content: Content


def notices(case: Case, terms: Terms) -> list[Notice]:
    """The notices of a site, by address, each opened."""
    found = [item.node for item in items(case, terms)]
    found += [item.node for item in column_items(case, terms, found) if item.node.read and _read(case, item.node).documents]
    return [_read(case, node) for node in found]


def _read(case: Case, node: Node) -> Notice:
    known: Notice | None = case.reader.remembered.get(("notice", node.key))
    if known is None:
        known = case.reader.remembered["notice", node.key] = _open(case, node)
    return known


def _open(case: Case, node: Node) -> Notice:
    content = case.reader.content([node])
    listed: dict[tuple[str, str], Declared] = {}
    # A page may carry the name of its column for a title; the list then shows its own.
    title = next((each for each in (node.title, *sorted(node.labels.values())) if declares(each)), node.title)
    for source in content.sources:
        own = source.node is node
        name = "" if own else source.node.title
        for item in declared(title=title, text=source.text, tables=source.tables, published=node.day, name=name):
            known = next(
                (k for k, d in listed.items() if (item.number and d.number == item.number) or normal(item.title) == normal(d.title)), None
            )
            if known is None:
                listed[(item.number, item.title)] = item
            elif listed[known].fate is not item.fate and Fate.UNCLEAR not in (listed[known].fate, item.fate):
                listed[known] = Declared(
                    number=item.number, title=item.title, fate=Fate.UNCLEAR, effective=item.effective, quote=item.quote
                )
            elif listed[known].fate is Fate.UNCLEAR or not listed[known].number:
                listed[known] = item
    return Notice(node=node, documents=tuple(listed.values()), content=content)


def listing(spec: DocumentsCheck, case: Case) -> Result:
    """Whether repeals are published: a notice is there, and the documents it declares void can be read."""
    found = notices(case, spec.items)
    query = case.query(spec.items, names=spec.names)
    if not found:
        like = lookalikes(case, spec.items, [])
        if like:
            return case.unknown(Reason.UNRECOGNISED, evidence=[case.quote(node) for node in like], details=Details(notes=(Note.LOOKALIKE,)))
        return case.fail_or_unknown(Defect.ABSENT, query)
    listed = [(notice, document) for notice in found for document in notice.documents]
    evidence = [case.quote(notice.node, "notice") for notice in found]
    if listed:
        evidence += [case.holdings.evidence(notice.node, document.quote, "notice") for notice, document in listed[:3]]
        rows = (ListedDocument(number=each.number, title=each.title, fate=each.fate) for _, each in listed[:_LISTED])
        return case.passed(evidence, details=Details(documents=tuple(rows), listed=len(listed)))
    unread = [item for notice in found for item in notice.content.unread]
    broken = [node for notice in found for node in notice.content.broken]
    if unread:
        return case.unknown(reason_of(unread), evidence=evidence, unread=unread)
    if broken:
        other = case.reach.unread_of(query, SearchScope.BY_NAME)
        evidence += [case.quote(node, "document") for node in broken]
        if other:
            return case.unknown(case.reach.reason(other), evidence=evidence, unread=other)
        return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.95)
    return case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, confidence=0.9)
