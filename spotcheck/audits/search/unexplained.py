"""What touches the matter of a duty and no rule explains. It passes nothing, and what it could be is not held against the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.audits.case import Case
from spotcheck.config.kinds.fields import FieldsCheck
from spotcheck.portal.matching import matches, normal, synonyms
from spotcheck.portal.site_index import Node

_ELSEWHERE = re.compile(r"见附|附件|附表|附后")  # what it says stands in something that may not be there
_SAYS = 15  # characters of text from which an item says what it is


def unexplained(spec: FieldsCheck, case: Case, held: Sequence[Node]) -> list[Node]:
    """What shows none of the fields, in title or text, and could be one that is missing: items of the columns for the duty, and
    titles anywhere that touch the matter."""
    subject = [normal(word) for word in case.duty.subject or case.duty.hints]
    found: dict[str, Node] = {}
    for column in held:
        own = any(word in name for word in subject for name in column.names)  # a column on the matter, not one of many matters
        for page in (page for each in (column, *case.holdings.below(column)) for page in case.holdings.pages_of(each)):
            for node in case.holdings.own_entries(page):
                told = spec.place == "topics" or _says_little(node)
                if not node.is_list and ((own and told) or any(word in label for word in subject for label in node.labels)):
                    found[node.key] = node
    if spec.place == "topics":
        found |= {node.key: node for node in case.candidates(case.query(spec.items, names=spec.names))}
    return [found[key] for key in sorted(found) if not _explained(spec, case, found[key])]


def _says_little(node: Node) -> bool:
    body = node.page or node.document
    return body is None or len(body.text) < _SAYS or bool(_ELSEWHERE.search(body.text))


def _explained(spec: FieldsCheck, case: Case, node: Node) -> bool:
    none = [normal(word) for word in (*spec.items.none, *case.duty.unlike)]
    if any(word in label for word in none for label in node.labels):
        return True
    if any(matches(terms, label) for terms in case.duty.items for label in node.labels):
        return True
    known = [words for part in spec.fields for words in synonyms(part)]
    if any(all(word in label for word in words) for words in known for label in node.labels):
        return True
    return node.read and bool(case.reader.content([node]).find(spec.fields))
