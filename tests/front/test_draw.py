"""A draw can be drawn again by anybody who has the register and the seed."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from spotcheck.config.models import Level, Site
from spotcheck.crawler.urls import key
from spotcheck.jobs.sampling import draw_sites
from spotcheck.ledger.ledger import Draw

SITES = [
    Site(url=f"http://s{n}.example/", code=f"99000000{n:02}" if n % 2 else "", level=Level.CITY if n < 10 else Level.COUNTY)
    for n in range(40)
]


def draw(sites: list[Site] = SITES, *, seed: str = "s", share: float | None = None, count: int | None = None, by: str = "") -> Draw:
    return draw_sites(sites, quarter="2017Q4", seed=seed, at="2018-01-01T00:00:00Z", share=share, count=count, by=by)


def test_the_same_seed_draws_the_same_sites_whatever_the_order_of_the_register() -> None:
    assert draw(share=0.3).drawn == draw(SITES[::-1], share=0.3).drawn
    assert draw(share=0.3).drawn != draw(seed="t", share=0.3).drawn


def test_the_sites_with_the_smallest_hashes_are_drawn() -> None:
    by_hash = sorted(SITES, key=lambda site: hashlib.sha256(f"s|{site.code or key(site.url)}".encode()).hexdigest())
    assert draw(count=5).sites == tuple(by_hash[:5])


@pytest.mark.parametrize(("share", "drawn"), [(0.3, 12), (0.01, 1), (0.31, 13), (1.0, 40)])
def test_a_share_is_rounded_up(share: float, drawn: int) -> None:
    assert len(draw(share=share).drawn) == drawn


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (39, 39), (99, 40)])
def test_a_count_is_kept_as_far_as_there_are_sites(count: int, drawn: int) -> None:
    assert len(draw(count=count).drawn) == drawn


def test_groups_are_drawn_in_proportion() -> None:
    assert Counter(site.level for site in draw(share=0.25, by="level").sites) == {Level.CITY: 3, Level.COUNTY: 8}
    assert Counter(site.level for site in draw(count=10, by="level").sites) == {Level.CITY: 3, Level.COUNTY: 7}


def test_a_larger_sample_holds_the_smaller_one() -> None:
    assert set(draw(count=5).drawn) < set(draw(count=9).drawn)


def test_a_shared_platform_is_never_drawn() -> None:
    platform = Site(url="http://ggzy.example/", name="平台", platform="public-resources")
    drawn = draw([*SITES, platform], share=1.0)
    assert len(drawn.drawn) == 40 and platform not in drawn.population
