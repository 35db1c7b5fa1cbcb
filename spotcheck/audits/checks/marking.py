"""Documents declared void carry a visible mark on their original page.

Where the original cannot be told for sure, nothing is held against it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.details import Details, ListedDocument
from spotcheck.audits.reach import Query
from spotcheck.audits.search.notices import Notice, notices
from spotcheck.audits.search.originals import Original, Originals, cores, dead, marked, marked_in_list
from spotcheck.audits.titles.document_numbers import numbers_in
from spotcheck.audits.titles.repeal_notices import Declared, Fate
from spotcheck.audits.verdicts import Defect as D
from spotcheck.config.kinds.marking import NO_ORIGINAL_ON_SITE, NOT_YET_IN_FORCE, MarkingCheck
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Reason, Unread

KIND = "marking"
_LISTED = 40  # documents that details name


@dataclass(slots=True)
class _Tally:
    """What became of each document declared void."""

    rows: list[ListedDocument]
    unmarked: list[Original]
    marked: list[Original]
    doubtful: list[Original]
    unread: list[Unread]
    wanted: list[Declared]


def check(spec: MarkingCheck, case: Case) -> Result:
    """Judges the originals of all documents in force as void on the last day that can be judged."""
    found = notices(case, spec.notices)
    if not found:
        return case.unknown(Reason.NO_BASIS, evidence=case.searched(), certificate=case.reach.certificate(case.query(spec.notices)))
    void = [(notice, document) for notice in found for document in notice.documents if _in_force(document, case)]
    if not void:
        return _no_list(case, found)
    tally = _look(spec, case, void)
    quotes = [case.quote(notice.node, "notice") for notice in found]
    notice_open = [item for notice in found for item in notice.content.unread]
    facts = Details(documents=tuple(tally.rows[:_LISTED]), listed=len(void))
    if tally.unmarked:
        originals = sorted({original.node.key for original in tally.unmarked})
        evidence = [*(case.quote(case.holdings.nodes[key]) for key in originals[:5]), *quotes]
        return case.failed(D.UNMARKED, evidence=evidence, confidence=0.95, details=facts)
    evidence = [*(case.quote(original.node) for original in (*tally.doubtful, *tally.marked)), *quotes]
    if tally.unread:
        return case.unknown(reason_of(tally.unread), evidence=evidence, unread=tally.unread, details=facts)
    if tally.doubtful:
        return case.unknown(Reason.UNRECOGNISED, evidence=evidence, details=facts)
    if not tally.wanted and not notice_open:
        return case.passed(evidence, confidence=0.95, details=facts)
    query = _query(tally.wanted)
    certificate = case.reach.certificate(query, extra=notice_open)
    if not certificate.proves_absence:
        missing = [*notice_open, *case.reach.unread_of(query)]
        reason = case.reach.reason(missing) if missing else certificate.unread[0].outcome
        return case.unknown(reason, evidence=evidence, certificate=certificate, unread=missing, details=facts)
    if tally.marked:
        return case.passed(evidence, confidence=0.95, details=facts)
    return case.passed(evidence, confidence=0.9, details=replace(facts, notes=(NO_ORIGINAL_ON_SITE,)))


def _in_force(document: Declared, case: Case) -> bool:
    return document.fate is Fate.VOID and (document.effective is None or document.effective <= case.cutoff)


def _no_list(case: Case, found: list[Notice]) -> Result:
    """Notices without a document that is void by now: planned, in the future, or unreadable."""
    evidence = [case.quote(notice.node, "notice") for notice in found]
    closed = [item for notice in found for item in notice.content.unread]
    if closed:
        return case.unknown(reason_of(closed), evidence=evidence, unread=closed)
    if any(document.fate in (Fate.VOID, Fate.PLANNED) for notice in found for document in notice.documents):
        return case.unknown(Reason.NO_BASIS, evidence=evidence, details=Details(notes=(NOT_YET_IN_FORCE,)))
    return case.unknown(Reason.NO_BASIS, evidence=evidence)


def _look(spec: MarkingCheck, case: Case, void: list[tuple[Notice, Declared]]) -> _Tally:
    tally = _Tally([], [], [], [], [], [])
    index = Originals(case.holdings)
    known = {notice.node.key for notice, _ in void}
    for notice, document in void:
        pages = [original for original in index.of(document, notice.node) if original.node.key not in known]
        here = [original for original in pages if original.node.page is not None]
        with_mark = [original for original in here if marked(original.node, spec)]
        row = ListedDocument(number=document.number, title=document.title)
        for original in pages:
            mark = marked(original.node, spec)
            row = replace(row, original_url=case.quote(original.node).url, mark=mark)
            if mark:
                tally.marked.append(original)
            elif original.node.page is not None and not original.node.page.needs_script:
                # The same document under two addresses, one of them marked, is for a person to weigh; so is a mark that only a list shows.
                clear = original.sure and not with_mark and not marked_in_list(original.node, spec)
                (tally.unmarked if clear else tally.doubtful).append(original)
            elif original.node.document is not None:
                tally.doubtful.append(original)
            elif not dead(original.node):
                tally.unread.append(unread(original.node))
        if not pages:
            tally.wanted.append(document)
        tally.rows.append(row)
    tally.rows.sort(key=lambda row: (bool(row.mark) or row.original_url is None, row.number, row.title))
    return tally


def _query(wanted: list[Declared]) -> Query:
    """What an unread page must be called to be one of the originals not found."""
    numbers = {document.number for document in wanted if document.number}
    titles = {core for document in wanted for core in cores(normal(document.title))}

    def like(label: str) -> bool:
        return bool(titles & cores(label)) or bool(numbers and not numbers.isdisjoint(numbers_in(label)))

    shown = [document.title or document.number for document in wanted]
    return Query(shown=tuple(shown[:20]), like=like)
