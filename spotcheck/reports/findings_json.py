"""A run and its findings as the JSON that other tools read. The keys are a contract: none is renamed, new ones only join them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from spotcheck import __version__
from spotcheck.audits.details_json import details_to_json
from spotcheck.audits.identity import finding_id
from spotcheck.audits.scores import score, sheet_json
from spotcheck.audits.verdicts import Certificate, Finding
from spotcheck.config.duties import Catalogue
from spotcheck.ledger.rows import Run
from spotcheck.portal.records import Evidence
from spotcheck.reports.privacy import shown

SCHEMA = 1


def run_json(run: Run, findings: Sequence[Finding], catalogues: Sequence[Catalogue] = (), *, internal: bool = False) -> dict[str, object]:
    """One run with each duty of each catalogue exactly once, and the score sheets of catalogues that score.

    Times are UTC, ``as_of`` is a civil day. Personal data are masked, unless it is ``internal``, and says so.
    """
    sheets = [sheet for catalogue in catalogues if (sheet := score(catalogue, findings)) is not None]
    told: dict[str, object] = {
        "schema": SCHEMA,
        "run": {
            "id": run.id,
            "site": run.site.url,
            "as_of": run.as_of,
            "started": run.started,
            "finished": run.finished,
            "complete": run.complete,
            "outcomes": dict(sorted(run.outcomes.items())),
            "tool": __version__,
            "catalogues": [{"id": name, "version": version, **_hash(run, name)} for name, version in run.catalogues],
            **({"judged_by": run.tool, "seal": run.seal} if run.seal else {}),
            **({"politeness": dict(run.politeness)} if run.politeness else {}),
        },
        "findings": [{"id": finding_id(run.site, finding.duty), **finding_json(finding)} for finding in findings],
    }
    if sheets:
        told["scores"] = [sheet_json(sheet) for sheet in sheets]
    return told | {"internal": True} if internal else shown(told)


def dumps(data: Mapping[str, object]) -> str:
    """The object as text, one line break at its end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding."""
    return {
        "duty": finding.duty,
        "title": finding.title,
        "verdict": finding.verdict.value,
        "defect": finding.defect.value if finding.defect else None,
        "reason": finding.reason,
        "confidence": finding.confidence,
        "evidence": [_evidence(piece) for piece in finding.evidence],
        "certificate": _certificate(finding.certificate) if finding.certificate else None,
        "defects": [defect.value for defect in finding.defects],
        "clause": finding.clause,
        "details": details_to_json(finding.details),
    }


def _hash(run: Run, catalogue: str) -> dict[str, str]:
    return {"sha256": run.hashes[catalogue]} if catalogue in run.hashes else {}


def _evidence(piece: Evidence) -> dict[str, str]:
    return {"url": piece.url, "quote": piece.quote, "where": piece.where, "fetched_at": piece.fetched_at, "sha256": piece.sha256}


def _certificate(certificate: Certificate) -> dict[str, object]:
    return {
        "entry_points": [{"kind": kind, "url": url} for kind, url in certificate.entry_points],
        "terms": list(certificate.terms),
        "columns_known": certificate.columns_known,
        "columns_read": certificate.columns_read,
        "pages_read": certificate.pages_read,
        "documents_read": certificate.documents_read,
        "titles_searched": certificate.titles_searched,
        "unread": [{"url": each.url, "label": each.label, "outcome": each.outcome, "role": each.role} for each in certificate.unread],
        "unread_total": certificate.unread_total,
        "proves_absence": certificate.proves_absence,
    }
