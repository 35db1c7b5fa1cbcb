"""Reports from what the workspace holds: a run's, or a quarter's. Words and figures are the reports room's business."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck import reports
from spotcheck.audits.reviews import Decision, decided, reviewed
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue import list_catalogues, load_catalogues
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.language import join, say, speaking
from spotcheck.config.private_files import private_folder
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import key
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.ledger_file import sources
from spotcheck.jobs.quarters import drawn_sites, latest
from spotcheck.ledger.ledger import Ledger, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How a quarterly report is worded: the place in its title, until when and to whom bodies answer; ``internal``: nothing is masked."""

    name: str = ""
    reply_by: date | None = None
    reply_to: str = ""
    internal: bool = False


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
    notice: Notice | None = None,
) -> list[Path]:
    """Writes the quarterly report, with what people decided; what they rejected is no fault, and that is said."""
    asked = notice or Notice()
    draw, sites, runs = ledger.draw(quarter), drawn_sites(ledger, quarter), latest(ledger, quarter)
    assert draw is not None
    judged = [run for run in runs.values() if run.as_of]
    if not judged:
        raise UserError(
            zh=f"{quarter}：抽中的网站都还没有检查；请先运行 spotcheck quarter run {quarter}",
            en=f"{quarter}: none of the sites drawn has been checked; run 'spotcheck quarter run {quarter}' first",
        )
    used = catalogues or judged_with(judged)
    results = []
    with speaking(lang):
        for site in sites:
            run = runs.get(key(site.url))
            if run is None or not run.as_of:
                results.append(reports.SiteResult(site=site))
                continue
            findings = heard(ledger, run, used)
            with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
                seen = reports.look(snapshot, findings)
            results.append(reports.SiteResult(site=site, seen=seen, findings=tuple(findings), as_of=as_of(run), remark=remark(findings)))
        return reports.write_quarter_report(
            out or report_folder(workspace, quarter),
            quarter=quarter,
            sites=results,
            draw=draw,
            catalogues=used,
            as_of=max(as_of(run) for run in judged),
            formats=formats,
            name=asked.name,
            reply_by=asked.reply_by,
            reply_to=asked.reply_to,
            public=not asked.internal,
            ledger=sources(ledger, [runs[key(site.url)] for site in sites if key(site.url) in runs]),
        )


def report_folder(workspace: Path, name: str) -> Path:
    """Where reports stand that are not asked for elsewhere: in a folder that others cannot enter."""
    folder = workspace / "reports" / name
    with contextlib.suppress(OSError):  # told when the report is written
        private_folder(folder)
    return folder


def judged_with(runs: Sequence[Run]) -> list[Catalogue]:
    """The catalogues that runs were judged with. Raises UserError for one that is not shipped, and must be named again."""
    names = dict.fromkeys(each for run in runs for each in run.catalogues)
    foreign = [name for name, _ in names if name not in list_catalogues()]
    if foreign:
        raise UserError(
            zh=f"判定所用的目录“{foreign[0]}”不是自带的；请用 --catalogue 给出它的文件夹",
            en=f"the catalogue '{foreign[0]}' that it was judged with is not a shipped one; name its folder with --catalogue",
        )
    return load_catalogues(name for name, _ in names)


def renewed_since(runs: Sequence[Run]) -> list[Catalogue]:
    """The shipped catalogues that have another version now than the one that runs were judged with."""
    names = {each for run in runs for each in run.catalogues}
    shipped = list_catalogues()
    known = load_catalogues(dict.fromkeys(name for name, _ in sorted(names) if name in shipped))
    return [catalogue for catalogue in known if (catalogue.id, catalogue.version) not in names]


def scoring(run: Run) -> list[Catalogue]:
    """The shipped catalogues that a run was judged with; of others nothing is said, so that their findings can be read all the same."""
    return load_catalogues(name for name, _ in run.catalogues if name in list_catalogues())


def heard(ledger: Ledger, run: Run, catalogues: Sequence[Catalogue]) -> list[Finding]:
    """The findings of a run as they stand after review."""
    return reviewed(ledger.findings(run.id), ledger.reviews(run.id), catalogues)


def remark(findings: Sequence[Finding]) -> str:
    """What the report says of the site's findings that people decided."""
    rejected = [finding.duty.partition("/")[2] for finding in decided(findings, Decision.REJECTED)]
    by_hand = len(decided(findings, Decision.MET)) + len(decided(findings, Decision.UNMET))
    told = []
    if rejected:
        told.append(say(f"复核排除 {len(rejected)} 项：", f"{len(rejected)} rejected on review: ") + join(rejected))
    if by_hand:
        told.append(say(f"人工认定 {by_hand} 项", f"{by_hand} decided by a person"))
    return say("；", "; ").join(told)


def as_of(run: Run) -> date:
    """The day a run was judged for. Raises UserError where it has not been judged."""
    if run.as_of is None:
        raise UserError(
            zh=f"{run.id}：尚未判定；请先运行 spotcheck judge --run {run.id}",
            en=f"{run.id}: has not been judged; run 'spotcheck judge --run {run.id}' first",
        )
    return date.fromisoformat(run.as_of)


def platforms_of(workspace: Path, run: Run) -> str:
    """The platforms a run was seen to meet, and by what they were told, in one line."""
    with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
        return reports.platform_line(snapshot.dialects())


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
