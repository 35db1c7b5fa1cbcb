"""What a site shows that could be what was looked for, though no rule recognises it. It passes nothing and speaks against absence."""

from __future__ import annotations

from spotcheck.audits.reach import Query
from spotcheck.audits.titles.periods import years
from spotcheck.config.bodies import departments
from spotcheck.config.models import Terms
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.link_labels import SITE_MAP, harmless
from spotcheck.portal.matching import bare, suits
from spotcheck.portal.site_index import Holdings, Node

SENTENCE = 6  # characters of a word that alone says in a sentence what the sentence is about
_SAID = 60  # characters of text from which a column page without a list says something of its own


def candidates(holdings: Holdings, query: Query) -> list[Node]:
    """Titles on the site that touch the matter and that no rule explains, and pages that say in one of their first sentences what
    their titles would have said; by address."""
    found = {node.key: node for node in _saying(holdings, query)}
    for word in query.subject:
        for node, label in holdings.labelled([word]):
            # A bare name that the rule asks for is a column, and was looked into.
            touches = word in departments().sub("", label) and not harmless(label) and bare(label) not in SITE_MAP | query.words
            if touches and _in_time(query, label) and _shows(holdings, node) and not _explained(holdings, query, node):
                found[node.key] = node
    return [found[key] for key in sorted(found)]


def _saying(holdings: Holdings, query: Query) -> list[Node]:
    asked = next((terms for terms in query.terms[:1]), None)
    if asked is None:
        return []
    if len(asked.all) == 1:  # one short word says nothing in a sentence
        asked = Terms(all=(tuple(word for word in asked.all[0] if len(word) >= SENTENCE) or ("\0",),), none=asked.none)
    return [
        node
        for node, words in holdings.said
        if suits(asked, words)
        and query.unlike.isdisjoint(words)
        and _in_time(query, node.title)
        and not any(bare(label) in SITE_MAP for label in node.labels)
        and not _explained(holdings, query, node)
    ]


def _explained(holdings: Holdings, query: Query, node: Node) -> bool:
    """Whether a rule of the duty knows a title of the node, as the thing itself or as something else."""
    called = [holdings.words[label] for label in node.labels]
    return any(not query.unlike.isdisjoint(words) or any(suits(terms, words) for terms in query.known) for words in called)


def _in_time(query: Query, title: str) -> bool:
    if query.years is None:
        return True
    named = years(title)
    return not named or not query.years.isdisjoint(named)


def _shows(holdings: Holdings, node: Node) -> bool:
    """Whether an address of the site shows, or is listed as, something of its own: no list of other things, nothing dead."""
    if node is holdings.home or node.outcome is OutcomeClass.FAULT or not holdings.own(node.key):
        return False
    if node.is_list:
        return node.page is not None and not holdings.own_entries(node) and len(node.page.text) >= _SAID
    return node.read or bool(node.parents)
