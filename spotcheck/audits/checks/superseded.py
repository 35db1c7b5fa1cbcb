"""Whether a page still states a superseded rule. A page that also states the present one, or was not read whole, is not accused."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details
from spotcheck.audits.search.columns import columns_named
from spotcheck.audits.search.items import items
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.superseded import SupersededCheck
from spotcheck.portal.contents import Source
from spotcheck.portal.matching import normal, synonyms
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "superseded"


def check(spec: SupersededCheck, case: Case) -> Result:
    """Judges each page by itself: what one states is not made good by another."""
    nodes = _looked_at(spec, case)
    contents = [case.reader.content([node]) for node in nodes]
    wrong: dict[str, Evidence] = {}
    read = False
    for content in contents:
        read = read or bool(content.sources)
        now = [word for source in content.sources for word in spec.now if normal(word) in source.whole]
        if not now:
            for source in content.sources:
                wrong |= _stated(spec, source)
    if wrong:
        return case.failed(Defect.INCONSISTENT, evidence=list(wrong.values()), confidence=0.95, details=Details(missing=tuple(wrong)))
    unread = [each for content in contents for each in content.unread]
    if unread or not read:
        reason = reason_of(unread) if unread else Reason.NO_BASIS
        return case.unknown(reason, evidence=case.searched(), unread=unread)
    return case.passed([case.quote(node) for node in nodes])


def _looked_at(spec: SupersededCheck, case: Case) -> Sequence[Node]:
    """Pages with such titles, and the columns themselves where they are one page; what was not read can state nothing."""
    found = {item.node.key: item.node for item in items(case, spec.items)}
    for column in columns_named(case, spec.names):
        for node in (column, *case.holdings.single_pages(column)):
            if node.page is not None and not case.holdings.own_entries(node):
                found[node.key] = node
    return [node for node in found.values() if case.holdings.own(node.key) or node.document is not None]


def _stated(spec: SupersededCheck, source: Source) -> dict[str, Evidence]:
    apart = [normal(word) for word in spec.apart]
    found: dict[str, Evidence] = {}
    for part in spec.old:
        for passage, norm in zip(source.passages, source.norms, strict=True):
            said = any(all(word in norm for word in words) for words in synonyms(part))
            if said and not any(word in norm for word in apart):
                found.setdefault(part.name, source.evidence(passage))
    return found
