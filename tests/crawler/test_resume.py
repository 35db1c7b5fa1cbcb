"""Killed at any moment and started again, a crawl ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from spotcheck.crawler.records import Outcome, Visit
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import Answer, Web, page, serve

CRAWL = """
import json, sys
from pathlib import Path
from spotcheck.config.models import Site
from spotcheck.crawler.run import CrawlPlan, crawl
url, address, run_dir, delay, budget = sys.argv[1:]
site, numbers = Site(url=url), {"delay": float(delay), "max_pages": int(budget)}
plan = CrawlPlan(site=site, run_dir=Path(run_dir), run_id="run", allow=(address,), terms=("预算",), **numbers)
(result,) = crawl([plan])
print(json.dumps([result.complete, result.interrupted, result.error]))
"""


def start(web: Web, run_dir: Path, *, delay: float = 0.0, budget: int = 1000) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CRAWL, web.url, web.address, str(run_dir), str(delay), str(budget)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> Any:
    out, _ = process.communicate(timeout=60)
    return json.loads(out)


def facts(web: Web, run_dir: Path) -> dict[str, Visit]:
    """Visits without what differs anyhow: when, where in the WARC, and the port of the server."""
    return {
        path: replace(visit, url=path, redirect_to=visit.redirect_to.replace(web.url, "/"), fetched_at="", warc=None)
        for path, visit in web.visits(run_dir).items()
    }


def portal() -> dict[str, Any]:
    """120 pages, dead links, a page that fails, a redirect."""
    site: dict[str, Any] = {
        "/": page("首页", *((f"/c{n}.html", f"栏目{n}") for n in range(8)), ("/moved", "预算"), ("/dead", "预算"), ("/c0_1.html", "预算"))
    }
    for column in range(8):
        links = [(f"/c{column}_{n}.html", f"{'预算' if n % 5 == 0 else '新闻'}{column}-{n}") for n in range(14)]
        site[f"/c{column}.html"] = page(f"栏目{column}", *links, (f"/dead{column}", "断"), ("/", "首页"))
        site |= {url: page(label, ("/", "首页"), (f"/c{(column + 1) % 8}.html", "下一栏目")) for url, label in links}
    site["/moved"] = Answer(status=302, headers={"Location": "/c3_7.html"})
    site["/c0_1.html"] = Answer(status=500)
    return site


def test_a_killed_crawl_continues_to_the_same_visits(tmp_path: Path) -> None:
    with serve(portal()) as web:
        assert ended(start(web, tmp_path / "whole", budget=90)) == [True, False, None]
    whole = facts(web, tmp_path / "whole")
    assert {visit.outcome for visit in whole.values()} == {Outcome.READ, Outcome.NOT_FOUND, Outcome.SERVER_ERROR, Outcome.OVER_BUDGET}
    with serve(portal()) as web:
        for pages in (3, 30, 70):
            process = start(web, tmp_path / "torn", delay=0.02, budget=90)
            while len(web.asked) < pages and process.poll() is None:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert ended(start(web, tmp_path / "torn", budget=90)) == [True, False, None]
    assert facts(web, tmp_path / "torn") == whole


def test_what_is_held_is_not_asked_for_again(tmp_path: Path) -> None:
    with serve(portal()) as web:
        process = start(web, tmp_path, delay=0.02)
        while len(web.asked) < 40:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        assert ended(process) == [False, True, None]
        with Snapshot.open(tmp_path) as snapshot:
            assert not snapshot.run.complete
            held = {visit.url for visit in snapshot.visits() if visit.outcome is Outcome.READ}
        asked = len(web.asked)
        assert ended(start(web, tmp_path)) == [True, False, None]
        again = [f"{web.url}{path[1:]}" for path in web.paths[asked:]]
    assert len(held) > 20
    witnesses = {web.url, f"{web.url}c0.html"}  # asked for once more at the end: dead links count only while these answer
    assert not held.intersection(again) - witnesses


def test_the_first_interrupt_ends_at_once_and_the_second_kills(tmp_path: Path) -> None:
    with serve({"/": page("首页", ("/slow", "慢")), "/slow": Answer(wait=20)}) as web:
        process = start(web, tmp_path)
        while "/slow" not in web.paths:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        assert ended(process) == [False, True, None]
        assert time.monotonic() - began < 5


def test_what_could_not_be_determined_is_asked_for_again(tmp_path: Path) -> None:
    answers: dict[str, Any] = {
        "/": page("首页", ("/a.html", "甲"), ("/slow", "慢")),
        "/a.html": Answer(status=403),
        "/slow": Answer(wait=20),
    }
    with serve(answers) as web:
        process = start(web, tmp_path)
        while "/slow" not in web.paths:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGINT)
        ended(process)
        answers["/a.html"], answers["/slow"] = page("甲"), page("快")
        assert ended(start(web, tmp_path)) == [True, False, None]
        assert {path: visit.outcome for path, visit in web.visits(tmp_path).items()} == dict.fromkeys(
            ("/", "/a.html", "/slow"), Outcome.READ
        )
