"""What a search of every text of a site found, for a person to confirm. A search accuses nobody by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spotcheck.audits.case import Case, Result
from spotcheck.portal.contents import Source
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

_KEPT = 200  # hits that details list


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place: its evidence (masked where it shows personal data), and what a table of hits says of it."""

    evidence: Evidence
    row: dict[str, Any]


def texts(case: Case) -> Iterator[tuple[Node, Source]]:
    """Every page and document that was read, by address."""
    for key in sorted(case.holdings.nodes):
        node = case.holdings.nodes[key]
        if node.page is not None or node.document is not None:
            yield node, case.reader.source(node)


def answer(case: Case, hits: Sequence[Hit], **facts: Any) -> Result:
    """Nothing found is a pass; what was found is for a person; a site whose home page was not read is not told of."""
    if hits:
        rows = [hit.row | {"url": hit.evidence.url} for hit in hits[:_KEPT]]
        return case.manual(
            [hit.evidence for hit in hits], notes=["found_to_confirm"], hits=rows, hits_count=len(hits), form=list(case.duty.form), **facts
        )
    if case.holdings.home is None:
        return case.unknown(Reason.HOME_NOT_READ, **facts)
    return case.passed(case.searched(), confidence=0.9, **facts)
