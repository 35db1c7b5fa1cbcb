"""Whether a site could be opened through a week, from stored probes. A failure that may be our own line's is never counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import ChargedPlace, Details
from spotcheck.audits.verdicts import Defect
from spotcheck.config.china_time import day_in_china, moment
from spotcheck.config.kinds.probes import ProbesCheck
from spotcheck.crawler.records import Outcome, OutcomeClass, Probe, class_of
from spotcheck.crawler.urls import key
from spotcheck.portal.records import Evidence, Reason

KIND = "probes"
_NO_ANSWER = (Outcome.TIMEOUT, Outcome.CONNECT, Outcome.DNS)  # the site's doing, or that of our own line
_WITNESS = timedelta(hours=1)  # something else that opened so near in time shows that our line stood
_SHOWN = 8


def check(spec: ProbesCheck, case: Case) -> Result:
    """Counts failures among the probes of the newest ``days`` days: those that end on the day of judgement, or on the day before."""
    own = _counted(spec, case)
    ends = (case.as_of, case.as_of - timedelta(days=1))
    windows = [_window(own, end, spec.days) for end in ends]
    full = next((window for window in windows if min(window.values(), default=0) >= spec.per_day), None)
    days = full or windows[0]
    within = [probe for probe in own if _day(probe) in days]
    failed = [probe for probe in within if probe.outcome is not Outcome.READ]
    facts = Details(
        window=f"{min(days)}—{max(days)}",
        probes_counted=len(within),
        probes_failed=len(failed),
        probes_a_day="/".join(str(count) for _, count in sorted(days.items())),
    )
    if full is None:
        return case.unknown(Reason.TOO_FEW_PROBES, evidence=_evidence(within[-1:]), details=facts)
    share = len(failed) / len(within)
    facts = replace(facts, failed_share=f"{share:.1%}", failed=_outcomes(failed) or None)
    if share >= spec.share:
        whole = tuple(ChargedPlace(what=f"{percent}%") for percent in range(1, int(100 * len(failed) / len(within)) + 1))
        return case.failed(Defect.BROKEN, evidence=_evidence(failed), confidence=0.95, details=replace(facts, charged=whole))
    return case.passed(_evidence(failed or within[-1:]), confidence=0.95, details=facts)


def _counted(spec: ProbesCheck, case: Case) -> list[Probe]:
    """The probes of the site that tell something, oldest first, ``apart_minutes`` apart."""
    site = key(case.holdings.site.url)
    opened = sorted(_at(probe) for probe in case.probes if probe.outcome is Outcome.READ)
    kept: list[Probe] = []
    for probe in sorted((probe for probe in case.probes if key(probe.url) == site), key=lambda probe: (probe.at, probe.outcome)):
        if kept and _at(probe) - _at(kept[-1]) < timedelta(minutes=spec.apart_minutes):
            continue
        if probe.outcome is Outcome.READ or _is_the_sites(probe, opened):
            kept.append(probe)
    return kept


def _is_the_sites(probe: Probe, opened: Sequence[datetime]) -> bool:
    """Whether a failure is the site's: it answered with an error, or did not answer while something else did."""
    if class_of(probe.outcome) is OutcomeClass.FAULT or probe.outcome in (Outcome.SERVER_ERROR, Outcome.TRUNCATED):
        return True
    return probe.outcome in _NO_ANSWER and any(abs(_at(probe) - at) <= _WITNESS for at in opened)


def _window(probes: Iterable[Probe], end: date, days: int) -> dict[date, int]:
    counts = Counter(map(_day, probes))
    return {day: counts[day] for day in (end - timedelta(days=back) for back in range(days))}


def _at(probe: Probe) -> datetime:
    return moment(probe.at)


def _day(probe: Probe) -> date:
    return day_in_china(probe.at)


def _outcomes(failed: Iterable[Probe]) -> dict[str, int]:
    return dict(sorted(Counter(probe.outcome.value for probe in failed).items()))


def _evidence(probes: Sequence[Probe]) -> list[Evidence]:
    return [
        Evidence(url=probe.url, quote=f"{probe.outcome.value} {probe.status or ''} {probe.seconds:.1f} s".replace("  ", " "), where="page",
                 fetched_at=probe.at, sha256="")
        for probe in probes[:_SHOWN]
    ]  # fmt: skip
