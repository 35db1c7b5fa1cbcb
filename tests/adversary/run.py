"""Crawls, judges and compares many sites in one process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spotcheck.audits.engine import judge
from spotcheck.config import models
from spotcheck.config.catalogue import load_catalogue
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import terms_for
from tests.adversary.web import Site, served

AS_OF = date(2018, 1, 15)
CATALOGUE = load_catalogue("zhejiang-2017")


def judged(sites: list[Site], folder: Path) -> dict[str, dict[str, object]]:
    """The findings of every site, by short id."""
    with served(sites) as proxy:
        plans = [_plan(site, folder, proxy) for site in sites]
        for result in crawl(plans, at_once=8):
            assert result.complete, result
    found = {}
    for site in sites:
        with Snapshot.open(folder / site.name) as snapshot:
            found[site.name] = {f.duty.partition("/")[2]: f for f in judge(snapshot, [CATALOGUE], AS_OF)}
    return found


def body_of(site: Site) -> models.Site:
    """The body as the register would name it."""
    return models.Site(
        url=site.url,
        name=site.name,
        functions=frozenset(map(models.Function, site.functions)),
        level=models.Level(site.level),
        subordinate_sites=site.subordinate,
    )


def _plan(site: Site, folder: Path, proxy: str) -> CrawlPlan:
    body = body_of(site)
    return CrawlPlan(
        site=body, run_dir=folder / site.name, run_id=site.name, terms=terms_for(body, [CATALOGUE]), delay=0.0, proxy=proxy, today=AS_OF
    )


def told(finding) -> str:
    """``fail absent``, ``unknown timeout``, ``pass``."""
    extra = finding.defect.value if finding.defect else finding.reason or ""
    return f"{finding.verdict.value} {extra}".strip()


def differs(expected: str, got: str) -> bool:
    """``expected`` may give alternatives with ``/`` and leave the reason open."""
    return not any(got == each or got.split(" ")[0] == each for each in expected.split("/"))
