"""How a site stands after a check: 合格 is a rule of the catalogue, and where none has one only faults are counted.

Never takes for met what nobody has judged, nor for reached a site whose home page was not read, whatever somebody ticks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from spotcheck.audits.scores import Standing as SheetStanding
from spotcheck.audits.scores import score
from spotcheck.audits.verdicts import Finding
from spotcheck.config.conclusions import Decision, Verdict
from spotcheck.config.duties import Catalogue, StandingRule

_OPEN = (Verdict.UNKNOWN, Verdict.MANUAL)
_SEEN_BY_PEOPLE = (Decision.CONFIRMED, Decision.UNMET)


class Standing(StrEnum):
    """How a site stands. Without a rule ``qualified`` says no more than that every duty that binds it was judged and met."""

    QUALIFIED = "qualified"
    FAULTY = "faulty"
    UNDECIDED = "undecided"


def ruled(catalogues: Iterable[Catalogue]) -> bool:
    """Whether any of the catalogues says when a site may be called 合格."""
    return any(catalogue.standing is not None for catalogue in catalogues)


def stand(findings: Sequence[Finding], catalogues: Sequence[Catalogue], *, complete: bool, reached: bool = True) -> Standing:
    """How a site stands by the rules of its catalogues, all of which it must meet; those without a rule then say nothing.

    ``findings`` as they stand after review; ``complete``: the crawl came to its end; ``reached``: the home page was read. What people
    found at a site that was not reached does not count.
    """
    heard = findings if reached else [_machine_only(finding) for finding in findings]
    deciding = [catalogue for catalogue in catalogues if catalogue.standing is not None]
    told = {_by_rule(catalogue, catalogue.standing, heard) for catalogue in deciding if catalogue.standing is not None}
    if not deciding:
        told = {_counted(heard)}
    if Standing.FAULTY in told:
        return Standing.FAULTY
    return Standing.QUALIFIED if told == {Standing.QUALIFIED} and complete and reached else Standing.UNDECIDED


def confirmed(finding: Finding) -> bool:
    """Whether a person has looked at a fault and found it right."""
    review = finding.details.review
    return finding.verdict is Verdict.FAIL and review is not None and review.decision in _SEEN_BY_PEOPLE


def confirmed_only(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with every fault that nobody has confirmed left open, as what may be said in public rests on."""
    return [
        replace(finding, verdict=Verdict.MANUAL, defects=()) if finding.verdict is Verdict.FAIL and not confirmed(finding) else finding
        for finding in findings
    ]


def _machine_only(finding: Finding) -> Finding:
    review = finding.details.review
    decided = review is not None and review.decision in (Decision.MET, Decision.UNMET)
    return replace(finding, verdict=Verdict.UNKNOWN) if decided else finding


def _by_rule(catalogue: Catalogue, rule: StandingRule, findings: Sequence[Finding]) -> Standing:
    own = [finding for finding in findings if finding.duty.partition("/")[0] == catalogue.id]
    verdicts = {finding.duty.partition("/")[2]: finding.verdict for finding in own}
    met = sum(verdict is Verdict.PASS for verdict in verdicts.values())
    told = {Standing.QUALIFIED if met else Standing.UNDECIDED}
    if rule.vetoes or rule.points is not None:
        told.add(_by_sheet(catalogue, own))
    if rule.must:
        asked = [verdicts.get(name, Verdict.UNKNOWN) for name in rule.must]
        told.add(_worst(Verdict.FAIL in asked, any(verdict in _OPEN for verdict in asked)))
    if rule.share is not None:
        open_ = sum(verdict in _OPEN for verdict in verdicts.values())
        whole = met + open_ + sum(verdict is Verdict.FAIL for verdict in verdicts.values())
        needed = Decimal(str(rule.share)) * whole
        told.add(_worst(100 * (met + open_) < needed, 100 * met < needed))
    return _worst(Standing.FAULTY in told, Standing.UNDECIDED in told)


def _by_sheet(catalogue: Catalogue, findings: Sequence[Finding]) -> Standing:
    sheet = score(catalogue, findings)
    stands = sheet.standing if sheet is not None else SheetStanding.OPEN
    return _worst(stands in (SheetStanding.VETOED, SheetStanding.BELOW), stands in (SheetStanding.OPEN, SheetStanding.UNRULED))


def _counted(findings: Sequence[Finding]) -> Standing:
    """Where no catalogue has a rule: whether faults were found, and else whether everything was judged."""
    verdicts = {finding.verdict for finding in findings}
    return _worst(Verdict.FAIL in verdicts, Verdict.PASS not in verdicts or not verdicts.isdisjoint(_OPEN))


def _worst(faulty: bool, undecided: bool) -> Standing:
    return Standing.FAULTY if faulty else Standing.UNDECIDED if undecided else Standing.QUALIFIED
