"""A list with its required fields: in the heads of tables and attachments, or in running text. What a list holds decides, not its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import NO_DETAILS, Details
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.items import items
from spotcheck.audits.search.required_elements import in_text
from spotcheck.audits.search.topics import topics
from spotcheck.audits.verdicts import Defect
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.fields import HEADS_UNKNOWN, FieldsCheck
from spotcheck.crawler.records import OutcomeClass, Table
from spotcheck.portal.contents import CLOSED, Content, Passage, Source
from spotcheck.portal.link_labels import INDEX_HEADS, PLAIN_HEADS
from spotcheck.portal.matching import matches, misnamed, normal, synonyms
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "fields"
_HEAD_ROWS = 3  # first rows of a table that may be its heads
_ENOUGH = 2  # required fields that make a table the list, whatever it is called
_SEVERAL = 3  # records that show what all of them have
_MOSTLY = 0.8  # share of rows that makes a table another list


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A table taken for the list. ``tabular`` is false where only text could be read, so that a missing field proves nothing."""

    source: Source
    found: dict[str, Evidence]
    missing: tuple[str, ...]
    own_title: bool
    misnamed: bool
    tabular: bool = True
    unexplained: tuple[str, ...] = ()  # heads that no field of the rule explains: any of them could be one that is missing


def check(spec: FieldsCheck, case: Case) -> Result:
    """Judges a list by its fields."""
    if spec.place == "topics":
        return topics(spec, case)
    return _in_tables(spec, case) if spec.place == "table" else in_text(spec, case)


def _in_tables(spec: FieldsCheck, case: Case) -> Result:
    query = case.query(spec.items, names=spec.names)
    titled = [item.node for item in items(case, spec.items)]
    proper, wrong = columns_named(case, spec.names), columns_named(case, spec.names, wrongly=True)
    by_title = case.reader.content(titled)
    by_column, by_wrong = _column_content(case, proper), _column_content(case, wrong)
    lists: list[_List] = []
    for content in (by_title, by_column, by_wrong):
        misplaced = content is by_wrong and content is not by_column
        for source in content.sources:
            lists += _lists(spec, case, source, wrong=misplaced)
        lists += _records(spec, case, content, wrong=misplaced)
    whole = [each for each in lists if not each.missing]
    right = [each for each in whole if not each.misnamed]
    if right:
        best = min(right, key=lambda each: (not each.tabular, not each.own_title, each.source.node.key))
        return case.passed(_evidence(case, best), confidence=1.0 if best.tabular else 0.85, details=_told(spec, best))
    if whole:
        best = whole[0]
        names = tuple(sorted({name for node in (*wrong, best.source.node) for name in node.names if misnamed(spec.names, name)}))
        told = replace(_told(spec, best), names_seen=names)
        return case.fail_or_unknown(Defect.MISNAMED, query, scope=SearchScope.KNOWN_PLACE, evidence=_evidence(case, best), details=told)
    short = [each for each in lists if each.own_title and each.tabular]
    if short:
        best = min(short, key=lambda each: (len(each.missing), each.source.node.key))
        evidence, told = _evidence(case, best), _told(spec, best)
        if by_title.unread:
            return case.unknown(reason_of(by_title.unread), evidence=evidence, unread=by_title.unread, details=told)
        if any(each.own_title and not each.tabular for each in lists):
            return case.unknown(Reason.UNRECOGNISED, evidence=evidence, details=told)
        if best.unexplained:
            told = replace(told, missing=(), heads_unknown=best.unexplained, notes=(HEADS_UNKNOWN,))
            return case.unknown(Reason.UNRECOGNISED, evidence=evidence, details=told)
        return case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, confidence=0.95, details=told)
    return _nothing(spec, case, titled, proper, lists, by_title, by_column)


