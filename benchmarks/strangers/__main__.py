"""Crawl and judge the strangers' sites: python -m benchmarks.strangers [--sites FILE] [--duty ID] [--catalogue ID] [--as-of DAY]

The sites in ``sites/`` are invented, bodies and figures included. Their writers knew the duties and what real portals look like, and not
the words of the rules; ``truth`` was set before the first run. Rules were mended against them afterwards, so what is printed guards
against going back, and is no estimate of sites that nobody has seen yet. Exit code 1 where a site is accused wrongly.

``sites-law/`` is not among the defaults: sites of 2024 to 2026 for ``--catalogue national-law --as-of 2026-03-20``, whose writer knew the
titles of the duties and nothing of the rules. Used once on 2026-12-01, before any rule was mended against them. First figures, of 443
met: 334 passed, 59 unknown, 12 manual, 38 failed, of which 24 were errors of the writer; of 87 missing: 14 failed, 15 passed, 21 unknown,
37 manual (one of the 15 an error of the writer).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.province.drawing import Drawing, others
from benchmarks.province.platforms import PLATFORMS
from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Verdict
from spotcheck.config import models
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.duties import Catalogue
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import terms_for
from tests.adversary.web import Site, served

AS_OF = date(2017, 12, 31)
SITES = Path(__file__).with_name("sites")
CATALOGUE = "zhejiang-2017"
BATCH = 40
_PLAIN = "现将{title}有关情况予以公布，各有关单位要认真组织实施，工作进展及时报送。有关情况由本机关负责解释。"
_TRUTHS = ("met", "missing")
_VERDICTS = (Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said of a duty at a site, beside what is true: met or missing."""

    site: str
    duty: str
    truth: str
    verdict: Verdict
    told: str

    @property
    def accuses_wrongly(self) -> bool:
        return self.truth == "met" and self.verdict is Verdict.FAIL

    @property
    def passes_wrongly(self) -> bool:
        return self.truth == "missing" and self.verdict is Verdict.PASS


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.strangers", description=__doc__)
    parser.add_argument("--sites", type=Path, action="append", metavar="FILE", help="only these files (default: all in sites/)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th site (default: all)")
    parser.add_argument("--duty", action="append", metavar="ID", help="only this duty (may be repeated)")
    parser.add_argument("--catalogue", default=CATALOGUE, metavar="ID", help=f"the catalogue to judge by (default: {CATALOGUE})")
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF, metavar="DAY", help=f"the day of judgement (default: {AS_OF})")
    chosen = parser.parse_args(arguments)
    catalogue = load_catalogue(chosen.catalogue)
    worst = 0
    for file in chosen.sites or sorted(SITES.glob("*.toml")):
        cases = tomllib.loads(file.read_text(encoding="utf-8"))["site"][:: chosen.every]
        batches = [cases[start : start + BATCH] for start in range(0, len(cases), BATCH)]
        found = [each for batch in batches for each in _batch(batch, catalogue, chosen.as_of)]
        worst |= report(file.stem, len(cases), [each for each in found if not chosen.duty or each.duty in chosen.duty])
    return worst


def report(name: str, sites: int, found: list[Answer]) -> int:
    """Prints the figures of one set of sites; the exit code."""
    print(f"{name}: {sites} sites, {len(found)} duties judged, {len({each.duty for each in found})} different\n")
    print(f"{'truth':10}" + "".join(f"{verdict.value:>10}" for verdict in _VERDICTS))
    counts = Counter((each.truth, each.verdict) for each in found)
    for truth in _TRUTHS:
        print(f"{truth:10}" + "".join(f"{counts[truth, verdict]:10}" for verdict in _VERDICTS))
    if unbound := Counter(each.duty for each in found if each.verdict not in _VERDICTS):
        print(f"\nnot asked of these bodies: {sum(unbound.values())} ({', '.join(sorted(unbound))})")
    met = sum(counts["met", verdict] for verdict in _VERDICTS)
    wrong = [each for each in found if each.accuses_wrongly]
    print(f"\nwrongly accused: {len(wrong)} of {met}" + (f" ({len(wrong) / met:.1%})" if met else ""))
    for each in wrong:
        print(f"  {each.site} {each.duty}: {each.told}")
    for each in (each for each in found if each.passes_wrongly):
        print(f"  passed wrongly: {each.site} {each.duty}: {each.told}")
    print()
    return int(bool(wrong))


