"""As a Scrapy project: feeds, statistics, pauses, limits, jobs and the shell, as somebody who knows Scrapy expects them."""

from __future__ import annotations

import ast
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from spotcheck.config.errors import UserError
from spotcheck.crawler import settings as project
from spotcheck.crawler.page_lines import page_line
from spotcheck.crawler.scrapy_options import options_of
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import Answer, Web, page, serve

ROOT = Path(__file__).parents[2]
PAGES = 12


def site() -> dict[str, Answer]:
    links = [(f"/{n}.html", f"第{n}号公告") for n in range(PAGES)]
    made = {url: page(label, text=f"{label}的内容。") for url, label in links}
    made["/3.html"] = Answer(status=404)
    return {"/": page("首页", *links), **made}


def scrapy(*arguments: str, lang: str = "en_US.UTF-8") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": lang, "LC_ALL": lang, "SPOTCHECK_LANG": lang}
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)


def crawl(web: Web, folder: Path, *more: str, delay: str = "0") -> subprocess.CompletedProcess[str]:
    arguments = ["-a", f"url={web.url}", "-a", f"workspace={folder}", "-a", f"allow={web.address}"]
    return scrapy("crawl", "portal", *arguments, *(["-a", f"delay={delay}"] if delay else []), *more)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_visit_is_an_item_with_the_line_of_pages_and_its_method(tmp_path: Path) -> None:
    feed = tmp_path / "pages.jsonl"
    with serve(site()) as web:
        done = crawl(web, tmp_path, "-a", f"max_pages={PAGES}", "-O", str(feed))
    assert done.returncode == 0, done.stderr
    (run_dir,) = (tmp_path / "runs").iterdir()
    with Snapshot.open(run_dir) as snapshot:
        read = {visit.url: page_line(visit, found) for visit, found in snapshot.pages()}
        stored = [read.get(visit.url) or page_line(visit) for visit in snapshot.visits()]
    exported = lines(feed)
    assert all(each.pop("method") == "GET" for each in exported)
    assert sorted(exported, key=lambda each: str(each["url"])) == sorted(stored, key=lambda each: str(each["url"]))
    assert {each["outcome"] for each in exported} == {"read", "not_found", "over_budget"} and len(exported) == PAGES + 1


def test_statistics_are_kept_and_shown(tmp_path: Path) -> None:
    with serve(site()) as web:
        done = crawl(web, tmp_path)
    kept = (
        "item_scraped_count': 13",
        "downloader/request_count'",
        "finish_reason': 'finished'",
        "visits/read': 12",
        "visits/not_found': 1",
    )
    assert all(each in done.stderr for each in kept), done.stderr


def test_a_download_delay_is_kept_between_any_two_requests(tmp_path: Path) -> None:
    with serve({"/": page("首页", ("/1.html", "一"), ("/2.html", "二")), "/1.html": page("一"), "/2.html": page("二")}) as web:
        done = crawl(web, tmp_path, "-s", "DOWNLOAD_DELAY=0.6", delay="")
        times = [moment for moment, _ in web.asked]
    assert done.returncode == 0 and len(times) == 4
    assert all(0.5 < later - earlier < 2.5 for earlier, later in itertools.pairwise(times)), times


def test_a_page_count_ends_a_job_and_the_same_job_goes_on(tmp_path: Path) -> None:
    feed, job = tmp_path / "pages.jsonl", tmp_path / "job"
    with serve(site()) as web:
        first = crawl(web, tmp_path, "-s", "CLOSESPIDER_PAGECOUNT=4", "-s", f"JOBDIR={job}", "-O", str(feed))
        asked, exported = len(web.asked), len(lines(feed))
        assert first.returncode == 0 and "closespider_pagecount" in first.stderr and 4 <= asked < 9 and exported < 9
        second = crawl(web, tmp_path, "-s", f"JOBDIR={job}", "-O", str(feed))
        again = web.paths[asked:]
        assert second.returncode == 0 and len([path for path in again if path in site()]) < PAGES + 2, again
        witness = "/"  # asked for once more at the end: what is gone counts only while it answers
        assert {path for path in again if path in web.paths[:asked]} <= {"/robots.txt", "/3.html", witness}
        third = crawl(web, tmp_path, "-s", f"JOBDIR={job}")
        with serve(site()) as other:
            fourth = crawl(other, tmp_path, "-s", f"JOBDIR={job}")
    assert len(lines(feed)) == PAGES + 1
    with Snapshot.open(job) as snapshot:
        assert snapshot.run.complete and len(list(snapshot.visits())) == PAGES + 1
    assert (third.returncode, fourth.returncode) == (2, 2)
    assert said(third).count("this crawl is complete") == 1 and said(fourth).count("holds a crawl of") == 1


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused command says: exactly one line that is no mere notice of Scrapy's start."""
    assert "Traceback" not in done.stderr, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if " ERROR: " in line]
    return line


REFUSED = ["AUTOTHROTTLE_ENABLED=1", "ROBOTSTXT_OBEY=0", "HTTPCACHE_ENABLED=1", "DEPTH_LIMIT=3", "CONCURRENT_REQUESTS=32", "RETRY_TIMES=9"]


@pytest.mark.parametrize("setting", [*REFUSED, "DOWNLOAD_DELAY=soon", "DOWNLOAD_DELAY=-1", "DOWNLOAD_TIMEOUT=never"])
def test_what_cannot_be_kept_is_refused_by_its_name(setting: str) -> None:
    name, _, value = setting.partition("=")
    settings = Settings()
    settings.setmodule(project, priority="project")
    options_of(settings)
    settings.set(name, value, priority="cmdline")
    with pytest.raises(UserError) as refused:
        options_of(settings)
    assert name in refused.value.en and name in refused.value.zh


@pytest.mark.parametrize("arguments", [("-a", "url=gopher://x"), ("-a", "url=a.gov.cn", "-s", "DEPTH_LIMIT=2")])
def test_what_is_wrong_ends_the_command_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = scrapy("crawl", "portal", "-a", f"workspace={tmp_path}", *arguments)
    assert done.returncode == 2 and said(done)
    assert not (tmp_path / "runs").exists()


def test_the_shell_starts_and_fetches(tmp_path: Path) -> None:
    gbk = Answer("<html><title>清河</title><h1>政府信息公开</h1></html>".encode("gbk"), headers={"Content-Type": "text/html"})
    with serve({"/": gbk, "/moved": Answer(status=302, headers={"Location": "/"}), "/f": Answer(b"\x89PNG\r\n\x1a\n\0")}) as web:
        shown = scrapy("shell", web.url, "-c", "(response.status, response.css('h1::text').get(), type(response).__name__)")
        more = scrapy("shell", f"{web.url}f", "-c", "(response.status, len(response.body))")
        assert web.agents and all(agent.startswith("spotcheck/") for agent in web.agents)
    assert "(200, '政府信息公开', 'HtmlResponse')" in shown.stdout, shown.stderr
    assert "(200, 9)" in more.stdout


def test_nothing_private_of_scrapys_is_used() -> None:
    found = []
    for path in (ROOT / "spotcheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "scrapy":
                names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [part for alias in node.names if alias.name.partition(".")[0] == "scrapy" for part in alias.name.split(".")]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("crawler", "engine"):
                names = [node.attr]
            else:
                continue
            found += [f"{path.name}:{node.lineno} {name}" for name in names if name.startswith("_")]
    assert not found
