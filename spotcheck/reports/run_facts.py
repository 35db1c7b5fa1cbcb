"""What a report needs of a snapshot, in one small record. Reads the snapshot once and keeps nothing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from spotcheck.audits.verdicts import Finding
from spotcheck.crawler.politeness import weights
from spotcheck.crawler.records import OutcomeClass, Visit, class_of
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.ledger.manifest import seal_of
from spotcheck.reports.facts import Seen

UNREAD_KEPT = 200  # addresses an outcome; the counts are always complete
_PAGES_ASKED = 100  # how many pages are asked for the site code and ICP record before giving up


def look(snapshot: Snapshot, findings: Sequence[Finding]) -> Seen:
    """The part of ``snapshot`` that the reports of ``findings`` show."""
    run = snapshot.run
    kept: Counter[str] = Counter()
    unread: list[Visit] = []
    first_capture = ""
    for visit in snapshot.visits():
        if visit.fetched_at and (not first_capture or visit.fetched_at < first_capture):
            first_capture = visit.fetched_at
        if class_of(visit.outcome) is not OutcomeClass.OK and kept[visit.outcome.value] < UNREAD_KEPT:
            kept[visit.outcome.value] += 1
            unread.append(visit)
    codes, icp = _identity(snapshot)
    seal, hashes = seal_of(snapshot.path.parent)
    return Seen(
        run_id=run.id,
        site=run.site,
        started=run.started,
        finished=run.finished,
        complete=run.complete,
        first_capture=first_capture,
        last_capture=run.last_capture,
        source=run.source,
        tool=run.tool,
        outcomes=snapshot.outcomes(),
        unread=tuple(unread),
        warc=_records(snapshot, findings),
        site_codes=codes,
        icp=icp,
        dialects=snapshot.dialects(),
        politeness=weights(run.settings.get("politeness", {})),
        seal=seal,
        hashes=hashes,
    )


def _records(snapshot: Snapshot, findings: Sequence[Finding]) -> dict[str, tuple[str, int, int]]:
    urls = sorted({item.url for finding in findings for item in finding.evidence})
    visits = ((url, snapshot.visit(url)) for url in urls)
    return {url: (visit.warc.file, visit.warc.offset, visit.warc.length) for url, visit in visits if visit and visit.warc}


def _identity(snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    home = snapshot.page(snapshot.run.site.url)
    pages = [home] if home else []
    if not pages or not (pages[0].site_code and pages[0].icp):
        pages += [page for _, page in islice(snapshot.pages(), _PAGES_ASKED)]
    codes = dict.fromkeys(page.site_code for page in pages if page.site_code)
    icp = dict.fromkeys(page.icp for page in pages if page.icp)
    return tuple(codes)[:3], tuple(icp)[:3]
