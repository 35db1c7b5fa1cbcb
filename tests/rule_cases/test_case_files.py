"""Case files are read strictly: what is written becomes cases, and what is wrong is one line with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.catalogue import SHIPPED, load_catalogue
from spotcheck.jobs.rule_cases.case_expansion import RuleCase, examine_cases, standard_cases
from tests.rule_cases.own import CASES, written


def read(folder: Path, cases: str) -> tuple[list[RuleCase], list[str]]:
    own = written(folder, cases=cases)
    found, faults = examine_cases(own, load_catalogue(own))
    return found, [fault.en.removeprefix(f"{own}/") for fault in faults]


def test_a_met_site_is_asked_every_standard_case_and_each_word_is_a_case_of_its_own(tmp_path: Path) -> None:
    found, faults = read(tmp_path, CASES)
    assert faults == []
    assert [case.name for case in found[3:]] == [case.name for case in standard_cases().values()]
    assert [(case.word, case.site.columns[0].name) for case in found[1:3]] == [("公厕分布", "公厕分布"), ("公共厕所", "公共厕所")]


def test_a_case_like_another_differs_in_the_words_alone_and_expects_the_same(tmp_path: Path) -> None:
    (case, *_), _ = read(tmp_path, CASES)
    assert case.site.articles[0].tables[0].heads == ("名称", "位置")
    assert case.site.articles[0].title == "公厕分布一览"
    assert case.expect.verdict is Verdict.PASS


def test_what_stands_above_the_cases_holds_for_all_and_a_case_may_say_otherwise(tmp_path: Path) -> None:
    text = 'duty = "8.1"\nlevel = "city"\n[[case]]\nname = "a"\nexpect = { verdict = "pass" }\n'
    text += '[[case]]\nname = "b"\nlevel = "town"\nexpect = { verdict = "pass" }\n'
    found, _ = read(tmp_path, text)
    assert [case.site.level for case in found] == ["city", "town"]


def test_a_case_upon_the_met_site_drops_changes_and_adds_articles(tmp_path: Path) -> None:
    text = CASES + (
        '\n[[case]]\nname = "changed"\nmet = true\nchange = { "公厕分布一览" = { outcome = "timeout" } }\n'
        'articles = [{ title = "另一篇" }]\nexpect = { verdict = "unknown", reason = "timeout" }\n'
        '\n[[case]]\nname = "without"\nmet = true\nwithout = ["公厕分布一览"]\nexpect = { verdict = "fail", defect = "absent" }\n'
    )
    found, faults = read(tmp_path, text)
    changed, without = (next(case for case in found if case.name == name) for name in ("changed", "without"))
    assert faults == []
    assert [(article.title, article.outcome) for article in changed.site.articles] == [("公厕分布一览", "timeout"), ("另一篇", "read")]
    assert without.site.articles == ()


def test_a_standard_case_may_be_left_out_or_come_to_something_else(tmp_path: Path) -> None:
    found, faults = read(tmp_path, CASES + '\n[standard]\nother_level = false\nblank = { verdict = "fail", defect = "absent" }\n')
    answers = {case.name: case.expect for case in found}
    assert faults == []
    assert standard_cases()["other_level"].name not in answers
    assert answers[standard_cases()["blank"].name].defect is Defect.ABSENT


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("columns = [", "column = [", "cases/8.1.toml:15: case[2].column: unknown key 'column'; did you mean 'columns'?"),
        ('"位置"]', "1]", "cases/8.1.toml:11: case[1].words[1]: wrong type: expected a string in quotes, got 1; correct it"),
        ('defect = "blank"', 'defect = "empty"', "case[2].expect.defect: the value 'empty' is not allowed"),
        ('like = "met"', 'like = "mot"', "cases/8.1.toml:9: case[1].like: there is no case 'mot' above; correct it"),
        ('instead_of = "地址"', 'instead_of = "住址"', "cases/8.1.toml:7: case 'another head': 'met' has no '住址'; correct it"),
        ('["{word}", ', "[", "case[2].words: words and {word} go together; add or remove one"),
        ('duty = "8.1"', 'duty = "8.3"', "cases/8.1.toml:2: duty: there is no duty '8.3'; did you mean"),
        ('title = "公厕', 'links = ["没有"], title = "公厕', "links: there is no '没有' here; add it"),
        ('name = "another head"', 'name = "a"\nwithout = ["x"]', "case[1].met: without and change go with met = true"),
        ("[met]", "[mett]", "cases/8.1.toml:4: mett: unknown key 'mett'; did you mean 'met'?"),
    ],
)
def test_a_fault_is_one_line_with_file_line_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in CASES
    _, faults = read(tmp_path, CASES.replace(old, new, 1))
    assert any(told in fault for fault in faults), faults


def test_cases_of_clauses_that_an_office_has_put_away_are_left_out(tmp_path: Path) -> None:
    own = written(tmp_path)
    (own / "cases" / "1.2.1.toml").write_bytes((SHIPPED / "zhejiang-2017" / "cases" / "1.2.1.toml").read_bytes())
    found, faults = examine_cases(own, load_catalogue(own))
    assert not faults
    assert {case.duty for case in found} == {"8.1"}


def test_a_duty_may_answer_the_cases_of_a_shipped_one(tmp_path: Path) -> None:
    found, faults = read(tmp_path, 'duty = "8.1"\nlike = "national-2019/V.4b"\n')
    assert not faults
    assert {case.duty for case in found} == {"8.1"}
    _, faults = read(tmp_path / "2", 'duty = "8.1"\nlike = "national-2019/none"\n')
    assert "like: 'national-2019/none' has no cases" in faults[0]
