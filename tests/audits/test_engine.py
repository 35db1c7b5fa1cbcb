"""The engine as a whole: pure, deterministic, complete, and indifferent to the order of the crawl."""

import json
import socket
import tomllib
from datetime import date

import pytest

from spotcheck.audits.case import Result
from spotcheck.audits.checks import registered
from spotcheck.audits.details import Details
from spotcheck.audits.engine import asked, combine, judge, name_missing_parts, verdicts_of
from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.catalogue import SHIPPED, load_catalogue
from spotcheck.config.conclusions import Note
from spotcheck.config.duties import Bound, Scope
from spotcheck.config.kinds.fields import NO_COLUMN
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.config.kinds.manual import ManualCheck
from spotcheck.config.models import Level, Terms
from spotcheck.ledger.rows import Run
from spotcheck.reports.findings_json import run_json
from tests.audits.building import build

CATALOGUE = load_catalogue("zhejiang-2017")
AS_OF = date(2018, 1, 15)
CASES = SHIPPED / "zhejiang-2017" / "cases"


@pytest.fixture
def everything():
    """One site with the articles of many cases at once."""
    articles = []
    for name in ("2.1.12", "2.4.2", "2.4.3", "6.2.1", "6.3.2", "7.0.1"):
        for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"][:2]:
            known = {article["title"] for article in articles}
            articles += [article for article in case.get("articles", []) if article["title"] not in known]
    titles = {article["title"] for article in articles}
    for article in articles:
        article["links"] = [title for title in article.get("links", []) if title in titles]
    unread = [{"label": "专题专栏"}, {"label": "财政预算…", "role": "entry", "outcome": "forbidden"}]
    return {"articles": articles, "unread": unread, "functions": ["general_office", "finance"]}


def told(snapshot):
    seen = snapshot.run
    run = Run(
        id=seen.id,
        site=seen.site,
        target=seen.site.url,
        state="done",
        started=seen.started,
        finished=seen.finished,
        complete=seen.complete,
        outcomes=snapshot.outcomes(),
        as_of=AS_OF.isoformat(),
        catalogues=((CATALOGUE.id, CATALOGUE.version),),
    )
    return json.dumps(run_json(run, judge(snapshot, [CATALOGUE], AS_OF)), ensure_ascii=False)


def test_judging_twice_gives_the_same_bytes(everything, tmp_path):
    with build(tmp_path / "snapshot.db", everything) as snapshot:
        assert told(snapshot) == told(snapshot)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_crawl_does_not_matter(everything, tmp_path, seed):
    with build(tmp_path / "a" / "snapshot.db", everything) as straight:
        expected = told(straight)
    with build(tmp_path / "b" / "snapshot.db", everything, shuffle=seed) as shuffled:
        assert told(shuffled) == expected


