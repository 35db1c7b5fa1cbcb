"""What a search of every text of a site found, for a person to confirm. A search accuses nobody by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details, Hit
from spotcheck.config.conclusions import Note
from spotcheck.portal.contents import Source
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

_KEPT = 200  # hits that details list


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place: its evidence (masked where it shows personal data), and what details say of it."""

    evidence: Evidence
    hit: Hit


def texts(case: Case) -> Iterator[tuple[Node, Source]]:
    """Every page and document that was read, by address."""
    for key in sorted(case.holdings.nodes):
        node = case.holdings.nodes[key]
        if node.page is not None or node.document is not None:
            yield node, case.reader.source(node)


def judge_hits(case: Case, seen: Sequence[Sighting], *, texts_read: int, words_known: int | None = None) -> Result:
    """Nothing found is a pass; what was found is for a person; a site whose home page was not read is not told of."""
    facts = Details(texts_read=texts_read, words_known=words_known)
    if seen:
        hits = tuple(each.hit for each in seen[:_KEPT])
        told = replace(facts, notes=(Note.FOUND_TO_CONFIRM,), hits=hits, hits_count=len(seen), form=case.duty.form)
        return case.manual([each.evidence for each in seen], details=told)
    if case.holdings.home is None:
        return case.unknown(Reason.HOME_NOT_READ, details=facts)
    return case.passed(case.searched(), confidence=0.9, details=facts)
