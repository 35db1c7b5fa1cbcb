"""Loading of catalogues: what is right loads whole, what is wrong is named with file, line and key."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from spotcheck.config.catalogue import examine, families, in_force, list_catalogues, load_catalogue, load_catalogues
from spotcheck.config.duties import Scope
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.column import ColumnCheck
from spotcheck.config.models import Function, Level

HEAD = """\
id = "own"
version = "1"
title = "t"
source = "s"
issued = 2017-04-25
region = ""
valid_from = 2017-04-27
valid_to = 2018-04-26
"""
CLAUSE = """\
clause = "1.2"
label = "一、（二）"
title = "减税降费"

[[duty]]
id = "1.2.1"
title = "收费目录清单"
requires = "公开清单"
cadence = "standing"
confidence = "A"
advice = "公开清单"

[duty.bound]
scope = "functions"
functions = ["finance"]
levels = ["province", "city"]

[[duty.check]]
kind = "column"
names = { accepted = ["收费目录清单"] }

[[duty.check]]
kind = "fields"
names = { accepted = ["收费目录清单"], misnamed = ["收费公示"] }
items = { all = [["收费"], ["清单", "目录"]] }
fields = [
  { name = "项目名称", any = ["项目名称"] },
  { name = "执收单位", any = ["执收单位"], required = false },
]
"""


def write(folder: Path, *, head: str = HEAD, clause: str = CLAUSE, name: str = "1.2.toml") -> Path:
    (folder / "catalogue.toml").write_text(head, encoding="utf-8")
    (folder / name).write_text(clause, encoding="utf-8")
    return folder


def fault(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        load_catalogue(folder)
    return caught.value


def test_a_catalogue_of_the_users_own_loads_from_its_folder_with_words_as_enums_and_arrays_as_tuples(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path))
    ((clause, duty),) = catalogue.duties()
    assert (catalogue.valid_to, clause.label, duty.id) == (datetime.date(2018, 4, 26), "一、（二）", "1.2.1")
    assert duty.bound.scope is Scope.FUNCTIONS
    assert duty.bound.functions == (Function.FINANCE,)
    assert duty.bound.levels == (Level.PROVINCE, Level.CITY)
    assert isinstance(duty.checks[0], ColumnCheck)
    assert [part.required for part in duty.checks[1].fields] == [True, False]  # type: ignore[union-attr]


def test_clauses_come_in_the_order_of_the_document_not_of_the_alphabet(tmp_path: Path) -> None:
    write(tmp_path)
    for number in ("10.1", "2.10", "2.9"):
        (tmp_path / f"{number}.toml").write_text(CLAUSE.replace('"1.2', f'"{number}'), encoding="utf-8")
    assert [clause.clause for clause in load_catalogue(tmp_path).clauses] == ["1.2", "2.9", "2.10", "10.1"]


@pytest.mark.parametrize(
    ("old", "new", "place", "zh", "en"),
    [
        (
            'accepted = ["收费目录清单"] }',
            'acepted = ["x"] }',
            "1.2.toml:20",
            "是否应为“accepted”",
            "duty[1].check[1].names.acepted: unknown key",
        ),
        ("advice =", "advise =", "1.2.toml", "advice", "did you mean 'advice'?"),
        ('title = "收费目录清单"\n', "", "1.2.toml:5", "缺少必填的键“title”", "duty[1].title: the required key 'title' is missing"),
        ('kind = "fields"', 'kind = "field"', "1.2.toml:23", "是否应为“fields”", "duty[1].check[2].kind: unknown kind 'field'"),
        ('kind = "fields"\n', "", "1.2.toml:22", "缺少必填的键“kind”", "duty[1].check[2]: the required key 'kind' is missing"),
        (
            '"执收单位"], required = false',
            '"执收单位"], required = "no"',
            "1.2.toml:28",
            "应为true 或 false",
            "duty[1].check[2].fields[2].required",
        ),
        ('["finance"]', '["finanse"]', "1.2.toml:15", "是否应为“finance”", "duty[1].bound.functions[1]: the value 'finanse'"),
        ('["province", "city"]', '["prefecture"]', "1.2.toml:16", "可用：city、county", "allowed: city, county, enterprise"),
        ('"functions"', '"functionaries"', "1.2.toml:14", "是否应为“functions”", "duty[1].bound.scope"),
        ('id = "1.2.1"', "id = 1.2", "1.2.toml:6", "应为字符串", "duty[1].id: wrong type: expected a string in quotes, got 1.2"),
        ('id = "1.2.1"', 'id = "1.3.1"', "1.2.toml:6", "应以条款号开头", "must begin with the clause"),
        ('clause = "1.2"', 'clause = "1.3"', "1.2.toml:1", "与文件名不符", "does not agree with the file name"),
        ('["收费"], [', "[], [", "1.2.toml:25", "空的词组", "duty[1].check[2].items.all[1]"),
        ('functions = ["finance"]\n', "", "1.2.toml:13", "不能为空", "duty[1].bound.functions: must not be empty"),
        (
            '["province", "city"]',
            '["province", "city"]\nlevels_alone = ["school"]',
            "1.2.toml:17",
            "须在 levels 之内",
            "duty[1].bound.levels_alone: must be among the levels",
        ),
        (
            '["province", "city"]',
            '["province", "city"]\ndepartment_levels = ["county"]',
            "1.2.toml:17",
            "须在 levels 之内",
            "duty[1].bound.department_levels: must be among the levels",
        ),
        (
            'kind = "column"',
            'kind = "column"\nlevels = ["city", "school"]',
            "1.2.toml:20",
            "须在 bound 的 levels 之内",
            "duty[1].check[1].levels: must be among the levels of 'bound'",
        ),
        ("[[duty]]", "[[duties]]", "1.2.toml", "duty", "did you mean 'duty'?"),
    ],
)
def test_a_fault_in_a_clause_names_file_line_and_key_and_what_to_do(
    tmp_path: Path, old: str, new: str, place: str, zh: str, en: str
) -> None:
    assert old in CLAUSE
    write(tmp_path, clause=CLAUSE.replace(old, new, 1))
    _, faults = examine(tmp_path)
    assert faults[0].zh.startswith(str(tmp_path / place)), faults[0].zh
    assert any(zh in each.zh and en in each.en for each in faults), [each.en for each in faults]
    assert "\n" not in faults[0].zh + faults[0].en


def test_unreadable_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    message = fault(write(tmp_path, clause=CLAUSE.replace('title = "减税降费"', "title = 减税降费"))).en
    assert str(tmp_path / "1.2.toml") in message
    assert "line 3, column 9" in message


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    assert "1.2.toml" in fault(write(tmp_path, clause='clause = "1.2"\n' + CLAUSE)).en


def test_a_clause_file_that_is_not_utf8_is_refused_with_advice(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "1.2.toml").write_bytes(CLAUSE.encode("gb18030"))
    assert "请另存为 UTF-8" in fault(tmp_path).zh


def test_a_duty_id_used_in_two_places_is_refused_and_both_are_named(tmp_path: Path) -> None:
    duty = CLAUSE[CLAUSE.index("[[duty]]") :]
    message = fault(write(tmp_path, clause=CLAUSE + duty)).en
    assert "1.2.toml:31: duty[2].id" in message
    assert "already used in 1.2.toml" in message


def test_the_first_of_several_faults_is_told_with_the_number_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, clause=CLAUSE.replace("advice =", "advise =").replace("label =", "lable ="))
    assert "(and 3 more)" in fault(tmp_path).en
    assert "另有 3 处" in fault(tmp_path).zh


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("valid_to = 2018-04-26", "valid_to = 2016-04-26", "is before valid_from"),
        ("valid_to = 2018-04-26", 'valid_to = "soon"', "expected a date such as 2017-04-27"),
        ("valid_to = 2018-04-26", "valid_to = 2018-04-26\nvalid_too = 1", "did you mean 'valid_to'?"),
        ("valid_to = 2018-04-26", "valid_to = 2018-04-26\n[[clauses]]\nclause = '1'", "one file a clause"),
    ],
)
def test_a_fault_in_the_head_is_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    message = fault(write(tmp_path, head=HEAD.replace(old, new))).en
    assert str(tmp_path / "catalogue.toml") in message
    assert expected in message


def test_a_folder_without_clauses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text(HEAD, encoding="utf-8")
    assert "no clause files" in fault(tmp_path).en


def test_a_folder_without_a_head_is_told_apart_from_an_unknown_id(tmp_path: Path) -> None:
    assert "catalogue.toml is missing" in fault(tmp_path).en
    with pytest.raises(UserError) as caught:
        load_catalogue("zhejiang-2071")
    assert "did you mean 'zhejiang-2017'?" in caught.value.en


SERIES = """
[[duty.check]]
kind = "series"
items = {{ all = [["通报"]] }}
period = "{period}"
due = {{ {due} }}
latest = {latest}
first = "{first}"
"""


@pytest.mark.parametrize(
    ("period", "due", "latest", "first", "expected"),
    [
        ("quarter", "grace_days = 90", 4, "2017-04", "is no such period"),
        ("quarter", "month = 6, day = 1", 4, "2017Q2", "use grace_days"),
        ("year", "month = 6", 2, "2016", "month and day go together"),
        ("year", "month = 6, day = 31", 2, "2016", "month 6 has no day 31"),
        ("year", "month = 6, day = 1, grace_days = 3", 2, "2016", "give either"),
        ("year", "month = 6, day = 1", 0, "2016", "latest: must be 1 or more"),
        ("week", "grace_days = 7", 4, "2017-04", "is no such period"),
    ],
)
def test_settings_of_a_series_that_contradict_each_other_are_refused(
    tmp_path: Path, period: str, due: str, latest: int, first: str, expected: str
) -> None:
    check = SERIES.format(period=period, due=due, latest=latest, first=first)
    message = fault(write(tmp_path, clause=CLAUSE + check)).en
    assert "duty[1].check[3]" in message
    assert expected in message


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ('period = "week"\nseasons = [{ first = "06-01", last = "07-31" }]', "seasons: goes only with period"),
        ('period = "five_days"\nseasons = [{ first = "06-01", last = "02-30" }]', "seasons[1].last: must be a month and day"),
        ('period = "five_days"\nseasons = [{ first = "6-1", last = "07-31" }]', "seasons[1].first: must be a month and day"),
        ('period = "five_days"\nby_date = true', "by_date: five_days go by dates anyway"),
        ('period = "five_days"\nfirst = "2017W18"', "is no such period"),
    ],
)
def test_settings_of_weeks_and_seasons_that_contradict_each_other_are_refused(tmp_path: Path, setting: str, expected: str) -> None:
    check = f'[[duty.check]]\nkind = "series"\nitems = {{ all = [["x"]] }}\ndue = {{ grace_days = 5 }}\nlatest = 4\n{setting}\n'
    assert expected in fault(write(tmp_path, clause=f"{CLAUSE}\n{check}")).en


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ('by = 2017-12-31\ndays = "working"', "days: goes only with within"),
        ("by = 2017-12-31\nwithin = 20", "within and counted_from go together"),
        ('counted_from = "issued"', "within and counted_from go together"),
        ('counted_from = "issued"\nwithin = 0', "must be 1 day or more"),
    ],
)
def test_settings_of_a_deadline_that_contradict_each_other_are_refused(tmp_path: Path, setting: str, expected: str) -> None:
    check = f'[[duty.check]]\nkind = "deadline"\nitems = {{ all = [["x"]] }}\n{setting}\n'
    _, faults = examine(write(tmp_path, clause=f"{CLAUSE}\n{check}"))
    assert any(expected in each.en for each in faults), [each.en for each in faults]


def test_the_calendar_of_a_catalogue_is_read_beside_its_clauses_and_checked(tmp_path: Path) -> None:
    write(tmp_path)
    assert load_catalogue(tmp_path).calendar is None
    (tmp_path / "workdays.toml").write_text("holidays = [2030-05-01]\nworkdays = [2030-05-04]\n", encoding="utf-8")
    calendar = load_catalogue(tmp_path).calendar
    assert calendar is not None and calendar.holidays == (datetime.date(2030, 5, 1),)
    for words, expected in (
        ("holidays = [2030-05-01]\nworkdays = [2030-05-01]\n", "is a holiday and a working day"),
        ('holidays = ["soon"]\n', "expected a date"),
        ("holiday = []\n", "did you mean 'holidays'?"),
        ("holidays = [", "is not valid TOML"),
    ):
        (tmp_path / "workdays.toml").write_text(words, encoding="utf-8")
        message = fault(tmp_path).en
        assert "workdays.toml" in message and expected in message
    write(tmp_path, head=HEAD + "\n[calendar]\n")
    (tmp_path / "workdays.toml").unlink()
    assert "write workdays.toml" in fault(tmp_path).en


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", "standing: decides by nothing"),
        ("vetoes = true", "standing.vetoes: the catalogue has no vetoes"),
        ("points = 60.0", "standing.points: needs a [scheme] and deductions"),
        ('must = ["1.2.9"]', "standing.must[1]: there is no duty '1.2.9'"),
        ("share = 120.0", "standing.share: must be"),
        ("pass_mark = 60.0", "standing.pass_mark: unknown key"),
    ],
)
def test_a_rule_of_standing_must_have_something_to_decide_by(tmp_path: Path, rule: str, expected: str) -> None:
    message = fault(write(tmp_path, head=f'{HEAD}\n[standing]\nsource = "s"\nconfidence = "A"\n{rule}\n')).en
    assert "catalogue.toml" in message and expected in message, message


def test_a_rule_of_standing_is_read_and_the_old_pass_mark_is_told_where_to_go(tmp_path: Path) -> None:
    assert load_catalogue(write(tmp_path)).standing is None
    rule = '\n[standing]\nmust = ["1.2.1"]\nshare = 90.0\nsource = "s"\nconfidence = "A"\n'
    standing = load_catalogue(write(tmp_path, head=HEAD + rule)).standing
    assert standing is not None and (standing.must, standing.share, standing.vetoes) == (("1.2.1",), 90.0, False)
    assert "write points there" in fault(write(tmp_path, head=f"{HEAD}\n[scheme]\npass_mark = 60.0\n")).en


def test_every_shipped_catalogue_has_a_sound_head_and_one_named_twice_is_loaded_once() -> None:
    assert "zhejiang-2017" in list_catalogues()
    for name in list_catalogues():
        catalogue, faults = examine(name)
        assert not faults, [each.en for each in faults]
        assert catalogue is not None
        assert catalogue.id == name
    assert len(load_catalogues(["zhejiang-2017", "zhejiang-2017"])) == 1


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ('kind = "platform"\nplatforms = ["credit", "nowhere"]', "duty[1].check[2].platforms[2]: no such shared platform: 'nowhere'"),
        ('kind = "cross"\nplatforms = ["credit"]\nitems = { all = [["x"]] }\nnewest = 0', "must be 1 or more"),
        ('kind = "set"\nitems = { all = [["x"]] }\nmembers = { departments = true }\nperiod = "year"', "period and due go together"),
    ],
)
def test_settings_of_platforms_and_sets_that_contradict_each_other_are_refused(tmp_path: Path, check: str, expected: str) -> None:
    start = CLAUSE.index('kind = "fields"')
    assert expected in fault(write(tmp_path, clause=CLAUSE[:start] + check + "\n")).en


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-06-01", "national-2015"),
        ("2019-03-31", "national-2015"),
        ("2019-04-01", "national-2019"),
        ("2026-01-01", "national-2019"),
        ("2014-01-01", "national-2015"),  # none was in force: the nearest, and the report says that the day is outside
    ],
)
def test_of_a_family_the_catalogue_of_the_day_is_used_and_never_two(day: str, expected: str) -> None:
    assert families()["national"] == ["national-2015", "national-2019"]
    given = load_catalogues(["zhejiang-2017", "national"])
    chosen = in_force(given, {"national"}, datetime.date.fromisoformat(day))
    assert [catalogue.id for catalogue in chosen] == ["zhejiang-2017", expected]


def test_a_catalogue_named_itself_is_used_whatever_the_day() -> None:
    given = load_catalogues(["national-2015"])
    assert in_force(given, set(), datetime.date(2026, 1, 1)) == given


def test_the_national_tables_follow_each_other_without_a_gap() -> None:
    first, second = load_catalogues(["national"])
    assert first.valid_to + datetime.timedelta(days=1) == second.valid_from == datetime.date(2019, 4, 1)
