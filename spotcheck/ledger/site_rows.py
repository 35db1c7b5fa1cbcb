"""The register as rows of the ledger and back, and the hash by which anybody knows it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from spotcheck.config.models import Site
from spotcheck.config.register_records import Entry
from spotcheck.crawler.urls import key
from spotcheck.ledger.json_text import as_json


def register_hash(sites: Iterable[Site]) -> str:
    """SHA-256 of a register, whatever the order of its rows: of every site as JSON, sorted by address, a line each."""
    lines = sorted(f"{key(site.url)} {site_json(site)}" for site in sites)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def entry_row(entry: Entry, imported_at: str) -> dict[str, Any]:
    """A row of ``sites`` with what the register says beside the site itself."""
    people = {name: getattr(entry, name) for name in ("contact", "phone", "email", "reason")}
    since = entry.since.isoformat() if entry.since else None
    return site_row(entry.site, imported_at) | people | {"since": since, "extra": as_json(entry.extra)}


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry of a row of ``sites``; a ledger that is only read may be older."""
    since = row.get("since")
    return Entry(
        site=site_of(row),
        **{name: row.get(name) or "" for name in ("contact", "phone", "email", "reason")},
        since=date.fromisoformat(since) if since else None,
        extra=tuple((str(head), str(cell)) for head, cell in json.loads(row.get("extra") or "[]")),
    )


def site_from(fields: Mapping[str, Any]) -> Site:
    """The site of its JSON."""
    return Site.model_validate_json(json.dumps(fields))


def site_row(site: Site, imported_at: str) -> dict[str, Any]:
    """A row of ``sites``, of the site alone."""
    return {
        "key": key(site.url),
        "url": site.url,
        "name": site.name,
        "code": site.code,
        "body": site.body,
        "level": site.level,
        "region": site.region,
        "functions": as_json(sorted(site.functions)),
        "named_for": as_json(sorted(site.named_for)),
        "subordinate_sites": site.subordinate_sites,
        "platform": site.platform,
        "domains": as_json(site.domains),
        "state": site.state,
        "imported_at": imported_at,
    }


def site_of(row: Mapping[str, Any]) -> Site:
    """The site of a row of ``sites``."""
    fields: dict[str, Any] = {name: row[name] for name in ("url", "name", "code", "body", "level", "region", "subordinate_sites")}
    fields["platform"] = row.get("platform", "")  # a ledger that is only read may be older
    fields["state"] = row.get("state") or "normal"
    fields["domains"] = json.loads(row.get("domains") or "[]")
    fields |= {name: json.loads(row[name]) for name in ("functions", "named_for")}
    return site_from(fields)


def site_json(site: Site) -> str:
    """A site as JSON; sets in order, so that the same site gives the same text."""
    fields = site.model_dump(mode="json")
    return as_json(fields | {"functions": sorted(fields["functions"]), "named_for": sorted(fields["named_for"])})
