"""The short tables that a command ends with. Counts what is in the findings, judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import typer
from rich.table import Table

from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.cli.terminal import escape, results
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term
from spotcheck.config.language import join, say

_GRAVEST = 6
_ORDER = tuple(Defect)
_VERDICTS = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.PASS, Verdict.NOT_APPLICABLE)


def by_gravity(findings: Sequence[Finding]) -> list[Finding]:
    """The faults, gravest first, the order of the catalogue kept within a defect."""
    faults = [finding for finding in findings if finding.verdict is Verdict.FAIL]
    return sorted(faults, key=lambda finding: _ORDER.index(finding.defect) if finding.defect else len(_ORDER))


def titled(finding: Finding) -> str:
    """The title, marked where the rule rests on one copy (C) or on memory (M)."""
    weak = finding.details.sourced
    return f"{finding.title}〔{weak}〕" if weak else finding.title


def show(findings: Sequence[Finding]) -> None:
    """Findings by verdict, then the gravest faults, on stdout."""
    console = results()
    counts = Counter(finding.verdict for finding in findings)
    table = Table(say("判定", "Verdict"), say("事项数", "Duties"), box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for verdict in _VERDICTS:
        table.add_row(term("verdict", verdict), str(counts[verdict]))
    console.print(table)
    console.print()
    faults = by_gravity(findings)
    if faults:
        console.print(say("突出问题：", "Gravest faults:"))
        for finding in faults[:_GRAVEST]:
            what = join(term("defect", defect) for defect in finding.defects)
            console.print(f"  {escape(finding.duty.partition('/')[2])} {escape(titled(finding))}{say('：', ': ')}{what}")
        if len(faults) > _GRAVEST:
            more = len(faults) - _GRAVEST
            console.print(say(f"  另有 {more} 项", f"  and {more} more"))
        console.print()


def show_scores(findings: Sequence[Finding], catalogues: Sequence[Catalogue]) -> None:
    """What the score sheets say, where a catalogue scores."""
    from spotcheck import reports

    for name, standing, lines in reports.score_lines(findings, catalogues):
        results().print(f"{escape(name)}{say('：', ': ')}{escape(standing)}")
        for line in lines:
            results().print(f"  {escape(line)}")
        results().print()


def table(findings: Sequence[Finding]) -> Table:
    """Every finding, in the order of the catalogue."""
    heads = (("事项", "Duty"), ("名称", "Title"), ("判定", "Verdict"), ("缺陷或原因", "Defects or reason"), ("证据", "Evidence"))
    rows = Table(*(say(*head) for head in heads), box=None, pad_edge=False)
    for finding in findings:
        why = [term("defect", defect) for defect in finding.defects]
        why += [term("reason", finding.reason)] if finding.reason else []
        url = finding.evidence[0].url if finding.evidence else ""
        told = (finding.duty, titled(finding), term("verdict", finding.verdict), join(why), url)
        rows.add_row(*map(escape, told))
    return rows


def in_one_line(findings: Sequence[Finding]) -> str:
    """Findings by verdict in one line; verdicts that did not occur are left out."""
    counts = Counter(finding.verdict for finding in findings)
    return say("，", ", ").join(f"{term('verdict', verdict)} {counts[verdict]}" for verdict in _VERDICTS if counts[verdict])


def status(findings: Sequence[Finding], *, complete: bool, fail_on: str) -> None:
    """Ends the command with its exit status: 3 incomplete, 1 findings at or above ``fail_on``, 0."""
    if not complete:
        raise typer.Exit(3)
    counting = {"never": set(), "fail": {Verdict.FAIL}, "unknown": {Verdict.FAIL, Verdict.UNKNOWN}}[fail_on]
    if any(finding.verdict in counting for finding in findings):
        raise typer.Exit(1)
