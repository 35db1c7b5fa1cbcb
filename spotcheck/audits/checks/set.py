"""Every body of a set has its item. The register says who belongs to the set; without one a person must tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from spotcheck.audits.case import Case, Result, reason_of
from spotcheck.audits.columns import called, nothing_under
from spotcheck.audits.contents import unread
from spotcheck.audits.holdings import Node
from spotcheck.audits.items import column_items, items
from spotcheck.audits.periods import due_periods
from spotcheck.audits.terms import normal
from spotcheck.audits.verdicts import Defect
from spotcheck.config.models import Function, Members, SetCheck, Site
from spotcheck.crawler.records import OutcomeClass

KIND = "set"
_PLACE = re.compile(r"^.{1,9}?(?:省|市|县|区|自治州)(?=.{2,})")
_ABOUT = re.compile(r"(?:门户网站|政府网站|网站|门户)$")


def check(spec: SetCheck, case: Case) -> Result:
    """Names the bodies of the set that have no item of the latest due period."""
    members = _members(spec.members, case)
    if not members:
        return case.manual(case.searched(), notes=["no_register"], form=list(case.duty.form))
    found = items(case, spec.items)
    nodes = [item.node for item in found]
    nodes += [item.node for item in column_items(case, spec.items, nodes)]
    years: set[int] | None = None
    if spec.period is not None and spec.due is not None:
        due = due_periods(spec.period, spec.due, 1, "", case.limit)
        years = {int(name[:4]) for name, _ in due} or None
        nodes = [node for item in found for node in [item.node] if not item.years or years is None or years & set(item.years)]
    needle = case.needle(spec.items, names=spec.names, years=years)
    told: dict[str, Any] = {"members_due": len(members), "members": [_called(site) for site in members]}
    if not nodes:
        return nothing_under(case, called(case, spec.names) if spec.names else [], needle, [], [])
    missing = [site for site in members if not any(_names(node, site) for node in nodes)]
    evidence = [case.quote(node) for node in nodes]
    if not missing:
        return case.passed(evidence, confidence=0.9, **told)
    closed = [unread(node) for node in nodes if not node.read and node.outcome is not OutcomeClass.FAULT]
    if closed and not any(node.read for node in nodes):
        return case.unknown(reason_of(closed), evidence=evidence, unread=closed, **told)
    told["missing"] = [_called(site) for site in missing]
    result = case.unless_unread(Defect.INCOMPLETE, needle, evidence=evidence, confidence=0.85, **told)
    if not result.defects:
        result.details.pop("missing", None)
    return result


def _members(spec: Members, case: Case) -> list[Site]:
    site = case.holdings.site
    levels = set(spec.levels) or ({site.level} if site.level else set())
    found: dict[str, Site] = {}
    for each in case.register:
        fits = bool(each.functions & set(spec.functions)) or (spec.departments and bool(each.functions - {Function.GENERAL_OFFICE}))
        fits = fits or (not spec.functions and not spec.departments)
        if each.platform or each.level not in levels or not fits or not _near(site, each) or not _called(each):
            continue
        found.setdefault(_called(each), each)
    return [found[name] for name in sorted(found)]


def _near(site: Site, other: Site) -> bool:
    """Whether a body of the register belongs to the region of the audited one. Regions that are not known tell nothing."""
    return bool(site.region) and normal(other.region).startswith(normal(site.region))


def _called(site: Site) -> str:
    return site.body or _ABOUT.sub("", site.name)


def _names(node: Node, site: Site) -> bool:
    """Whether an item names a body: in its title, or in the first lines of its text; short names lack the place (财政局)."""
    full = normal(_called(site))
    short = _PLACE.sub("", full)
    names: Sequence[str] = (full, short) if len(short) >= 3 else (full,)
    body = node.page or node.document
    words = [*node.labels, *([normal(body.text[:300])] if body is not None else [])]
    return any(name in label for name in names for label in words)
