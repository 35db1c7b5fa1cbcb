"""A run of the ledger as the JSON that other tools read: ``audits.wire`` has the words, only the head is made here."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck import __version__
from spotcheck.audits.scores import score, sheet_json
from spotcheck.audits.verdicts import Finding
from spotcheck.config.duties import Catalogue
from spotcheck.ledger.ledger import Run
from spotcheck.reports.findings_json import SCHEMA, finding_json, head_json
from spotcheck.reports.privacy import shown


def as_wire(run: Run, findings: Sequence[Finding], catalogues: Sequence[Catalogue] = (), *, internal: bool = False) -> dict[str, object]:
    """One run with each duty of each catalogue exactly once, and the score sheets of catalogues that score. Personal data are masked,
    unless it is ``internal``, and says so."""
    sheets = [sheet for catalogue in catalogues if (sheet := score(catalogue, findings)) is not None]
    told = {
        "schema": SCHEMA,
        "run": head_json(
            id=run.id, site=run.site.url, as_of=run.as_of, started=run.started, finished=run.finished, complete=run.complete,
            outcomes=run.outcomes, tool=__version__, catalogues=run.catalogues,
        ),
        "findings": [finding_json(finding) for finding in findings],
    }  # fmt: skip
    told |= {"scores": [sheet_json(sheet) for sheet in sheets]} if sheets else {}
    return shown(told) if not internal else told | {"internal": True}