def _nothing(
    spec: FieldsCheck,
    case: Case,
    titled: Sequence[Node],
    proper: Sequence[Node],
    lists: Sequence[_List],
    by_title: Content,
    by_column: Content,
) -> Result:
    """No list could be read: why not decides."""
    query = case.query(spec.items, names=spec.names)
    closed = [*by_title.unread, *(item for item in by_column.unread if item not in by_title.unread)]
    seen = [case.quote(node) for node in titled] or [case.quote(node, "column") for node in proper]
    if by_title.unread or (closed and all(item.outcome in CLOSED for item in closed)):
        return case.unknown(reason_of(by_title.unread or closed), evidence=seen, unread=closed)
    broken = by_title.broken or [node for node in by_column.broken if node not in proper]
    if broken:
        other = case.reach.unread_of(query, SearchScope.BY_NAME)
        evidence = [*seen, *(case.quote(node, "document") for node in broken)]
        if other:
            return case.unknown(case.reach.reason(other), evidence=evidence, unread=other)
        return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.95)
    if lists or any(source.node in titled for source in by_title.sources):
        return case.unknown(Reason.UNRECOGNISED, evidence=seen, details=_told(spec, lists[0]) if lists else NO_DETAILS)
    strays = _strays(spec, case)
    if strays:
        return case.unknown(Reason.UNRECOGNISED, evidence=[*map(case.quote, strays), *seen], details=Details(notes=(Note.CANDIDATES,)))
    return judge_absence(case, proper, query, seen, by_column.unread)


def _strays(spec: FieldsCheck, case: Case) -> list[Node]:
    """What holds a table with every field under a title and in a column that tell nothing of it."""
    if sum(part.required for part in spec.fields) < _ENOUGH:
        return []
    found = []
    for key, node in sorted(case.holdings.nodes.items()):
        body = node.page or node.document
        if body is None or not body.tables or not case.holdings.own(key):
            continue
        for source in case.reader.content([node]).sources:
            for table in source.tables:
                judged = _judge(spec, source, table)
                if judged and not judged[1] and not _foreign(spec, table) and source.node not in found:
                    found.append(source.node)
    none = [normal(word) for word in (*spec.items.none, *case.duty.unlike)]
    return [node for node in found if not any(word in label for word in none for label in node.labels)]


def _column_content(case: Case, columns: Iterable[Node]) -> Content:
    nodes = [node for column in columns for node in (column, *case.holdings.below(column))]
    return case.reader.content([node for node in nodes if node.read or node.outcome is OutcomeClass.FAULT])


def _lists(spec: FieldsCheck, case: Case, source: Source, *, wrong: bool) -> list[_List]:
    node = source.node
    parents = [case.holdings.nodes[key] for key in sorted(node.parents) if key in case.holdings.nodes] if node.document else []
    titles = [*node.labels, *(normal(parent.title) for parent in parents if not parent.is_list)]
    misplaced = wrong or _misplaced(spec, case, node, parents)
    found = []
    for table in (table for table in source.tables if not table.record):
        names = [normal(table.caption), normal(table.sheet)]
        own = any(matches(spec.items, name) for name in (*titles, *names) if name)
        judged = _judge(spec, source, table)
        if judged and not _foreign(spec, table):
            fields, missing, heads = judged
            # A table without the list's title is taken only when it has every field.
            if own or (not missing and not any(normal(word) in name for word in spec.names.none for name in (*titles, *names))):
                strange = _unexplained(spec, heads)
                # A list that carries its right name is not misnamed by the column it stands in.
                wrongly = misplaced and not own
                found.append(_List(source=source, found=fields, missing=missing, own_title=own, misnamed=wrongly, unexplained=strange))
    if not source.tables and any(matches(spec.items, title) for title in titles):
        hits = {part.name: hit.evidence for part in spec.fields if (hit := source.find(part))}
        missing = tuple(part.name for part in spec.fields if part.required and part.name not in hits)
        if hits:
            found.append(_List(source=source, found=hits, missing=missing, own_title=True, misnamed=False, tabular=False))
    return found


