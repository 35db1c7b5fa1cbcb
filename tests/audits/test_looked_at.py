"""What the daily look saw speaks for a site: it takes a fault back, and never makes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.china_time import FORM, moment
from spotcheck.crawler.records import Former, Look, Outcome
from spotcheck.crawler.urls import key
from tests.audits.building import build

CATALOGUE = load_catalogue("national-2019")
DAY = date(2018, 1, 15)
STILL = {  # a portal that has stood still since December, with a dead column and one whose server failed
    "columns": [{"name": "工作动态"}, {"name": "旧栏目", "outcome": "not_found"}, {"name": "老栏目", "outcome": "server_error"}],
    "shown": ["全县会议召开"],
    "articles": [{"column": "工作动态", "title": "全县会议召开", "date": date(2017, 12, 20), "text": "x"}],
}


class Judged:
    """The findings about a drawn site, with looks named by the label of what they saw and days from the check."""

    def __init__(self, folder: Path, case: dict[str, Any]) -> None:
        self._snapshot = build(folder / "snapshot.db", case)
        self._urls = {visit.label: visit.url for visit in self._snapshot.visits()} | {"": self._snapshot.run.site.url}

    def look(self, label: str, *, days: int, outcome: Outcome = Outcome.READ, newest: date | None = None) -> Look:
        at = max(moment(visit.fetched_at) for visit in self._snapshot.visits() if visit.fetched_at) + timedelta(days=days)
        site = self._snapshot.run.site.url
        return Look(site=site, url=self._urls[label], at=at.strftime(FORM), outcome=outcome, newest=newest)

    def __call__(self, duty: str, *looks: Look) -> Finding:
        failed = Former(at="2017-12-11T02:00:00Z", outcome=Outcome.SERVER_ERROR)  # a server that fails counts on a second day alone
        found = judge(self._snapshot, [CATALOGUE], DAY, looks=looks, earlier={key(self._urls.get("老栏目", "")): [failed]})
        return next(finding for finding in found if finding.duty == f"national-2019/{duty}")


@pytest.fixture
def still(tmp_path: Path) -> Judged:
    return Judged(tmp_path, STILL)


def test_a_link_that_opened_afterwards_is_no_dead_link(still: Judged) -> None:
    assert still("4.3a").details.counted == 2
    later = still.look("旧栏目", days=1)
    assert still("4.3a", later).details.counted == 1
    both = still("4.3a", later, still.look("老栏目", days=1))
    assert (both.verdict, both.defects) == ("unknown", ())


def test_a_link_that_opened_before_is_dead_all_the_same_unless_its_server_had_failed(still: Judged) -> None:
    assert still("4.3a", still.look("旧栏目", days=-1)).details.counted == 2
    assert still("4.3a", still.look("老栏目", days=-1)).details.counted == 1
    assert still("4.3a", still.look("老栏目", days=-5)).details.counted == 2


def test_a_home_page_that_was_seen_to_be_updated_is_not_said_to_stand_still(still: Judged) -> None:
    assert still("V.3").verdict == "fail"
    fresh = still.look("", days=-2, newest=date(2018, 1, 12))
    passed = still("V.3", fresh)
    assert (passed.verdict, passed.evidence[0].url, passed.evidence[0].fetched_at) == ("pass", fresh.url, fresh.at)
    assert still("V.3", replace(fresh, newest=date(2017, 12, 20))).verdict == "fail"
    assert still("V.3", replace(fresh, newest=date(2018, 1, 16))).verdict == "fail"  # after the day of judgement


def test_a_column_that_was_seen_to_be_updated_is_not_said_to_stand_still(still: Judged) -> None:
    assert still("1.4").defects == ("stale",)
    assert still("1.4", still.look("工作动态", days=-2, newest=date(2018, 1, 12))).verdict == "pass"
    assert still("1.4", still.look("工作动态", days=-2, newest=date(2017, 12, 30))).verdict == "fail"
    assert still("1.4", still.look("旧栏目", days=-2, newest=date(2018, 1, 12))).verdict == "fail"


def test_a_look_never_makes_a_fault(tmp_path: Path) -> None:
    living = Judged(tmp_path, {"articles": [{"column": "工作动态", "title": "全县会议召开", "date": date(2018, 1, 10), "text": "x"}]})
    bad = [living.look(label, days=days, outcome=Outcome.NOT_FOUND) for label in ("", "工作动态", "全县会议召开") for days in (-1, 1)]
    for duty in ("4.3a", "V.3", "1.4", "V.4a"):
        assert living(duty, *bad) == living(duty)
