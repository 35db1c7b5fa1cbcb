"""A person must judge: what was found for them is laid out, and nothing is decided."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.search.columns import column_names, columns_named
from spotcheck.audits.search.items import column_items, items
from spotcheck.config.kinds.manual import NOTHING_GATHERED, ManualCheck

KIND = "manual"
_SHOWN = 6  # items laid out


def check(spec: ManualCheck, case: Case) -> Result:
    """Gathers the columns and the newest items that bear on the duty."""
    columns = columns_named(case, spec.names)
    found = {item.node.key: item.node for item in (items(case, spec.items) if spec.items else [])}
    if spec.items is not None:
        found |= {item.node.key: item.node for item in column_items(case, spec.items, found.values())}
    newest = sorted(found.values(), key=lambda node: (-(node.day.toordinal() if node.day else 0), node.key))[:_SHOWN]
    evidence = [*(case.quote(node, "column") for node in columns[:2]), *map(case.quote, newest)]
    query = case.query(*([spec.items] if spec.items else []), names=spec.names)
    certificate = None if evidence else case.reach.certificate(query)
    return case.manual(
        evidence or case.searched(),
        certificate=certificate,
        details=Details(
            notes=() if evidence else (NOTHING_GATHERED,),
            names_seen=column_names(columns),
            form=case.duty.form,
        ),
    )
