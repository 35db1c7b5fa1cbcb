"""What the register tells the judge: who belongs to a set, and where shared platforms stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spotcheck.config.kinds.platform import PlatformCheck
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.kinds.set import Members, SetCheck
from spotcheck.config.models import Terms
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
