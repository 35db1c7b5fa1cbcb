"""From a stored snapshot to findings in the ledger. Touches no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypedDict

from spotcheck import __version__
from spotcheck.audits.binding import Binding, binding
from spotcheck.audits.case import elsewhere
from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue import in_force
from spotcheck.config.catalogue_hash import content_hash
from spotcheck.config.china_time import day_in_china
from spotcheck.config.clock import now
from spotcheck.config.duties import Catalogue
from spotcheck.config.models import Site
from spotcheck.config.word_lists import Word
from spotcheck.crawler.home import unread_home
from spotcheck.crawler.records import Look, Probe, Visit
from spotcheck.crawler.reread import up_to_date
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.former_outcomes import former_outcomes
from spotcheck.jobs.sealing import sealed
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.probe_spool import take_waiting
from spotcheck.ledger.rows import DONE, INTERRUPTED, UNREACHABLE
from spotcheck.portal.failed_again import Earlier

_PROBED = 40  # days before the day of judgement whose probes and looks are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A run with its findings. ``home`` is set where the home page was not read: why."""

    run: Run
    as_of: date
    findings: tuple[Finding, ...]
    home: Visit | None = None
    catalogues: tuple[Catalogue, ...] = ()


def run_dir(workspace: Path, run_id: str) -> Path:
    """Where the snapshot of a run is kept."""
    return workspace / "runs" / run_id


class Beside(TypedDict):
    """What a workspace knows of a site beside its snapshot, as ``judge`` takes it."""

    register: Sequence[Site]
    probes: Sequence[Probe]
    looks: Sequence[Look]
    earlier: Earlier


def beside(ledger: Ledger, workspace: Path, run: Run, snapshot: Snapshot, day: date) -> Beside:
    """The register, the probes and looks of the time before ``day``, and how visits of earlier runs ended."""
    since, until = probed(day)
    return Beside(
        register=ledger.sites(),
        probes=ledger.probes(since, until),
        looks=ledger.looks(run.site.url, since, until),
        earlier=former_outcomes(ledger, run, snapshot, partial(run_dir, workspace)),
    )


def judge_run(
    ledger: Ledger,
    workspace: Path,
    run: Run,
    catalogues: Sequence[Catalogue],
    as_of: date | None,
    *,
    words: Sequence[Word] = (),
    families: frozenset[str] = frozenset(),
) -> Judged:
    """Judges what a run saw, and saves the findings in place of those it had.

    ``as_of`` None: the day of the last capture, in China. Raises UserError where the snapshot is missing or damaged.
    ``families``: those of which only the catalogue in force on that day is used.
    """
    take_waiting(ledger, workspace)
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
        seen = snapshot.run = replace(snapshot.run, site=run.site)  # what is known of the body now, not when the crawl began
        day = as_of or day_in_china(seen.last_capture or seen.started)
        catalogues = in_force(catalogues, families, day, seen.site, *_signs(snapshot))
        known = beside(ledger, workspace, run, snapshot, day)
        findings = tuple(judge(up_to_date(snapshot), catalogues, day, words=words, **known))
        home = unread_home(snapshot)
        run = replace(
            run,
            started=seen.started,
            finished=seen.finished or seen.last_capture,
            complete=seen.complete,
            outcomes=snapshot.outcomes(),
            state=INTERRUPTED if not seen.complete else UNREACHABLE if home else DONE,
            problem=home.outcome.value if home and seen.complete else "",
            as_of=day.isoformat(),
            catalogues=tuple((catalogue.id, catalogue.version) for catalogue in catalogues),
            hashes={catalogue.id: content_hash(catalogue) for catalogue in catalogues},
            tool=__version__,
            politeness=seen.settings.get("politeness", {}),
        )
    run = replace(run, seal=sealed(run_dir(workspace, run.id), run, findings, seen))
    ledger.save_findings(run, findings)
    return Judged(run=run, as_of=day, findings=findings, home=home, catalogues=tuple(catalogues))


def probed(day: date) -> tuple[str, str]:
    """From when to when probes and looks can matter on a day of judgement, as the ledger writes times."""
    first, last = day - timedelta(days=_PROBED), day + timedelta(days=2)
    return f"{first.isoformat()}T00:00:00Z", f"{last.isoformat()}T00:00:00Z"


def _signs(snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The site code and the ICP record that the home page shows."""
    home = snapshot.page(snapshot.run.site.url)
    return ((home.site_code,), (home.icp,)) if home else ((), ())


def probed_until_now() -> tuple[str, str]:
    """As ``probed``, for today in China."""
    return probed(day_in_china(now()))


def decided(
    run_directory: Path,
    catalogues: Sequence[Catalogue],
    as_of: date | None,
    register: Sequence[Site] = (),
    families: frozenset[str] = frozenset(),
) -> tuple[int, int]:
    """How many duties what was seen so far decides, and how many bind the site. An honest lower bound while a crawl goes on."""
    with Snapshot.open(run_directory) as snapshot:
        day = as_of or day_in_china(snapshot.run.last_capture or snapshot.run.started)
        verdicts = [
            finding.verdict.value
            for finding in judge(
                up_to_date(snapshot), in_force(catalogues, families, day, snapshot.run.site, *_signs(snapshot)), day, register
            )
        ]
    asked = [verdict for verdict in verdicts if verdict != "not_applicable"]
    return sum(verdict != "unknown" for verdict in asked), len(asked)


def terms_for(site: Site, catalogues: Sequence[Catalogue]) -> tuple[str, ...]:
    """Every name and word by which a duty that binds the site can be found: they put pages in order, and do nothing else."""
    found: dict[str, None] = {}
    for catalogue in catalogues:
        for _, duty in catalogue.duties():
            if binding(duty, f"{catalogue.id}/{duty.id}", site) in (Binding.BOUND, Binding.ASK):
                found |= dict.fromkeys((*duty.hints, *elsewhere(duty, site)))
                for check in duty.checks:
                    found |= dict.fromkeys(check.crawl_words())
    return tuple(found)
