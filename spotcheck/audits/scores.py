"""Findings as a score sheet, by the scheme of their catalogue: vetoes first, caps kept, nothing deducted twice.

What nobody has judged costs nothing and earns nothing: it is set apart, and pass or fail is said only where it cannot change that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from spotcheck.audits.verdicts import Finding
from spotcheck.config.conclusions import Note, Verdict
from spotcheck.config.duties import Catalogue, Charge, Duty, Score, ScorePart
from spotcheck.config.models import Confidence

_NOTHING = Decimal(0)
_Judged = tuple[Duty, Score, Finding]
_OPEN = (Verdict.UNKNOWN, Verdict.MANUAL)


class Standing(StrEnum):
    """How a site stands by its score sheet."""

    VETOED = "vetoed"  # a veto was hit: fails, whatever the rest
    BELOW = "below"  # fails, even if everything that is open went well
    PASSES = "passes"  # passes, even if everything that is open went badly
    CLEAR = "clear"  # only vetoes are asked of this body, and none was hit
    OPEN = "open"
    UNRULED = "unruled"  # the catalogue does not say who passes, so only points are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule of the sheet. ``points``: for one occurrence; ``charged``: taken, or earned by a bonus; ``open``: what nobody judged."""

    duty: str
    title: str
    part: ScorePart
    first: str
    indicator: str
    rule: str
    cap: Decimal | None
    points: Decimal
    count: int
    charged: Decimal
    open: Decimal
    verdict: Verdict
    confidence: Confidence
    each: bool = False
    twice: int = 0  # occurrences that another row has charged already


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The score sheet of a site. ``highest`` and ``lowest`` bound the score; the bonus is counted only where ``bonus_counts``."""

    catalogue: str
    standing: Standing
    rows: tuple[Row, ...]
    base: Decimal
    pass_mark: Decimal | None
    deducted: Decimal = _NOTHING
    open: Decimal = _NOTHING
    bonus: Decimal = _NOTHING
    bonus_open: Decimal = _NOTHING
    bonus_counts: bool = False
    scored: bool = False  # deductions are asked of this body and no veto ended the sheet
    open_vetoes: int = 0

    @property
    def highest(self) -> Decimal:
        """The score if everything that is open went well, bonuses included where they count."""
        return max(_NOTHING, self.base - self.deducted) + (self.bonus + self.bonus_open if self.bonus_counts else _NOTHING)

    @property
    def lowest(self) -> Decimal:
        """The score if everything that is open went badly."""
        return max(_NOTHING, self.base - self.deducted - self.open) + (self.bonus if self.bonus_counts else _NOTHING)


def score(catalogue: Catalogue, findings: Sequence[Finding]) -> Sheet | None:
    """The sheet of a site, None where the catalogue has no scheme or none of its duties was judged.

    A duty without its finding is left out. What a person decided counts as found, with the points that the person stated.
    """
    scheme = catalogue.scheme
    known = {finding.duty: finding for finding in findings if finding.duty.partition("/")[0] == catalogue.id}
    if scheme is None or not known:
        return None
    rule = catalogue.standing
    mark = None if rule is None or rule.points is None else _decimal(rule.points)
    unsettled = Standing.UNRULED if rule is None else Standing.OPEN
    base = Sheet(catalogue=catalogue.id, standing=unsettled, rows=(), base=_decimal(scheme.base), pass_mark=mark)
    parts: dict[ScorePart, list[_Judged]] = {part: [] for part in ScorePart}
    for _, duty in catalogue.duties():
        finding = known.get(f"{catalogue.id}/{duty.id}")
        if duty.score is not None and finding is not None and (finding.verdict is not Verdict.NOT_APPLICABLE or finding.details.review):
            parts[duty.score.part].append((duty, duty.score, finding))
    vetoes = tuple(_veto(*each) for each in parts[ScorePart.VETO])
    base = replace(base, rows=vetoes, open_vetoes=sum(row.verdict in _OPEN for row in vetoes))
    if any(row.verdict is Verdict.FAIL for row in vetoes):
        return replace(base, standing=Standing.VETOED) if rule is not None and rule.vetoes else base
    if not parts[ScorePart.DEDUCTION]:
        clear = rule is not None and not base.open_vetoes and _is_no_portal(catalogue, known)
        return replace(base, standing=Standing.CLEAR) if clear else base
    rows = tuple(_charged(parts[ScorePart.DEDUCTION], base.base))
    sheet = replace(base, rows=(*vetoes, *rows), scored=True, deducted=_sum(row.charged for row in rows))
    sheet = replace(sheet, open=min(max(_NOTHING, sheet.base - sheet.deducted), _sum(row.open for row in rows)))
    return _settled(sheet, parts[ScorePart.BONUS], scheme.bonus_above, _decimal(scheme.bonus_cap))


def _settled(sheet: Sheet, bonuses: list[_Judged], above: float | None, cap: Decimal) -> Sheet:
    if sheet.pass_mark is not None and sheet.highest < sheet.pass_mark:
        return replace(sheet, standing=Standing.BELOW)
    if sheet.standing is not Standing.UNRULED and not sheet.open_vetoes and sheet.lowest >= (sheet.pass_mark or _NOTHING):
        sheet = replace(sheet, standing=Standing.PASSES)
    if above is None or sheet.highest <= _decimal(above):
        return sheet
    rows = tuple(_earned(bonuses, cap))
    return replace(
        sheet,
        rows=(*sheet.rows, *rows),
        bonus=min(cap, _sum(row.charged for row in rows)),
        bonus_open=min(cap - min(cap, _sum(row.charged for row in rows)), _sum(row.open for row in rows)),
        bonus_counts=sheet.lowest > _decimal(above),
    )


def _is_no_portal(catalogue: Catalogue, known: dict[str, Finding]) -> bool:
    """Whether deductions are surely not asked of this body; of one that is not known they may well be."""
    for _, duty in catalogue.duties():
        if duty.score is not None and duty.score.part is ScorePart.DEDUCTION:
            finding = known.get(f"{catalogue.id}/{duty.id}")
            if finding is not None and not {Note.BODY_UNKNOWN, Note.LEVEL_UNKNOWN}.isdisjoint(finding.details.notes):
                return False
    return True


def _veto(duty: Duty, where: Score, finding: Finding) -> Row:
    return _row(duty, where, finding, where.charges[0], count=len(_occurrences(finding)) if finding.verdict is Verdict.FAIL else 0)


def _charged(duties: Iterable[_Judged], base: Decimal) -> Iterable[Row]:
    """Deductions in the order of the table, each indicator up to its cap; a place that was charged is not charged again."""
    left: dict[tuple[str, str], Decimal] = {}
    places: set[str] = set()
    found: list[tuple[Row, Score, Finding]] = []
    for duty, where, finding in duties:
        key = (where.first, where.indicator)
        left.setdefault(key, base if where.cap is None else _decimal(where.cap))
        charge = _rule(where, finding)
        row = _row(duty, where, finding, charge)
        if finding.verdict is Verdict.FAIL:
            listed = _occurrences(finding)
            new = [column for column in listed if not (charge.each and column in places)]
            places |= set(listed) - {""}
            points = min(left[key], _stated(finding, _decimal(charge.points) * (len(new) if charge.each else 1)))
            left[key] -= points
            row = replace(row, count=len(new) if charge.each else 1, charged=points, twice=len(listed) - len(new))
        found.append((row, where, finding))
    for row, where, finding in found:
        key = (row.first, row.indicator)
        if row.verdict in _OPEN or (row.verdict is Verdict.FAIL and finding.details.open):
            row = replace(row, open=min(left[key], max(_NOTHING, _most(where, base) - row.charged)))
            left[key] -= row.open
        yield row


def _earned(duties: Iterable[_Judged], cap: Decimal) -> Iterable[Row]:
    for duty, where, finding in duties:
        most = _most(where, cap)
        if finding.verdict is Verdict.PASS:
            yield _row(duty, where, finding, where.charges[0], count=1, charged=min(most, _stated(finding, most)))
        else:
            yield _row(duty, where, finding, where.charges[0], open=most if finding.verdict in _OPEN else _NOTHING)


def _stated(finding: Finding, usual: Decimal) -> Decimal:
    """The points that a person counted; the usual ones where nobody did."""
    review = finding.details.review
    return usual if review is None or review.points is None else _decimal(review.points)


def _rule(where: Score, finding: Finding) -> Charge:
    """The rule that a finding falls under, by its gravest defect that has one; the first where nothing was found."""
    for defect in finding.defects:
        for charge in where.charges:
            if defect.value in charge.defects:
                return charge
    return next((charge for charge in where.charges if not charge.defects), where.charges[0])


def _most(where: Score, whole: Decimal) -> Decimal:
    """The most that a duty can cost or bring."""
    cap = whole if where.cap is None else _decimal(where.cap)
    return cap if any(charge.each for charge in where.charges) else min(cap, max(_decimal(charge.points) for charge in where.charges))


def _occurrences(finding: Finding) -> list[str]:
    """What a finding counts: places it lists, links that a pair lacks, parts that are missing; at least one.

    Each is the address of its column where it is one, so that the column is not charged twice, and otherwise "".
    """
    details = finding.details
    shown = {item.url for item in finding.evidence}
    lacking = [side for pair in details.pairs if pair.url in shown for side in (pair.links_to, pair.links_back) if not side]
    if details.charged:
        return [place.column or "" for place in details.charged]
    return [""] * (len(lacking) or len(details.missing) or 1)


def _row(
    duty: Duty,
    where: Score,
    finding: Finding,
    charge: Charge,
    *,
    count: int = 0,
    charged: Decimal = _NOTHING,
    open: Decimal = _NOTHING,
    twice: int = 0,
) -> Row:
    return Row(
        duty=finding.duty,
        title=duty.title,
        part=where.part,
        first=where.first,
        indicator=where.indicator,
        rule=charge.rule if finding.verdict is Verdict.FAIL else "；".join(each.rule for each in where.charges),
        cap=None if where.cap is None else _decimal(where.cap),
        points=_decimal(charge.points),
        count=count,
        charged=charged,
        open=open,
        verdict=finding.verdict,
        confidence=duty.mark,
        each=charge.each,
        twice=twice,
    )


def _decimal(value: float) -> Decimal:
    return Decimal(str(value)).normalize()


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, _NOTHING)


def sheet_json(sheet: Sheet) -> dict[str, object]:
    """The sheet as JSON: points as numbers, each rule once."""
    return {
        "catalogue": sheet.catalogue,
        "standing": sheet.standing.value,
        "scored": sheet.scored,
        "base": float(sheet.base),
        "pass_mark": None if sheet.pass_mark is None else float(sheet.pass_mark),
        "deducted": float(sheet.deducted),
        "open": float(sheet.open),
        "open_vetoes": sheet.open_vetoes,
        "bonus": float(sheet.bonus),
        "bonus_open": float(sheet.bonus_open),
        "bonus_counts": sheet.bonus_counts,
        "highest": float(sheet.highest) if sheet.scored else None,
        "lowest": float(sheet.lowest) if sheet.scored else None,
        "rows": [
            {
                "duty": row.duty,
                "part": row.part.value,
                "first": row.first,
                "indicator": row.indicator,
                "rule": row.rule,
                "points": float(row.points),
                "each": row.each,
                "count": row.count,
                "cap": None if row.cap is None else float(row.cap),
                "charged": float(row.charged),
                "open": float(row.open),
                "verdict": row.verdict.value,
                "confidence": row.confidence.value,
                "charged_elsewhere": row.twice,
            }
            for row in sheet.rows
        ],
    }
