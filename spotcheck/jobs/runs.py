"""Runs: new ones and continued ones are crawled, judged and saved, one after the other as they end. Prints nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from spotcheck.config.catalogue import in_force
from spotcheck.config.china_time import day_in_china
from spotcheck.config.clock import is_recent, now
from spotcheck.config.glossary import term
from spotcheck.config.language import say
from spotcheck.config.models import Site
from spotcheck.config.private_files import private_file
from spotcheck.config.settings import LOG
from spotcheck.crawler.crawl_plan import SNAPSHOT_NAME, CrawlPlan, CrawlResult, Progress
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import host
from spotcheck.jobs.crawl_marks import Recorder
from spotcheck.jobs.judging import Judged, judge_run, run_dir, terms_for
from spotcheck.jobs.run_settings import Settings
from spotcheck.jobs.target import named_ports
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.rows import DONE, ERROR, INTERRUPTED, RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A run to bring to its end. ``held``: pages seen before, by a run that is continued."""

    run: Run
    archive: Path | None = None
    held: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a job ended: ``judged`` is None where nothing was seen or there was no time to judge."""

    job: Job
    judged: Judged | None
    interrupted: bool = False
    error: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the run came to its own end and saw the home page."""
        return self.judged is not None and self.judged.run.state == DONE


def problem_of(ended: Ended) -> str | None:
    """One line for what went wrong at the site, in the user's language; None where nothing did. An interrupt is none."""
    if ended.error or ended.interrupted or ended.judged is None or ended.judged.home is None:
        return ended.error
    home, url = ended.judged.home, ended.job.run.site.url
    why = term("outcome", home.outcome)
    if home.outcome is Outcome.REFUSED_BY_GUARD:
        why += say(f"（{home.detail}；确要访问请加 --allow 主机:端口）", f" ({home.detail}; --allow HOST:PORT lets it through)")
    return say(
        f"{url}：首页未能读取：{why}；因此各事项均无法判定，请检查网址和网络后再试",
        f"{url}: the home page could not be read: {why}; so nothing can be judged; check address and network, and try again",
    )


def open_job(
    ledger: Ledger,
    workspace: Path,
    site: Site,
    target: str,
    *,
    fresh: bool = False,
    quarter: str | None = None,
    archive: Path | None = None,
    register: str | None = None,
) -> Job:
    """The run of this target that can be continued, else a new one, which is entered in the ledger.

    ``register``: the hash of the register, where it is known already.

    Raises UserError where the snapshot to be continued cannot be read.
    """
    if not fresh:
        last = next((run for run in ledger.runs(target=target) if run.quarter == quarter), None)
        if last is not None and not last.complete and is_recent(last.started):
            folder = run_dir(workspace, last.id)
            held = None
            if (folder / SNAPSHOT_NAME).exists():
                with Snapshot.open(folder) as snapshot:
                    held = sum(snapshot.outcomes().values())
            going = replace(last, site=site, state=RUNNING, problem="")
            ledger.save_run(going)
            return Job(run=going, archive=archive, held=held)
    started = now()
    name = urlsplit(site.url).netloc.replace(":", "-").strip("[]")
    first = run_id = f"{started.replace('-', '').replace(':', '')}-{name}"
    number = 2
    while ledger.run(run_id) or run_dir(workspace, run_id).exists():
        run_id, number = f"{first}-{number}", number + 1
    hash_ = ledger.register_hash() if register is None else register
    run = Run(id=run_id, site=site, quarter=quarter, target=target, state=RUNNING, started=started, register=hash_)
    ledger.save_run(run)
    return Job(run=run, archive=archive)


def work(
    ledger: Ledger,
    jobs: Sequence[Job],
    settings: Settings,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    on_ended: Callable[[Ended], None] | None = None,
    judge_interrupted: bool = False,
    stop: threading.Event | None = None,
) -> list[Ended]:
    """Crawls, judges and saves; what a job that was killed after its crawl lacks is only the judging.

    ``judge_interrupted``: also judge what an interrupted run has seen so far. ``stop``: set by another thread to end the crawls.
    """
    by_id = {job.run.id: job for job in jobs}
    ended: dict[str, Ended] = {}

    def done(result: CrawlResult) -> None:
        job = by_id[result.run_id]
        judged = None
        seen = (run_dir(settings.workspace, job.run.id) / SNAPSHOT_NAME).exists()
        if seen and (result.complete or result.error or judge_interrupted):
            judged = judge_run(
                ledger,
                settings.workspace,
                job.run,
                settings.catalogues,
                settings.as_of,
                words=settings.words,
                families=settings.families,
            )
        if judged is None or result.error:
            ledger.save_run(replace(judged.run if judged else job.run, state=INTERRUPTED, problem=ERROR if result.error else ""))
        ended[job.run.id] = each = Ended(job=job, judged=judged, interrupted=result.interrupted, error=result.error, notes=result.notes)
        if on_ended is not None:
            on_ended(each)

    plans = []
    for job in jobs:
        if job.held is not None and _is_complete(settings.workspace, job.run):
            done(CrawlResult(run_id=job.run.id, complete=True, interrupted=False, outcomes={}))
        else:
            plans.append(_plan(job, settings, ledger.sites()))
    if plans:
        from spotcheck.crawler.run import crawl

        with _logged_to(settings.workspace / LOG):
            crawl(plans, at_once=settings.at_once, on_progress=Recorder(ledger, on_progress), on_done=done, stop=stop)
    return [ended[job.run.id] for job in jobs]


def _is_complete(workspace: Path, run: Run) -> bool:
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
        return snapshot.run.complete


def _plan(job: Job, settings: Settings, register: Sequence[Site]) -> CrawlPlan:
    day = settings.as_of or day_in_china(job.run.started)
    return CrawlPlan(
        site=job.run.site,
        run_dir=run_dir(settings.workspace, job.run.id),
        run_id=job.run.id,
        terms=terms_for(job.run.site, in_force(settings.catalogues, settings.families, day, job.run.site)),
        max_pages=settings.max_pages,
        delay=settings.delay,
        allow=settings.allow,
        named=named_ports(register),
        platforms=tuple(dict.fromkeys(host(site.url) for site in register if site.platform)),
        archive=job.archive,
        proxy=settings.proxy,
        timeout=settings.timeout,
        user_agent=settings.user_agent,
        browser=settings.browser,
        ocr=settings.ocr,
    )


class _Log(logging.FileHandler):
    """Of addresses and pages: for the owner of the workspace."""

    def _open(self) -> Any:
        private_file(Path(self.baseFilename))
        return super()._open()


@contextmanager
def _logged_to(path: Path) -> Iterator[None]:
    """Sends what libraries complain of to a file, which is made when there is something to say."""
    handler = _Log(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
