"""A column stands under an accepted name, can be opened, and is not blank. A link to it proves no more than that it is offered."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.reach import SearchScope
from spotcheck.audits.search.columns import State, column_names, columns_named, state, unreadable
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.column import ColumnCheck
from spotcheck.config.models import Terms
from spotcheck.portal.matching import matches, normal
from spotcheck.portal.site_index import Node

KIND = "column"


def check(spec: ColumnCheck, case: Case) -> Result:
    """Judges a column by its name, its state and, where the rule says so, what it holds."""
    query = case.query(*([spec.contents] if spec.contents else []), names=spec.names)
    found = columns_named(case, spec.names)
    states = {node.key: state(case, node) for node in found}
    held = [node for node in found if states[node.key] is State.HELD]
    fitting = [node for node in held if spec.contents is None or _holds(case, node, spec.contents)]
    evidence = [case.quote(node, "column") for node in fitting or held or found]
    facts = Details(names_seen=column_names(found))
    if fitting:
        return case.passed(evidence, details=facts)
    wrong = [node for node in columns_named(case, spec.names, wrongly=True) if state(case, node) is State.HELD]
    wrong = [node for node in wrong if spec.contents is None or _holds(case, node, spec.contents)]
    if wrong:
        evidence, facts = [case.quote(node, "column") for node in wrong], Details(names_seen=column_names(wrong))
        return case.fail_or_unknown(Defect.MISNAMED, query, scope=SearchScope.KNOWN_PLACE, evidence=evidence, details=facts)
    if held or not found:
        return case.fail_or_unknown(Defect.ABSENT, query, evidence=evidence, details=facts)
    if State.BLANK in states.values():
        return case.fail_or_unknown(Defect.BLANK, query, evidence=evidence, details=facts)
    if State.BROKEN in states.values():
        return case.fail_or_unknown(Defect.BROKEN, query, evidence=evidence, details=facts)
    return case.fail_or_unknown(Defect.ABSENT, query, evidence=evidence, extra=unreadable(case, found), details=facts)


def _holds(case: Case, column: Node, contents: Terms) -> bool:
    pages = [page for node in (column, *case.holdings.below(column)) for page in case.holdings.pages_of(node)]
    labels = [normal(entry.title) for page in pages if page.page for entry in page.page.entries]
    labels += [normal(attachment.name) for page in pages if page.page for attachment in page.page.attachments]
    labels += [name for node in case.holdings.below(column) for name in node.names]
    return any(matches(contents, label) for label in labels) or any(matches(contents, normal(p.page.text)) for p in pages if p.page)
