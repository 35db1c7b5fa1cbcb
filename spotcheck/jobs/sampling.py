"""Draws a sample that anybody can draw again: a hash of quarter, seed and site puts the sites in order. No randomness, no clock.

Refuses to draw fewer than asked: the share is rounded up for the whole, and for each level, region and kind of body.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spotcheck.audits.identity import site_id
from spotcheck.config.body_kinds import kind_of
from spotcheck.config.models import Site
from spotcheck.crawler.urls import key
from spotcheck.jobs.draw_history import YEAR, quarters_before
from spotcheck.ledger.draw_rows import Draw, SiteHistory
from spotcheck.ledger.site_rows import register_hash

STRATA: Mapping[str, Callable[[Site], str]] = {
    "level": lambda site: site.level.value if site.level else "",
    "region": lambda site: site.region,
    "kind": lambda site: kind_of(site).value,
}
DEFAULT_SHARE = "30%"
PLATFORM = "platform"  # why a row of the register takes no part, beside the states of sites
FAILED, DUE, STRATUM, FILL = "failed", "due", "stratum", "fill"  # why a site is in; the first two with a quarter, others with a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a draw is asked for: a ``share`` of the sites or a ``count``, spread over the strata ``by``."""

    share: float | None = None
    count: int | None = None
    by: tuple[str, ...] = tuple(STRATA)

    def method(self) -> dict[str, str]:
        """The settings as they are kept and printed."""
        size = {"count": str(self.count)} if self.count is not None else {"share": f"{float(_exact(self.share) * 100):.10g}%"}
        return size | ({"by": ",".join(self.by)} if self.by else {})


def draw_sites(register: Sequence[Site], asked: Asked, *, quarter: str, seed: str, at: str, history: Iterable[SiteHistory] = ()) -> Draw:
    """Draws from the sites that are kept up; shared platforms and offline sites are left out, with the reason.

    In are, in this order: what failed in the last quarter drawn; what was not drawn for a year; of each stratum (a level, region and
    kind together) its share, rounded down; then, until every level, region and kind has its share rounded up, and at last the whole.
    What failed comes on top of the share. Sites not drawn for long come first, then those with the smaller hash.
    """
    population = [site for site in register if site.supervised]
    known = {site_id(site) for site in population}
    past = {each.id: each for each in history if each.id in known}
    start = quarters_before(quarter, YEAR)[-1]
    reasons: dict[str, list[str]] = {}
    rest: list[Site] = []
    for site in population:
        told = past.get(site_id(site))
        if told and told.failed:
            reasons[key(site.url)] = [f"{FAILED}:{told.failed}"]
        else:
            rest.append(site)
    order = sorted(rest, key=lambda site: (bool(_drawn(past, site, start)), rank(quarter, seed, site)))
    chosen = _Chosen(population=population, order=order, asked=asked)
    for site in order:
        told = past.get(site_id(site))
        if told and told.since <= start and not _drawn(past, site, start):
            chosen.take(key(site.url), f"{DUE}:{told.since}")
    chosen.fill()
    reasons |= chosen.reasons
    drawn = [site for site in population if key(site.url) in reasons]
    return Draw(
        quarter=quarter,
        seed=seed,
        method=asked.method(),
        population=tuple(population),
        drawn=tuple(key(site.url) for site in sorted(drawn, key=lambda site: rank(quarter, seed, site))),
        drawn_at=at,
        register=register_hash(register),
        reasons={name: tuple(why) for name, why in reasons.items()},
        history=tuple(sorted(past.values(), key=lambda each: each.id)),
        left_out=tuple((site, PLATFORM if site.platform else site.state.value) for site in register if not site.supervised),
    )


def rank(quarter: str, seed: str, site: Site) -> tuple[str, str]:
    """The place of a site in the order of a draw; smaller comes first: SHA-256 of ``quarter|seed|code``, or its key without a code."""
    return hashlib.sha256(f"{quarter}|{seed}|{site_id(site)}".encode()).hexdigest(), key(site.url)


class _Chosen:
    """The sites taken for their share, and how many each group still lacks."""

    def __init__(self, *, population: Sequence[Site], order: Sequence[Site], asked: Asked) -> None:
        self.order = [key(site.url) for site in order]
        self.groups = {key(site.url): tuple((name, STRATA[name](site)) for name in asked.by) for site in population}
        self.reasons: dict[str, list[str]] = {}
        total = len(population)
        counted = asked.count is not None
        self.exact = Fraction(min(asked.count, total), max(total, 1)) if asked.count is not None else _exact(asked.share)
        sizes = Counter(group for groups in self.groups.values() for group in groups)
        self.lacking = {
            group: max(1, math.floor(size * self.exact)) if counted else math.ceil(size * self.exact)
            for group, size in sorted(sizes.items(), key=lambda each: (asked.by.index(each[0][0]), each[0][1]))
        }
        self.whole = math.ceil(total * self.exact)

    def take(self, name: str, why: str) -> None:
        """Takes the site of this key, unless it is in already."""
        if name in self.reasons:
            return
        self.reasons[name] = [why]
        self.whole -= 1
        for group in self.groups[name]:
            self.lacking[group] -= 1

    def fill(self) -> None:
        """Takes from the order until nothing is lacking any more."""
        strata: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
        sizes = Counter(self.groups.values())
        for name in self.order:
            strata[self.groups[name]].append(name)
        for groups, names in strata.items() if self.lacking else ():
            wanted = math.floor(sizes[groups] * self.exact) - sum(name in self.reasons for name in names)
            for name in [name for name in names if name not in self.reasons][: max(wanted, 0)]:
                self.take(name, f"{STRATUM}:{'|'.join(value for _, value in groups)}")
        places = {name: place for place, name in enumerate(self.order)}
        members: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self.order:
            for group in self.groups[name]:
                members[group].append(name)
        for group in self.lacking:
            free = members[group]
            while self.lacking[group] > 0 and (free := [name for name in free if name not in self.reasons]):
                self.take(min(free, key=lambda name: (-self._served(name), places[name])), f"{group[0]}:{group[1]}")
        for name in self.order:
            if self.whole <= 0:
                break
            self.take(name, f"{FILL}:")

    def _served(self, name: str) -> int:
        """How many groups that lack something a site would serve."""
        return sum(self.lacking[group] > 0 for group in self.groups[name])


def _drawn(past: Mapping[str, SiteHistory], site: Site, start: str) -> bool:
    told = past.get(site_id(site))
    return told is not None and any(quarter >= start for quarter in told.drawn)


def _exact(share: float | None) -> Fraction:
    return Fraction(str(share)) if share is not None else Fraction(DEFAULT_SHARE.rstrip("%")) / 100
