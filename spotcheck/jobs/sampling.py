"""Draws a sample that anybody can draw again: sites are ranked by a hash of seed and site, and the first are taken. No randomness."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from spotcheck.config.models import Site
from spotcheck.crawler.urls import key
from spotcheck.ledger.ledger import Draw

STRATA: Mapping[str, Callable[[Site], str]] = {
    "level": lambda site: site.level.value if site.level else "",
    "region": lambda site: site.region,
}


def draw_sites(
    population: Sequence[Site], *, quarter: str, seed: str, at: str, share: float | None = None, count: int | None = None, by: str = ""
) -> Draw:
    """Draws ``share`` of the sites (rounded up) or ``count`` of them; ``by`` (level or region) draws from each group in proportion.

    A site's rank is SHA-256 of ``seed|code``, or of ``seed|url key`` where it has no code. A share is rounded up in each group;
    a count is shared out by largest remainder, so that the groups add up to it. Shared platforms are never drawn.
    """
    population = [site for site in population if not site.platform]
    groups: dict[str, list[Site]] = defaultdict(list)
    for site in population:
        groups[STRATA[by](site) if by else ""].append(site)
    if count is not None:
        wanted = _shared_out(count, {name: len(sites) for name, sites in groups.items()})
        method = {"count": str(count)}
    else:
        exact = Fraction(str(share if share is not None else 0.3))
        wanted = {name: math.ceil(len(sites) * exact) for name, sites in groups.items()}
        method = {"share": f"{float(exact * 100):g}%"}
    drawn = [site for name, sites in groups.items() for site in sorted(sites, key=lambda site: rank(seed, site))[: wanted[name]]]
    return Draw(
        quarter=quarter,
        seed=seed,
        method=method | ({"by": by} if by else {}),
        population=tuple(population),
        drawn=tuple(key(site.url) for site in sorted(drawn, key=lambda site: rank(seed, site))),
        drawn_at=at,
    )


def rank(seed: str, site: Site) -> tuple[str, str]:
    """The place of a site in the order of a draw; smaller comes first."""
    return hashlib.sha256(f"{seed}|{site.code or key(site.url)}".encode()).hexdigest(), key(site.url)


def _shared_out(count: int, sizes: Mapping[str, int]) -> dict[str, int]:
    total = sum(sizes.values())
    count = min(count, total)
    exact = {name: Fraction(count * size, total) for name, size in sizes.items()}
    wanted = {name: math.floor(part) for name, part in exact.items()}
    rest = sorted(sizes, key=lambda name: (wanted[name] - exact[name], name))
    for name in rest[: count - sum(wanted.values())]:
        wanted[name] += 1
    return wanted
