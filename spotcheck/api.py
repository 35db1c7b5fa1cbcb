"""What Python imports: ``audit``, ``judge``, ``load_catalogue``, and the records that they give.

Prints nothing, reads no command line, and leaves signals, loops and log handlers of the process as they are.

What a user got wrong is a ``UserError``. ``docs/python.md`` shows it at work; what ``__all__`` does not name may change without notice.
"""

from __future__ import annotations

import contextvars
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from spotcheck.audits import engine
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.catalogue import in_force, load_catalogue, load_catalogues, wanted_families
from spotcheck.config.china_time import day_in_china
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site
from spotcheck.config.word_lists import Word
from spotcheck.crawler.crawl_plan import Progress
from spotcheck.crawler.records import Former, Probe
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs import arguments
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.reporting import report_run
from spotcheck.jobs.run_settings import Settings, settings
from spotcheck.jobs.runs import open_job, problem_of, work
from spotcheck.jobs.target import Target, identify, parse
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.portal.records import Evidence
from spotcheck.reports.findings_json import run_json

__all__ = [
    "Audit",
    "Catalogue",
    "Certificate",
    "Defect",
    "Evidence",
    "Finding",
    "Progress",
    "Run",
    "Site",
    "Snapshot",
    "UserError",
    "Verdict",
    "audit",
    "judge",
    "load_catalogue",
]

_T = TypeVar("_T")
_ONE = threading.Lock()  # audits of one process take turns: pauses are owed to an address, whoever asks it
_AWAKE = 0.1  # seconds after which a waiting caller can be interrupted


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Audit:
    """One audit: the run as the ledger keeps it, its findings (each duty of each catalogue once), and the files of its report.

    ``continued``: it went on with a run that had broken off. ``problem``: one line, where the home page could not be read or the
    crawl broke off; ``notes``: what was noticed on the way.
    """

    run: Run
    findings: tuple[Finding, ...]
    catalogues: tuple[Catalogue, ...]
    workspace: Path
    reports: tuple[Path, ...] = ()
    continued: bool = False
    complete: bool = False
    problem: str | None = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        counts = Counter(finding.verdict.value for finding in self.findings)
        return f"<Audit {self.run.id}: {', '.join(f'{counts[verdict]} {verdict}' for verdict in Verdict if counts[verdict])}>"

    def snapshot(self) -> Snapshot:
        """What was seen; close it, or use it in a ``with``."""
        return Snapshot.open(run_dir(self.workspace, self.run.id))

    def to_json(self) -> dict[str, Any]:
        """What ``spotcheck audit --json`` writes; ``docs/schema/findings.schema.json`` tells of it."""
        return run_json(self.run, self.findings, self.catalogues)


