"""An interpretation links to its policy document, and the document links back. Judged only for documents that stand on the same site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details, PolicyPair
from spotcheck.audits.reach import Query
from spotcheck.audits.search.columns import columns_named
from spotcheck.audits.search.items import items
from spotcheck.audits.search.originals import Originals
from spotcheck.audits.titles.document_numbers import plain
from spotcheck.audits.titles.repeal_notices import Declared, Fate, books
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.pairing import NO_INTERPRETATION_FOUND, NO_PAIR_ON_SITE, PairingCheck
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "pairing"
_NEWEST = 3  # interpretations judged
_NEAR = 24  # characters that a line may hold beside a title and still be the title of a link
_POINTER = re.compile(r"相关|链接|原文|全文|附件|解读|图解|问答")
_ABOUT = re.compile(
    r"^(?:.{0,8}解读[:|丨]|图解[:|丨]?|一图读懂[:|丨]?)?(?P<title>.*?)(?:的)?(?:政策)?(?:解读|问答|图解)(?:材料|说明|稿)?(?:[(].{1,6}[)])?$"
)


def check(spec: PairingCheck, case: Case) -> Result:
    """Judges the newest interpretations whose document stands on the site."""
    query = case.query(spec.interpretations, names=spec.names)
    found = _interpretations(spec, case)
    index = Originals(case.holdings)
    pairs: list[tuple[Node, Node]] = []
    for node in sorted(found, key=lambda node: (-(node.day.toordinal() if node.day else 0), node.key)):
        policy = _policy(case, node, index)
        if policy is not None:
            pairs.append((node, policy))
        if len(pairs) == _NEWEST:
            break
    if not pairs:
        return _none(case, found, query)
    rows, bad, closed = [], [], []
    for node, policy in pairs:
        missing = [each for each in (node, policy) if each.page is None or each.page.needs_script]
        there, back = _links(case, node, policy), _links(case, policy, node)
        url, original_url = case.quote(node).url, case.quote(policy).url
        rows.append(PolicyPair(title=node.title, url=url, original_url=original_url, links_to=there, links_back=back))
        if missing:
            closed += [unread(each) for each in missing]
        elif not (there or _points(node, policy)) or not (back or _points(policy, node)):
            if not _paired_otherwise(case, found, node, policy):
                bad.append((node, policy))
        elif not (there and back):
            closed += [unread(each, Reason.UNRECOGNISED.value) for each, linked in ((policy, there), (node, back)) if not linked]
    evidence = [case.quote(each) for pair in bad or pairs for each in pair]
    facts = Details(pairs=tuple(rows))
    if bad:
        return case.failed(Defect.UNLINKED, evidence=evidence, confidence=0.95, details=facts)
    if closed:
        return case.unknown(reason_of(closed), evidence=evidence, unread=closed, details=facts)
    return case.passed(evidence, confidence=0.95, details=facts)


def _none(case: Case, found: list[Node], query: Query) -> Result:
    certificate = case.reach.certificate(query)
    evidence = [case.quote(node) for node in found[:3]] or case.searched()
    facts = Details(notes=(NO_PAIR_ON_SITE if found else NO_INTERPRETATION_FOUND,))
    if certificate.proves_absence:
        return case.manual(evidence, certificate=certificate, details=facts)
    return case.unknown(Reason.NO_BASIS, evidence=evidence, certificate=certificate, unread=case.reach.unread_of(query), details=facts)


def _paired_otherwise(case: Case, found: Sequence[Node], node: Node, policy: Node) -> bool:
    """Whether another interpretation and the document link to each other: an interview beside it is one more, not one unlinked."""
    return any(_links(case, other, policy) and _links(case, policy, other) for other in found if other not in (node, policy))


def _interpretations(spec: PairingCheck, case: Case) -> list[Node]:
    found = {item.node.key: item.node for item in items(case, spec.interpretations)}
    for column in columns_named(case, spec.names):
        for page in case.holdings.pages_of(column):
            for node, entry in case.holdings.entries_of(page):
                if books(plain(entry.title)) or _ABOUT.match(normal(entry.title)):
                    found.setdefault(node.key, node)
    return [found[key] for key in sorted(found) if not found[key].is_list]


def _policy(case: Case, node: Node, index: Originals) -> Node | None:
    """The document that an interpretation's title names, if its page stands on this site."""
    for label in sorted(node.labels, key=lambda label: (-len(label), label)):
        named = [title for title, _, _ in books(plain(label))]
        about = _ABOUT.match(label)
        if not named and about and len(about["title"]) >= 8:
            named = [about["title"]]
        for title in named:
            wanted = Declared(number="", title=title, fate=Fate.UNCLEAR, effective=None, quote="")
            pages = [original.node for original in index.of(wanted, Node(key="", url="")) if original.node is not node]
            pages = [page for page in pages if page.document is None]
            linked = [page for page in pages if _links(case, node, page) or _links(case, page, node)]
            if pages:
                return (linked or pages)[0]
    return None


def _links(case: Case, source: Node, target: Node) -> bool:
    page = source.page
    if page is None:
        return False
    urls = [link.url for link in page.links] + [attachment.url for attachment in page.attachments]
    return any(case.holdings.node(url) is target for url in urls)


def _points(source: Node, target: Node) -> bool:
    """Whether a line of ``source`` reads like a link to ``target`` whose address could not be read (script, a dead anchor)."""
    if source.page is None:
        return False
    title = normal(target.title)
    names = [title, *(normal(name) for name, _, _ in books(plain(target.title)))]
    own = normal(source.title)
    for line in map(normal, source.page.text.split("\n")):
        told = any(len(name) >= 6 and name in line and len(line) <= len(title) + _NEAR for name in names)
        if told and line != own and (title in line or _POINTER.search(line)):
            return True
    return False
