"""A column stands under an accepted name, can be opened, and is not blank. A link to it proves no more than that it is offered."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.search.columns import State, called, closed, names_of, state
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.column import ColumnCheck
from spotcheck.config.models import Terms
from spotcheck.portal.matching import matches, normal
from spotcheck.portal.site_index import Node

KIND = "column"


def check(spec: ColumnCheck, case: Case) -> Result:
    """Judges a column by its name, its state and, where the rule says so, what it holds."""
    needle = case.needle(*([spec.contents] if spec.contents else []), names=spec.names)
    found = called(case, spec.names)
    states = {node.key: state(case, node) for node in found}
    held = [node for node in found if states[node.key] is State.HELD]
    fitting = [node for node in held if spec.contents is None or _holds(case, node, spec.contents)]
    evidence = [case.quote(node, "column") for node in fitting or held or found]
    names = names_of(found)
    if fitting:
        return case.passed(evidence, names_seen=names)
    wrong = [node for node in called(case, spec.names, wrongly=True) if state(case, node) is State.HELD]
    wrong = [node for node in wrong if spec.contents is None or _holds(case, node, spec.contents)]
    if wrong:
        return case.unless_unread(
            Defect.MISNAMED, needle, narrow=True, evidence=[case.quote(node, "column") for node in wrong], names_seen=names_of(wrong)
        )
    if held or not found:
        return case.unless_unread(Defect.ABSENT, needle, evidence=evidence, names_seen=names)
    if State.BLANK in states.values():
        return case.unless_unread(Defect.BLANK, needle, evidence=evidence, names_seen=names)
    if State.BROKEN in states.values():
        return case.unless_unread(Defect.BROKEN, needle, evidence=evidence, names_seen=names)
    return case.unless_unread(Defect.ABSENT, needle, evidence=evidence, extra=closed(case, found), names_seen=names)


def _holds(case: Case, column: Node, contents: Terms) -> bool:
    pages = [page for node in (column, *case.holdings.below(column)) for page in case.holdings.pages_of(node)]
    labels = [normal(entry.title) for page in pages if page.page for entry in page.page.entries]
    labels += [normal(attachment.name) for page in pages if page.page for attachment in page.page.attachments]
    labels += [name for node in case.holdings.below(column) for name in node.names]
    return any(matches(contents, label) for label in labels) or any(matches(contents, normal(p.page.text)) for p in pages if p.page)
