"""A crawl of a site whose attachments kill: they are told as not opened, once, and everything else is read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spotcheck.crawler.opening.limits import Limits
from spotcheck.crawler.opening.pool import Pool
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.run import crawl
from tests.crawler.opening import hostile
from tests.crawler.web import Answer, page, serve

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
KILLER = {"Content-Type": "application/octet-stream"}


def portal() -> dict[str, Answer]:
    """Four attachments, two of which kill, among pages."""
    files = {
        "/far.xls": hostile.xls_of_far_cells(),
        "/again.xls": hostile.xls_of_far_cells(),
        "/forms.pdf": hostile.pdf_of_forms_in_forms(),
        "/good.csv": "项目,金额\n教育,5\n卫生,6\n".encode(),
    }
    links = [(url, f"附件{url}") for url in files] + [(f"/{n}.html", f"第{n}页") for n in range(20)]
    site = {url: Answer(body, headers=KILLER) for url, body in files.items()}
    return {"/": page("首页", *links), **{f"/{n}.html": page(f"第{n}页") for n in range(20)}, **site}


def test_attachments_that_kill_are_told_and_everything_else_is_read(tmp_path: Path) -> None:
    with serve(portal()) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert visits["/far.xls"].outcome is visits["/again.xls"].outcome is visits["/forms.pdf"].outcome is Outcome.UNDECODABLE
    assert visits["/far.xls"].detail == "not opened: memory: more than 512 MiB"
    assert visits["/far.xls"].sha256 and visits["/far.xls"].warc, "its bytes are kept"
    assert result.outcomes == {"read": 22, "undecodable": 3}
    assert web.paths.count("/far.xls") == 1


CRAWL = """
import json, sys
from pathlib import Path
from spotcheck.config.models import Site
from spotcheck.crawler.opening import pool
from spotcheck.crawler.run import CrawlPlan, crawl
url, address, run_dir, delay = sys.argv[1:]
opened = pool.POOL.open
pool.POOL.open = lambda **asked: print(asked["url"]) or opened(**asked)
plan = CrawlPlan(site=Site(url=url), run_dir=Path(run_dir), run_id="run", allow=(address,), delay=float(delay))
(result,) = crawl([plan])
print(json.dumps([result.complete, result.interrupted, result.error]))
"""


def test_a_continued_run_does_not_open_again_what_killed(tmp_path: Path) -> None:
    with serve(portal()) as web:
        command = [sys.executable, "-c", CRAWL, web.url, web.address, str(tmp_path)]
        first = subprocess.Popen([*command, "0.15"], stdout=subprocess.PIPE, text=True)
        while len(web.paths) < 14:
            time.sleep(0.01)
        first.send_signal(2)
        out, _ = first.communicate(timeout=60)
        assert json.loads(out.splitlines()[-1]) == [False, True, None]
        assert {line.rpartition("/")[2] for line in out.splitlines()[:-1]} == {"far.xls", "again.xls", "forms.pdf", "good.csv"}
        asked = len(web.paths)
        second = subprocess.run([*command, "0"], capture_output=True, text=True, timeout=60)
        assert second.stdout.splitlines() == ["[true, false, null]"], "no document was opened again"
        assert not {"/far.xls", "/again.xls", "/forms.pdf"} & set(web.paths[asked:])
        visits = web.visits(tmp_path)
    assert visits["/far.xls"].outcome is Outcome.UNDECODABLE
    assert visits["/19.html"].outcome is Outcome.READ


def test_the_first_interrupt_does_not_wait_for_a_document(tmp_path: Path) -> None:
    body = hostile.zip_of_slow_workbooks()
    with serve({"/": page("首页", ("/a.zip", "附件")), "/a.zip": Answer(body, headers=KILLER)}) as web:
        command = [sys.executable, "-c", CRAWL, web.url, web.address, str(tmp_path), "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        while "/a.zip" not in web.paths:
            time.sleep(0.01)
        time.sleep(1)
        process.send_signal(2)
        begun = time.monotonic()
        out, _ = process.communicate(timeout=60)
    assert json.loads(out.splitlines()[-1]) == [False, True, None]
    assert time.monotonic() - begun < 10
    assert "/a.zip" not in web.visits(tmp_path), "nothing is known of it, so it will be asked for again"


def test_a_document_that_takes_long_holds_up_no_other_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(Limits(memory=512 << 20, seconds=8, wall=60.0, output=1 << 20), short=1)
    monkeypatch.setattr("spotcheck.crawler.answers.POOL", pool)
    slow = {"/": page("慢", ("/a.zip", "附件")), "/a.zip": Answer(hostile.zip_of_slow_workbooks(), headers=KILLER)}
    quick = {"/": page("快", ("/a.csv", "附件"), *[(f"/{n}", f"第{n}页") for n in range(30)]), "/a.csv": Answer("甲,乙\n1,2\n3,4\n")}
    quick |= {f"/{n}": page(f"第{n}页") for n in range(30)}
    ends: list[tuple[str, float]] = []
    begun = time.monotonic()
    with serve(slow) as one, serve(quick) as other:
        plans = [one.plan(tmp_path / "slow"), other.plan(tmp_path / "quick", run_id="quick")]
        crawl(plans, on_done=lambda result: ends.append((result.run_id, time.monotonic() - begun)))
        visits = one.visits(tmp_path / "slow")
        assert {visit.outcome for visit in other.visits(tmp_path / "quick").values()} == {Outcome.READ}
    pool.close()
    assert [name for name, _ in ends] == ["quick", "run"]
    assert visits["/a.zip"].detail == "not opened: time: more than 8 s"