def _records(spec: FieldsCheck, case: Case, content: Content, *, wrong: bool) -> list[_List]:
    """Records of one thing each (事项名称 | …, 实施依据 | …) are the rows of one list. Few of them prove no field missing."""
    rows: list[tuple[Source, dict[str, Evidence], tuple[str, ...]]] = []
    for source in content.sources:
        for table in (table for table in source.tables if table.record):
            judged = _judge(spec, source, table)
            if judged and not _foreign(spec, table) and sum(part.required and part.name in judged[0] for part in spec.fields) >= _ENOUGH:
                rows.append((source, judged[0], judged[2]))
    if not rows:
        return []
    found: dict[str, Evidence] = {}
    for _, fields, _ in reversed(rows):
        found |= fields
    source = rows[0][0]
    own = any(matches(spec.items, label) for label in source.node.labels)
    above = sorted(source.node.parents) if source.node.document else []
    parents = [case.holdings.nodes[key] for key in above if key in case.holdings.nodes]
    return [
        _List(
            source=source,
            found=found,
            missing=tuple(part.name for part in spec.fields if part.required and part.name not in found),
            own_title=own,
            misnamed=(wrong or _misplaced(spec, case, source.node, parents)) and not own,
            tabular=len(rows) >= _SEVERAL,
            unexplained=_unexplained(spec, dict.fromkeys(head for _, _, heads in rows for head in heads)),
        )
    ]


def _misplaced(spec: FieldsCheck, case: Case, node: Node, parents: Sequence[Node]) -> bool:
    """Whether it stands only in columns whose names the rule does not accept."""
    columns = [column for each in (node, *parents) for column in case.holdings.columns_of(each)]
    return bool(columns) and all(any(misnamed(spec.names, name) for name in column.names) for column in columns)


def _judge(spec: FieldsCheck, source: Source, table: Table) -> tuple[dict[str, Evidence], tuple[str, ...], tuple[str, ...]] | None:
    best: dict[str, Evidence] = {}
    heads: tuple[str, ...] = ()
    for cells in (table.heads, *table.rows[:_HEAD_ROWS]):
        norms = [normal(cell) for cell in cells]
        found = {}
        for part in spec.fields:
            if any(_names_field(words, norm) for words in synonyms(part) for norm in norms):
                found[part.name] = source.evidence(Passage(words=" | ".join(cells), where="table"))
        if len(found) > len(best):
            best, heads = found, cells
    if not best:
        return None
    return best, tuple(part.name for part in spec.fields if part.required and part.name not in best), heads


def _unexplained(spec: FieldsCheck, heads: Iterable[str]) -> tuple[str, ...]:
    """The heads that are neither a field of the rule nor a plain one (序号, 备注)."""
    known = [words for part in spec.fields for words in synonyms(part)]
    strange = [head for head in heads if normal(head) and normal(head) not in PLAIN_HEADS]
    return tuple(head for head in strange if not any(_names_field(words, normal(head)) for words in known))


def _names_field(words: tuple[str, ...], cell: str) -> bool:
    if words[0].startswith("="):
        return cell == words[0][1:]
    return all(word in cell for word in words) and len(cell) <= sum(map(len, words)) + 14


def _foreign(spec: FieldsCheck, table: Table) -> bool:
    if table.heads and all(normal(head) in INDEX_HEADS for head in table.heads):
        return True
    rows = [normal("|".join((*table.heads, *row) if table.record else row)) for row in table.rows]
    if not rows:
        return False
    if spec.rows_any and not any(normal(word) in row for row in rows for word in spec.rows_any):
        return True
    other = sum(any(normal(word) in row for word in spec.rows_none) for row in rows)
    return bool(spec.rows_none) and other >= _MOSTLY * len(rows)


def _told(spec: FieldsCheck, best: _List) -> Details:
    advisory = tuple(part.name for part in spec.fields if not part.required and part.name not in best.found)
    return Details(found=tuple(best.found), missing=best.missing, advisory_missing=advisory)


def _evidence(case: Case, best: _List) -> list[Evidence]:
    return list(dict.fromkeys([case.quote(best.source.node), *best.found.values()]))