def audit(
    target: str | Path,
    *,
    workspace: str | Path = "spotcheck-data",
    catalogue: str | Path | Catalogue | Iterable[str | Path | Catalogue] = (),
    function: str | Iterable[str] = (),
    level: str | None = None,
    as_of: date | str | None = None,
    max_pages: int | None = None,
    delay: float | None = None,
    allow: str | Iterable[str] = (),
    browser: bool | None = None,
    ocr: bool | None = None,
    words: str | Path | Iterable[str | Path] = (),
    report: bool = True,
    fresh: bool = False,
    lang: str | None = None,
    out: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Audit:
    """Crawls or replays a site, judges it, keeps all of it in the workspace and writes the report.

    The arguments are the options of ``spotcheck audit``; one that may be repeated there takes one value or several. What is left out
    comes from the environment, ``spotcheck.toml`` of the workspace, or the defaults. ``on_progress`` is called from another thread.

    May be called again and again, and where a loop is running (a notebook); calls from several threads take turns. An interrupt
    (Ctrl-C) ends the crawl cleanly and is raised again: the same call goes on. Raises UserError for what is wrong in the arguments,
    files or workspace, and where nothing at all could be seen.
    """
    functions, its_level = arguments.functions(_several(function)), arguments.level(level)
    asked = parse(str(target))
    given = settings(
        Path(workspace),
        catalogue=_several(catalogue),
        as_of=_day_text(as_of),
        max_pages=max_pages,
        delay=delay,
        allow=_several(allow),
        lang=lang,
        browser=browser,
        ocr=ocr,
        words=[Path(each) for each in _several(words)],
    )
    stop = threading.Event()
    told = _Told(on_progress, stop)
    ended = _in_a_thread(lambda: _audit(asked, functions, its_level, given, told, stop, fresh=fresh, report=report, out=out), stop)
    if told.failure is not None:
        raise told.failure
    if ended is None:
        raise KeyboardInterrupt
    return ended


def judge(
    snapshot: Snapshot | str | Path,
    catalogues: str | Path | Catalogue | Iterable[str | Path | Catalogue],
    as_of: date | str | None = None,
    *,
    register: Sequence[Site] = (),
    words: Sequence[Word] = (),
    probes: Sequence[Probe] = (),
    earlier: Mapping[str, Sequence[Former]] | None = None,
) -> list[Finding]:
    """Judges what was seen: each duty of each catalogue once. Pure: no network, no clock, no ledger; the same input gives the same.

    ``snapshot`` may be the folder of a run. ``as_of``: a day in China; by default that of the last capture. Nothing that fell due
    after the capture is held against the site. ``register``: the bodies that sets are drawn from. ``earlier``: how visits of earlier
    runs ended, by URL key: a server that fails counts only where it failed on another day, too.
    """
    chosen = _several(catalogues)
    if not isinstance(snapshot, Snapshot):
        with Snapshot.open(snapshot) as opened:
            return judge(opened, chosen, as_of, register=register, words=words, probes=probes, earlier=earlier)
    day = arguments.day(_day_text(as_of), "as_of") or day_in_china(snapshot.run.last_capture or snapshot.run.started)
    used = in_force(load_catalogues(chosen), wanted_families(chosen), day, snapshot.run.site)
    return engine.judge(snapshot, used, day, register, words, probes, earlier=earlier)


def _audit(
    asked: Target,
    functions: frozenset[Function],
    level: Level | None,
    given: Settings,
    told: _Told,
    stop: threading.Event,
    *,
    fresh: bool,
    report: bool,
    out: str | Path | None,
) -> Audit | None:
    """The audit itself; None where it was interrupted."""
    with Ledger.write(given.workspace) as ledger:
        site = identify(asked, ledger, functions, level)
        job = open_job(ledger, given.workspace, site, asked.name, fresh=fresh, archive=asked.archive)
        ended = work(ledger, [job], given, on_progress=told if told.listener else None, stop=stop)[0]
        if ended.interrupted:
            return None
        problem = problem_of(ended)
        if ended.judged is None:
            raise UserError(zh=problem or f"{site.url}：没有结果", en=problem or f"{site.url}: nothing came of it", status=3)
        judged = ended.judged
        folder = Path(out) if out is not None else None
        written = report_run(ledger, given.workspace, judged.run, judged.catalogues, lang=given.lang, out=folder) if report else []
    return Audit(
        run=judged.run,
        findings=judged.findings,
        catalogues=judged.catalogues,
        workspace=given.workspace,
        reports=tuple(path.resolve() for path in written),
        continued=job.held is not None,
        complete=ended.complete,
        problem=problem,
        notes=ended.notes,
    )


class _Told:
    """Passes progress on. A listener that raises ends the crawl, and its error is the caller's."""

    def __init__(self, listener: Callable[[Progress], None] | None, stop: threading.Event) -> None:
        self.listener = listener
        self.failure: BaseException | None = None
        self._stop = stop

    def __call__(self, progress: Progress) -> None:
        if self.listener is None or self.failure is not None:
            return
        try:
            self.listener(progress)
        except BaseException as error:
            self.failure = error
            self._stop.set()


def _in_a_thread(call: Callable[[], _T], stop: threading.Event) -> _T:
    """What ``call`` gives, from a thread of its own: no loop runs there, and nobody's signal handlers are touched.

    An interrupt meanwhile sets ``stop``, waits for the end and goes on to the caller; a second one does not wait.
    """
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with _ONE:
                results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=contextvars.copy_context().run, args=(run,), name="spotcheck", daemon=True)
    thread.start()
    try:
        _wait(thread)
    except BaseException:
        stop.set()
        _wait(thread)
        raise
    if errors:
        raise errors[0]
    return results[0]


def _wait(thread: threading.Thread) -> None:
    while thread.is_alive():
        thread.join(_AWAKE)


def _several(value: Any) -> list[Any]:
    """One value, or several, as a list."""
    return [value] if isinstance(value, str | Path | Catalogue) else list(value)


def _day_text(day: date | str | None) -> str | None:
    return day.strftime("%Y-%m-%d") if isinstance(day, date) else day
