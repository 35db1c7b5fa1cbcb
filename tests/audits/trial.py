"""One check before the judge, in a catalogue of its own: for kinds that are tested apart from the duties that use them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.duties import Bound, Catalogue, Scope
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.models import Level
from tests.audits.building import build, register_of

AS_OF = date(2018, 1, 15)


def catalogue_of(*checks: CheckSpec, **duty: Any) -> Catalogue:
    """A catalogue of one duty, made of these checks, that binds everybody."""
    shipped = load_catalogue("zhejiang-2017")
    clause = shipped.clauses[0]
    changes = {"id": "1.1.1", "checks": checks, "hints": (), "elsewhere": (), "bound": Bound(scope=Scope.EVERYBODY, levels=tuple(Level))}
    only = clause.duties[0].model_copy(update={**changes, **duty})
    return shipped.model_copy(update={"clauses": (clause.model_copy(update={"duties": (only,)}),)})


def judged(path: Path, case: dict[str, Any], *checks: CheckSpec, **duty: Any) -> Finding:
    """The one finding of a case."""
    with build(path / "snapshot.db", case) as snapshot:
        (finding,) = judge(snapshot, [catalogue_of(*checks, **duty)], case.get("as_of", AS_OF), register_of(case))
    return finding
