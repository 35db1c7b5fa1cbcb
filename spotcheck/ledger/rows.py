"""Findings, probes and runs as rows of the ledger and back. Loses nothing on the way and judges nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from spotcheck.audits.details_json import details_from_json, details_to_json
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.models import Site
from spotcheck.crawler.records import Outcome, Probe
from spotcheck.crawler.urls import key
from spotcheck.ledger.json_text import as_json
from spotcheck.ledger.site_rows import site_json
from spotcheck.portal.records import Evidence, Unread

RUNNING, INTERRUPTED, UNREACHABLE, DONE = "running", "interrupted", "unreachable", "done"
ERROR = "error"  # the problem of a run whose crawl broke off by a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run at one site as the ledger keeps it. ``target``: what was given to ``audit``; times are UTC, ISO 8601.

    ``state``: running (perhaps killed) · interrupted · unreachable (the home page was not read) · done (judged and saved).
    ``as_of``, ``catalogues`` (id, version), their ``hashes`` (id → SHA-256 of what they say) and ``tool`` (the version) tell what its
    findings were judged with; ``register``: the hash of the register as it stood when the run began; ``seal``: the last link of the
    chain in its manifest; ``politeness``: what its requests meant for the servers, as measured. ``problem``: why it is not done, as the
    outcome at the home page, or ``error`` where the crawl broke.
    """

    id: str
    site: Site
    target: str
    state: str
    started: str
    quarter: str | None = None
    finished: str = ""
    complete: bool = False
    outcomes: Mapping[str, int] = field(default_factory=dict)
    as_of: str | None = None
    catalogues: tuple[tuple[str, str], ...] = ()
    register: str = ""
    tool: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    seal: str = ""
    politeness: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


def digest(finding: Finding) -> str:
    """What a review is tied to: verdict, defects and reason of a finding, and the addresses it shows."""
    told = [finding.duty, finding.verdict, finding.defects, finding.reason, [item.url for item in finding.evidence]]
    return hashlib.sha256(as_json(told).encode()).hexdigest()[:16]


def run_row(run: Run) -> dict[str, Any]:
    """A row of ``runs``."""
    row: dict[str, Any] = {name: getattr(run, name) for name in ("id", "quarter", "target", "state", "started", "finished", "as_of")}
    return row | {
        "site_key": key(run.site.url),
        "site": site_json(run.site),
        "complete": int(run.complete),
        "outcomes": as_json(dict(run.outcomes)),
        "catalogues": as_json(run.catalogues),
        "hashes": as_json(dict(run.hashes)),
        "politeness": as_json(dict(run.politeness)),
        **{name: getattr(run, name) for name in ("register", "tool", "seal", "problem")},
    }


def run_of(row: Mapping[str, Any]) -> Run:
    """The run of a row of ``runs``."""
    return Run(
        **{name: row[name] for name in ("id", "quarter", "target", "state", "started", "finished", "as_of")},
        site=Site.model_validate_json(row["site"]),
        complete=bool(row["complete"]),
        outcomes=json.loads(row["outcomes"]),
        catalogues=tuple((str(name), str(version)) for name, version in json.loads(row["catalogues"])),
        hashes=json.loads(row.get("hashes") or "{}"),
        politeness=json.loads(row.get("politeness") or "{}"),
        **{name: row.get(name) or "" for name in ("register", "tool", "seal", "problem")},  # a ledger that is only read may be older
    )


def finding_row(run: str, position: int, as_of: str, finding: Finding) -> dict[str, Any]:
    """A row of ``findings``; ``position`` keeps the order of the catalogue."""
    return {
        "run": run,
        "position": position,
        "duty": finding.duty,
        "as_of": as_of,
        "title": finding.title,
        "clause": finding.clause,
        "verdict": finding.verdict.value,
        "defect": finding.defect.value if finding.defect else None,
        "defects": as_json(finding.defects),
        "reason": finding.reason,
        "confidence": finding.confidence,
        "details": as_json(details_to_json(finding.details)),
        "evidence": as_json([asdict(item) for item in finding.evidence]),
        "certificate": as_json(asdict(finding.certificate)) if finding.certificate else None,
    }


def finding_of(row: Mapping[str, Any]) -> Finding:
    """The finding of a row of ``findings``."""
    return Finding(
        **{name: row[name] for name in ("duty", "title", "clause", "reason", "confidence")},
        verdict=Verdict(row["verdict"]),
        defects=tuple(Defect(word) for word in json.loads(row["defects"])),
        evidence=tuple(Evidence(**item) for item in json.loads(row["evidence"])),
        certificate=_certificate(json.loads(row["certificate"])) if row["certificate"] else None,
        details=details_from_json(json.loads(row["details"])),
    )


def probe_row(probe: Probe) -> dict[str, Any]:
    """A probe as a row of ``probes``."""
    return {"site_key": key(probe.url), "ok": int(probe.outcome is Outcome.READ)} | asdict(probe) | {"outcome": probe.outcome.value}


def probe_of(row: Mapping[str, Any]) -> Probe:
    """The probe of a row of ``probes``."""
    names = ("url", "at", "status", "seconds", "detail")
    return Probe(**{name: row[name] for name in names}, outcome=Outcome(row["outcome"]))


def _certificate(fields: dict[str, Any]) -> Certificate:
    return Certificate(
        **fields
        | {
            "entry_points": tuple((str(kind), str(url)) for kind, url in fields["entry_points"]),
            "terms": tuple(fields["terms"]),
            "unread": tuple(Unread(**item) for item in fields["unread"]),
        }
    )
