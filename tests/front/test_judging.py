"""What the register tells the judge: who belongs to a set, and where shared platforms stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spotcheck.config.kinds.platform import PlatformCheck
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.kinds.set import Members, SetCheck
from spotcheck.config.models import Site, Terms
from spotcheck.crawler.crawl_plan import SNAPSHOT_NAME
from spotcheck.crawler.records import Outcome, Page, PageKind, Role, Visit
from spotcheck.crawler.snapshot import SnapshotWriter
from spotcheck.jobs.judging import decided, judge_run, run_dir
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.reports.rules.check import explain_check
from tests.audits.building import build, register_of
from tests.audits.trial import catalogue_of

NOW = "2018-01-15T02:00:00Z"
SET = SetCheck(kind="set", items=Terms(all=(("预算",),)), members=Members(departments=True))
PLATFORM = PlatformCheck(kind="platform", platforms=("credit",))
CASE = {
    "columns": ["工作动态"],
    "articles": [{"title": "安青县财政局2017年预算", "column": "预算公开", "text": "收支情况。"}],
    "away": [{"text": "公示", "url": "http://xy.anqing.example/list?area=1"}],
    "pages": [{"url": "http://xy.anqing.example/list?area=1", "title": "安青县人民政府信用信息"}],
}
ROWS = [
    {"body": "安青县财政局", "level": "county", "functions": ["finance"]},
    {"body": "安青县教育局", "level": "county", "functions": ["education"]},
    {"url": "http://xy.anqing.example/", "name": "信用安青", "platform": "credit"},
]


@pytest.mark.parametrize(
    ("check", "rows", "verdict"),
    [(SET, [], "manual"), (SET, ROWS[:1], "pass"), (SET, ROWS, "fail"), (PLATFORM, [], "fail"), (PLATFORM, ROWS, "pass")],
)
def test_a_run_is_judged_with_the_register_as_it_stands(tmp_path: Path, check: CheckSpec, rows: list[dict[str, Any]], verdict: str) -> None:
    rules = [catalogue_of(check)]
    with build(run_dir(tmp_path, "case"), CASE) as snapshot:
        site = snapshot.run.site
    with Ledger.write(tmp_path) as ledger:
        ledger.import_sites(register_of({"register": rows}), NOW)
        run = Run(id="case", site=site, target=site.url, state="running", started=NOW)
        ledger.save_run(run)
        (finding,) = judge_run(ledger, tmp_path, run, rules, None).findings
        assert decided(run_dir(tmp_path, "case"), rules, None, ledger.sites()) == (1, 1)
        assert ledger.findings("case") == [finding]
    assert finding.verdict.value == verdict


def test_a_check_is_explained_with_its_platforms_and_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    assert "共享平台：信用中国" in list(explain_check(PLATFORM))
    assert "应公开的单位：各部门" in list(explain_check(SET))


@pytest.mark.parametrize(("captured", "day"), [("2018-01-15T15:59:59Z", "2018-01-15"), ("2018-01-15T16:00:00Z", "2018-01-16")])
def test_a_run_is_judged_for_the_day_of_its_last_capture_in_china(tmp_path: Path, captured: str, day: str) -> None:
    site = Site(url="http://www.anqing.example/")
    with SnapshotWriter.create(run_dir(tmp_path, "case") / SNAPSHOT_NAME, site=site, run_id="case", started=NOW, settings={}) as writer:
        writer.record(
            Visit(url=site.url, outcome=Outcome.READ, role=Role.HOME, fetched_at=captured), page=Page(url=site.url, kind=PageKind.HOME)
        )
        writer.finish(True, "2018-01-20T00:00:00Z")
    rules = [catalogue_of(SET)]
    with Ledger.write(tmp_path) as ledger:
        run = Run(id="case", site=site, target=site.url, state="running", started=NOW)
        ledger.save_run(run)
        assert judge_run(ledger, tmp_path, run, rules, None).run.as_of == day
