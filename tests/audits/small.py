"""One check of one duty at a small site: a catalogue of a single rule, judged. Draws no site of its own (see building)."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config.duties import Bound, Catalogue, Clause, Duty, Scope
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.models import Confidence, Level
from tests.audits.building import build


def catalogue(check: dict[str, Any], **more: Any) -> Catalogue:
    """A catalogue of one duty, 1.1.1, with one check; written as in TOML."""
    spec = TypeAdapter(CheckSpec).validate_python(check, strict=False)
    duty = Duty(
        id="1.1.1", title="x", requires="x", cadence="standing", confidence=Confidence.A, advice="x", checks=(spec,),
        bound=Bound(scope=Scope.EVERYBODY, levels=(Level.COUNTY,)),
    )  # fmt: skip
    head = {"id": "small", "version": "1", "title": "x", "source": "x", "issued": date(2017, 4, 27), "region": ""}
    clause = Clause(clause="1.1", label="x", title="x", duties=(duty,))
    return Catalogue(**head, valid_from=date(2017, 4, 27), valid_to=date(2018, 4, 27), clauses=(clause,), **more)


def judged(path: Any, check: dict[str, Any], as_of: date = date(2018, 1, 15), rules: Catalogue | None = None, **case: Any) -> Finding:
    """The finding of a check at the site of a case. The site has a column of its own news, so that absence can be proved."""
    case["columns"] = [*case.get("columns", []), "工作动态"]
    with build(path / "snapshot.db", case) as snapshot:
        return judge(snapshot, [rules or catalogue(check)], as_of)[0]


def told(finding: Finding) -> tuple[str, str | None]:
    """The verdict with its defect or reason."""
    return finding.verdict.value, finding.defect.value if finding.defect else finding.reason
