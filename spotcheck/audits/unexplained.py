"""What stands in the columns for a duty and no rule explains. It passes nothing, and what it could be is not held against the site."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.audits.case import Case
from spotcheck.audits.holdings import Node
from spotcheck.audits.terms import matches, normal, synonyms
from spotcheck.config.checks import FieldsCheck


def unexplained(spec: FieldsCheck, case: Case, held: Sequence[Node]) -> list[Node]:
    """Items of the columns for the duty that show none of its matters, in title or text: any of them could be one that is missing."""
    if case.duty.left_to_people:
        return []
    known = [words for part in spec.fields for words in synonyms(part)]
    none = [normal(word) for word in (*spec.items.none, *case.duty.unlike)]
    subject = [normal(word) for word in case.duty.subject or case.duty.hints]
    found: dict[str, Node] = {}
    for column in held:
        own = any(word in name for word in subject for name in column.names)  # a column on the matter, not one of many matters
        for page in (page for each in (column, *case.holdings.below(column)) for page in case.holdings.pages_of(each)):
            for node in case.holdings.own_entries(page):
                told = any(matches(terms, label) for terms in case.duty.items for label in node.labels) or any(
                    all(word in label for word in words) for words in known for label in node.labels
                )
                touches = own or any(word in label for word in subject for label in node.labels)
                if not touches or node.is_list or told or any(word in label for word in none for label in node.labels):
                    continue
                if not (node.read and case.reader.content([node]).find(spec.fields)):
                    found[node.key] = node
    return [found[key] for key in sorted(found)]
