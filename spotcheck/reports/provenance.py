"""By what anybody can check a report: the seal of its run, the hash of each catalogue, and how the crawl weighed on the servers.

Takes the figures as they were measured and counts nothing anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spotcheck.config.language import join
from spotcheck.reports.facts import Row, Seen
from spotcheck.reports.labels import label


def provenance(seen: Seen) -> tuple[Row, ...]:
    """Rows for the section on method; none of what an older version did not keep."""
    return (*_servers(seen.politeness or {}), *_sealed(seen))


def _sealed(seen: Seen) -> Iterator[Row]:
    for name, sha256 in (seen.hashes or {}).items():
        yield Row(label=label("catalogue_hash", id=name), value=sha256, code=True)
    if seen.seal:
        yield Row(label=label("seal"), value=seen.seal, code=True)
        yield Row(label=label("seal_check"), value=f"spotcheck verify {seen.run_id} --seal {seen.seal[:12]}", code=True)


def _servers(politeness: Mapping[str, Any]) -> Iterator[Row]:
    servers: Sequence[Mapping[str, Any]] = [each for each in politeness.get("servers", ()) if each["requests"]]
    if not servers:
        return
    gaps = [each["smallest_gap"] for each in servers if each["smallest_gap"] is not None]
    value = label(
        "politeness_value",
        requests=sum(each["requests"] for each in servers),
        servers=len(servers),
        pause=min(each["pause"] for each in servers),
        gap=min(gaps) if gaps else "—",
        short=sum(each["short_gaps"] for each in servers),
        at_once=max(each["at_once"] for each in servers),
        connections=max(each["connections"] for each in servers),
        refusals=sum(each["refusals"] for each in servers),
        wait=max(each["longest_wait"] for each in servers),
    )
    yield Row(label=label("politeness"), value=value)
    shared = [each for each in servers if len(each["hosts"]) > 1]
    if shared:
        yield Row(label=label("shared_address"), value=join(f"{each['address']}: {' '.join(each['hosts'])}" for each in shared))
