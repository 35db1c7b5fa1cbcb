"""A score sheet as the facts of a report: each rule with its problem in words, and what may be said of the whole. Computes no points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from spotcheck.audits.scores import Row, Sheet, Standing, score
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Catalogue, ScorePart
from spotcheck.config.glossary import term
from spotcheck.config.language import join, language
from spotcheck.config.models import Confidence
from spotcheck.reports.facts import DutyFacts, ScoreFacts, ScorePartFacts, ScoreRowFacts
from spotcheck.reports.formatting import clean
from spotcheck.reports.labels import label

WEAK = (Confidence.C, Confidence.M)
_TONES = {Standing.VETOED: "fail", Standing.BELOW: "fail", Standing.PASSES: "pass", Standing.CLEAR: "pass", Standing.OPEN: "unknown"}
_SHOWN = 3  # pieces of evidence beside a row


def score_sheets(findings: Sequence[Finding], catalogues: Sequence[Catalogue], duties: Sequence[DutyFacts]) -> tuple[ScoreFacts, ...]:
    """The sheet of every catalogue that scores. ``duties`` are the same findings in words."""
    told = {duty.finding_id: duty for duty in duties}
    found = ((catalogue, score(catalogue, findings)) for catalogue in catalogues)
    return tuple(_facts(catalogue, sheet, told) for catalogue, sheet in found if sheet is not None)


def score_lines(findings: Sequence[Finding], catalogues: Sequence[Catalogue]) -> list[tuple[str, str, list[str]]]:
    """The name of each sheet, its result, and what may be said of the whole."""
    sheets = ((catalogue, score(catalogue, findings)) for catalogue in catalogues)
    return [
        (label("score_of", title=catalogue.title), label(f"score_standing_{sheet.standing.value}"), _lines(sheet))
        for catalogue, sheet in sheets
        if sheet is not None
    ]


def _facts(catalogue: Catalogue, sheet: Sheet, told: Mapping[str, DutyFacts]) -> ScoreFacts:
    assert catalogue.scheme is not None
    parts = []
    for part in ScorePart:
        rows = tuple(_row(row, told[row.duty]) for row in sheet.rows if row.part is part)
        heads = {ScorePart.VETO: "", ScorePart.DEDUCTION: label("score_charged"), ScorePart.BONUS: label("score_earned")}
        if rows:
            parts.append(ScorePartFacts(title=label(f"score_{part.value}"), charged=heads[part], rows=rows))
    notes = [catalogue.scheme.note] if catalogue.scheme.note and language() == "zh" else []
    if any(row.confidence in WEAK for row in sheet.rows):
        notes.append(label("score_weak"))
    return ScoreFacts(
        anchor=f"score-{catalogue.id}",
        title=label("score_of", title=catalogue.title),
        standing=label(f"score_standing_{sheet.standing.value}"),
        tone=_TONES[sheet.standing],
        lines=tuple(_lines(sheet)),
        parts=tuple(parts),
        notes=tuple(notes),
    )


def _lines(sheet: Sheet) -> list[str]:
    """What may be said of the whole, the certain first."""
    hit = [row.title for row in sheet.rows if row.part is ScorePart.VETO and row.verdict is Verdict.FAIL]
    if hit:
        return [label("score_vetoed", names=join(hit))]
    lines = []
    if sheet.open_vetoes:
        lines.append(label("score_open_vetoes", count=sheet.open_vetoes))
    if not sheet.scored:
        return [*lines, label("score_not_scored")]
    numbers = {
        "highest": points(sheet.highest),
        "lowest": points(sheet.lowest),
        "deducted": points(sheet.deducted),
        "open": points(sheet.open),
    }
    lines.append(label("score_at_most" if sheet.highest != sheet.lowest else "score_exact", **numbers))
    if sheet.standing is Standing.BELOW:
        lines.append(label("score_below", mark=points(sheet.pass_mark)))
    if sheet.bonus or sheet.bonus_open:
        key = "score_bonus_counts" if sheet.bonus_counts else "score_bonus_waits"
        lines.append(label(key, bonus=points(sheet.bonus), open=points(sheet.bonus_open)))
    return lines


def _row(row: Row, duty: DutyFacts) -> ScoreRowFacts:
    problem = (
        list(duty.found)
        if row.verdict is Verdict.FAIL
        else [duty.headline]
        if row.verdict is not Verdict.PASS
        else [label("score_nothing")]
    )
    if row.twice:
        problem.append(label("score_twice", count=row.twice))
    each = label("score_each", points=points(row.points), count=row.count) if row.each and row.count else points(row.points)
    return ScoreRowFacts(
        number=duty.number,
        href=f"#{duty.anchor}",
        first=row.first,
        indicator=row.indicator,
        rule=clean(row.rule),
        problem=tuple(problem),
        evidence=duty.evidence[:_SHOWN] if row.verdict is Verdict.FAIL else (),
        each=each if row.part is not ScorePart.VETO else "",
        cap="" if row.cap is None or row.part is ScorePart.VETO else points(row.cap),
        charged="" if row.part is ScorePart.VETO else points(row.charged),
        open=points(row.open) if row.open else "",
        verdict=duty.verdict,
        tone=duty.tone,
        confidence=f"{row.confidence.value} {term('confidence', row.confidence.value)}",
        weak=row.confidence in WEAK,
    )


def points(value: Decimal) -> str:
    """Points as people write them: 5, 0.5, 0.25."""
    return f"{value.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
