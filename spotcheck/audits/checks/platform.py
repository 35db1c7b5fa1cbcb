"""Met on a shared platform: the site's link works and the body's own entry stands there. A link to its home page alone proves little."""

from __future__ import annotations

from typing import Any

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.contents import unread
from spotcheck.audits.shared import own_entry, ways
from spotcheck.audits.verdicts import Defect, Reason
from spotcheck.config.models import PlatformCheck, Terms
from spotcheck.config.platforms import platform_name, platforms
from spotcheck.crawler.records import OutcomeClass

KIND = "platform"


def check(spec: PlatformCheck, case: Case) -> Result:
    """Judges the links that lead to one of the platforms."""
    found = ways(case, spec.platforms, spec.names)
    deep = [way for way in found if way.deep]
    told: dict[str, Any] = {"platform": platform_name(found[0].platform.id if found else spec.platforms[0])}
    called = Terms(all=(tuple(name for each in spec.platforms for name in platforms()[each].names),))
    needle = case.needle(called, *([spec.items] if spec.items else []), names=spec.names)
    if not found:
        return case.unless_unread(Defect.ABSENT, needle, **told)
    closed, strange = [], []
    for way in deep:
        words = own_entry(case, way.node, spec.items)
        if words:
            evidence = [case.quote(way.node, "link"), case.holdings.evidence(way.node, words, "page")]
            return case.passed(evidence, confidence=0.9, **told | {"platform": way.platform.name})
        if words is None:
            closed.append(way)
        elif way.node.page is not None and (way.node.page.needs_script or spec.items is not None or words == ""):
            strange.append(way)
    evidence = [case.quote(way.node, "link") for way in (closed or strange or found)]
    dead = [way for way in closed if way.node.outcome is OutcomeClass.FAULT]
    waiting = [way for way in closed if way not in dead]
    if waiting:
        missing = [unread(way.node) for way in waiting]
        return case.unknown(reason_of(missing), evidence=evidence, unread=missing, **told)
    if strange:
        return case.unknown(Reason.UNRECOGNISED, evidence=evidence, **told)
    if dead:
        return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.9, **told)
    homes = [way for way in found if not way.deep]
    if any(own_entry(case, way.node, spec.items) for way in homes):  # the "home page" is the body's own branch of the platform
        return case.passed([case.quote(way.node, "link") for way in homes], confidence=0.85, **told)
    return case.unless_unread(Defect.INCOMPLETE, needle, evidence=evidence, confidence=0.9, **told)
