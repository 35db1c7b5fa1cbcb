"""By what anybody can check a report: the seal of its run, the hash of each catalogue, and how the crawl weighed on the servers.

Takes the figures as they were measured and counts nothing anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from spotcheck.config.language import join
from spotcheck.crawler.politeness import Weight
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


def _servers(weights: Mapping[str, Weight]) -> Iterator[Row]:
    asked = {address: weight for address, weight in weights.items() if weight.requests}
    if not asked:
        return
    servers, gap = asked.values(), min(weight.smallest_gap for weight in asked.values())
    value = label(
        "politeness_value",
        requests=sum(weight.requests for weight in servers),
        servers=len(asked),
        pause=min(weight.pause for weight in servers),
        gap=gap if isfinite(gap) else "—",
        short=sum(weight.short_gaps for weight in servers),
        at_once=max(weight.at_once for weight in servers),
        connections=max(weight.connections for weight in servers),
        refusals=sum(weight.refusals for weight in servers),
        wait=max(weight.longest_wait for weight in servers),
    )
    yield Row(label=label("politeness"), value=value)
    shared = [f"{address}: {' '.join(sorted(weight.hosts))}" for address, weight in asked.items() if len(weight.hosts) > 1]
    if shared:
        yield Row(label=label("shared_address"), value=join(shared))
