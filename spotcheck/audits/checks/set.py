"""Every body of a set has its item. The register says who belongs to the set; without one a person must tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spotcheck.audits.case import Case, Result, without_guess
from spotcheck.audits.details import Details
from spotcheck.audits.search.columns import columns_named, judge_absence
from spotcheck.audits.search.items import column_items, items
from spotcheck.audits.search.period_coverage import period_names
from spotcheck.audits.titles.periods import due_periods, years
from spotcheck.audits.verdicts import Defect
from spotcheck.config.body_kinds import answers_for
from spotcheck.config.conclusions import Note
from spotcheck.config.kinds.base import Period
from spotcheck.config.kinds.set import NO_REGISTER, Members, SetCheck
from spotcheck.config.models import GOVERNMENTS, Site
from spotcheck.crawler.records import DocumentState, OutcomeClass
from spotcheck.portal.body_names import BodyName, name_of, region_of, title_of
from spotcheck.portal.contents import unread
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Unread
from spotcheck.portal.site_index import Node

KIND = "set"
_FIRST = 300  # characters of a text that say whose it is
_SHORT = 24  # characters of a label that can name a body and little else
_YEARLY = (Period.YEAR, Period.QUARTER, Period.MONTH)


def check(spec: SetCheck, case: Case) -> Result:
    """Looks for an item of each body of the set, for the latest due period where there is one."""
    bodies = members(spec.members, case)
    if not bodies:
        told = case.manual(case.searched(), details=Details(notes=(NO_REGISTER,), form=case.duty.form))
        return replace(told, steps_back=True)
    period = ""
    if spec.period is not None and spec.due is not None:
        due = due_periods(spec.period, spec.due, 1, "", case.cutoff)
        if not due:
            return case.passed(case.searched(), details=Details(notes=(Note.NOTHING_DUE,)))
        period = due[0][0]
    found = [item.node for item in items(case, spec.items)]
    found += [item.node for item in column_items(case, spec.items, found, spec.names)]
    found = [node for node in found if _counts(case, node) and (not spec.period or not period or _of_period(spec.period, period, node))]
    query = case.query(spec.items, names=spec.names, years=[int(period[:4])] if period and spec.period in _YEARLY else None)
    facts = Details(members_due=len(bodies), members=tuple(bodies))
    if not found:
        return judge_absence(case, columns_named(case, spec.names), query, [], [])
    words = {node.key: list(_words(case, node)) for node in found}
    having = {who: [node for node in found if any(name.means(label) for label in words[node.key])] for who, name in bodies.items()}
    missing = [who for who, nodes in having.items() if not nodes]
    shown = {node.key: node for node in [nodes[0] for nodes in having.values() if nodes] or found}
    evidence = [case.quote(node) for node in shown.values()]
    dead = [nodes[0] for nodes in having.values() if nodes and all(node.outcome is OutcomeClass.FAULT for node in nodes)]
    if not missing and dead:
        return case.failed(Defect.BROKEN, evidence=[case.quote(node, "link") for node in dead], details=facts)
    if not missing:
        titles_only = any(not any(node.read for node in nodes) for nodes in having.values())
        return case.passed(evidence, confidence=0.8 if titles_only else 0.95, details=facts)
    named = {node.key for nodes in having.values() for node in nodes}
    closed = [each for node in found if node.key not in named for each in _closed(case, node)]
    closed += _waiting(case, [bodies[who] for who in missing])
    facts = replace(facts, missing=tuple(missing))
    return without_guess(case.fail_or_unknown(Defect.INCOMPLETE, query, evidence=evidence, extra=closed, details=facts))


def members(spec: Members, case: Case) -> dict[str, BodyName]:
    """The bodies of the set by name; none where the register knows only the audited one."""
    site = case.holdings.site
    levels = set(spec.levels) or ({site.level} if site.level else set())
    found: dict[str, BodyName] = {}
    for each in (*case.register, site):
        name = name_of(each)
        if name is None or each.platform or each.level not in levels or not _fits(spec, each) or not _near(site, each):
            continue
        if name not in found.values():
            found[title_of(each)] = name
    own = name_of(site)
    return dict(sorted(found.items())) if any(name != own for name in found.values()) else {}


def _fits(spec: Members, site: Site) -> bool:
    if not spec.functions and not spec.departments:
        return True
    functions = answers_for(site)
    return bool(functions & set(spec.functions)) or (spec.departments and bool(functions - GOVERNMENTS))


def _near(site: Site, other: Site) -> bool:
    """Whether a body belongs to the region of the audited one. A region that is not known tells nothing."""
    region = region_of(site)
    if not region:
        return False
    return region == region_of(other) or region in normal(other.region) or normal(other.body or other.name).startswith(region)


def _counts(case: Case, node: Node) -> bool:
    """Whether an item is more than a mere link to another site."""
    return node.read or case.holdings.own(node.key) or bool(node.parents or node.dates)


def _of_period(period: Period, due: str, node: Node) -> bool:
    """Whether an item stands for a period, or names none."""
    told = period_names(period, node)
    if told:
        return due in told
    named = {year for label in node.labels for year in years(label)}
    return not named or int(due[:4]) in named


def _words(case: Case, node: Node) -> Iterator[str]:
    """What may say whose item it is: its titles, the columns above it, what it lists and attaches, its first lines."""
    yield from node.labels
    yield from node.names
    for column in case.holdings.columns_of(node):
        yield from column.names
    body = node.page or node.document
    if body is not None:
        yield normal(body.text[:_FIRST])
    if node.page is not None:
        yield from (normal(entry.title) for entry in node.page.entries)
        yield from (normal(each.name) for each in node.page.attachments)
        yield from (normal(link.text) for link in node.page.links if node.is_list or link.area == "body")
    for table in body.tables if body is not None else ():
        yield from (normal(cell) for row in table.rows for cell in row)


def _closed(case: Case, node: Node) -> Iterator[Unread]:
    """What could not be read of an item that names nobody of the set: it may be an item of all."""
    for each in (node, *case.holdings.attachments_of(node)):
        if each.outcome is OutcomeClass.FAULT:
            continue
        if each.document is not None and each.document.state is not DocumentState.READ:
            yield unread(each, each.document.state.value)
        elif not each.read or (each.page is not None and each.page.needs_script):
            yield unread(each, "script_only" if each.page else "")


def _waiting(case: Case, missing: Sequence[BodyName]) -> list[Unread]:
    """Pages of the site that are named for a missing body alone (财政局) and were not read."""
    found = []
    for key, node in sorted(case.holdings.nodes.items()):
        if node.read or node.outcome is OutcomeClass.FAULT or not node.labels or not case.holdings.own(key):
            continue
        if any(len(label) <= _SHORT and name.means(label) for label in node.labels for name in missing):
            found.append(unread(node))
    return found
