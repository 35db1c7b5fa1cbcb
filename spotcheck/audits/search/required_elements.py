"""Particulars that must stand somewhere in a column: in its texts, or in the names of what it offers. Reads no tables by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.columns import State, column_names, columns_named, judge_absence, state
from spotcheck.audits.search.unexplained import unexplained
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.fields import NO_COLUMN, FieldsCheck
from spotcheck.config.models import Part
from spotcheck.crawler.records import Area, OutcomeClass
from spotcheck.portal.contents import CLOSED, Content, unread
from spotcheck.portal.link_labels import neighbour
from spotcheck.portal.matching import synonyms
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Node


def in_text(spec: FieldsCheck, case: Case) -> Result:
    """Judges a list whose fields stand in texts, or in the names of what a column offers."""
    query = case.query(spec.items, names=spec.names)
    proper, wrong = columns_named(case, spec.names), columns_named(case, spec.names, wrongly=True)
    titled = [node for node in case.holdings.suiting(spec.items) if node is not case.holdings.home]
    held = [node for node in proper if state(case, node) is State.HELD]
    sources = [*held, *titled]
    if not held:
        readable = [node for node in titled if node.read]
        found, content = _fields_of(spec, case, readable)
        if readable and not _missing(spec, found):
            return case.passed(list(found.values()), confidence=0.9, details=replace(_facts(spec, found), notes=(NO_COLUMN,)))
        misplaced = [node for node in wrong if state(case, node) is State.HELD]
        found, _ = _fields_of(spec, case, [*misplaced, *readable])
        if misplaced and not _missing(spec, found):
            told = replace(_facts(spec, found), names_seen=column_names(misplaced))
            evidence = [*(case.quote(node, "column") for node in misplaced), *found.values()]
            return case.fail_or_unknown(Defect.MISNAMED, query, scope=SearchScope.KNOWN_PLACE, evidence=evidence, details=told)
        seen = [case.quote(node, "column") for node in proper]
        if not readable or proper:
            return judge_absence(case, proper, query, seen, content.unread)
    found, content = _fields_of(spec, case, sources)
    missing, told = _missing(spec, found), _facts(spec, found)
    evidence = list(dict.fromkeys([*(case.quote(node, "column") for node in held), *found.values()]))
    dead = _dead(spec, case, sources, content)
    if not missing and not dead:
        return case.passed(evidence, details=told)
    closed = [item for item in content.unread if item.outcome in (*CLOSED, Reason.UNRECOGNISED.value, "script_only")]
    waiting = [*closed, *_offered(spec, case, sources, missing)]
    if dead:
        evidence = [*evidence, *(case.quote(node, "document") for node in dead)]
        others = case.reach.unread_of(query, SearchScope.BY_NAME)
        if not others and not waiting:
            return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.95, details=told)
    if waiting:
        return case.unknown(reason_of(waiting), evidence=evidence, unread=waiting, details=told)
    result = case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, extra=content.unread, confidence=0.9, details=told)
    if result.defects and spec.place == "text" and (strangers := unexplained(spec, case, held)):
        told = replace(told, missing=(), notes=(Note.CANDIDATES,))
        return case.unknown(Reason.UNRECOGNISED, evidence=[*map(case.quote, strangers), *evidence], details=told)
    return result


def _fields_of(spec: FieldsCheck, case: Case, nodes: Sequence[Node]) -> tuple[dict[str, Evidence], Content]:
    """The fields in the texts, and in the names of sub-columns, entries and links that lead to something that was read."""
    spread = [below for node in nodes for below in (node, *_beneath(case, node))]
    content = case.reader.content([node for node in spread if node.read], spec.fields)
    by_name = spec.place == "links"
    found = {} if by_name else {name: hit.evidence for name, hit in content.find(spec.fields).items()}
    for part in spec.fields:
        if part.name in found:
            continue
        for target in (*_targets(case, spread), *(node for node in nodes if not node.is_list)):
            if not _labelled(part, target) or (target in nodes and target.is_list):
                continue
            # A list of titles shows what it holds; a sub-column, or a form to fill in, must be opened.
            if (target.read and _filled(case, target)) or (by_name and not target.is_list and target.outcome is not OutcomeClass.FAULT):
                found[part.name] = case.quote(target, "link")
                break
    return found, content


def _beneath(case: Case, node: Node) -> list[Node]:
    """What stands under a column: its sub-columns, also those that are one page each."""
    below = case.holdings.below(node) if node.is_list else []
    return [*below, *case.holdings.single_pages(node)]


def _dead(spec: FieldsCheck, case: Case, nodes: Sequence[Node], content: Content) -> list[Node]:
    """Attachments that proved broken and are named like a required field that no other attachment or page offers."""
    live = [node for node in _targets(case, [node for node in nodes if node.is_list or node.page]) if node.read and node not in nodes]
    live = [node for node in live if node not in content.broken]
    return [
        node
        for node in content.broken
        for part in spec.fields
        if part.required and _labelled(part, node) and not any(_labelled(part, other) for other in live)
    ]


def _filled(case: Case, node: Node) -> bool:
    return not node.is_list or state(case, node) is State.HELD


def _targets(case: Case, nodes: Sequence[Node]) -> list[Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        for page in case.holdings.pages_of(node):
            if node.is_list:
                found.setdefault(node.key, node)
            if page.page is None:
                continue
            targets = [target for target, _ in case.holdings.entries_of(page)] + case.holdings.attachments_of(page)
            links = [link for link in page.page.links if link.area in (Area.BODY, Area.LIST) and not neighbour(link.text)]
            for target in [*targets, *(case.holdings.node(link.url) for link in links)]:
                found.setdefault(target.key, target)
    return list(found.values())


def _labelled(part: Part, node: Node) -> bool:
    return any(all(word in label for word in words) for words in synonyms(part) for label in (*node.labels, *node.names))


def _offered(spec: FieldsCheck, case: Case, nodes: Sequence[Node], missing: Sequence[str]) -> list[Unread]:
    """Links named like a missing field whose target was not read."""
    parts = [part for part in spec.fields if part.name in missing]
    spread = [below for node in nodes for below in (node, *_beneath(case, node))]
    targets = [node for node in _targets(case, spread) if not node.read and node.outcome is not OutcomeClass.FAULT]
    return [unread(node) for node in targets if any(_labelled(part, node) for part in parts)]


def _missing(spec: FieldsCheck, found: dict[str, Evidence]) -> tuple[str, ...]:
    return tuple(part.name for part in spec.fields if part.required and part.name not in found)


def _facts(spec: FieldsCheck, found: dict[str, Evidence]) -> Details:
    return Details(
        found=tuple(part.name for part in spec.fields if part.name in found),
        missing=_missing(spec, found),
        advisory_missing=tuple(part.name for part in spec.fields if not part.required and part.name not in found),
    )
