"""What a changed catalogue does to a stored run: the answers that change, and which of the changes does it. Saves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck.audits.engine import SiteJudge, lexicon_of
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue_diff import CatalogueDiff, DutyChange, Edit, with_edit
from spotcheck.config.duties import Catalogue
from spotcheck.jobs.reporting import find_run
from spotcheck.jobs.stored_sites import day_of, site_judge, stored_snapshot
from spotcheck.ledger.ledger import Ledger, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A duty that is answered otherwise. ``causes``: the changes that alone would do it; none where only several together do."""

    duty: str
    before: Finding | None
    after: Finding | None
    causes: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEffects:
    """A run with what changes for it, judged on the day ``as_of``."""

    run: Run
    as_of: date
    effects: tuple[Effect, ...]


def effects_on(workspace: Path, wanted: Sequence[str], old: Catalogue, new: Catalogue, diff: CatalogueDiff) -> Iterator[RunEffects]:
    """Each run in turn. Raises UserError for a run that is not there, or whose snapshot is damaged."""
    changes = {change.id: change for change in diff.duties}
    with Ledger.read(workspace) as ledger:
        for run in [find_run(ledger, each) for each in wanted]:
            with stored_snapshot(workspace, run) as snapshot:
                before = _answers(site_judge(ledger, workspace, run, snapshot, lexicon_of([old])), old)
                after = _answers(site_judge(ledger, workspace, run, snapshot, lexicon_of([new])), new)
                between = site_judge(ledger, workspace, run, snapshot, lexicon_of([old, new]))
                effects = [
                    Effect(
                        duty=name,
                        before=before.get(name),
                        after=after.get(name),
                        causes=tuple(_causes(between, old, changes.get(name), before.get(name))),
                    )
                    for name in dict.fromkeys([*before, *after])
                    if _answer(before.get(name)) != _answer(after.get(name))
                ]
                yield RunEffects(run=run, as_of=day_of(run, snapshot), effects=tuple(effects))


def _answers(site: SiteJudge, catalogue: Catalogue) -> dict[str, Finding]:
    return {duty.id: site.finding(catalogue, clause, duty) for clause, duty in catalogue.duties()}


def _causes(site: SiteJudge, old: Catalogue, change: DutyChange | None, before: Finding | None) -> Iterator[Edit]:
    if change is None or change.old is None or change.new is None:
        return
    clause, duty = change.old
    for edit in change.edits:
        if _answer(site.finding(old, clause, with_edit(duty, edit))) != _answer(before):
            yield edit


def _answer(finding: Finding | None) -> tuple[object, ...] | None:
    return (finding.verdict, finding.defects, finding.reason) if finding else None
