"""Running crawls: several at once, errors in one line, and Scrapy's own command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.crawl_plan import Progress, plan_of
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.run import CrawlResult, crawl
from spotcheck.crawler.snapshot import Snapshot, SnapshotWriter, StorageFull
from tests.crawler.web import page, serve


def test_sites_are_crawled_in_one_loop_and_results_come_in_order(tmp_path: Path) -> None:
    seen: list[Progress] = []
    done: list[CrawlResult] = []
    with serve({"/": page("甲站", ("/1.html", "一")), "/1.html": page("一")}) as one, serve({"/": page("乙站")}) as two:
        plans = [web.plan(tmp_path / name, run_id=name) for web, name in ((one, "one"), (two, "two"), (one, "three"))]
        results = crawl(plans, at_once=2, on_progress=seen.append, on_done=done.append)
    assert [result.run_id for result in results] == ["one", "two", "three"]
    assert all(result.complete for result in results)
    assert {result.run_id for result in done} == {"one", "two", "three"} == {progress.run_id for progress in seen}


def test_a_wrong_address_is_the_error_of_its_run_alone(tmp_path: Path) -> None:
    with serve({"/": page("首页")}) as web:
        bad, good = crawl([web.plan(tmp_path / "bad", site=Site(url="gopher://x")), web.plan(tmp_path / "good")])
    assert bad.error and "gopher://x" in bad.error and not bad.complete
    assert good.complete


def test_a_full_disk_stops_the_run_and_keeps_what_was_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit, calls = SnapshotWriter.commit, []

    def full(self: SnapshotWriter) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise StorageFull(self.path, "No space left on device")
        commit(self)

    links = [(f"/{n}.html", f"第{n}页") for n in range(300)]
    with serve({"/": page("首页", *links), **{url: page(label) for url, label in links}}) as web:
        with monkeypatch.context() as patch:
            patch.setattr(SnapshotWriter, "commit", full)
            result, _ = web.crawl(tmp_path)
        assert result.error and "No space left" in result.error and "\n" not in result.error
        assert not result.complete and not result.interrupted
        again, visits = web.crawl(tmp_path)
    assert again.complete and len(visits) == 301


def test_a_complete_run_is_not_continued(tmp_path: Path) -> None:
    with serve({"/": page("首页")}) as web:
        web.crawl(tmp_path)
        result, _ = web.crawl(tmp_path)
    assert result.error and not result.complete


def test_scrapy_itself_can_run_the_spider(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    with serve({"/": page("首页", ("/a.html", "甲")), "/a.html": page("甲")}) as web:
        arguments = ["-a", f"url={web.url}", "-a", f"workspace={tmp_path}", "-a", "delay=0", "-a", f"allow={web.address}"]
        command = [sys.executable, "-m", "scrapy", "crawl", "portal", *arguments]
        done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONWARNINGS": "ignore"}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    (run_dir,) = (tmp_path / "runs").iterdir()
    with Snapshot.open(run_dir) as snapshot:
        assert snapshot.run.complete
        assert [visit.outcome for visit in snapshot.visits()] == [Outcome.READ, Outcome.READ]


@pytest.mark.parametrize("wrong", [{"url": ""}, {"url": "http://"}, {"url": "a.gov.cn", "delay": "slow"}])
def test_wrong_arguments_of_scrapys_command_are_told(wrong: dict[str, str]) -> None:
    with pytest.raises(UserError):
        plan_of(**wrong)


def test_a_proxy_resolves_the_names_for_us(tmp_path: Path) -> None:
    with serve({"http://www.qinghe.example/": page("清河"), "http://www.qinghe.example/robots.txt": page("")}) as proxy:
        result, _ = proxy.crawl(tmp_path, site=Site(url="http://www.qinghe.example/"), allow=(), proxy=proxy.url)
    assert result.outcomes == {"read": 1}
