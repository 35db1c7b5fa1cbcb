"""Crawls and judges variants over HTTP and sets the answers beside the truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.province.drawing import OWNER, Drawing, others
from benchmarks.province.variants import CATALOGUE, Variant
from spotcheck.audits.engine import judge
from spotcheck.config import duties, models
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import terms_for
from spotcheck.jobs.rule_cases.drawn_site import DrawnSite
from spotcheck.jobs.rule_cases.site_building import register_of
from tests.adversary.web import Site, served

AS_OF = date(2018, 1, 15)
BATCH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said of the duty at stake."""

    variant: Variant
    kinds: tuple[str, ...]
    said: tuple[str, str | None]
    reason: str | None

    @property
    def accuses_wrongly(self) -> bool:
        """A fail where there is no fault."""
        return self.said[0] == "fail" and self.variant.truth[0] != "fail"

    @property
    def finds(self) -> bool:
        """The planted fault, by its defect."""
        return self.said == self.variant.truth


def answers(variants: Iterable[Variant]) -> list[Answer]:
    """Every variant drawn, served, crawled and judged."""
    found: list[Answer] = []
    waiting = list(variants)
    for start in range(0, len(waiting), BATCH):
        with TemporaryDirectory() as folder:
            found += _batch(waiting[start : start + BATCH], Path(folder))
    return found


def _batch(variants: Sequence[Variant], folder: Path) -> list[Answer]:
    sites = [Drawing(each.name, each.case, each.platform, Random(each.name)).draw() for each in variants]
    hosts: dict[str, Site] = {}
    for variant in variants:
        for site in others(variant.case):
            hosts.setdefault(site.name, site).pages.update(site.pages)
    with served([*sites, *hosts.values()]) as proxy:
        plans = [_plan(variant, site, folder, proxy) for variant, site in zip(variants, sites, strict=True)]
        for result in crawl(plans, at_once=12):
            assert result.complete, result
    return [_judged(variant, plan) for variant, plan in zip(variants, plans, strict=True)]


def _plan(variant: Variant, site: Site, folder: Path, proxy: str) -> CrawlPlan:
    case = variant.case
    body = models.Site(
        url=site.url,
        name=OWNER,
        functions=frozenset(map(models.Function, case.get("functions", ["general_office"]))),
        region=case.get("region", "安青县"),
        level=models.Level(case["level"]) if case.get("level") else models.Level.COUNTY,
        subordinate_sites=case.get("subordinate_sites"),
        named_for=frozenset(case.get("named_for", [])),
    )
    terms = terms_for(body, [_only(variant.duty)])
    return CrawlPlan(site=body, run_dir=folder / site.name, run_id=site.name, terms=terms, delay=0.0, proxy=proxy, today=AS_OF)


def _only(duty: str) -> duties.Catalogue:
    clauses = [
        clause.model_copy(update={"duties": tuple(each for each in clause.duties if each.id == duty)}) for clause in CATALOGUE.clauses
    ]
    return CATALOGUE.model_copy(update={"clauses": tuple(clause for clause in clauses if clause.duties)})


def _judged(variant: Variant, plan: CrawlPlan) -> Answer:
    catalogue = _only(variant.duty)
    with Snapshot.open(plan.run_dir) as snapshot:
        (finding,) = judge(snapshot, [catalogue], AS_OF, register_of(DrawnSite(registered=variant.case["register"])))
    kinds = tuple(dict.fromkeys(check.kind for _, duty in catalogue.duties() for check in duty.checks))
    said = (finding.verdict.value, finding.defect.value if finding.defect else None)
    return Answer(variant=variant, kinds=kinds, said=said, reason=finding.reason)
