"""Items that may be what a rule asks for: by their titles, by their column and title together, by what their first lines say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spotcheck.audits.case import Case
from spotcheck.audits.titles.periods import stretches, years
from spotcheck.config.models import Names, Terms
from spotcheck.crawler.records import PageKind
from spotcheck.portal.matching import accepted, covers, matches, normal
from spotcheck.portal.site_index import Node

_LOOKED_AT = (PageKind.ARTICLE, PageKind.OTHER, PageKind.FORM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A node taken for the thing looked for, with the years its title names; not ``certain`` where only the column says so."""

    node: Node
    years: tuple[int, ...]
    certain: bool = True


def years_for(terms: Terms, label: str) -> tuple[int, ...] | None:
    """The years for which a label is the thing, None where it is not the thing at all.

    The last group of the terms names the thing itself: in a title of several years it must follow its year, free of excluded words.
    """
    if not covers(terms, label):
        return None
    named = stretches(label)
    if len({stretch.year for stretch in named}) <= 1 or all(stretch.whole for stretch in named):
        return tuple(dict.fromkeys(stretch.year for stretch in named)) if matches(terms, label) else None
    last = Terms(all=(terms.all[-1],), none=terms.none)
    found = tuple(dict.fromkeys(stretch.year for stretch in named if matches(last, stretch.words)))
    return found or None


def items(case: Case, terms: Terms) -> list[Item]:
    """The items whose own title matches, each once, by address. A column page is an item only when its name carries a year."""
    found: dict[str, tuple[Node, set[int]]] = {}
    for node, label in case.holdings.covering(terms):
        named = years_for(terms, label)
        if named is None or node is case.holdings.home or (node.is_list and not named):
            continue
        found.setdefault(node.key, (node, set()))[1].update(named)
    return [Item(node=node, years=tuple(sorted(named, reverse=True))) for node, named in found.values()]


def shown(case: Case, node: Node) -> bool:
    """Whether an item was read, or stands in a list of the site: a mere link to another site shows nothing."""
    return node.read or case.holdings.own(node.key) or bool(node.parents or node.dates)


def column_items(case: Case, terms: Terms, known: Iterable[Node], names: Names | None = None, *, subject: bool = False) -> list[Item]:
    """Items whose title says little (a year, a body) inside a column whose name says the rest, or in a column below it.

    A column under an accepted name of ``names`` may say it all together with the title; with ``subject`` it is enough that its
    name carries the subject, whatever the title says.
    """
    taken = {node.key for node in known}
    found: dict[str, Item] = {}
    for column in case.holdings.columns.values():
        whole = any(matches(terms, name) for name in column.names) or bool(subject and names and carries(terms, names, column))
        called = sorted(name for name in column.names if names and accepted(names, name))
        if not (whole or called):
            continue
        listing = [page for each in (column, *case.holdings.below(column)) for page in case.holdings.pages_of(each)]
        for page in listing:
            for node, entry in case.holdings.entries_of(page):
                label = normal(entry.title)
                if node.key in taken or node.is_list or any(normal(word) in label for word in terms.none):
                    continue
                if whole or any(matches(terms, f"{name} {label}") for name in called):
                    found.setdefault(node.key, Item(node=node, years=years(label), certain=False))
    return [found[key] for key in sorted(found)]


def carries(terms: Terms, names: Names, column: Node) -> bool:
    """Whether an accepted name of a column says what the rule asks for, all but the last group of words (公告, 情况, 季度)."""
    subject = Terms(all=terms.all[:-1] or terms.all)
    return any(accepted(names, name) and covers(subject, name) for name in column.names)


def lookalikes(case: Case, terms: Terms, known: Iterable[Node], period: int | None = None) -> list[Node]:
    """Pages read whose title says nothing while one of their first lines is a title that matches."""
    taken = {node.key for node in known}
    found = []
    for key, page in sorted(case.holdings.pages.items()):
        if key in taken or page.kind not in _LOOKED_AT:
            continue
        for line in page.text[:300].split("\n")[:3]:
            label = normal(line)
            if len(label) > 60 or "。" in label:
                continue
            named = years_for(terms, label)
            if named is not None and (period is None or period in named):
                found.append(case.holdings.nodes[key])
                break
    return found
