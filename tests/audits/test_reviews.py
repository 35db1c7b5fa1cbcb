"""What people decide stands over what the machine judged, and every duty stays in its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from spotcheck.audits.details import ReviewOutcome
from spotcheck.audits.reviews import Decision, Review, decided, reviewed
from spotcheck.audits.scores import Standing, score
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.catalogue import load_catalogue

TABLE = load_catalogue("national-2019")


def finding(duty: str, verdict: Verdict, *defects: Defect) -> Finding:
    return Finding(duty=f"national-2019/{duty}", title=duty, clause="", verdict=verdict, defects=defects)


def review(duty: str, decision: Decision, points: float | None = None, note: str = "") -> Review:
    name = f"national-2019/{duty}"
    return Review(run="r", duty=name, finding="", decision=decision.value, note=note, reviewed_at="2026-01-01T00:00:00Z", points=points)


def after(given: Finding, decision: Decision, points: float | None = None, note: str = "") -> Finding:
    told = review(given.duty.partition("/")[2], decision, points, note)
    (found,) = reviewed([given], {told.duty: told}, [TABLE])
    return found


def sheet_after(*reviews: Review):
    """The sheet of a site of which nobody but the reviewers decided anything."""
    given = [finding(duty.id, Verdict.MANUAL) for _, duty in TABLE.duties()]
    said = {each.duty: each for each in reviews}
    rest = {each.duty: review(each.title, Decision.MET) for each in given if each.duty not in said}
    return score(TABLE, reviewed(given, rest | said, [TABLE]))


@pytest.mark.parametrize(
    ("verdict", "decision", "expected"),
    [
        (Verdict.FAIL, Decision.CONFIRMED, Verdict.FAIL),
        (Verdict.FAIL, Decision.REJECTED, Verdict.PASS),
        (Verdict.MANUAL, Decision.MET, Verdict.PASS),
        (Verdict.MANUAL, Decision.UNMET, Verdict.FAIL),
        (Verdict.UNKNOWN, Decision.MET, Verdict.PASS),
        (Verdict.UNKNOWN, Decision.UNMET, Verdict.FAIL),
    ],
)
def test_a_person_settles_what_the_machine_judged_or_could_not(verdict: Verdict, decision: Decision, expected: Verdict) -> None:
    defects = (Defect.STALE,) if verdict is Verdict.FAIL else ()
    found = after(finding("V.3", verdict, *defects), decision, note="看过首页")
    assert found.verdict is expected
    assert found.defects == (defects if expected is Verdict.FAIL else ())
    rejected = defects if decision is Decision.REJECTED else ()
    assert found.details.review == ReviewOutcome(decision=decision, note="看过首页", at="2026-01-01T00:00:00Z", defects=rejected)


def test_who_decided_is_kept_with_the_finding() -> None:
    given = finding("V.3", Verdict.MANUAL)
    told = replace(review("V.3", Decision.MET), reviewer="张三")
    (found,) = reviewed([given], {told.duty: told}, [TABLE])
    assert found.details.review is not None and found.details.review.by == "张三"


def test_what_a_person_settled_is_certain_and_no_longer_open_and_what_one_confirmed_stays_as_it_was() -> None:
    proof = Certificate(
        entry_points=(), terms=(), columns_known=0, columns_read=0, pages_read=2, documents_read=0, titles_searched=0, unread=()
    )
    given = replace(finding("V.3", Verdict.FAIL, Defect.ABSENT), reason="low", confidence=0.7, certificate=proof)
    for decision in (Decision.REJECTED, Decision.MET, Decision.UNMET):
        found = after(given, decision)
        assert (found.reason, found.confidence, found.certificate, found.defects) == (None, 1.0, None, ())
    kept = after(given, Decision.CONFIRMED)
    assert (kept.reason, kept.confidence, kept.certificate, kept.defects) == ("low", 0.7, proof, (Defect.ABSENT,))


def test_findings_that_nobody_reviewed_stay_as_they_are() -> None:
    given = [finding("V.1", Verdict.MANUAL), finding("V.3", Verdict.FAIL, Defect.STALE)]
    found = reviewed(given, {"national-2019/V.1": review("V.1", Decision.MET)}, [TABLE])
    assert found[1] is given[1]
    assert [each.duty for each in decided(found, Decision.MET)] == ["national-2019/V.1"]


def test_a_veto_that_a_person_finds_hit_ends_the_sheet_and_one_found_kept_no_longer_holds_it_open() -> None:
    assert sheet_after(review("V.1", Decision.UNMET)).standing is Standing.VETOED
    clean = sheet_after()
    assert (clean.standing, clean.open_vetoes, clean.open) == (Standing.PASSES, 0, 0)


@pytest.mark.parametrize(
    ("points", "charged"),
    [(None, 1), (3.0, 3), (0.0, 0), (9.0, 5)],
    ids=["one occurrence", "as counted", "nothing", "no more than the cap"],
)
def test_points_are_those_that_the_person_counted(points: float | None, charged: int) -> None:
    sheet = sheet_after(review("2.5", Decision.UNMET, points))  # one point for each place, five at most
    assert next(row.charged for row in sheet.rows if row.title == "内容准确") == charged
    assert (sheet.deducted, sheet.open) == (charged, 0)


def test_a_bonus_is_earned_by_the_points_stated_and_one_not_earned_is_no_fault() -> None:
    sheet = sheet_after(review("5.1", Decision.MET, 2.0), review("5.8", Decision.UNMET))
    assert sheet.bonus == Decimal(30 - 2 - 3)
    assert after(finding("5.8", Verdict.MANUAL), Decision.UNMET).verdict is Verdict.NOT_APPLICABLE
    assert [row.charged for row in sheet.rows if row.duty.endswith("/5.8")] == [0]
