"""A stored run made ready to be judged by whatever rules: as ``spotcheck judge`` does it, and nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from spotcheck.audits.engine import SiteJudge
from spotcheck.config.china_time import day_in_china
from spotcheck.config.word_lists import Word
from spotcheck.crawler.reread import up_to_date
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.judging import beside, run_dir
from spotcheck.jobs.reporting import find_run
from spotcheck.jobs.rule_cases.needed_words import WordNeeds
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.portal.matching import Lexicon


@contextmanager
def stored_snapshot(workspace: Path, run: Run) -> Iterator[Snapshot]:
    """What a run saw, of the body as it is known now. Raises UserError where the snapshot is missing or damaged."""
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
        snapshot.run = replace(snapshot.run, site=run.site)
        yield snapshot


def day_of(run: Run, snapshot: Snapshot) -> date:
    """The day that a run was judged on, or would be: that of its last capture, in China."""
    return date.fromisoformat(run.as_of) if run.as_of else day_in_china(snapshot.run.last_capture or snapshot.run.started)


def site_judge(ledger: Ledger, workspace: Path, run: Run, snapshot: Snapshot, lexicon: Lexicon, words: tuple[Word, ...] = ()) -> SiteJudge:
    """The judge of a stored run, with the register, the probes, the looks and the earlier runs of the workspace."""
    day = day_of(run, snapshot)
    return SiteJudge(up_to_date(snapshot), lexicon, day, words=words, **beside(ledger, workspace, run, snapshot, day))


def heed_runs(needs: WordNeeds, workspace: Path, wanted: Sequence[str]) -> None:
    """Finds the words that stored runs need. Raises UserError for a run that is not there."""
    with Ledger.read(workspace) as ledger:
        for run in [find_run(ledger, each) for each in wanted]:
            with stored_snapshot(workspace, run) as snapshot:
                needs.heed_site(run.id, site_judge(ledger, workspace, run, snapshot, needs.lexicon), snapshot)
