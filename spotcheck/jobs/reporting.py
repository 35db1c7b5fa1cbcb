"""Reports from what the workspace holds: a run's, or a quarter's. Words and figures are the reports room's business."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from spotcheck import reports
from spotcheck.audits.verdicts import Finding
from spotcheck.config import clock
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.language import join, say, speaking
from spotcheck.config.private_files import private_folder
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs import signing
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.ledger_file import sources
from spotcheck.jobs.quarter_results import earlier_quarter, quarter_results
from spotcheck.jobs.reviewing import as_of, heard, judged_with
from spotcheck.ledger.ledger import Ledger, Run


def report_run(
    ledger: Ledger,
    workspace: Path,
    run: Run,
    catalogues: Sequence[Catalogue] = (),
    *,
    lang: str,
    out: Path | None = None,
    formats: Sequence[str] = ("html",),
    internal: bool = False,
) -> list[Path]:
    """Writes the report of a run that was judged, with what people decided. ``catalogues`` default to those it was judged with.

    ``public``: personal data is masked.
    """
    used = catalogues or judged_with([run])
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot, speaking(lang):
        return reports.write_site_report(
            out or report_folder(workspace, run.id),
            snapshot=snapshot,
            findings=heard(ledger, run, used),
            catalogues=used,
            as_of=as_of(run),
            formats=formats,
            public=not internal,
            ledger=next(iter(sources(ledger, [run])), None),
        )


def report_quarter(
    ledger: Ledger,
    workspace: Path,
    quarter: str,
    catalogues: Sequence[Catalogue] = (),
    *,
    lang: str,
    out: Path | None = None,
    formats: Sequence[str] = ("html",),
    signed: reports.Signed | None = None,
    template: Path | None = None,
    working: bool = False,
) -> list[Path]:
    """Writes the quarterly report, with what people decided; what they rejected is no fault, and that is said.

    ``signed`` defaults to what the settings say, issued today. An internal edition stands in a folder of its own,
    lest it be taken for the public one; ``working``: its workbook holds the ledger, too.
    """
    asked = signed or signing.signed(workspace, dated=clock.today())
    with speaking(lang):
        found = quarter_results(ledger, workspace, quarter, catalogues)
        return reports.write_quarter_report(
            out or report_folder(workspace, quarter if asked.public else f"{quarter}-internal"),
            quarter=quarter,
            sites=found.sites,
            draw=found.draw,
            catalogues=found.catalogues,
            as_of=found.as_of,
            formats=formats,
            signed=asked,
            earlier=earlier_quarter(ledger, quarter, found.catalogues),
            template=template,
            working=working,
            ledger=sources(ledger, found.runs),
        )


def write_quarter_letters(
    ledger: Ledger,
    workspace: Path,
    quarter: str,
    catalogues: Sequence[Catalogue] = (),
    *,
    signed: reports.Signed,
    out: Path | None = None,
    formats: Sequence[str] = reports.LETTER_FORMATS,
    template: Path | None = None,
    unreviewed: bool = False,
) -> tuple[list[reports.LetterFacts], list[Path], int]:
    """Writes the letter to each body with something to put right; letters are official documents, and so Chinese.

    Gives the letters, their files, and how many findings of the whole quarter wait for review: a body may have nothing else.
    """
    with speaking("zh"):
        found = quarter_results(ledger, workspace, quarter, catalogues)
        told = reports.letters(
            quarter=quarter,
            sites=found.sites,
            sources={source.run: source for source in sources(ledger, found.runs)},
            catalogues=found.catalogues,
            as_of=found.as_of,
            signed=signed,
            unreviewed=unreviewed,
        )
        folder = out or (_private(workspace / "letters" / quarter) if told else workspace)
        return told, reports.write_letters(folder, told, formats, template), reports.waiting_review(found.sites)


def report_folder(workspace: Path, name: str) -> Path:
    """Where reports stand that are not asked for elsewhere: in a folder that others cannot enter."""
    return _private(workspace / "reports" / name)


def _private(folder: Path) -> Path:
    with contextlib.suppress(OSError):  # told when the files are written
        private_folder(folder)
    return folder


def platforms_of(workspace: Path, run: Run) -> str:
    """The platforms a run was seen to meet, and by what they were told, in one line."""
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
        return reports.platform_line(snapshot.dialects())


def elsewhere_of(run: Run, findings: Sequence[Finding]) -> list[str]:
    """Which other sites duties hang on that were not followed, and the register lines that would include them."""
    return reports.told(reports.elsewhere([(run.site, findings)]))


def write_json(file: str, value: object) -> None:
    """Writes a JSON value to a file, or to standard output for ``-``."""
    if file == "-":
        import json

        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()
        return
    path = Path(file)
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        import json

        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        reports.write_json(path, value)


def find_run(ledger: Ledger, wanted: str | None) -> Run:
    """A run by its id or an unambiguous beginning of it; without one, the newest that was judged."""
    runs = ledger.runs()
    if wanted is None:
        found = [run for run in runs if run.as_of][:1]
    else:
        found = [run for run in runs if run.id == wanted] or [run for run in runs if run.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    newest = join(run.id for run in runs[:3]) or say("无", "none")
    if not found:
        what = wanted or say("（最近一次）", "(the newest)")
        raise UserError(zh=f"没有运行“{what}”；最近的：{newest}", en=f"there is no run '{what}'; the newest: {newest}")
    raise UserError(zh=f"“{wanted}”不止一个运行：{newest}", en=f"'{wanted}' is the beginning of several runs: {newest}")
