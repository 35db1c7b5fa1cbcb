"""Judges a snapshot against catalogues: one finding a duty. Pure: no clock, no network, no memory of the order of the crawl."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from spotcheck.audits.binding import Binding, binding, in_force, is_department, is_government
from spotcheck.audits.case import Case, Result
from spotcheck.audits.checks import Judge, registered
from spotcheck.audits.details import Details, merged
from spotcheck.audits.reach import Reach
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.body_kinds import answers_for
from spotcheck.config.conclusions import Note
from spotcheck.config.duties import Accuses, Catalogue, Clause, Duty, Scope
from spotcheck.config.kinds.base import PERSON
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.models import GOVERNMENTS, Confidence, Function, Level, Site
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Look, Probe
from spotcheck.crawler.urls import key
from spotcheck.portal.contents import Reader
from spotcheck.portal.failed_again import Earlier
from spotcheck.portal.matching import Lexicon
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Holdings, Seen

_ORDER = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.PASS)
_EVIDENCE = 10
_WEAK = (Confidence.C, Confidence.M)  # sources that every finding which rests on them carries along
_NOTHING = frozenset({Defect.ABSENT, Defect.BLANK})
# Faults that another place may make good, by whom the duty accuses: the law lets it stand there, or ask for it only with cause.
_ELSEWHERE = {
    Accuses.PORTALS: _NOTHING | {Defect.LATE},
    Accuses.KEPT: _NOTHING | {Defect.LATE},
    Accuses.SEEN: _NOTHING | {Defect.GAP, Defect.STALE, Defect.LATE},
    Accuses.NEVER: frozenset(Defect),
}


def judge(
    snapshot: Seen,
    catalogues: Sequence[Catalogue],
    as_of: date,
    register: Sequence[Site] = (),
    words: Sequence[Word] = (),
    probes: Sequence[Probe] = (),
    looks: Sequence[Look] = (),
    earlier: Earlier | None = None,
) -> list[Finding]:
    """Each duty of each catalogue once, in their order.

    ``register``: the bodies that sets are drawn from (every department of a county, …); ``words``: the office's own word lists;
    ``probes``: stored probes of the home pages of this and of other sites; ``looks``: what was seen of this site between its checks;
    ``earlier``: how visits of earlier runs ended, by URL key. ``as_of`` is a civil day in Asia/Shanghai. Nothing that fell due after the
    last capture is held against the site.
    """
    site = SiteJudge(snapshot, lexicon_of(catalogues), as_of, register, words, probes, looks, earlier)
    return [site.finding(catalogue, clause, duty) for catalogue in catalogues for clause, duty in catalogue.duties()]


class SiteJudge:
    """A snapshot made ready once, to be judged duty by duty. The ``lexicon`` holds every word of the rules it is judged by."""

    def __init__(
        self,
        snapshot: Seen,
        lexicon: Lexicon,
        as_of: date,
        register: Sequence[Site] = (),
        words: Sequence[Word] = (),
        probes: Sequence[Probe] = (),
        looks: Sequence[Look] = (),
        earlier: Earlier | None = None,
    ) -> None:
        self.holdings = Holdings(snapshot, lexicon, earlier)
        self._reader, self._reach, self._checks = Reader(self.holdings), Reach(self.holdings), registered()
        self._as_of = as_of
        self._cutoff = min(as_of, self.holdings.captured) if self.holdings.captured else as_of
        self._register, self._words, self._probes = tuple(register), tuple(words), tuple(probes)
        self._looks: dict[str, list[Look]] = {}
        for look in looks:
            self._looks.setdefault(key(look.url), []).append(look)

    def finding(self, catalogue: Catalogue, clause: Clause, duty: Duty) -> Finding:
        """The finding of one duty."""
        full_id = f"{catalogue.id}/{duty.id}"
        bound = binding(duty, full_id, self.holdings.site)
        if bound in (Binding.BOUND, Binding.ASK) and not in_force(duty, self._as_of, self._cutoff):
            bound = Binding.NOT_IN_FORCE
        if bound not in (Binding.BOUND, Binding.ASK):
            return _finding(full_id, clause, duty, Result(verdict=Verdict.NOT_APPLICABLE, details=Details(notes=(Note(bound.value),))))
        case = Case(
            duty=duty,
            holdings=self.holdings,
            reader=self._reader,
            reach=self._reach,
            as_of=self._as_of,
            cutoff=self._cutoff,
            register=self._register,
            words=self._words,
            calendar=catalogue.calendar,
            probes=self._probes,
            looks=self._looks,
        )
        return _finding(full_id, clause, duty, _cap_verdict(_held_against(_judged(duty, case, self._checks), case), case, bound))


def lexicon_of(catalogues: Sequence[Catalogue]) -> Lexicon:
    """Every word of the catalogues that labels are searched for."""
    return Lexicon(_words(catalogues))


def _judged(duty: Duty, case: Case, checks: dict[str, Judge]) -> Result:
    """The answers of all checks that are asked of the body, alternatives first settled among themselves."""
    alone: list[tuple[str, Result]] = []
    groups: dict[str, list[Result]] = {}
    parts: dict[str, str] = {}
    for spec in asked(duty, case.holdings.site.level, answers_for(case.holdings.site)):
        result = checks[spec.kind](spec, case)
        if result.steps_back and len(duty.checks) > 1:
            continue  # it has nothing to go by: the duty is judged by its other checks
        if spec.group:
            groups.setdefault(spec.group, []).append(result)
            parts.setdefault(spec.group, spec.part)
        else:
            alone.append((spec.part, result))
    results = name_missing_parts([*alone, *((parts[name], best_alternative(each)) for name, each in groups.items())])
    return combine(results) if results else case.manual(case.searched(), details=Details(notes=(Note.SWITCHED_OFF,)))


def asked(duty: Duty, level: Level | None, functions: Collection[Function] | None = None) -> list[CheckSpec]:
    """The checks of a duty that are switched on and asked of a body of this level with these functions (None: with any)."""
    return [
        spec
        for spec in duty.checks
        if spec.active
        and (not spec.levels or level in spec.levels)
        and (not spec.functions or functions is None or any(function in functions for function in spec.functions))
    ]


def name_missing_parts(results: Sequence[tuple[str, Result]]) -> list[Result]:
    """The answers of a duty's parts: one that is not there, beside others that are, makes the duty incomplete and is named."""
    nothing = [result.verdict is Verdict.FAIL and _NOTHING.issuperset(result.defects) for _, result in results]
    if all(nothing):
        return [result for _, result in results]
    return [
        replace(result, defects=(Defect.INCOMPLETE,), details=replace(result.details, missing=(part,))) if part and none else result
        for (part, result), none in zip(results, nothing, strict=True)
    ]