def crawled(cases: list[dict[str, Any]], folder: Path, catalogue: Catalogue | None = None, as_of: date = AS_OF) -> list[Path]:
    """The snapshots of some sites, drawn, served and crawled into ``folder``."""
    catalogue = catalogue or load_catalogue(CATALOGUE)
    drawn = [_drawn(case, as_of) for case in cases]
    hosts: dict[str, Site] = {}
    for case in cases:
        for site in others(case):
            hosts.setdefault(site.name, site).pages.update(site.pages)
    with served([*drawn, *hosts.values()]) as proxy:
        plans = [_plan(case, site, folder, proxy, catalogue, as_of) for case, site in zip(cases, drawn, strict=True)]
        for result in crawl(plans, at_once=12):
            assert result.complete, result
    return [plan.run_dir for plan in plans]


def _batch(cases: list[dict[str, Any]], catalogue: Catalogue, as_of: date) -> list[Answer]:
    found: list[Answer] = []
    with TemporaryDirectory() as folder:
        for case, run in zip(cases, crawled(cases, Path(folder), catalogue, as_of), strict=True):
            with Snapshot.open(run) as snapshot:
                found += _answers(case, snapshot, catalogue, as_of)
    return found


def _drawn(case: dict[str, Any], as_of: date) -> Site:
    articles = [{**each, "text": each.get("text") or _PLAIN.format(title=each["title"])} for each in case.get("articles", [])]
    articles = _apart([*articles, *_furniture(case["body"], as_of)])
    rng = Random(case["key"])
    name = "".join(letter if letter.isalnum() else "-" for letter in case["key"].lower())
    return Drawing(name, {**case, "articles": articles}, rng.choice(PLATFORMS), rng).draw()


def _apart(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A drawing knows its articles by their titles, so a title that comes again ends in spaces that nobody sees."""
    seen: Counter[str] = Counter()
    apart = []
    for each in articles:
        apart.append({**each, "title": each["title"] + "\u200b" * seen[each["title"]]})
        seen[each["title"]] += 1
    return apart


def _furniture(body: str, as_of: date) -> list[dict[str, Any]]:
    """What every site shows and no duty asks for, written for 2017 and dated in the last year that is over on the day of judgement."""
    later = as_of.year - AS_OF.year - ((as_of.month, as_of.day) < (AS_OF.month, AS_OF.day))
    lines = tomllib.loads(SITES.joinpath("..", "furniture.toml").read_text(encoding="utf-8"))["article"]
    return [
        {
            **each,
            "title": each["title"].format(body=body),
            "text": each["text"].format(body=body),
            "date": each["date"].replace(year=each["date"].year + later),
        }
        for each in lines
    ]


def _plan(case: dict[str, Any], site: Site, folder: Path, proxy: str, catalogue: Catalogue, as_of: date) -> CrawlPlan:
    body = models.Site(
        url=site.url, name=case["body"], functions=frozenset(map(models.Function, case["functions"])), level=models.Level(case["level"])
    )
    run = folder / site.name
    return CrawlPlan(site=body, run_dir=run, run_id=site.name, terms=terms_for(body, [catalogue]), delay=0.0, proxy=proxy, today=as_of)


def _answers(case: dict[str, Any], snapshot: Snapshot, catalogue: Catalogue, as_of: date) -> list[Answer]:
    known = {finding.duty.partition("/")[2]: finding for finding in judge(snapshot, [catalogue], as_of)}
    return [
        Answer(
            site=case["key"],
            duty=duty,
            truth=truth,
            verdict=known[duty].verdict,
            told=" ".join([*known[duty].defects, *(item.quote[:40] for item in known[duty].evidence[:3])]),
        )
        for duty, truth in case["truth"].items()
        if truth in _TRUTHS
    ]


if __name__ == "__main__":
    sys.exit(main())