def test_judging_opens_no_socket(everything, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    with build(tmp_path / "snapshot.db", everything) as snapshot:
        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        assert judge(snapshot, [CATALOGUE], AS_OF)


def test_each_duty_is_found_once_in_the_order_of_the_document(everything, tmp_path):
    with build(tmp_path / "snapshot.db", everything) as snapshot:
        findings = judge(snapshot, [CATALOGUE], AS_OF)
    assert [finding.duty for finding in findings] == [f"zhejiang-2017/{duty.id}" for _, duty in CATALOGUE.duties()]


def test_the_json_has_the_keys_of_the_contract_and_a_reason_only_on_an_unknown(everything, tmp_path):
    with build(tmp_path / "snapshot.db", everything) as snapshot:
        data = json.loads(told(snapshot))
    assert {"id", "site", "as_of", "started", "finished", "complete", "outcomes", "tool", "catalogues"} <= set(data["run"])
    for finding in data["findings"]:
        assert {"duty", "title", "verdict", "defect", "reason", "confidence", "evidence", "certificate"} <= set(finding)
        assert (finding["reason"] is not None) == (finding["verdict"] == "unknown")
        assert (finding["defect"] is not None) == (finding["verdict"] == "fail")
        assert all(len(piece["quote"]) <= 200 for piece in finding["evidence"])


def test_a_fail_outranks_an_unknown_an_unknown_a_manual_and_defects_keep_their_order():
    fail = Result(verdict=Verdict.FAIL, defects=(Defect.STALE,), confidence=0.9, details=Details(notes=(NO_COLUMN,)))
    other = Result(verdict=Verdict.FAIL, defects=(Defect.ABSENT,), details=Details(notes=(Note.LOOKALIKE,)))
    unknown = Result(verdict=Verdict.UNKNOWN, reason="timeout")
    manual, passed = Result(verdict=Verdict.MANUAL), Result(verdict=Verdict.PASS)
    both = combine([passed, fail, unknown, other])
    assert (both.verdict, both.defects, both.confidence, both.details.notes) == (
        Verdict.FAIL,
        (Defect.ABSENT, Defect.STALE),
        0.9,
        (NO_COLUMN, Note.LOOKALIKE),
    )
    assert combine([passed, manual, unknown]).reason == "timeout"
    assert combine([passed, manual]).verdict is Verdict.MANUAL
    assert combine([passed]).verdict is Verdict.PASS


def test_a_part_that_is_not_there_beside_others_that_are_makes_the_duty_incomplete_and_names_the_part():
    absent = Result(verdict=Verdict.FAIL, defects=(Defect.ABSENT,), details=Details(missing=("2017",)))
    stale = Result(verdict=Verdict.FAIL, defects=(Defect.STALE,))
    passed = Result(verdict=Verdict.PASS)
    result = combine(name_missing_parts([("就业质量报告", absent), ("教学质量报告", passed), ("年度报告", stale)]))
    assert (result.defects, result.details.missing) == ((Defect.STALE, Defect.INCOMPLETE), ("就业质量报告",))
    assert combine(name_missing_parts([("就业质量报告", absent), ("教学质量报告", absent)])).defects == (Defect.ABSENT,)
    assert combine(name_missing_parts([("", absent), ("", passed)])).defects == (Defect.ABSENT,)


def test_a_check_for_some_levels_is_asked_of_no_other_and_the_verdicts_of_a_duty_are_those_of_all_its_levels():
    items = Terms(all=(("x",),))
    duty = next(duty for _, duty in CATALOGUE.duties() if duty.id == "4.3.2").model_copy(
        update={
            "checks": (
                FreshCheck(kind="fresh", items=items, levels=(Level.SCHOOL,)),
                ManualCheck(kind="manual", levels=(Level.PROVINCE,)),
                FreshCheck(kind="fresh", items=items, active=False),
            )
        }
    )
    assert [spec.kind for spec in asked(duty, Level.SCHOOL)] == ["fresh"]
    assert [spec.kind for spec in asked(duty, Level.PROVINCE)] == ["manual"]
    assert asked(duty, None) == []
    assert verdicts_of(duty) == tuple(Verdict)


def test_every_kind_of_the_catalogue_has_its_check():
    assert {spec.kind for _, duty in CATALOGUE.duties() for spec in duty.checks} <= set(registered())


@pytest.mark.parametrize(("named", "verdict"), [([], "manual"), (["2.4.3"], "pass")])
def test_relevant_departments_are_only_those_the_register_names(tmp_path, named, verdict):
    clauses = []
    for clause in CATALOGUE.clauses:
        duties = tuple(
            duty.model_copy(update={"bound": Bound(scope=Scope.REGISTERED, levels=(Level.COUNTY,))})
            for duty in clause.duties
            if duty.id == "2.4.3"
        )
        clauses.append(clause.model_copy(update={"duties": duties}))
    catalogue = CATALOGUE.model_copy(update={"clauses": tuple(clauses)})
    case = tomllib.loads((CASES / "2.4.3.toml").read_text("utf-8"))["case"][0]
    with build(tmp_path / "snapshot.db", {**case, "named_for": named}) as snapshot:
        (finding,) = judge(snapshot, [catalogue], AS_OF)
    assert finding.verdict.value == verdict
