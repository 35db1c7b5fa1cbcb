"""Sets whose members the register names: each has its item, some lack it, or nobody can tell."""

import json
from datetime import date

import pytest

from spotcheck.audits.details_json import details_from_json, details_to_json
from spotcheck.config.kinds.base import Due, Period
from spotcheck.config.kinds.set import Members, SetCheck
from spotcheck.config.models import Function, Level, Names, Terms
from tests.audits.trial import judged

SET = SetCheck(
    kind="set",
    names=Names(accepted=("部门预算",)),
    items=Terms(all=(("预算",),), none=("通知",)),
    members=Members(departments=True),
    period=Period.YEAR,
    due=Due(month=4, day=30),
)
REGISTER = [
    {"body": "安青县财政局", "level": "county", "functions": ["finance"]},
    {"body": "安青县发展和改革局", "level": "county", "functions": ["development_reform"]},
    {"body": "安青县教育局", "level": "county", "functions": ["education"]},
    {"body": "安青县人民政府", "level": "county", "functions": ["general_office"]},
    {"body": "清河县财政局", "level": "county", "functions": ["finance"], "region": "清河县"},
    {"body": "安青市财政局", "level": "city", "functions": ["finance"], "region": "安青市"},
    {"name": "信用安青", "level": "county", "functions": ["finance"], "platform": "credit"},
]
EVERY = ["安青县财政局2017年部门预算", "发改局2017年度部门预算公开", "2017年安青县教育局预算说明"]


def told(finding):
    return finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason


def site(*titles, **facts):
    articles = [{"title": t, "column": "部门预算", "date": date(2017, 3, 9), "text": "收支情况如下。"} for t in titles]
    return {"articles": articles, "register": REGISTER, "columns": ["工作动态"], **facts}


def test_every_department_of_the_region_has_its_item(tmp_path):
    finding = judged(tmp_path, site(*EVERY), SET)
    assert told(finding) == ("pass", None, None)
    assert finding.details.members == ("安青县发展和改革局", "安青县教育局", "安青县财政局") and finding.details.members_due == 3
    assert details_from_json(json.loads(json.dumps(details_to_json(finding.details)))) == finding.details


@pytest.mark.parametrize(
    "articles",
    [
        [{"title": "2017年部门预算", "column": name} for name in ("财政局", "发展和改革局", "县教育局")],
        [{"title": "2017年部门预算汇总", "files": [{"name": f"{name}.pdf", "text": "收支"} for name in ("财政局", "发改局", "教育局")]}],
        [
            {
                "title": "2017年部门预算汇总",
                "tables": [{"heads": ["单位", "收入"], "rows": [["财政局", "1"], ["发改局", "2"], ["教育局", "3"]]}],
            }
        ],
        [{"title": f"{name}", "column": "部门预算"} for name in ("财政局", "发改局", "教育局")],
    ],
)
def test_columns_attachments_tables_and_bare_names_say_whose_it_is(tmp_path, articles):
    made = [{"column": "部门预算", "text": "收支情况。", "date": date(2017, 3, 9), **article} for article in articles]
    assert told(judged(tmp_path, site(articles=made), SET)) == ("pass", None, None)


def test_the_bodies_without_an_item_are_named(tmp_path):
    finding = judged(tmp_path, site(EVERY[0], "2016年安青县教育局预算说明", "清河县教育局2018年预算"), SET)
    assert told(finding) == ("fail", "incomplete", None)
    assert finding.details.missing == ("安青县发展和改革局", "安青县教育局")
    assert finding.certificate.proves_absence


def test_nothing_at_all_is_absent_or_blank(tmp_path):
    assert told(judged(tmp_path, site(), SET)) == ("fail", "absent", None)
    assert told(judged(tmp_path / "blank", site(columns=["部门预算", "工作动态"]), SET)) == ("fail", "blank", None)
    notice = site("关于编制2017年部门预算的通知")
    notice["articles"][0]["column"] = "通知公告"
    assert told(judged(tmp_path / "notice", notice, SET)) == ("fail", "absent", None)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"unread": [{"label": "专题专栏"}]}, "timeout"),
        ({"unread": [{"label": "2017年预算…", "role": "entry", "outcome": "forbidden"}]}, "forbidden"),
        ({"unread": [{"label": "教育局", "role": "entry", "outcome": "forbidden"}]}, "forbidden"),
    ],
)
def test_what_was_not_read_could_be_the_missing_item(tmp_path, facts, reason):
    finding = judged(tmp_path, site(*EVERY[:2], **facts), SET)
    assert told(finding) == ("unknown", None, reason) and not finding.details.missing


def test_a_title_alone_counts_with_less_confidence(tmp_path):
    case = site(*EVERY[:2], unread=[{"label": EVERY[2], "role": "entry", "outcome": "forbidden"}])
    finding = judged(tmp_path, case, SET)
    assert told(finding) == ("pass", None, None) and finding.confidence < 0.9


def test_a_summary_that_is_a_scan_could_name_all(tmp_path):
    case = site(*EVERY[:2])
    scan = {"name": "附件.pdf", "state": "scan"}
    case["articles"].append({"title": "2017年部门预算汇总", "column": "部门预算", "text": "见附件。", "files": [scan]})
    assert told(judged(tmp_path, case, SET)) == ("unknown", None, "scan")


def test_a_dead_item_is_broken(tmp_path):
    case = site(*EVERY)
    case["articles"][2]["outcome"] = "not_found"
    assert told(judged(tmp_path, case, SET)) == ("fail", "broken", None)


@pytest.mark.parametrize("register", [[], REGISTER[3:], REGISTER[4:5]])
def test_without_members_in_the_register_a_person_must_tell(tmp_path, register):
    finding = judged(tmp_path, site(*EVERY, register=register), SET, form=("是否齐全？",))
    assert told(finding) == ("manual", None, None)
    assert finding.details.notes == ("no_register",) and finding.details.form == ("是否齐全？",)


def test_the_audited_body_is_a_member_where_it_fits_and_levels_and_functions_choose(tmp_path):
    towns = SET.model_copy(
        update={"members": Members(levels=(Level.TOWN,), functions=(Function.GENERAL_OFFICE,)), "period": None, "due": None}
    )
    register = [{"body": f"安青县{name}镇人民政府", "level": "town", "functions": ["general_office"]} for name in ("清河", "石桥")]
    finding = judged(tmp_path, site("清河镇2017年预算", "石桥镇人民政府预算", register=register), towns)
    assert told(finding) == ("pass", None, None) and finding.details.members_due == 2
    same = SET.model_copy(update={"members": Members(functions=(Function.FINANCE, Function.EDUCATION))})
    facts = {"site_name": "安青县财政局", "functions": ["finance"], "register": REGISTER[2:3]}
    finding = judged(tmp_path / "own", site(EVERY[2], **facts), same)
    assert told(finding) == ("fail", "incomplete", None) and finding.details.missing == ("安青县财政局",)
