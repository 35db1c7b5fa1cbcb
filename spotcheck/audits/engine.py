"""Judges a snapshot against catalogues: one finding a duty. Pure: no clock, no network, no memory of the order of the crawl."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spotcheck.audits.binding import Binding, binding, is_department
from spotcheck.audits.case import Case, Result
from spotcheck.audits.checks import Check, registered
from spotcheck.audits.reach import Reach
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.checks import ChannelCheck, CheckSpec, FieldsCheck, GuidesCheck, IdentityCheck, StaleColumnsCheck
from spotcheck.config.duties import Catalogue, Clause, Duty, Scope
from spotcheck.config.models import Confidence, Function, Level, Model, Names, Site, Terms
from spotcheck.config.platforms import names_of
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Probe
from spotcheck.portal.contents import Reader
from spotcheck.portal.failed_again import Earlier
from spotcheck.portal.matching import synonyms
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Holdings, Seen

_ORDER = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.PASS)
_EVIDENCE = 10
_WEAK = (Confidence.C, Confidence.M)  # sources that every finding which rests on them carries along
_NOTHING = frozenset({Defect.ABSENT, Defect.BLANK})
_WITHOUT_A_CRAWL = ("probes",)  # kinds that do not rest on the pages of the run
_USUAL = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN)
_REACH = {"manual": (Verdict.MANUAL,), "pairing": (*_USUAL, Verdict.MANUAL), "set": (*_USUAL, Verdict.MANUAL)}
_REACH |= {
    "updates": (*_USUAL, Verdict.MANUAL),
    "identity": (*_USUAL, Verdict.MANUAL),
    "laid_out": (Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL),
    "channel": (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL),
}
_REACH |= dict.fromkeys(("personal_data", "wording", "hijack"), (Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL))


def judge(
    snapshot: Seen,
    catalogues: Sequence[Catalogue],
    as_of: date,
    register: Sequence[Site] = (),
    words: Sequence[Word] = (),
    probes: Sequence[Probe] = (),
    earlier: Earlier | None = None,
) -> list[Finding]:
    """Each duty of each catalogue once, in their order.

    ``register``: the bodies that sets are drawn from (every department of a county, …); ``words``: the office's own word lists;
    ``probes``: stored probes of the home pages of this and of other sites; ``earlier``: how visits of earlier runs ended, by URL key.
    ``as_of`` is a civil day in Asia/Shanghai. Nothing that fell due after the last capture is held against the site.
    """
    holdings = Holdings(snapshot, _words(catalogues), earlier)
    reader, reach = Reader(holdings), Reach(holdings)
    limit = min(as_of, holdings.captured) if holdings.captured else as_of
    checks = registered()
    findings = []
    for catalogue in catalogues:
        for clause, duty in catalogue.duties():
            full_id = f"{catalogue.id}/{duty.id}"
            bound = binding(duty, full_id, holdings.site)
            if bound not in (Binding.BOUND, Binding.ASK):
                details = {"notes": [bound.value]}
                findings.append(_finding(full_id, clause, duty, Result(verdict=Verdict.NOT_APPLICABLE, details=details)))
                continue
            case = Case(
                duty=duty,
                holdings=holdings,
                reader=reader,
                reach=reach,
                as_of=as_of,
                limit=limit,
                register=tuple(register),
                words=tuple(words),
                calendar=catalogue.calendar,
                probes=tuple(probes),
            )
            result = _judged(duty, case, checks)
            findings.append(_finding(full_id, clause, duty, _tempered(result, case, bound)))
    return findings


def _judged(duty: Duty, case: Case, checks: dict[str, Check]) -> Result:
    """The answers of all checks that are asked of the body, alternatives first settled among themselves."""
    alone: list[tuple[str, Result]] = []
    groups: dict[str, list[Result]] = {}
    parts: dict[str, str] = {}
    for spec in asked(duty, case.holdings.site.level, case.holdings.site.functions):
        result = checks[spec.kind](spec, case)
        if spec.kind == "set" and len(duty.checks) > 1 and "no_register" in result.details.get("notes", ()):
            continue  # whom a set holds is not known: the duty is judged by its other checks
        if spec.group:
            groups.setdefault(spec.group, []).append(result)
            parts.setdefault(spec.group, spec.part)
        else:
            alone.append((spec.part, result))
    results = partly([*alone, *((parts[name], best(each)) for name, each in groups.items())])
    return combine(results) if results else case.manual(case.searched(), notes=["switched_off"])


def asked(duty: Duty, level: Level | None, functions: Collection[Function] | None = None) -> list[CheckSpec]:
    """The checks of a duty that are switched on and asked of a body of this level with these functions (None: with any)."""
    return [
        spec
        for spec in duty.checks
        if spec.active
        and (not spec.levels or level in spec.levels)
        and (not spec.functions or functions is None or any(function in functions for function in spec.functions))
    ]


def partly(results: Sequence[tuple[str, Result]]) -> list[Result]:
    """The answers with the names of their parts: a part that is not there, beside others that are, makes the duty incomplete."""
    nothing = [result.verdict is Verdict.FAIL and _NOTHING.issuperset(result.defects) for _, result in results]
    if all(nothing):
        return [result for _, result in results]
    return [
        replace(result, defects=(Defect.INCOMPLETE,), details={**result.details, "missing": [part]}) if part and none else result
        for (part, result), none in zip(results, nothing, strict=True)
    ]


def best(results: Sequence[Result]) -> Result:
    """The answer of alternatives: a pass of any, else what leaves it open, else the fail that came nearest to a pass.

    Where a person is asked anyway, mere titles on the matter make nothing unknown.
    """
    order = (Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.FAIL)
    asked_ = any(result.verdict is Verdict.MANUAL for result in results)
    open_ = [each for each in results if not (asked_ and each.verdict is Verdict.UNKNOWN and "candidates" in each.details.get("notes", ()))]
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
    details: dict[str, Any] = {}
    for result in (*deciding, *others):
        for name, value in result.details.items():
            if isinstance(value, list) and isinstance(details.get(name), list):
                details[name] = [*details[name], *(item for item in value if item not in details[name])]
            else:
                details.setdefault(name, value)
    evidence = list(dict.fromkeys(piece for result in (*deciding, *others) for piece in result.evidence))
    defects = {defect for result in deciding for defect in result.defects}
    return Result(
        verdict=verdict,
        defects=tuple(defect for defect in type(next(iter(defects))) if defect in defects) if defects else (),
        reason=next((result.reason for result in deciding if result.reason), None),
        confidence=min(result.confidence for result in deciding),
        evidence=tuple(evidence[:_EVIDENCE]),
        certificate=next((result.certificate for result in (*deciding, *others) if result.certificate), None),
        details=details,
    )


def _tempered(result: Result, case: Case, bound: Binding) -> Result:
    """What the site or the register leave open limits what may be said."""
    seen_otherwise = all(check.kind in _WITHOUT_A_CRAWL for check in case.duty.checks)
    if case.holdings.home is None and not seen_otherwise and result.verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL):
        return replace(result, verdict=Verdict.UNKNOWN, defects=(), reason=Reason.HOME_NOT_READ.value)
    notes: list[str] = []
    site = case.holdings.site
    if bound is Binding.ASK:
        notes.append("named_by_register_only")
    elif case.duty.bound.needs_subordinate_sites and site.subordinate_sites is None and is_department(site):
        notes.append("subordinate_sites_unknown")
    if not notes or (result.verdict is Verdict.PASS and bound is not Binding.ASK):
        return result
    details = {**result.details, "notes": [*result.details.get("notes", []), *notes]}
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
        details=result.details | ({"sourced": duty.mark.value} if duty.mark in _WEAK else {}),
    )


def _words(catalogues: Sequence[Catalogue]) -> Iterator[str]:
    """Every word that labels are searched for."""
    for catalogue in catalogues:
        for _, duty in catalogue.duties():
            yield from (*duty.hints, *duty.subject, *duty.unlike, *(word.rpartition(":")[2] for word in duty.elsewhere))
            for spec in duty.checks:
                yield from _words_of(spec)


def _words_of(spec: Model) -> Iterator[str]:
    for name in type(spec).model_fields:
        value = getattr(spec, name)
        if isinstance(value, Terms):
            yield from (word for group in value.all for word in group)
            yield from (*value.none, *value.other, *value.despite)
        elif isinstance(spec, FieldsCheck) and spec.place == "topics" and name == "fields":
            yield from (word for part in spec.fields for words in synonyms(part) for word in words)
        elif name == "platforms":
            yield from (word for each in value for word in names_of(each))
        elif isinstance(value, Names):
            yield from (*value.accepted, *value.misnamed, *value.none)


def binds(duty: Duty, site: Site) -> bool:
    """Whether a duty is asked of a site at all."""
    return binding(duty, duty.id, site) in (Binding.BOUND, Binding.ASK)


def verdicts_of(duty: Duty) -> tuple[Verdict, ...]:
    """The verdicts that judging a duty can reach, in the order of the set."""
    bound = duty.bound
    reached = set[Verdict]().union(*(_reached(asked(duty, level)) for level in bound.levels))
    if bound.scope is Scope.REGISTERED or bound.needs_subordinate_sites:
        reached.add(Verdict.MANUAL)
    if bound.scope is not Scope.EVERYBODY or bound.needs_subordinate_sites or set(bound.levels) != set(Level):
        reached.add(Verdict.NOT_APPLICABLE)
    return tuple(verdict for verdict in Verdict if verdict in reached)


def _reached(specs: Sequence[CheckSpec]) -> set[Verdict]:
    """The verdicts that checks can come to together."""
    parts: dict[str, list[str]] = {}
    for number, spec in enumerate(specs):
        kind = "fields" if spec.kind == "set" and len(specs) > 1 else _answering(spec)  # without a register the others decide
        parts.setdefault(spec.group or f"#{number}", []).append(kind)
    answers = [set(_answers(kinds)) for kinds in parts.values()] or [{Verdict.MANUAL}]
    reached = set[Verdict]().union(*answers)
    if any(Verdict.PASS not in part for part in answers):
        reached.discard(Verdict.PASS)
    return reached


def _answering(spec: CheckSpec) -> str:
    """The kind whose answers a check gives: one that lacks its setting leaves all to a person."""
    if isinstance(spec, StaleColumnsCheck) and not spec.classes:
        return "manual"
    if isinstance(spec, GuidesCheck) and spec.few:
        return "laid_out"
    if isinstance(spec, IdentityCheck):
        sure = {part.name for part in spec.parts} - set(spec.scripted)
        return "identity" if sure and spec.scripted else "column" if sure else "laid_out"
    return "column" if isinstance(spec, ChannelCheck) and not spec.usable else spec.kind


def _answers(kinds: Sequence[str]) -> Iterator[Verdict]:
    """The answers that alternatives can come to: where one of them is a person, no fail of the others stands."""
    for kind in kinds:
        yield from (verdict for verdict in _REACH.get(kind, _USUAL) if verdict is not Verdict.FAIL or "manual" not in kinds)
