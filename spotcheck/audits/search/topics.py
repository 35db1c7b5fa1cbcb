"""Matters that a body must publish, wherever on its site: in a title, the name of a column, or the texts of the column for them.

The place is never held against the site, only that a matter stands nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spotcheck.audits.case import Case, Result, without_guess
from spotcheck.audits.details import Details
from spotcheck.audits.search.columns import State, column_names, columns_named, judge_absence, state
from spotcheck.audits.search.items import items, shown
from spotcheck.audits.search.unexplained import unexplained
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.fields import FieldsCheck
from spotcheck.config.models import Part, Terms
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.contents import Content
from spotcheck.portal.matching import bare, covers, normal, synonyms
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

_SPECIFIC = 4  # characters from which one word says what the matter is (热点问题), as 办法 or 专家 do not


def topics(spec: FieldsCheck, case: Case) -> Result:
    """Judges whether every matter stands somewhere."""
    columns = columns_named(case, spec.names)
    held = [node for node in columns if state(case, node) is State.HELD]
    titled = [item.node for item in items(case, spec.items) if shown(case, item.node)]
    wanted = [part for part in spec.fields if part.required]
    columns_here = {node.key for column in held for node in (column, *case.holdings.below(column))}
    found = {part.name: hit for part in spec.fields if (hit := _by_label(spec, case, part, columns_here))}
    content = _content(case, held, titled)
    inside = content.find([part for part in spec.fields if part.name not in found])
    found |= {name: hit.evidence for name, hit in inside.items() if not _only_named(case, hit.evidence)}
    missing = [part for part in wanted if part.name not in found]
    query = case.query(spec.items, *_terms(missing or wanted), names=spec.names)
    # The column for it speaks for the duty; without one, one matter met by the way is no publication of all the others.
    there = bool(held or titled) or (bool(wanted) and len(missing) < len(wanted))
    # A short word in some other label could be the matter: it passes nothing, and what it could be is not held against the site.
    doubtful = {
        part.name: hit for part in missing if (hit := _by_label(spec, case, part, columns_here, loose=True) or _said(case, spec, part))
    }
    all_doubtful = bool(missing) and len(doubtful) == len(missing)
    if not there and not all_doubtful:
        return judge_absence(case, columns, query, [case.quote(node, "column") for node in columns], content.unread)
    evidence = list(dict.fromkeys([*(case.quote(node, "column") for node in held[:2]), *map(case.quote, titled[:2]), *found.values()]))
    facts = Details(
        found=tuple(part.name for part in spec.fields if part.name in found),
        advisory_missing=tuple(part.name for part in spec.fields if not part.required and part.name not in found),
        names_seen=column_names(held),
    )
    if not missing:
        return case.passed(evidence, confidence=0.9, details=facts)
    if all_doubtful:
        return case.unknown(Reason.UNRECOGNISED, evidence=[*doubtful.values(), *evidence], details=facts)
    lacking = replace(facts, missing=tuple(part.name for part in missing if part.name not in doubtful))
    result = case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, extra=content.unread, confidence=0.9, details=lacking)
    if result.defects and (strangers := unexplained(spec, case, held)):
        facts = replace(facts, notes=(Note.CANDIDATES,))
        return case.unknown(Reason.UNRECOGNISED, evidence=[*map(case.quote, strangers), *evidence], details=facts)
    return without_guess(result)


def _by_label(spec: FieldsCheck, case: Case, part: Part, columns: Collection[str], *, loose: bool = False) -> Evidence | None:
    """The matter in a title or the name of a column that is not blank: wherever it stands together with the subject of the duty
    (the first group of its terms) or by words that say enough, and in the duty's own columns alone; ``loose``: any word anywhere."""
    subject = Terms(all=spec.items.all[:1])
    none = [normal(word) for word in spec.items.none]
    for words in synonyms(part):
        specific = loose or len(words) > 1 or len(words[0]) >= _SPECIFIC
        for node, label in case.holdings.labelled(words):
            if node is case.holdings.home or node.outcome is OutcomeClass.FAULT or any(word in label for word in none):
                continue
            if node.is_list and state(case, node) is not State.HELD:
                continue
            if not (specific or covers(subject, label) or node.key in columns or any(key in columns for key in node.parents)):
                continue
            if not (node.read or node.parents):  # a link somewhere proves nothing; a list that shows a title does
                continue
            return case.quote(node, "column" if node.is_list else "entry")
    return None


def _said(case: Case, spec: FieldsCheck, part: Part) -> Evidence | None:
    """The matter in a first sentence or a table, on the subject of the duty, of a page that neither title nor column makes known."""
    if spec.group:  # what another way of meeting the duty shows is for that way to judge
        return None
    subject = {normal(word) for word in case.duty.subject or case.duty.hints}
    none = {normal(word) for word in (*spec.items.none, *case.duty.unlike)}
    specific = [set(words) for words in synonyms(part) if len(words) > 1 or len(words[0]) >= _SPECIFIC]
    for node, words in (*case.holdings.said, *case.holdings.tabled):
        told = any(each <= words for each in specific) and not subject.isdisjoint(words) and none.isdisjoint(words)
        if told and not any(word in label for word in none for label in node.labels):
            return case.quote(node)
    return None


def _content(case: Case, held: Sequence[Node], titled: Sequence[Node]) -> Content:
    spread = [node for column in held for node in (column, *case.holdings.below(column))]
    return case.reader.content([node for node in (*spread, *titled) if node.read])


def _only_named(case: Case, seen: Evidence) -> bool:
    """Whether a passage is but the name of a column, in a menu, and no column of that name was seen to hold anything."""
    named = [node for node in case.holdings.columns.values() if bare(seen.quote) in {bare(label) for label in node.labels}]
    return bool(named) and all(state(case, node) is not State.HELD for node in named)


def _terms(parts: Sequence[Part]) -> tuple[Terms, ...]:
    return tuple(Terms(all=tuple((word,) for word in words)) for part in parts for words in synonyms(part))
