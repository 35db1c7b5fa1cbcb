"""Crawls and judges the demonstration province behind the spoiling proxy, and sets the findings beside those of an undisturbed run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults.kinds import KINDS, Plan
from benchmarks.faults.proxy import Record, spoiling
from spotcheck import demo
from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.register import load_register
from spotcheck.crawler import outcomes, pace, throttle
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import terms_for

CATALOGUES = ("zhejiang-2017", "national-2015")
_TIMEOUT = 6.0
_SHORT = 0.6  # seconds: the time-out where answers are held back on purpose
_WHOLE = ("blank_columns", "channel", "hijack", "links", "stale_columns", "updates")  # kinds of judgement that rest on every page of a site
_DECIDED = (Verdict.PASS, Verdict.FAIL)

_PAUSES = (  # clocks are all that is faked: nobody waits
    (outcomes, "PAUSE_WHEN_LIMITED", 0.2),
    (throttle, "LONGEST_BACK_OFF", 0.2),
    (pace, "_REST", 1.2),
)

Told = dict[tuple[str, str], Finding]  # (host, duty) → finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The undisturbed run: what was found, and how many requests it took, by host."""

    findings: Told
    requests: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A disturbed run beside the undisturbed one.

    ``accused``: faults that the undisturbed run does not have (duty and defect); ``resting``: faults of both runs that now point at an
    address whose answer was spoiled; ``sound``: verdicts whose evidence was not spoiled, ``kept`` of them the same; ``beyond``: those whose
    evidence was not spoiled either and never asked for, since all ways to it were.
    """

    kind: str
    seed: int
    spoiled: int
    asked: int
    accused: list[str] = field(default_factory=list)
    resting: list[str] = field(default_factory=list)
    sound: int = 0
    kept: int = 0
    beyond: int = 0
    lost: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)


def usual(hosts: Sequence[str] = demo.HOSTS) -> Usual:
    """The undisturbed run."""
    found, record, _ = _run("undisturbed", Plan(seed=0, usual={}), hosts)
    return Usual(findings=found, requests=dict(record.requests))


def disturbed(kind: str, seed: int, plain: Usual, hosts: Sequence[str] = demo.HOSTS) -> Outcome:
    """One kind of spoiling under one seed."""
    found, record, outcomes = _run(kind, Plan(seed=seed, usual=plain.requests), hosts)
    accused, resting, lost = [], [], []
    sound = kept = beyond = 0
    for key, now in found.items():
        before = plain.findings[key]
        told = f"{key[0]} {key[1]}"
        if now.verdict is Verdict.FAIL:
            new = [defect.value for defect in now.defects if before.verdict is not Verdict.FAIL or defect not in before.defects]
            held = {item.url for item in before.evidence}
            if new:
                shown = "; ".join(f"{item.url} {item.quote[:30]}" for item in now.evidence[:2])
                accused.append(f"{told}: {before.verdict.value} → {', '.join(new)} ({shown})")
            elif bad := [item.url for item in now.evidence if item.url in record.lost - held]:
                resting.append(f"{told}: {now.defects[0].value} also of {', '.join(bad[:3])}")
        if before.verdict not in _DECIDED or _rests_on(before, record.lost, key[0]):
            continue
        if any(item.url.startswith(f"http://{key[0]}/") and item.url not in record.spoiled for item in before.evidence):
            beyond += 1
        else:
            sound += 1
            if (now.verdict, now.defects) == (before.verdict, before.defects):
                kept += 1
            else:
                lost.append(f"{told}: {before.verdict.value} → {now.verdict.value} {now.reason or ''}")
    return Outcome(
        kind=kind,
        seed=seed,
        spoiled=len(record.lost),
        asked=len(record.spoiled),
        accused=accused,
        resting=resting,
        sound=sound,
        kept=kept,
        beyond=beyond,
        lost=lost,
        outcomes=outcomes,
    )


def _rests_on(finding: Finding, lost: set[str], host: str) -> bool:
    """A verdict rests on its evidence; absence, and what is told of a site as a whole, on everything that was seen of it."""
    if finding.certificate is not None or finding.duty in _whole_site():
        return any(url.startswith(f"http://{host}/") for url in lost)
    return any(item.url in lost for item in finding.evidence)


@cache
def _whole_site() -> frozenset[str]:
    found = ((catalogue.id, duty) for catalogue in map(load_catalogue, CATALOGUES) for _, duty in catalogue.duties())
    return frozenset(f"{name}/{duty.id}" for name, duty in found if any(check.kind in _WHOLE for check in duty.checks))


def _run(kind: str, plan: Plan, hosts: Sequence[str]) -> tuple[Told, Record, dict[str, int]]:
    catalogues = [load_catalogue(name) for name in CATALOGUES]
    sites = {site.url.split("/")[2]: site for site in load_register(demo.register_path())}
    found: Told = {}
    outcomes: dict[str, int] = {}
    timeout = _SHORT if kind == "timeout" else _TIMEOUT
    for module, name, seconds in _PAUSES:
        if hasattr(module, name):
            setattr(module, name, seconds)
    with TemporaryDirectory() as folder, demo.serving() as server:
        with spoiling(server.proxy_url, KINDS[kind](plan), f"{kind}{plan.seed}") as (proxy, record):
            plans = [
                CrawlPlan(
                    site=sites[host],
                    run_dir=Path(folder) / host,
                    run_id=f"{kind}-{plan.seed}-{host}",
                    terms=terms_for(sites[host], catalogues),
                    delay=0.0,
                    timeout=timeout,
                    proxy=proxy,
                    max_pages=600,
                    today=demo.AS_OF,
                )
                for host in hosts
            ]
            for result in crawl(plans):
                assert result.error is None, result
                for name, count in result.outcomes.items():
                    outcomes[name] = outcomes.get(name, 0) + count
        for host, each in zip(hosts, plans, strict=True):
            with Snapshot.open(each.run_dir) as snapshot:
                found |= {(host, finding.duty): finding for finding in judge(snapshot, catalogues, demo.AS_OF, list(sites.values()))}
    return found, record, outcomes
