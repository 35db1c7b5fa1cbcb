"""A run and its findings as the JSON that other tools read. The keys are a contract: none is renamed, new ones only join them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spotcheck import __version__
from spotcheck.audits.scores import score, sheet_json
from spotcheck.audits.verdicts import Certificate, Finding
from spotcheck.config.duties import Catalogue
from spotcheck.ledger.rows import Run
from spotcheck.portal.records import Evidence

SCHEMA = 1


def run_json(run: Run, findings: Sequence[Finding], catalogues: Sequence[Catalogue] = ()) -> dict[str, Any]:
    """One run with each duty of each catalogue exactly once, and the score sheets of catalogues that score.

    Times are UTC, ``as_of`` is a civil day.
    """
    sheets = [sheet for catalogue in catalogues if (sheet := score(catalogue, findings)) is not None]
    told = {
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
            "catalogues": [{"id": name, "version": version} for name, version in run.catalogues],
        },
        "findings": [finding_json(finding) for finding in findings],
    }
    return told | ({"scores": [sheet_json(sheet) for sheet in sheets]} if sheets else {})


def finding_json(finding: Finding) -> dict[str, Any]:
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
        "details": finding.details,
    }


def _evidence(piece: Evidence) -> dict[str, str]:
    return {"url": piece.url, "quote": piece.quote, "where": piece.where, "fetched_at": piece.fetched_at, "sha256": piece.sha256}


def _certificate(certificate: Certificate) -> dict[str, Any]:
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