def best_alternative(results: Sequence[Result]) -> Result:
    """The answer of alternatives: a pass of any, else what leaves it open, else the fail that came nearest to a pass.

    Where a person is asked anyway, mere titles on the matter make nothing unknown.
    """
    order = (Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.FAIL)
    asked_ = any(result.verdict is Verdict.MANUAL for result in results)
    open_ = [each for each in results if not (asked_ and each.verdict is Verdict.UNKNOWN and Note.CANDIDATES in each.details.notes)]
    first = min(open_, key=lambda result: (order.index(result.verdict), -_gravity(result)))
    if first.verdict is not Verdict.FAIL:
        return first
    certificate = first.certificate or next((result.certificate for result in results if result.certificate), None)
    return replace(
        first, certificate=certificate, evidence=tuple(dict.fromkeys(piece for result in (first, *results) for piece in result.evidence))
    )


def _gravity(result: Result) -> int:
    return list(Defect).index(result.defects[0]) if result.defects else 0


def combine(results: Sequence[Result]) -> Result:
    """Any fail makes it fail, else any unknown unknown, else any manual manual; the details of all are kept."""
    verdict = next(each for each in _ORDER if any(result.verdict is each for result in results))
    deciding = [result for result in results if result.verdict is verdict]
    others = [result for result in results if result.verdict is not verdict]
    evidence = list(dict.fromkeys(piece for result in (*deciding, *others) for piece in result.evidence))
    defects = {defect for result in deciding for defect in result.defects}
    return Result(
        verdict=verdict,
        defects=tuple(defect for defect in type(next(iter(defects))) if defect in defects) if defects else (),
        reason=next((result.reason for result in deciding if result.reason), None),
        confidence=min(result.confidence for result in deciding),
        evidence=tuple(evidence[:_EVIDENCE]),
        certificate=next((result.certificate for result in (*deciding, *others) if result.certificate), None),
        details=reduce(merged, (result.details for result in (*deciding, *others))),
    )


def _held_against(result: Result, case: Case) -> Result:
    """A fault stands as far as the duty accuses; the rest of it is laid out for a person, with where one looked."""
    accuses = case.duty.accuses
    if result.verdict is not Verdict.FAIL or accuses is Accuses.ALWAYS:
        return result
    if accuses is Accuses.PORTALS and is_government(case.duty, case.holdings.site):
        return result
    standing = tuple(defect for defect in result.defects if defect not in _ELSEWHERE[accuses])
    if standing:
        return replace(result, defects=standing)
    note = Note.ADVISORY if accuses is Accuses.NEVER else Note.MAY_STAND_ELSEWHERE
    details = replace(result.details, notes=(*result.details.notes, note), form=result.details.form or case.duty.form)
    return replace(result, verdict=Verdict.MANUAL, defects=(), details=details)


