"""The words of a rule, one by one: where they stand, a rule without one, and which of them anything needs."""

from __future__ import annotations

from pathlib import Path

from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.rule_words import without, words_of
from spotcheck.jobs.rule_cases.case_expansion import load_cases
from spotcheck.jobs.rule_cases.needed_words import WordNeeds
from tests.rule_cases.own import CLAUSE, written


def needs_of(own: Path) -> WordNeeds:
    catalogue = load_catalogue(own)
    needs = WordNeeds(catalogue)
    needs.heed_cases(load_cases(own, catalogue))
    return needs


def left(needs: WordNeeds) -> list[str]:
    return [f"{each.place.duty} {each.place.list_name} {each.place.word}" for each in needs.not_needed()]


def test_a_word_is_dropped_from_its_own_list_and_no_other(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    place = next(each for each in words_of(duty) if each.word == "公厕" and each.path[0] == "checks")
    changed = without(duty, [place])
    assert changed.checks[0].items.all == (("公共厕所",), ("分布", "名单", "一览"))
    assert changed.hints == duty.hints == ("公厕",)


def test_questions_levels_and_platforms_are_no_words():
    catalogue = load_catalogue("zhejiang-2017")
    steps = {step for _, duty in catalogue.duties() for place in words_of(duty) for step in place.path}
    assert steps.isdisjoint({"form", "platforms", "levels", "functions", "bound", "score"})


def test_a_list_that_two_checks_of_a_duty_share_is_one_list(tmp_path):
    check = CLAUSE[CLAUSE.index("[[duty.check]]") : CLAUSE.index('[[duty]]\nid = "8.2"')]
    own = written(tmp_path, clause=CLAUSE.replace(check, check + check, 1))
    (_, duty), _ = load_catalogue(own).duties()
    place = next(each for each in words_of(duty) if each.word == "公厕分布")
    assert place.list_name == "check[1,2].names.accepted"
    assert [check.names.accepted for check in without(duty, [place]).checks] == [("公共厕所", "公共厕所一览")] * 2


def test_a_word_is_needed_where_a_case_fails_without_it_and_only_there(tmp_path):
    needs = needs_of(written(tmp_path))
    assert "8.1 check[1].fields[2].any 位置" not in left(needs)
    assert "8.1 check[1].names.accepted 公共厕所" not in left(needs)
    assert "8.1 check[1].items.all[2] 名单" in left(needs)
    assert "8.1 check[1].items.all[1] 公共厕所" in left(needs)


def test_the_only_word_of_a_list_is_never_called_unneeded(tmp_path):
    assert not [line for line in left(needs_of(written(tmp_path, cases=None))) if "none" in line or "hints" in line or "8.2" in line]


def test_a_word_that_a_source_holds_is_needed_by_it(tmp_path):
    needs = needs_of(written(tmp_path, cases=None))
    assert "8.1 check[1].items.all[2] 名单" in left(needs)
    needs.heed_sources("公布公共厕所的名单")
    assert "8.1 check[1].items.all[2] 名单" not in left(needs)


def test_a_word_that_another_covers_is_told_with_it(tmp_path):
    covered = {each.place.word: each.covered_by for each in needs_of(written(tmp_path)).not_needed() if each.covered_by}
    assert covered == {"公共厕所一览": "公共厕所"}
