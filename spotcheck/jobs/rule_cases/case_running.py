"""Cases before the judge: each is drawn, recorded and judged, and what came is held against what a fair reader says. Changes no rule."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from spotcheck.audits.details_json import details_to_json
from spotcheck.audits.engine import SiteJudge, lexicon_of
from spotcheck.audits.verdicts import Defect, Finding
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.rule_cases.case_expansion import RuleCase
from spotcheck.jobs.rule_cases.drawn_site import DrawnSite
from spotcheck.jobs.rule_cases.site_building import build, earlier_of, probes_of, register_of
from spotcheck.portal.matching import Lexicon

_MEMORY = Path("/dev/shm")  # a file system in memory, on Linux: thousands of small snapshots are written, read once and dropped
_CERTIFIED = (Defect.ABSENT, Defect.GAP, Defect.BLANK)  # said only with a certificate
Answer = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case with what came, and each way in which that is not what was expected: (what, expected, came)."""

    case: RuleCase
    finding: Finding
    faults: tuple[tuple[str, str, str], ...]


class CaseRunner:
    """Judges cases by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.duties: dict[str, tuple[Clause, Duty]] = {duty.id: (clause, duty) for clause, duty in catalogue.duties()}
        self.lexicon = lexicon_of([catalogue])

    def results(self, cases: Iterable[RuleCase]) -> Iterator[CaseResult]:
        """Each case with its result, as soon as it is known."""
        for case in cases:
            with judged_site(case.site, self.lexicon) as (site, _):
                finding = site.finding(self.catalogue, *self.duties[case.duty])
            yield CaseResult(case=case, finding=finding, faults=tuple(faults_of(case, finding)))


@contextmanager
def judged_site(site: DrawnSite, lexicon: Lexicon) -> Iterator[tuple[SiteJudge, Snapshot]]:
    """A drawn site before the judge, and its snapshot, which is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="spotcheck-case-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    try:
        with build(folder, site) as snapshot:
            register, probes, earlier = register_of(site), probes_of(site), earlier_of(site, snapshot)
            yield SiteJudge(snapshot, lexicon, site.as_of, register, probes=probes, earlier=earlier), snapshot
    finally:
        rmtree(folder, ignore_errors=True)


def answer_of(finding: Finding) -> Answer:
    """What a finding comes to: verdict, defect, reason."""
    return finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason


def faults_of(case: RuleCase, finding: Finding) -> list[tuple[str, str, str]]:
    """Each way in which a finding is not what the case expects: (what, expected, came)."""
    return list(_faults(case, finding))


def _faults(case: RuleCase, finding: Finding) -> Iterator[tuple[str, str, str]]:
    expected = case.expect
    wanted = (expected.verdict.value, expected.defect.value if expected.defect else None, expected.reason)
    if wanted != answer_of(finding):
        yield "answer", _spelt(wanted), _spelt(answer_of(finding))
    told = details_to_json(finding.details) if expected.details else {}
    for name, value in expected.details.items():
        if told.get(name) != value:
            yield f"details.{name}", str(value), str(told.get(name))
    quotes = {piece.quote for piece in finding.evidence}
    for quote in expected.shown:
        if quote not in quotes:
            yield "shown", quote, "、".join(sorted(quotes))
    for quote in expected.hidden:
        if quote in quotes:
            yield "hidden", quote, quote
    certified = finding.certificate is not None and finding.certificate.proves_absence
    if expected.defect in _CERTIFIED and expected.defect is finding.defect and not certified:
        yield "certificate", "proves absence", "does not"


def _spelt(answer: Answer) -> str:
    return " ".join(filter(None, answer))