def _cap_verdict(result: Result, case: Case, bound: Binding) -> Result:
    """No verdict says more than is known: without its home page nothing is said of a site, and whom the register leaves open a
    person must place first."""
    seen_otherwise = not any(check.READS_PAGES for check in case.duty.checks)
    if case.holdings.home is None and not seen_otherwise and result.verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL):
        return replace(result, verdict=Verdict.UNKNOWN, defects=(), reason=Reason.HOME_NOT_READ.value)
    notes: list[Note] = []
    site = case.holdings.site
    if bound is Binding.ASK:
        notes.append(Note.NAMED_BY_REGISTER_ONLY)
    elif case.duty.bound.needs_subordinate_sites and site.subordinate_sites is None and is_department(site):
        notes.append(Note.SUBORDINATE_SITES_UNKNOWN)
    if not notes or (result.verdict is Verdict.PASS and bound is not Binding.ASK):
        return result
    details = replace(result.details, notes=(*result.details.notes, *notes))
    return replace(result, verdict=Verdict.MANUAL, defects=(), reason=None, details=details)


def _finding(full_id: str, clause: Clause, duty: Duty, result: Result) -> Finding:
    return Finding(
        duty=full_id,
        title=duty.title,
        clause=clause.clause,
        verdict=result.verdict,
        defects=result.defects,
        reason=result.reason if result.verdict is Verdict.UNKNOWN else None,
        confidence=round(result.confidence, 3),
        evidence=result.evidence,
        certificate=result.certificate,
        details=replace(
            result.details,
            basis=duty.basis,
            sourced=duty.mark if duty.mark in _WEAK or duty.basis else result.details.sourced,
        ),
    )


def _words(catalogues: Sequence[Catalogue]) -> Iterator[str]:
    """Every word that labels are searched for."""
    for catalogue in catalogues:
        for _, duty in catalogue.duties():
            yield from (*duty.hints, *duty.subject, *duty.unlike, *(word.rpartition(":")[2] for word in duty.elsewhere))
            for spec in duty.checks:
                yield from spec.label_words()


def binds(duty: Duty, site: Site) -> bool:
    """Whether a duty is asked of a site at all."""
    return binding(duty, duty.id, site) in (Binding.BOUND, Binding.ASK)


def verdicts_of(duty: Duty) -> tuple[Verdict, ...]:
    """The verdicts that judging a duty can reach, in the order of the set."""
    bound = duty.bound
    reached = set[Verdict]().union(*(_reached(asked(duty, level)) for level in bound.levels))
    if Verdict.FAIL in reached and duty.accuses is not Accuses.ALWAYS and not _governments_alone(duty):
        reached.add(Verdict.MANUAL)
        if duty.accuses is Accuses.NEVER:
            reached.remove(Verdict.FAIL)
    if bound.scope is Scope.REGISTERED or bound.needs_subordinate_sites:
        reached.add(Verdict.MANUAL)
    if bound.scope is not Scope.EVERYBODY or bound.needs_subordinate_sites or set(bound.levels) != set(Level):
        reached.add(Verdict.NOT_APPLICABLE)
    return tuple(verdict for verdict in Verdict if verdict in reached)


def _governments_alone(duty: Duty) -> bool:
    """Whether what is not on the site always counts: the duty is one of governments, and theirs is the place for it."""
    bound = duty.bound
    governments = bound.scope is Scope.EVERY_GOVERNMENT or (bound.scope is Scope.FUNCTIONS and GOVERNMENTS.issuperset(bound.functions))
    return duty.accuses is Accuses.PORTALS and governments


def _reached(specs: Sequence[CheckSpec]) -> set[Verdict]:
    """The verdicts that checks can come to together."""
    parts: dict[str, list[frozenset[Verdict]]] = {}
    for number, spec in enumerate(specs):
        parts.setdefault(spec.group or f"#{number}", []).append(spec.verdicts(alone=len(specs) == 1))
    answers = [_answers(each) for each in parts.values()] or [{Verdict.MANUAL}]
    reached = set[Verdict]().union(*answers)
    if any(Verdict.PASS not in part for part in answers):
        reached.discard(Verdict.PASS)
    return reached


def _answers(alternatives: Sequence[frozenset[Verdict]]) -> set[Verdict]:
    """The answers that alternatives can come to: where one of them is left to a person, no fail of the others stands."""
    reached = set[Verdict]().union(*alternatives)
    return reached - {Verdict.FAIL} if PERSON in alternatives else reached
