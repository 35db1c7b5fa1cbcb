"""Findings as the JSON that other tools read. The keys are a contract: none is renamed, new ones only join them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from spotcheck.audits.details_json import details_to_json
from spotcheck.audits.verdicts import Certificate, Finding
from spotcheck.config.duties import Catalogue
from spotcheck.crawler.snapshot import RunInfo
from spotcheck.portal.records import Evidence

SCHEMA = 1


def to_json(
    run: RunInfo, outcomes: Mapping[str, int], findings: Sequence[Finding], catalogues: Sequence[Catalogue], as_of: date
) -> dict[str, object]:
    """The findings of a run as a JSON object with keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "run": head_json(
            id=run.id, site=run.site.url, as_of=as_of.isoformat(), started=run.started, finished=run.finished, complete=run.complete,
            outcomes=outcomes, tool=run.tool, catalogues=[(catalogue.id, catalogue.version) for catalogue in catalogues],
        ),
        "findings": [finding_json(finding) for finding in findings],
    }  # fmt: skip


def dumps(data: Mapping[str, object]) -> str:
    """The object as text, one line break at its end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def head_json(
    *, id: str, site: str, as_of: str | None, started: str, finished: str, complete: bool, outcomes: Mapping[str, int], tool: str,
    catalogues: Iterable[tuple[str, str]],
) -> dict[str, object]:  # fmt: skip
    """The head: which site, when, how the visits ended, by which rules (id and version). Times are UTC, ``as_of`` a civil day."""
    return {
        "id": id,
        "site": site,
        "as_of": as_of,
        "started": started,
        "finished": finished,
        "complete": complete,
        "outcomes": dict(sorted(outcomes.items())),
        "tool": tool,
        "catalogues": [{"id": name, "version": version} for name, version in catalogues],
    }


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
