"""Crawls the drawn sites over HTTP, judges them, and sets each answer beside the truth and beside the plain frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.shapes.contents import BODY, lawful
from benchmarks.shapes.drawing import Drawing
from benchmarks.shapes.faults import faulty
from benchmarks.shapes.frames import FRAMES, PLAIN
from benchmarks.shapes.pagings import INDEX, WAYS
from benchmarks.shapes.truths import LAW, OWN, STATES, Truth, law_truth, own_truth
from benchmarks.shapes.web import Site, served
from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config import models
from spotcheck.config.catalogue import load_catalogue
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import terms_for
from spotcheck.reports.findings_json import dumps, finding_json

AS_OF = date(2018, 3, 1)
BATCH = 12
CATALOGUES = [load_catalogue(Path(__file__).with_name("catalogue")), load_catalogue(LAW)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One drawn site: a frame or a way of paging, lawful or faulty."""

    kind: str  # frame, paging
    name: str
    state: str

    def site(self) -> Site:
        """Drawn."""
        frame = next(each for each in FRAMES if each.name == self.name) if self.kind == "frame" else PLAIN
        way = next(each for each in WAYS if each.name == self.name) if self.kind == "paging" else INDEX
        portal = lawful() if self.state == "lawful" else faulty()
        return Drawing(f"www.{self.kind[0]}-{self.name}-{self.state}.gov.cn", portal, frame, way).site()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a finding says, in short."""

    verdict: str
    defect: str
    missing: tuple[str, ...]
    reason: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said of one duty of one shape. ``plain`` is what was said of it in the plain frame."""

    shape: Shape
    catalogue: str
    duty: str
    title: str
    truth: Truth
    said: Said
    plain: Said

    @property
    def counts(self) -> bool:
        """There is a true verdict to keep: by the own catalogue always, by the law where the plain frame has one that is not untrue."""
        if self.catalogue == OWN:
            return True
        if self.plain.verdict not in ("pass", "fail"):
            return False
        return (self.truth.verdict, self.plain.verdict) not in (("met", "fail"), ("missing", "pass"))

    @property
    def right(self) -> tuple[str, str, tuple[str, ...]]:
        """Verdict, defect and what is missing, as they should be told: by the law as the plain frame tells them."""
        known: Truth | Said = self.truth if self.catalogue == OWN else self.plain
        return known.verdict, known.defect, known.missing

    @property
    def kept(self) -> bool:
        """The true verdict, by its defect, of nothing more and nothing less."""
        verdict, defect, missing = self.right
        named = set(self.said.missing) == set(missing) or (not missing and self.catalogue == OWN)
        return self.counts and (self.said.verdict, self.said.defect) == (verdict, defect) and named

    @property
    def wrong_fail(self) -> bool:
        """An accusation that is not true, or another than the true one, or of more."""
        if self.said.verdict != "fail" or self.kept:
            return False
        if self.truth.verdict == "met":
            return True
        verdict, defect, missing = self.right
        more = bool(missing) and not set(self.said.missing) <= set(missing)
        return (self.catalogue == OWN or verdict in ("pass", "fail")) and ((verdict, defect) != ("fail", self.said.defect) or more)

    @property
    def wrong_pass(self) -> bool:
        """Praise that is not true."""
        if self.said.verdict != "pass":
            return False
        if self.catalogue == OWN:
            return self.truth.verdict == "fail"
        return self.truth.verdict == "missing" or (self.truth.verdict == "open" and self.plain.verdict == "fail")

    @property
    def lost(self) -> bool:
        """No longer told, and nothing untrue told instead."""
        return self.counts and not (self.kept or self.wrong_fail or self.wrong_pass)


def shapes(kinds: Iterable[str] = ("frame", "paging")) -> list[Shape]:
    """Every frame and every way of paging, in both states; the plain frame first."""
    named = {"frame": [each.name for each in FRAMES], "paging": [each.name for each in WAYS]}
    return [Shape(kind=kind, name=name, state=state) for kind in kinds for name in named[kind] for state in STATES]


def answers(chosen: Sequence[Shape]) -> Iterator[Answer]:
    """Crawls and judges the shapes, and the plain frame of each state among them, in batches."""
    plain = [Shape(kind="frame", name=PLAIN.name, state=state) for state in dict.fromkeys(each.state for each in chosen)]
    waiting = [*plain, *(each for each in chosen if each not in plain)]
    known: dict[str, dict[str, Said]] = {}
    for start in range(0, len(waiting), BATCH):
        for shape, findings in _batch(waiting[start : start + BATCH]):
            said = {finding.duty: _said(finding) for finding in findings}
            if shape in plain:
                known[shape.state] = said
            if shape in chosen:
                yield from _answers(shape, findings, said, known[shape.state])


def _answers(shape: Shape, findings: Sequence[Finding], said: dict[str, Said], plain: dict[str, Said]) -> Iterator[Answer]:
    for finding in findings:
        catalogue, _, duty = finding.duty.partition("/")
        if catalogue == LAW and said[finding.duty].verdict == plain[finding.duty].verdict == "not_applicable":
            continue
        truth = own_truth(shape.state, duty) if catalogue == OWN else law_truth(shape.state, duty)
        yield Answer(
            shape=shape,
            catalogue=catalogue,
            duty=duty,
            title=finding.title,
            truth=truth,
            said=said[finding.duty],
            plain=plain[finding.duty],
        )


def _batch(chosen: Sequence[Shape]) -> Iterator[tuple[Shape, list[Finding]]]:
    sites = [shape.site() for shape in chosen]
    with TemporaryDirectory() as folder:
        with served(sites) as proxy:
            plans = [_plan(site, Path(folder), proxy) for site in sites]
            for result in crawl(plans, at_once=BATCH):
                assert result.complete, result
        for shape, plan in zip(chosen, plans, strict=True):
            with Snapshot.open(plan.run_dir) as snapshot:
                yield shape, judge(snapshot, CATALOGUES, AS_OF)


def _plan(site: Site, folder: Path, proxy: str) -> CrawlPlan:
    body = models.Site(
        url=site.url, name=BODY, functions=frozenset({models.Function.GENERAL_OFFICE}), level=models.Level.COUNTY, region="云浦县"
    )
    run = folder / site.host
    return CrawlPlan(site=body, run_dir=run, run_id=site.host, terms=terms_for(body, CATALOGUES), delay=0.0, proxy=proxy, today=AS_OF)


def _said(finding: Finding) -> Said:
    """Read off the JSON that other tools read, whose keys stay."""
    told: dict[str, Any] = json.loads(dumps(finding_json(finding)))
    quotes = [item["quote"][:50] for item in told["evidence"][:3]]
    unread = [f"{each['url']} {each['outcome']}" for each in (told["certificate"] or {}).get("unread", [])[:3]]
    periods = [each["period"] for each in told["details"].get("periods", []) if each.get("verdict") == "fail"]
    missing = told["details"].get("missing") or periods if told["verdict"] == "fail" else []
    return Said(
        verdict=told["verdict"],
        defect=told["defect"] or "",
        missing=tuple(missing),
        reason=told["reason"] or "",
        told=" · ".join([*told["defects"], *quotes, *unread]),
    )
