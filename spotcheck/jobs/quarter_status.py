"""How far each site of a quarter is, for whoever asks, also while another process works at it. Changes nothing.

A run that nobody works at any more has stopped, whatever the ledger last heard of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from spotcheck.config import clock
from spotcheck.config.china_time import moment
from spotcheck.config.models import Site
from spotcheck.crawler.crawl_plan import SNAPSHOT_NAME
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.urls import key
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.passing import unread
from spotcheck.jobs.quarters import counted, drawn_sites, latest
from spotcheck.jobs.second_pass import failed_in_passing
from spotcheck.ledger.kept_settings import KeptSettings
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.quarter_store import Mark
from spotcheck.ledger.rows import DONE, ERROR, RUNNING, UNREACHABLE
from spotcheck.ledger.schema import holder

SCHEMA = 1
AT_ONCE = 8  # sites at a time, where the quarter was run before that was kept


class State(StrEnum):
    """How far a site is, told apart by what is to be done: nothing, wait, run again, look why."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """``reason``: of a failed site, the outcome at its home page, or ``error``; ``passing``: it is worth a second pass, as it was not
    read, or only in part; ``unread``: so many addresses failed for reasons that may pass.

    ``pages`` were read; ``queued`` and ``seconds_left`` are known of a site that is running. ``tries``: how often it was begun.
    """

    site: Site
    state: State
    run: str | None = None
    tries: int = 0
    reason: str | None = None
    passing: bool = False
    pages: int | None = None
    unread: int | None = None
    queued: int | None = None
    seconds_left: float | None = None
    verdicts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterStatus:
    """``process``: who works in the workspace, None where nobody does. ``seconds_left``: of all sites together, where it can be told.

    ``again_at``: when sites that failed for passing reasons are asked again, or are to be, else "".
    """

    quarter: str
    at: str
    sites: tuple[SiteStatus, ...]
    process: int | None
    seconds_left: float | None
    again_at: str
    kept: KeptSettings | None

    def count(self, state: State) -> int:
        """How many sites are in a state."""
        return sum(each.state is state for each in self.sites)


def quarter_status(ledger: Ledger, workspace: Path, quarter: str) -> QuarterStatus:
    """How far a quarter is now. Raises UserError where nothing was drawn for it."""
    at, process = clock.now(), holder(workspace)
    every, runs, marks = counted(ledger, quarter), latest(ledger, quarter), ledger.marks()
    tries, passing = Counter(key(run.site.url) for run in every), failed_in_passing(ledger, quarter)
    worker = process if process == 0 or any(marks[run.id].process == process for run in every if run.id in marks) else None
    if worker is not None:  # who is at work a second time is not done
        runs |= {key(run.site.url): run for run in reversed(every) if run.state == RUNNING and run.id in marks}
    sites = []
    for site in drawn_sites(ledger, quarter):
        run = runs.get(key(site.url))
        if run is None:
            sites.append(SiteStatus(site=site, state=State.WAITING))
            continue
        judged = ledger.findings(run.id) if run.state in (DONE, UNREACHABLE) else []
        verdicts = Counter(finding.verdict.value for finding in judged)
        begun = run.id in marks or (run_dir(workspace, run.id) / SNAPSHOT_NAME).exists()
        name = key(site.url)
        common = {"site": site, "run": run.id, "tries": tries[name], "verdicts": verdicts or None, "passing": name in passing}
        sites.append(_status(common, run, marks.get(run.id), at, begun=begun, worker=worker))
    kept = ledger.kept_settings(quarter)
    again = ledger.again_at(quarter) if any(each.passing for each in sites) else ""
    at_once = int(kept.asked.get("at_once", AT_ONCE)) if kept else AT_ONCE
    left = _left(sites, [run for run in runs.values() if run.state == DONE], at_once)
    return QuarterStatus(quarter=quarter, at=at, sites=tuple(sites), process=process, seconds_left=left, again_at=again, kept=kept)


def status_json(status: QuarterStatus) -> dict[str, Any]:
    """What ``quarter status --json`` writes."""
    return {
        "schema": SCHEMA,
        "quarter": status.quarter,
        "at": status.at,
        "process": status.process,
        "counts": {state.value: status.count(state) for state in State},
        "seconds_left": status.seconds_left,
        "again_at": status.again_at or None,
        "settings": _kept_json(status.kept) if status.kept else None,
        "sites": [
            {
                "site": each.site.url,
                "name": each.site.name,
                "code": each.site.code,
                "state": each.state.value,
                "reason": each.reason,
                "passing": each.passing,
                "run": each.run,
                "tries": each.tries,
                "pages": each.pages,
                "unread": each.unread,
                "queued": each.queued,
                "seconds_left": each.seconds_left,
                "verdicts": dict(each.verdicts) if each.verdicts else None,
            }
            for each in status.sites
        ],
    }


def _kept_json(kept: KeptSettings) -> dict[str, Any]:
    rules = asdict(kept.rules) | {"hashes": dict(sorted(kept.rules.hashes.items()))}
    return {"kept_at": kept.kept_at, "tool": kept.tool, "rules": rules, "asked": dict(kept.asked)}


def _status(common: dict[str, Any], run: Run, mark: Mark | None, at: str, *, begun: bool, worker: int | None) -> SiteStatus:
    """``worker``: the process that works at this quarter now, 0 where its number cannot be read."""
    read = run.outcomes.get(Outcome.READ.value, 0)
    if run.state == DONE:
        return SiteStatus(**common, state=State.DONE, pages=read, unread=unread(run))
    if run.state == UNREACHABLE or run.problem == ERROR:
        return SiteStatus(**common, state=State.FAILED, reason=run.problem or None, pages=read, unread=unread(run))
    at_work = worker is not None and run.state == RUNNING
    if at_work and mark is not None and worker in (mark.process, 0):
        gone = (moment(at) - moment(mark.at)).total_seconds()
        left = None if mark.seconds_left is None else round(max(mark.seconds_left - gone, 0.0), 1)
        return SiteStatus(**common, state=State.RUNNING, pages=mark.pages, queued=mark.queued, seconds_left=left)
    state = State.WAITING if at_work or not begun else State.STOPPED
    return SiteStatus(**common, state=state, pages=(mark.pages if mark else read) if begun else None)


def _left(sites: Sequence[SiteStatus], done: Sequence[Run], at_once: int) -> float | None:
    """Seconds until nothing runs or waits any more: by what runs, and for each site that waits the mean of those that are done."""
    running = [each.seconds_left for each in sites if each.state is State.RUNNING]
    waiting = sum(each.state is State.WAITING for each in sites)
    if not running or any(each is None for each in running) or (waiting and not done):
        return None
    known = [each for each in running if each is not None]
    took = [(moment(run.finished) - moment(run.started)).total_seconds() for run in done if run.finished]
    mean = sum(took) / len(took) if took else 0.0
    return round(max(max(known), (sum(known) + waiting * mean) / max(1, at_once)), 1)
