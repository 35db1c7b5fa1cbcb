"""How far a quarter is, asked from another process while one works at it; killed, resumed, and tried a second time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from spotcheck.cli import main
from spotcheck.config.models import Site
from spotcheck.crawler.urls import key
from spotcheck.jobs.quarter_status import QuarterStatus, State, quarter_status, status_json
from spotcheck.jobs.quarters import latest
from spotcheck.jobs.second_pass import failed_in_passing
from spotcheck.ledger.ledger import Draw, Ledger, Run
from tests.front import small
from tools.output_schemas import closed

QUARTER = "2017Q4"


def drawn(folder: Path, *sites: str) -> Path:
    """A workspace in which these sites are drawn, and an office's own catalogue beside it."""
    small.catalogue(folder / "own")
    rows = [f"http://{site}/,网站{number},县级,统计" for number, site in enumerate(sites, 1)]
    (folder / "register.csv").write_text("\n".join(["首页网址,网站名称,层级,职能", *rows]), encoding="utf-8")
    workspace = folder / "ws"
    for args in (("register", "import", str(folder / "register.csv")), ("quarter", "draw", QUARTER, "--share", "100%", "--seed", "s")):
        assert main.run([*args, "--workspace", str(workspace)]) == 0
    return workspace


@contextmanager
def running(folder: Path, workspace: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "spotcheck", "quarter", "run", QUARTER, "--workspace", str(workspace), *args]
    with subprocess.Popen(
        command, cwd=folder, env=small.environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def now(workspace: Path) -> QuarterStatus:
    with Ledger.read(workspace) as ledger:
        return quarter_status(ledger, workspace, QUARTER)


def awaited(workspace: Path, fits: Callable[[QuarterStatus], bool]) -> QuarterStatus:
    """The first state of the quarter that fits."""
    until = time.monotonic() + 40
    while not fits(found := now(workspace)):
        assert time.monotonic() < until, status_json(found)
        time.sleep(0.1)
    return found


def faults(told: dict[str, Any]) -> list[str]:
    """What the schema of the status has against a value, when it allows nothing that it does not describe."""
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/status.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(closed(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(json.loads(json.dumps(told)))]


def states(status: QuarterStatus) -> list[State]:
    return sorted(each.state for each in status.sites)


def test_status_tells_from_another_process_what_runs_waits_has_stopped_and_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    with small.served(small.site_pages(), slow=0.25) as one, small.served(small.site_pages()) as other:
        workspace = drawn(tmp_path, one, other)
        assert states(now(workspace)) == [State.WAITING, State.WAITING]
        given = ("--catalogue", "own", "--delay", "0", "--allow", one, "--allow", other, "--as-of", "2018-01-15", "--no-report")
        with running(tmp_path, workspace, *given, "--at-once", "1") as process:
            seen = awaited(workspace, lambda status: any(each.state is State.RUNNING and each.pages for each in status.sites))
            assert seen.process == process.pid
            assert faults(status_json(seen)) == []
            assert State.STOPPED not in states(seen) and State.FAILED not in states(seen)
            process.send_signal(signal.SIGKILL)
        killed = now(workspace)
        assert killed.process is None
        assert State.STOPPED in states(killed) and State.RUNNING not in states(killed)
        stopped = next(each for each in killed.sites if each.state is State.STOPPED)
        assert stopped.pages is not None and stopped.tries == 1
        capsys.readouterr()
        assert main.run(["quarter", "status", QUARTER, "--workspace", str(workspace)]) == 0
        assert "1 stopped, can be continued" in capsys.readouterr().out
        assert main.run(["quarter", "run", QUARTER, "--workspace", str(workspace), "--no-report"]) == 0
    assert states(now(workspace)) == [State.DONE, State.DONE]
    assert faults(status_json(now(workspace))) == []
    assert all(each.tries == 1 and each.verdicts and each.pages == 10 for each in now(workspace).sites)


@contextmanager
def ailing() -> Iterator[tuple[str, threading.Event]]:
    """A site that answers 503 until it is ``well``; gives ``host:port``."""
    well, pages = threading.Event(), small.site_pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = pages.get(self.path) if well.is_set() else None
            self.send_response(200 if text else 404 if well.is_set() or self.path == "/robots.txt" else 503)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((text or "系统维护中").encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", well
    finally:
        server.shutdown()
        server.server_close()


def test_a_site_that_was_ill_is_tried_again_and_nobody_is_kept_out_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    with ailing() as (site, well):
        workspace = drawn(tmp_path, site)
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--as-of", "2018-01-15", "--no-report")
        with running(tmp_path, workspace, *given, "--retry-after", "0.001") as process:
            ill = awaited(workspace, lambda status: status.again_at != "")
            (site_,) = ill.sites
            assert (site_.state, site_.reason, site_.passing) == (State.FAILED, "server_error", True)
            well.set()
            until = time.monotonic() + 10
            while now(workspace).process is not None and time.monotonic() < until:
                time.sleep(0.05)
            assert now(workspace).process is None  # while it waits, others may work
            _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told
        assert "1 sites were not read, or only in part, for reasons that may pass; they are tried again at " in told
    healed = now(workspace)
    assert (states(healed), healed.again_at, healed.sites[0].tries) == ([State.DONE], "", 2)


@contextmanager
def fainting() -> Iterator[str]:
    """A site whose articles break off until its home page is asked for a second time."""
    pages, asked = small.site_pages(), Counter[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            ill = asked["/"] < 2 and self.path.startswith("/xw/") and self.path != "/xw/"
            text = pages.get(self.path)
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if ill:
                self.send_header("Content-Length", "99999")
            self.end_headers()
            self.wfile.write((text or "没有").encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_site_of_which_a_part_failed_is_not_done_with_until_it_was_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    with fainting() as site:
        workspace = drawn(tmp_path, site)
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--no-report", "--workspace", str(workspace))
        assert main.run(["quarter", "run", QUARTER, *given]) == 3
        (partly,) = now(workspace).sites
        assert (partly.state, partly.passing, partly.unread, partly.pages) == (State.DONE, True, 6, 4)
        assert main.run(["quarter", "run", QUARTER, "--no-report", "--workspace", str(workspace)]) == 3  # its time has not come
        assert now(workspace).sites[0].tries == 1
        capsys.readouterr()
        assert main.run(["quarter", "status", QUARTER, "--workspace", str(workspace)]) == 0
        assert "done (6 addresses not read, to be tried again)" in capsys.readouterr().out
        with Ledger.write(workspace) as ledger:
            ledger.run_again(QUARTER, "2018-01-01T00:00:00Z")
        assert main.run(["quarter", "run", QUARTER, "--no-report", "--workspace", str(workspace)]) == 0
    (whole,) = now(workspace).sites
    assert (whole.state, whole.passing, whole.unread, whole.tries) == (State.DONE, False, 0, 2)


def test_the_run_that_saw_a_site_whole_counts_and_two_tries_are_enough(tmp_path: Path) -> None:
    site = Site(url="http://tjj.qinghe.example/")
    draw = Draw(quarter=QUARTER, seed="s", method={}, population=(site,), drawn=(key(site.url),), drawn_at="2018-01-01T00:00:00Z")

    def run(number: int, **outcomes: int) -> Run:
        started = f"2018-01-0{number}T00:00:00Z"
        return Run(id=f"r{number}", site=site, target=site.url, state="done", started=started, quarter=QUARTER, outcomes=outcomes)

    with Ledger.write(tmp_path) as ledger:
        ledger.save_draw(draw)
        ledger.save_run(run(1, read=60, timeout=40))
        assert failed_in_passing(ledger, QUARTER) == {key(site.url)}
        ledger.save_run(run(2, read=10, dns=90))
        assert (failed_in_passing(ledger, QUARTER), latest(ledger, QUARTER)[key(site.url)].id) == (set(), "r2")
        ledger.save_run(run(3, read=97, timeout=3, not_found=50))
        ledger.save_run(run(4, read=10, dns=90))
        assert latest(ledger, QUARTER)[key(site.url)].id == "r3"


def test_without_waiting_the_run_ends_incomplete_and_says_when_to_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    with ailing() as (site, _):
        workspace = drawn(tmp_path, site)
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--no-report", "--workspace", str(workspace))
        assert main.run(["quarter", "run", QUARTER, *given]) == 3
    told = capsys.readouterr().err
    assert "run 'spotcheck quarter run 2017Q4' again after 20" in told and "--retry-after HOURS" in told
    assert now(workspace).again_at > now(workspace).at


def test_a_site_that_refuses_us_is_not_tried_a_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with small.served({"/robots.txt": "User-agent: *\nDisallow: /\n"}) as site:
        workspace = drawn(tmp_path, site)
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--no-report", "--workspace", str(workspace))
        assert main.run(["quarter", "run", QUARTER, *given, "--retry-after", "100"]) == 3
    (found,) = now(workspace).sites
    assert (found.state, found.reason, found.passing, found.tries) == (State.FAILED, "robots_disallowed", False, 1)
