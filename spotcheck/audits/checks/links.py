"""Links that are dead: they failed again later in the run. What was refused, timed out or never asked for is not held against the site.

Nor is a link that the daily look could open: that was a passing fault.
"""

from __future__ import annotations

from dataclasses import replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import ChargedPlace, Details
from spotcheck.audits.search.looked_at import opened_otherwise
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.links import LinksCheck
from spotcheck.crawler.records import OutcomeClass, Page
from spotcheck.portal.contents import unread
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "links"
_LISTED = 50


def check(spec: LinksCheck, case: Case) -> Result:
    """Looks at every link of the home page, or at those of all other pages that the home page does not have."""
    home = case.holdings.home
    if home is None or home.page is None:
        return case.unknown(Reason.HOME_NOT_READ)
    on_home = _targets(case, home.page)
    found = on_home
    if spec.where == "other":
        found = {}
        for key, page in sorted(case.holdings.pages.items()):
            if case.holdings.own(key) and case.holdings.nodes[key] is not home:
                found = {each: (target, node) for each, (target, node) in _targets(case, page, case.holdings.nodes[key]).items()} | found
        found = {key: pair for key, pair in found.items() if key not in on_home}
    dead = {key: pair for key, pair in found.items() if pair[0].outcome is OutcomeClass.FAULT and not opened_otherwise(case, pair[0])}
    missing = [unread(node) for key, (node, _) in found.items() if not node.read and key not in dead]
    facts = Details(drawn=len(found) - len(missing), counted=len(dead))
    if dead:
        places = tuple(_place(*dead[key]) for key in sorted(dead)[:_LISTED])
        evidence = [_seen(case, *dead[key]) for key in sorted(dead)]
        facts = replace(facts, charged=places, open=bool(missing))
        return case.failed(Defect.BROKEN, evidence=evidence, confidence=0.95, details=facts)
    if missing or not found:
        return case.unknown(case.reach.reason(missing), evidence=case.searched(), unread=missing, details=facts)
    return case.passed(case.searched(), confidence=0.95, details=facts)


def _targets(case: Case, page: Page, on: Node | None = None) -> dict[str, tuple[Node, Node]]:
    """Where the links and attachments of a page lead, by key, each with the page it stands on."""
    where = on or case.holdings.node(page.url)
    urls = [link.url for link in page.links] + [each.url for each in page.attachments] + [entry.url for entry in page.entries]
    nodes = (case.holdings.node(url) for url in urls if url.startswith("http"))
    return {node.key: (node, where) for node in nodes if node.key and node is not where}


def _place(target: Node, where: Node) -> ChargedPlace:
    status = str(target.visit.status or target.visit.outcome.value) if target.visit else ""
    url = target.visit.url if target.visit else target.url
    return ChargedPlace(what=target.title or target.url, url=url, status=status, on=where.url)


def _seen(case: Case, target: Node, where: Node) -> Evidence:
    return case.holdings.evidence(target, f"{target.title}（{where.url}）", "link")
