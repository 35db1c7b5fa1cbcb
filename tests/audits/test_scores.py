"""Score sheets: vetoes first, caps kept, nothing deducted twice, and a result only where what is open cannot change it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from spotcheck.audits.details import ChargedPlace, Details, PolicyPair
from spotcheck.audits.scores import Standing, score, sheet_json
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.conclusions import Note
from spotcheck.config.duties import ScorePart
from spotcheck.portal.records import Evidence

TABLE = load_catalogue("national-2019")
CENSUS = load_catalogue("national-2015")


def finding(duty: str, verdict: Verdict, *defects: Defect, catalogue=TABLE, evidence=(), **details: Any) -> Finding:
    shown = tuple(Evidence(url=url, quote="", where="page", fetched_at="", sha256="") for url in evidence)
    return Finding(
        duty=f"{catalogue.id}/{duty}", title=duty, clause="", verdict=verdict, defects=defects, evidence=shown, details=Details(**details)
    )


def sheet_of(*given: Finding, rest: Verdict = Verdict.PASS, catalogue=TABLE, notes=()):
    """The sheet of a site whose other duties all came to ``rest``."""
    known = {each.duty for each in given}
    others = [
        finding(duty.id, rest, catalogue=catalogue, notes=tuple(notes))
        for _, duty in catalogue.duties()
        if f"{catalogue.id}/{duty.id}" not in known
    ]
    return score(catalogue, [*given, *others])


def charged(sheet, duty):
    return next(row.charged for row in sheet.rows if row.duty.endswith(f"/{duty}"))


def columns(*urls: str) -> tuple[ChargedPlace, ...]:
    return tuple(ChargedPlace(what=url, url=url, column=url) for url in urls)


def test_the_caps_of_the_table_add_up_as_the_table_says() -> None:
    caps = {(duty.score.part, duty.score.first, duty.score.indicator): duty.score.cap for _, duty in TABLE.duties() if duty.score}
    by_area: dict[tuple[ScorePart, str], float] = {}
    for (part, first, _), cap in caps.items():
        by_area[part, first] = by_area.get((part, first), 0) + (cap or 0)
    deductions = {first: cap for (part, first), cap in by_area.items() if part is ScorePart.DEDUCTION}
    bonuses = {first: cap for (part, first), cap in by_area.items() if part is ScorePart.BONUS}
    assert deductions == {"发布解读": 31, "办事服务": 25, "互动交流": 23, "功能设计": 21}
    assert bonuses == {"信息发布": 7, "办事服务": 6, "互动交流": 8, "功能设计": 6, "创新发展": 3}
    assert TABLE.scheme is not None and TABLE.scheme.bonus_cap == sum(bonuses.values()) == 30


def test_every_duty_of_the_national_tables_stands_on_the_sheet_and_one_indicator_has_one_cap() -> None:
    for catalogue in (TABLE, CENSUS):
        caps: dict[tuple[str, str], set[float | None]] = {}
        for _, duty in catalogue.duties():
            assert duty.score is not None, duty.id
            caps.setdefault((duty.score.first, duty.score.indicator), set()).add(duty.score.cap)
            assert {name for charge in duty.score.charges for name in charge.defects} <= set(Defect)
        assert [key for key, values in caps.items() if len(values) > 1] == []


def test_a_veto_ends_the_sheet() -> None:
    sheet = sheet_of(finding("V.4c", Verdict.FAIL, Defect.BLANK), finding("1.2a", Verdict.FAIL, Defect.ABSENT))
    assert (sheet.standing, sheet.scored) == (Standing.VETOED, False)
    assert {row.part for row in sheet.rows} == {ScorePart.VETO}


def test_deductions_of_one_indicator_never_exceed_its_cap() -> None:
    blank = finding("1.9a", Verdict.FAIL, Defect.BLANK, charged=columns("a", "b", "c", "d"))
    sheet = sheet_of(blank)
    assert charged(sheet, "1.9a") == 4
    assert (sheet.highest, sheet.lowest, sheet.standing) == (Decimal(126), Decimal(126), Standing.PASSES)


def test_a_column_that_was_charged_as_blank_is_not_charged_as_still() -> None:
    blank = finding("1.9a", Verdict.FAIL, Defect.BLANK, charged=columns("a"))
    still = finding("1.9b", Verdict.FAIL, Defect.STALE, charged=columns("a", "b"))
    sheet = sheet_of(blank, still)
    assert (charged(sheet, "1.9a"), charged(sheet, "1.9b")) == (2, 1)
    assert next(row.twice for row in sheet.rows if row.duty.endswith("/1.9b")) == 1


def test_a_rule_is_chosen_by_the_defect_and_a_flat_charge_is_taken_once() -> None:
    still = finding("1.4", Verdict.FAIL, Defect.STALE, charged=columns("a", "b"))
    row = next(row for row in sheet_of(still).rows if row.duty.endswith("/1.4"))
    assert ("未更新" in row.rule, row.charged, row.count) == (True, 5, 1)
    absent = finding("1.4", Verdict.FAIL, Defect.ABSENT)
    assert "没有该栏目" in next(row for row in sheet_of(absent).rows if row.duty.endswith("/1.4")).rule


def test_missing_parts_and_missing_links_are_charged_one_by_one() -> None:
    foot = finding("4.2", Verdict.FAIL, Defect.INCOMPLETE, missing=("联系方式", "主办单位"))
    links_to = {"x": True, "y": False, "z": False}
    pairs = tuple(PolicyPair(title="", url=url, original_url="", links_to=there, links_back=False) for url, there in links_to.items())
    links = finding("1.8", Verdict.FAIL, Defect.UNLINKED, pairs=pairs, evidence=("x", "y"))
    sheet = sheet_of(foot, links)
    assert (charged(sheet, "4.2"), charged(sheet, "1.8")) == (1, Decimal("1.5"))  # z was not read for certain


def test_what_is_open_costs_nothing_and_bounds_the_score() -> None:
    sheet = sheet_of(finding("3.1", Verdict.MANUAL), finding("1.2a", Verdict.UNKNOWN), finding("1.2b", Verdict.MANUAL))
    assert (sheet.deducted, sheet.open) == (0, 9)  # 7, and together no more than the cap of 2
    assert (sheet.highest, sheet.lowest, sheet.bonus_counts) == (130, 121, True)
    assert sheet.standing is Standing.PASSES


def test_a_pass_is_not_said_while_a_veto_is_open_nor_while_open_points_could_change_it() -> None:
    assert sheet_of(finding("V.1", Verdict.MANUAL)).standing is Standing.OPEN
    sheet = sheet_of(rest=Verdict.MANUAL)
    assert (sheet.standing, sheet.open, sheet.lowest, sheet.open_vetoes) == (Standing.OPEN, 100, 0, 11)


def lost(*duties: str) -> list[Finding]:
    """Duties that lose all their points."""
    places = tuple(ChargedPlace(what=str(number), url=str(number)) for number in range(20))
    return [finding(duty, Verdict.FAIL, Defect.ABSENT, charged=places) for duty in duties]


def test_a_site_is_below_the_mark_only_where_even_the_best_end_is() -> None:
    most = ("1.4", "1.5", "1.6", "1.9a", "2.2", "2.4b")  # 5 + 5 + 5 + 4 + 5 + 8
    sheet = sheet_of(*lost(*most, "3.1"), rest=Verdict.MANUAL)
    assert (sheet.deducted, sheet.highest, sheet.standing) == (39, 61, Standing.OPEN)
    sheet = sheet_of(*lost(*most, "3.1", "4.6"), rest=Verdict.MANUAL)
    assert (sheet.deducted, sheet.highest, sheet.standing) == (41, 59, Standing.BELOW)


def test_bonuses_count_only_above_eighty_for_certain() -> None:
    earned = finding("5.1", Verdict.PASS)
    sheet = sheet_of(earned)
    assert (sheet.bonus, sheet.bonus_counts, sheet.highest) == (30, True, 130)
    waits = sheet_of(earned, finding("3.1", Verdict.MANUAL), finding("3.4", Verdict.MANUAL), finding("2.4b", Verdict.MANUAL))
    assert (waits.lowest, waits.bonus_counts, waits.highest) == (78, False, 100)
    below = sheet_of(*lost("3.1", "3.4", "2.2", "4.5"))
    assert (below.highest, below.bonus, {row.part for row in below.rows}) == (77, 0, {ScorePart.VETO, ScorePart.DEDUCTION})


def test_a_department_is_asked_the_vetoes_only() -> None:
    vetoes = [duty.id for _, duty in TABLE.duties() if duty.score and duty.score.part is ScorePart.VETO]
    sheet = sheet_of(*(finding(duty, Verdict.PASS) for duty in vetoes), rest=Verdict.NOT_APPLICABLE)
    assert (sheet.standing, sheet.scored) == (Standing.CLEAR, False)
    unknown = sheet_of(*(finding(duty, Verdict.PASS) for duty in vetoes), rest=Verdict.NOT_APPLICABLE, notes=[Note.BODY_UNKNOWN])
    assert unknown.standing is Standing.OPEN


def test_a_duty_without_its_finding_is_left_out() -> None:
    given = [finding(duty.id, Verdict.PASS) for _, duty in TABLE.duties() if duty.id != "V.1"]
    sheet = score(TABLE, given)
    assert sheet is not None and (sheet.standing, sheet.open_vetoes) == (Standing.PASSES, 0)


def test_the_census_has_no_caps_and_fails_below_sixty() -> None:
    dead = tuple(ChargedPlace(what=str(n), url=str(n)) for n in range(41))
    sheet = sheet_of(finding("1.1b", Verdict.FAIL, Defect.BROKEN, catalogue=CENSUS, charged=dead), catalogue=CENSUS)
    assert (sheet.deducted, sheet.highest, sheet.standing) == (41, 59, Standing.BELOW)
    forty = sheet_of(finding("1.1b", Verdict.FAIL, Defect.BROKEN, catalogue=CENSUS, charged=dead[:40]), catalogue=CENSUS)
    assert (forty.highest, forty.standing) == (60, Standing.PASSES)
    assert sheet_of(finding("4.1", Verdict.MANUAL, catalogue=CENSUS), catalogue=CENSUS).lowest == 0


def test_rules_that_rest_on_memory_never_take_points() -> None:
    for catalogue in (TABLE, CENSUS):
        for _, duty in catalogue.duties():
            if duty.mark == "M":
                assert {check.kind for check in duty.checks} == {"manual"}


def test_a_catalogue_without_a_scheme_has_no_sheet() -> None:
    plain = load_catalogue("zhejiang-2017")
    assert score(plain, [finding("1.2.1", Verdict.PASS, catalogue=plain)]) is None
    assert score(TABLE, []) is None


@pytest.mark.parametrize("rest", list(Verdict))
def test_the_json_of_a_sheet_holds_only_plain_values(rest: Verdict) -> None:
    told = sheet_json(sheet_of(rest=rest))
    assert {type(value) for row in told["rows"] for value in row.values()} <= {str, float, int, bool, type(None)}
    assert set(told) >= {"catalogue", "standing", "highest", "lowest", "deducted", "open", "rows"}
