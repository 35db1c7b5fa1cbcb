"""Whether visitors find a way to turn to the body. A link is enough to show that there is one; only a person can tell that it works."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.channel import ChannelCheck
from spotcheck.config.models import Names
from spotcheck.crawler.records import OutcomeClass
from spotcheck.portal.matching import accepted, bare
from spotcheck.portal.site_index import Node

KIND = "channel"


def check(spec: ChannelCheck, case: Case) -> Result:
    """Looks for a column or link under one of the names, on this site or leading to another."""
    found = _ways(case, spec.names)
    names = tuple(sorted({label for node in found for label in node.labels.values() if accepted(spec.names, bare(label))}))
    evidence = [case.quote(node, "column") for node in found]
    if not found:
        return case.fail_or_unknown(Defect.ABSENT, case.query(names=spec.names))
    if spec.usable:
        return case.manual(evidence, details=Details(names_seen=names, form=case.duty.form))
    return case.passed(evidence, details=Details(names_seen=names))


def _ways(case: Case, names: Names) -> list[Node]:
    """Every node that a link or a page calls so; dead ones are none."""
    nodes = (case.holdings.nodes[key] for key in sorted(case.holdings.nodes))
    called = (node for node in nodes if any(accepted(names, bare(label)) for label in (*node.labels, *node.names)))
    return [node for node in called if node.outcome is not OutcomeClass.FAULT and node is not case.holdings.home]
