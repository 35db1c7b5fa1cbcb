"""``spotcheck findings`` and ``spotcheck pages``: what is in the workspace, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice
from spotcheck.config.language import say

if TYPE_CHECKING:
    from spotcheck.audits.verdicts import Finding


def findings(
    run: options.RunId = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[str, choice("--format", ("table", "csv", "json"), help=say("格式", "The format"))] = "table",
) -> None:
    """The findings of a run as a table, csv or JSON."""
    from spotcheck.jobs.reporting import as_of, find_run, scoring, write_json
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.findings_json import run_json
    from spotcheck.reports.privacy import shown

    with Ledger.read(workspace) as ledger:
        found = find_run(ledger, run)
        as_of(found)
        judged = shown(ledger.findings(found.id))
    if format == "json":
        write_json("-", run_json(found, judged, scoring(found)))
    elif format == "csv":
        _csv(found.id, found.site.url, judged)
    else:
        from spotcheck.cli.tables import table

        terminal.results().print(table(judged))
        terminal.plain(f"{found.id}  {found.as_of}")


def pages(
    run: options.RunId = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[str, choice("--format", ("jsonl",), help=say("格式", "The format"))] = "jsonl",
    internal: options.Internal = False,
) -> None:
    """One line of JSON for each visit of a run."""
    import json

    from spotcheck.crawler.page_lines import page_lines
    from spotcheck.crawler.snapshot import Snapshot
    from spotcheck.jobs.judging import run_dir
    from spotcheck.jobs.reporting import find_run
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.portal.pages import site_pages
    from spotcheck.reports.privacy import shown

    with Ledger.read(workspace) as ledger:
        found = find_run(ledger, run)
    with Snapshot.open(run_dir(workspace, found.id)) as snapshot:
        for line in page_lines(snapshot, site_pages(snapshot)):
            told = shown(line, internal=internal) | ({"internal": True} if internal else {})
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _csv(run: str, url: str, judged: Sequence[Finding]) -> None:
    import csv

    from spotcheck.cli.tables import titled

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["run", "site", "duty", "title", "verdict", "defect", "defects", "reason", "confidence", "evidence_url", "quote"])
    for finding in judged:
        first = finding.evidence[0] if finding.evidence else None
        row = [run, url, finding.duty, titled(finding), finding.verdict.value, finding.defect or "", " ".join(finding.defects)]
        row += [finding.reason or "", str(finding.confidence), first.url if first else "", first.quote if first else ""]
        writer.writerow([_inert(cell) for cell in row])


def _inert(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
